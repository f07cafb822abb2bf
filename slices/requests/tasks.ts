import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followHousehold } from '../registry/household-store.ts'

export const requestsTasks: Tasks = {
  /** A family has moved or got another responsible body: its requests move along. */
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), (tx) =>
      followHousehold(tx, 'request', String(data.householdId)),
    )
  },
}
