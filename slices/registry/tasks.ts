import { areaRange } from '../../core/area-code.ts'
import { dayOf } from '../../core/date.ts'
import type { Services } from '../../platform/server/act.ts'
import { type Transaction, wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { findOrganisation, listUnitsByName } from '../organisations/store.ts'
import { findResponsible } from './filing-store.ts'
import {
  changeResponsible,
  householdsNamingUnit,
  householdsOfUnit,
  householdsWithoutUnit,
  type RoutedHousehold,
  setWorkUnit,
} from './household-store.ts'
import { beginVersions } from './version-store.ts'

/** Routes families anew; where it leads to the same body for the same reason, nothing is written. */
async function route(tx: Transaction, services: Services, families: readonly RoutedHousehold[]): Promise<void> {
  const now = new Date()
  for (const family of families) {
    const responsible = await findResponsible(tx, family.areaCode, family.workUnitId, family.workUnitText)
    if (responsible.id === family.responsibleId && responsible.reason === family.responsibleReason) continue
    await beginVersions(tx, [family.id], now.toISOString(), dayOf(now))
    await changeResponsible(tx, family.id, responsible)
    await services.background.send(tx, 'household.moved', { householdId: family.id })
  }
}

export const registryTasks: Tasks = {
  /** A unit has closed, gone bankrupt, ended or reopened, or has become the government or is it no more: routed anew. */
  'organisation.state_changed': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const unit = await findOrganisation(tx, String(data.organisationId))
      if (!unit) return
      const families = await householdsOfUnit(tx, unit.id)
      if (unit.localGovernment) families.push(...(await householdsWithoutUnit(tx, areaRange(unit.areaCode))))
      await route(tx, services, [...new Map(families.map((family) => [family.id, family])).values()])
    })
  },

  /** A unit is on file under a name that families had told in words: they find it now. Of two such units nobody can tell. */
  'organisation.named': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const name = String(data.name)
      const [unit, ...others] = await listUnitsByName(tx, [name])
      if (!unit || others.length > 0) return
      const families = await householdsNamingUnit(tx, name)
      await route(
        tx,
        services,
        families.map((family) => ({ ...family, workUnitId: unit.id, workUnitText: null })),
      )
      for (const family of families) await setWorkUnit(tx, family.id, unit.id)
    })
  },
}
