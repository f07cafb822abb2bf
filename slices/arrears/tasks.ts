import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followHousehold } from '../registry/household-store.ts'

export const arrearsTasks: Tasks = {
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), (tx) =>
      followHousehold(tx, 'line_payment', String(data.householdId)),
    )
  },
}
