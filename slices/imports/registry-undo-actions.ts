import { dayOf } from '../../core/date.ts'
import { Problem } from '../../core/problem.ts'
import { removeEnrolmentsOfImport } from '../policies/enrolment-store.ts'
import { sealedPhone } from '../registry/filing-store.ts'
import { replaceAddresses } from '../registry/search-store.ts'
import { beginVersions } from '../registry/version-store.ts'
import { removeStatementsOfImport } from '../supplements/store.ts'
import type { ImportContext, UndoRow } from './dry-run-actions.ts'
import * as store from './household-store.ts'
import { importWords } from './messages.ts'
import type { FiledBefore } from './registry-commit-actions.ts'

/** Takes an import back: new families go, changed ones stand again as before, with a statement and lines that say so. */
export async function undoFamilies(context: ImportContext, rows: readonly UndoRow[]): Promise<void> {
  const { tx, job } = context
  const families = rows.flatMap(({ subjectId, state }) => (subjectId ? { id: subjectId, fresh: state === 'new' } : []))
  const count = await store.countBuiltUpon(tx, families, job.committedAt ?? job.createdAt, job.id)
  if (count > 0) throw new Problem('conflict', importWords.builtUpon, { parameters: { count } })
  await removeEnrolmentsOfImport(tx, job.id)
  const known = new Date().toISOString()
  await restore(
    context,
    rows.filter((row) => row.state === 'changed' && row.before).map((row) => row.before as FiledBefore),
    known,
  )
  await removeStatementsOfImport(tx, job.id)
  await store.removeHouseholds(tx, job.id, known)
  await store.removeUnusedUnits(tx, job.createdUnits)
}

async function restore(context: ImportContext, changed: readonly FiledBefore[], known: string): Promise<void> {
  if (changed.length === 0) return
  const { tx, job, services } = context
  const ids = changed.map((one) => one.householdId)
  const from = dayOf(new Date(job.committedAt ?? job.createdAt))
  await beginVersions(tx, ids, known, from)
  await store.addLines(
    tx,
    changed
      .flatMap((one) => one.lines ?? [])
      .map((line) => ({ ...line, oldValue: line.newValue, newValue: line.oldValue })),
    importWords.historyUndone.zh.replace('{file}', job.fileName),
    from,
  )
  await store.restoreHouseholds(tx, changed)
  await store.restorePhones(
    tx,
    changed.map((one) => {
      const sealed = sealedPhone(one.phone, services.personalData)
      const hex = (bytes: Buffer | null) => (bytes ? `\\x${bytes.toString('hex')}` : null)
      return {
        personId: one.personId,
        phone: hex(sealed.phone),
        phoneHash: hex(sealed.phoneHash),
        phoneLastFourHash: hex(sealed.phoneLastFourHash),
      }
    }),
  )
  await store.restoreAmounts(
    tx,
    ids,
    changed.flatMap((one) => one.amounts),
  )
  await store.removeMarks(
    tx,
    ids,
    changed.flatMap((one) => one.marks ?? []),
  )
  await store.reopenMarks(
    tx,
    ids,
    changed.flatMap((one) => one.ended ?? []),
  )
  await replaceAddresses(
    tx,
    changed.map(({ householdId, address }) => ({ householdId, address })),
  )
}
