import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { dayOf } from '../../core/date.ts'
import type { Text } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import type { Services } from '../../platform/server/act.ts'

import { knowRows, type Scope, type Transaction, wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { findHousehold, followHousehold } from '../registry/household-store.ts'
import { match } from './matching-actions.ts'
import { pairingWords } from './messages.ts'
import * as proposals from './proposal-store.ts'
import * as store from './store.ts'

export const pairingTasks: Tasks = {
  'pairing.propose': (services, scope, data) => propose(services, scope, String(data.proposalId)),

  /** A family has moved or got another responsible body: its rows here move along. */
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      for (const table of ['pair', 'pair_member', 'proposal_line'])
        await followHousehold(tx, table, String(data.householdId))
    })
  },

  /** A file was withdrawn: nobody stands by it any longer. */
  'household.changed': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const household = await findHousehold(tx, String(data.householdId))
      const pair = household?.status === 'withdrawn' ? await store.findLivePair(tx, household.id) : undefined
      if (pair) await store.endPair(tx, pair, household?.withdrawnOn ?? dayOf(new Date()), 'withdrawn', null)
    })
  },
}

/** The run of a proposal, under the scope of whoever asked. Each stage commits, so that the page can follow it. */
async function propose(services: Services, scope: Scope, id: string): Promise<void> {
  const within = <Result>(work: (tx: Transaction) => Promise<Result>) => withScope(services.database, scope, work)
  const proposal = await within((tx) => proposals.findProposal(tx, id))
  if (proposal?.state !== 'running') return
  const stage = (name: string, percent: number) => within((tx) => proposals.noteProgress(tx, id, name, percent))
  try {
    await stage('reading', 10)
    const range = areaRange(proposal.areaCode)
    const seekers = await within((tx) => proposals.seekersIn(tx, range.from, range.to))
    const area = { ...range, above: ancestorsOf(proposal.areaCode) }
    const offers = await within((tx) => proposals.offersFor(tx, area, null))
    await stage('matching', 40)
    const matched = match(seekers, offers, proposal.seed)
    await stage('writing', 80)
    await within(async (tx) => {
      await proposals.replaceLines(tx, id, matched.lines)
      await proposals.finishProposal(tx, id, { ...matched, households: matched.lines.length })
      await knowRows(tx)
    })
  } catch (error) {
    const failure: Text = error instanceof Problem ? error.text : pairingWords.failed
    await within((tx) => proposals.failProposal(tx, id, failure))
    if (!(error instanceof Problem)) throw error
  }
}
