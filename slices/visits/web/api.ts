import { clientOf } from '../../../platform/web/client.ts'
import { visitContracts } from '../contract.ts'

export const visitsApi = clientOf(visitContracts)
