import { clientOf } from '../../../platform/web/client.ts'
import { areasContract } from '../contract.ts'

export const areasApi = clientOf({ areas: areasContract })
