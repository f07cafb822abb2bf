import { dayOf } from '../../core/date.ts'
import { Problem } from '../../core/problem.ts'
import type { Services } from '../../platform/server/act.ts'
import {
  lostDatabase,
  type Scope,
  type Transaction,
  wholeTenant,
  withBulk,
  withInstallation,
  withScope,
} from '../../platform/server/database.ts'
import { readInChild } from '../../platform/server/spreadsheets/read-in-child.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import type { CommitSource, ImportContext, Target } from './dry-run-actions.ts'
import { helpersTarget } from './helper-actions.ts'
import { aidListTarget } from './list-actions.ts'
import { importWords } from './messages.ts'
import type { ImportState, ImportTarget } from './model.ts'
import { organisationsTarget } from './organisation-actions.ts'
import { contentsOf } from './part-store.ts'
import { countiesOf, keepReading, optionsOf } from './reading-actions.ts'
import { registryTarget } from './registry-actions.ts'
import * as rows from './row-store.ts'
import * as store from './store.ts'

const targets: Record<ImportTarget, Target> = {
  registry: registryTarget,
  helpers: helpersTarget,
  organisations: organisationsTarget,
  aid_list: aidListTarget,
}

class Cancelled extends Error {}

const contextOf = (services: Services, tx: Transaction, job: store.ImportRecord): ImportContext => ({
  tx,
  services,
  job,
  today: dayOf(new Date()),
  accountId: tx.scope.accountId,
})

/** Tells how far a step is, in a transaction of its own, and throws when somebody has asked to stop. */
async function tell(services: Services, scope: Scope, id: string, done: number, total: number): Promise<void> {
  const cancelled = await withScope(services.database, scope, async (tx) => {
    await store.noteProgress(tx, id, done, total)
    return store.isCancelled(tx, id)
  })
  if (cancelled) throw new Cancelled()
}

/** Runs a step on an import that is in the state it needs; what it wrote is all there or not at all. */
async function step(
  services: Services,
  scope: Scope,
  id: string,
  needed: ImportState,
  back: ImportState,
  work: (tx: Transaction, job: store.ImportRecord) => Promise<ImportState>,
): Promise<void> {
  try {
    await withBulk(services.database, scope, async (tx) => {
      const job = await store.lockImport(tx, id)
      // Another worker has done it already, or a second copy of the job came late.
      if (job?.state !== needed) return
      await store.setState(tx, id, await work(tx, job))
    })
  } catch (error) {
    // Nothing of it is there; the queue takes the step up again when the database is back.
    if (lostDatabase(error)) throw error
    if (!(error instanceof Cancelled || error instanceof Problem)) services.log(`import ${id}: ${describe(error)}`)
    const text =
      error instanceof Cancelled
        ? importWords.cancelled
        : error instanceof Problem
          ? sentenceOf(error)
          : importWords.failed
    await withScope(services.database, scope, async (tx) => {
      await store.askToCancel(tx, id, false)
      await store.setState(tx, id, error instanceof Cancelled && needed === 'reading' ? 'discarded' : back, text)
    })
  }
}

const sentenceOf = (problem: Problem) => ({ zh: problem.sentence('zh'), en: problem.sentence('en') })
const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** Reads the file in a child process and keeps the dry run. */
async function read(services: Services, scope: Scope, id: string): Promise<void> {
  await step(services, scope, id, 'reading', 'unreadable', async (tx, job) => {
    const stored = await store.fileOf(tx, id)
    if (!stored) throw new Problem('gone', importWords.notReady)
    const stop = new AbortController()
    let reached = { done: 0, total: 0 }
    const watch = setInterval(() => {
      tell(services, scope, id, reached.done, reached.total).catch((error: unknown) => stop.abort(error))
    }, 1000)
    const far = (done: number, total: number) => {
      reached = { done, total }
      stop.signal.throwIfAborted()
    }
    try {
      const options = optionsOf(job, stored.corrections, services.personalData, countiesOf(job))
      const reading = await readInChild(services.personalData.openBytes(stored.file), options, { signal: stop.signal })
      await keepReading({ ...contextOf(services, tx, job), far }, reading, targets[job.target])
      return 'ready'
    } finally {
      clearInterval(watch)
    }
  })
}

/** Imports all new and changed rows in one transaction; a kill at any point leaves nothing. */
async function commit(services: Services, scope: Scope, id: string): Promise<void> {
  await step(services, scope, id, 'committing', 'ready', async (tx, job) => {
    const changed: string[] = []
    await targets[job.target].commit(contextOf(services, tx, job), sourceOf(services, scope, tx, job, changed))
    await services.background.send(tx, 'imports.committed', { importId: id, target: job.target })
    if (job.target === 'registry') await tellChanged(services, tx, changed)
    return 'committed'
  })
}

// A sixth of the file, so that progress is seen and a cancel is heard; few enough rows not to fill the memory. Each portion
// costs some dozen turns and emptied tables, so they are not smaller.
const portionOf = (total: number): number => Math.min(5_000, Math.max(500, Math.ceil(total / 6)))

/** @param changed takes the families on file that the import changed */
function sourceOf(
  services: Services,
  scope: Scope,
  tx: Transaction,
  job: store.ImportRecord,
  changed: string[],
): CommitSource {
  const { id } = job
  const counts = job.counts as { new?: number; changed?: number }
  const total = (counts.new ?? 0) + (counts.changed ?? 0)
  const { personalData } = services
  let after = -1
  let done = 0
  return {
    fresh: counts.new ?? 0,
    // In a transaction of its own: what was read is committed, and this one is busy with the portion before.
    next: () =>
      withScope(services.database, scope, async (reader) => {
        const next = await rows.nextRows(reader, id, after, portionOf(total))
        const contents = await contentsOf(reader, personalData, id, next)
        after = next.at(-1)?.position ?? after
        return next.map(({ position, state, subjectId }, place) => ({
          position,
          state: state as 'new' | 'changed',
          subjectId,
          content: contents[place] as Record<string, unknown>,
        }))
      }),
    async done(applied) {
      await rows.markImported(
        tx,
        id,
        applied
          .filter(({ noted }) => !noted)
          .map(({ position, subjectId, before }) => ({
            position,
            subjectId,
            before: before === null ? null : personalData.sealBytes(Buffer.from(JSON.stringify(before))),
          })),
      )
      for (const { subjectId, before } of applied) if (before !== null) changed.push(subjectId)
      done += applied.length
      await tell(services, scope, id, done, total)
    },
  }
}

// As many families as are compared and decided in about a second.
const changedAtOnce = 1_000

/** Families that stand as another: who may be whom and what they are due is looked at again, some hundreds at a time. */
async function tellChanged(services: Services, tx: Transaction, households: readonly string[]): Promise<void> {
  for (let from = 0; from < households.length; from += changedAtOnce)
    await services.background.send(tx, 'households.changed', {
      householdIds: households.slice(from, from + changedAtOnce),
    })
}

async function undo(services: Services, scope: Scope, id: string): Promise<void> {
  await step(services, scope, id, 'undoing', 'committed', async (tx, job) => {
    const all = [
      ...(await rows.listRows(tx, id, { state: 'new', severity: null }, 200_000, 0)),
      ...(await rows.listRows(tx, id, { state: 'changed', severity: null }, 200_000, 0)),
    ]
    await targets[job.target].undo(
      contextOf(services, tx, job),
      all.map((row) => ({
        position: row.position,
        state: row.state as 'new' | 'changed',
        subjectId: row.subjectId,
        before: row.before ? (JSON.parse(services.personalData.openBytes(row.before).toString()) as unknown) : null,
      })),
    )
    if (job.target === 'registry')
      await tellChanged(
        services,
        tx,
        all.flatMap((row) => (row.state === 'changed' && row.before ? (row.subjectId ?? []) : [])),
      )
    return 'undone'
  })
}

export const importsTasks: Tasks = {
  'imports.read': (services, scope, data) => read(services, scope, String(data.importId)),
  'imports.commit': (services, scope, data) => commit(services, scope, String(data.importId)),
  'imports.undo': (services, scope, data) => undo(services, scope, String(data.importId)),
}

const queueOf = { reading: 'imports.read', committing: 'imports.commit', undoing: 'imports.undo' } as const

/** After a start: steps that a crash interrupted are taken up again; a step that was done finds its state and does nothing. */
export async function resumeImports(services: Services): Promise<void> {
  const tenants = await withInstallation(services.database, store.listTenants)
  for (const tenant of tenants) {
    const scope = wholeTenant(tenant.id)
    await withScope(services.database, scope, async (tx) => {
      for (const job of await store.unfinishedImports(tx)) {
        const asker = { ...tx, scope: { ...scope, accountId: job.createdBy } }
        await services.background.send(asker, queueOf[job.state as keyof typeof queueOf], { importId: job.id })
      }
    })
  }
}
