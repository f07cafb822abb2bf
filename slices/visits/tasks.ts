import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followHousehold } from '../registry/household-store.ts'

export const visitsTasks: Tasks = {
  /** A family has moved or got another responsible body: its visits and promises move along. */
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      for (const table of ['visit', 'promise']) await followHousehold(tx, table, String(data.householdId))
    })
  },
}
