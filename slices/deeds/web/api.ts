import { clientOf } from '../../../platform/web/client.ts'
import { deedsContract } from '../contract.ts'

export const deedsApi = clientOf(deedsContract)
