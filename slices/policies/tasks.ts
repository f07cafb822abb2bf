import { dayOf } from '../../core/date.ts'
import { knowRows, type Scope, wholeTenant, withInstallation, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { householdsOfImport } from '../registry/duplicate-store.ts'
import { followHousehold } from '../registry/household-store.ts'
import { Because } from './due-item-model.ts'
import { beforeAll, evaluateAfter, evaluateFamilies, openReviews } from './evaluate-store.ts'
import { watchFamilies } from './relapse-store.ts'
import { advanceRun, beginRun, endRun, findRun, tenantIds } from './run-store.ts'
import { pruneSharedAnswers } from './shared-answer-store.ts'
import { endOver } from './watch-store.ts'

// Enough that statements do not count, few enough that progress is seen and no lock is held for long.
const chunk = 2_000

/** Tables whose rows lie where their family lies. */
const followers = [
  'household_evaluation',
  'household_result',
  'household_result_change',
  'enrolment',
  'household_fact',
  'due_item',
  'household_month',
  'graduation_watch',
]

export const policiesTasks: Tasks = {
  /** Facts of a family are other ones, or it was filed or withdrawn: its answers are found anew. */
  'household.changed': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const ids = [String(data.householdId)]
      await evaluateFamilies(tx, ids, new Date(), 'facts')
      await watchFamilies(tx, ids, dayOf(new Date()))
    })
  },

  /** The same for many families that a roster changed. */
  'households.changed': async (services, scope, data) => {
    const ids = (data.householdIds as unknown[]).map(String)
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      await evaluateFamilies(tx, ids, new Date())
      await watchFamilies(tx, ids, dayOf(new Date()))
    })
  },

  /** First answers for families that came together: `{ householdIds }`. */
  'policies.evaluate_families': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      await evaluateFamilies(tx, (data.householdIds as unknown[]).map(String), new Date())
      await knowRows(tx, 1)
    })
  },

  /**
   * The families that a roster brought are decided in a queue of their own, so that the next roster's duplicates need not
   * wait for it; what it costs follows from the roster, not from how many are on file.
   */
  'imports.committed': async (services, scope, data) => {
    if (data.target !== 'registry') return
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const ids = await householdsOfImport(tx, String(data.importId))
      for (let from = 0; from < ids.length; from += chunk)
        await services.background.send(tx, 'policies.evaluate_families', {
          householdIds: ids.slice(from, from + chunk),
        })
    })
  },

  /** A new day: standards begin and end, people grow older, reviews fall due. Runs for every tenant. */
  'day.began': async (services) => {
    const today = dayOf(new Date())
    for (const tenantId of await withInstallation(services.database, tenantIds)) {
      const within = wholeTenant(tenantId)
      for (let after: string | undefined = beforeAll; after !== undefined; ) {
        const from: string = after
        const { last } = await withScope(services.database, within, (tx) =>
          evaluateAfter(tx, from, chunk, today, 'day'),
        )
        after = last
      }
      await withScope(services.database, within, async (tx) => {
        await openReviews(tx, today)
        await watchFamilies(tx, null, today)
        await endOver(tx, today)
        await pruneSharedAnswers(tx)
      })
    }
  },

  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      for (const table of followers) await followHousehold(tx, table, String(data.householdId))
    })
  },

  /** A run over all families of a scope: of the person who asked, or of the tenant when a standard was changed. */
  'policies.evaluate': async (services, scope, data) => {
    const within: Scope = data.whole === true ? wholeTenant(scope.tenantId) : scope
    const runId = String(data.runId)
    const run = await withScope(services.database, within, async (tx) =>
      (await beginRun(tx, runId)) > 0 ? findRun(tx, runId) : undefined,
    )
    if (!run) return
    try {
      for (let after: string | undefined = beforeAll; after !== undefined; ) {
        const from: string = after
        after = await withScope(services.database, within, async (tx) => {
          const { done, changed, last } = await evaluateAfter(
            tx,
            from,
            chunk,
            run.onDay,
            Because.parse(data.because ?? 'run'),
          )
          await advanceRun(tx, runId, done, changed)
          return last
        })
      }
      await withScope(services.database, within, (tx) => endRun(tx, runId, 'done'))
    } catch (error) {
      await withScope(services.database, within, (tx) => endRun(tx, runId, 'failed'))
      throw error
    }
  },
}
