import { clientOf } from '../../../platform/web/client.ts'
import { accountsContract } from '../contract.ts'

export const accountsApi = clientOf(accountsContract)
