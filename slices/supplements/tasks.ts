import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followMembers } from './store.ts'

export const supplementsTasks: Tasks = {
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      await followMembers(tx, String(data.householdId))
    })
  },
}
