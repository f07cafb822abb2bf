import { randomUUIDv7 } from 'node:crypto'
import { dayOf } from '../../core/date.ts'
import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followHousehold } from '../registry/household-store.ts'
import { addTransfer, earlierBody } from './store.ts'

export const filingTasks: Tasks = {
  /** A file that now belongs to another body is handed over; that body confirms it. */
  'household.moved': async (services, scope, data) => {
    const householdId = String(data.householdId)
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      await followHousehold(tx, 'file_transfer', householdId)
      const moved = await earlierBody(tx, householdId)
      if (moved) await addTransfer(tx, { id: randomUUIDv7(), householdId, ...moved, on: dayOf(new Date()) })
    })
  },
}
