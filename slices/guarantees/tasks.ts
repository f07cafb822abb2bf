import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followHousehold } from '../registry/household-store.ts'

export const guaranteesTasks: Tasks = {
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), (tx) =>
      followHousehold(tx, 'guarantee_exception', String(data.householdId)),
    )
  },
}
