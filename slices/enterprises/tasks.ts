import { randomUUIDv7 } from 'node:crypto'
import { dayOf } from '../../core/date.ts'
import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { stateWords } from '../organisations/messages.ts'
import { findOrganisation } from '../organisations/store.ts'
import { addEvent } from './store.ts'

export const enterprisesTasks: Tasks = {
  /** A change of state becomes part of the enterprise's story, with its day. */
  'organisation.state_changed': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const unit = await findOrganisation(tx, String(data.organisationId))
      if (!unit?.enterpriseState) return
      await addEvent(tx, {
        id: randomUUIDv7(),
        organisationId: unit.id,
        kind: 'state',
        onDay: dayOf(new Date()),
        // The page puts the code into words of the reader's language.
        text: unit.enterpriseState in stateWords ? unit.enterpriseState : 'running',
        by: scope.accountId,
      })
    })
  },
}
