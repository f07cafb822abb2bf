import { clientOf } from '../../../platform/web/client.ts'
import { requestsContract } from '../contract.ts'

export const requestsApi = clientOf({ requests: requestsContract })
