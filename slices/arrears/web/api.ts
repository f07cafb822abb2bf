import { clientOf } from '../../../platform/web/client.ts'
import { arrearsContract } from '../contract.ts'

export const arrearsApi = clientOf({ arrears: arrearsContract }).arrears
