import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followHousehold } from '../registry/household-store.ts'

export const aidTasks: Tasks = {
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      for (const table of ['aid_line', 'aid_list_entry']) await followHousehold(tx, table, String(data.householdId))
    })
  },
}
