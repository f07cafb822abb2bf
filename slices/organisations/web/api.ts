import { clientOf } from '../../../platform/web/client.ts'
import { organisationsContract } from '../contract.ts'

export const organisationsApi = clientOf({ organisations: organisationsContract })
