import { ancestorsOf } from '../../core/area-code.ts'
import { dayOf } from '../../core/date.ts'
import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { findLocalGovernment, findOrganisation } from '../organisations/store.ts'
import { changeResponsible, householdsOfUnit } from './household-store.ts'
import { routeResponsibility } from './rules.ts'
import { beginVersions } from './version-store.ts'

export const registryTasks: Tasks = {
  /** A unit has closed, gone bankrupt or reopened: every family of it is routed anew. */
  'organisation.state_changed': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const now = new Date()
      const unit = await findOrganisation(tx, String(data.organisationId))
      if (!unit) return
      for (const family of await householdsOfUnit(tx, unit.id)) {
        const government = await findLocalGovernment(tx, [family.areaCode, ...ancestorsOf(family.areaCode)])
        if (!government) continue
        const responsible = routeResponsibility(unit, family.workUnitText, government)
        await beginVersions(tx, [family.id], now.toISOString(), dayOf(now))
        await changeResponsible(tx, family.id, responsible)
        await services.background.send(tx, 'household.moved', { householdId: family.id })
      }
    })
  },
}
