import { clientOf } from '../../../platform/web/client.ts'
import { casefileContract } from '../contract.ts'

export const casefileApi = clientOf({ casefile: casefileContract })
