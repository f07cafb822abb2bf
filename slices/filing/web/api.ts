import { clientOf } from '../../../platform/web/client.ts'
import { filingContract } from '../contract.ts'

export const filingApi = clientOf({ filing: filingContract }).filing
