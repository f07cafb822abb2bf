import { clientOf } from '../../../platform/web/client.ts'
import { simulationsContract } from '../contract.ts'

export const simulationsApi = clientOf({ simulations: simulationsContract }).simulations
