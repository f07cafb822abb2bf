import { clientOf } from '../../../platform/web/client.ts'
import { supplementsContract } from '../contract.ts'

export const supplementsApi = clientOf({ supplements: supplementsContract }).supplements
