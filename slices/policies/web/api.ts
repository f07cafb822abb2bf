import { clientOf } from '../../../platform/web/client.ts'
import { policiesContract } from '../contract.ts'

export const policiesApi = clientOf({ policies: policiesContract }).policies
