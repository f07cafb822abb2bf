import { dayOf } from '../../core/date.ts'
import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { listUnitsByName } from '../organisations/store.ts'
import { findHousehold, followHousehold } from '../registry/household-store.ts'
import { linkHelpers } from './helper-store.ts'
import { reopenPair } from './reopen-store.ts'
import { runProposal } from './run-actions.ts'
import * as store from './store.ts'

// Rows that stand where their family stands.
const placed = [
  'pair',
  'pair_member',
  'pair_renewal',
  'hand_over',
  'proposal_line',
  'proposal_exclusion',
  'helper_bar',
  'assistance_plan',
  'plan_measure',
]

export const pairingTasks: Tasks = {
  'pairing.propose': (services, scope, data) => runProposal(services, scope, String(data.proposalId)),

  /** A unit is on file under a name that rosters wrote for helpers: they belong to it now. */
  'organisation.named': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const [unit, ...others] = await listUnitsByName(tx, [String(data.name)])
      if (unit && others.length === 0) await linkHelpers(tx, String(data.name), unit.id)
    })
  },

  /** A family has moved or got another responsible body: its rows here move along. */
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      for (const table of placed) await followHousehold(tx, table, String(data.householdId))
    })
  },

  /** A merge was undone: whoever stood by the file that had been given up does so again. */
  'household.merge_undone': (services, scope, data) =>
    withScope(services.database, wholeTenant(scope.tenantId), (tx) =>
      reopenPair(tx, String(data.householdId), String(data.mergedAt)),
    ),

  /** A file was withdrawn: nobody stands by it any longer. */
  'household.changed': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const household = await findHousehold(tx, String(data.householdId))
      const pair = household?.status === 'withdrawn' ? await store.findLivePair(tx, household.id) : undefined
      if (pair) await store.endPair(tx, pair, household?.withdrawnOn ?? dayOf(new Date()), 'withdrawn', null)
    })
  },
}
