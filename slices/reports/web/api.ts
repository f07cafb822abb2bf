import { clientOf } from '../../../platform/web/client.ts'
import { reportsContract } from '../contract.ts'

export const reportsApi = clientOf({ reports: reportsContract }).reports
