import type { RosterReading } from '../../engines/roster/reading.ts'
import { addEntries } from '../aid/list-store.ts'
import {
  type AppliedRow,
  type DryRow,
  type ImportContext,
  inPortions,
  type Target,
  type UndoRow,
} from './dry-run-actions.ts'
import * as store from './household-store.ts'
import { removeEntries } from './list-store.ts'

/** A festival list from a roster: families that are registered go on it, the others are named. */
async function classify(
  context: ImportContext,
  reading: RosterReading,
): Promise<{ rows: DryRow[]; unknownUnits: number }> {
  const { personalData } = context.services
  const people = [
    ...reading.records.map((record) => ({
      ...record,
      number: String(record.values.id_number ?? ''),
      name: String(record.values.name ?? ''),
    })),
    ...reading.households.map((family) => ({
      ...family,
      number: family.head,
      name: family.members.find((member) => member.id_number === family.head)?.name ?? '',
    })),
  ]
  const key = (number: string) => personalData.index('identity_number', number).toString('hex')
  const filed = new Map(
    (
      await store.filedHouseholds(
        context.tx,
        people.map((one) => key(one.number)),
      )
    ).map((one) => [one.key, one]),
  )
  const rows = people.map(({ sheet, row, name, number }): DryRow => {
    const found = filed.get(key(number))
    const common = { sheet, row, name, content: { name }, differences: [] }
    if (!found) return { ...common, state: 'conflict', conflict: 'not_registered', subjectId: null }
    if (found.status === 'withdrawn') return { ...common, state: 'conflict', conflict: 'withdrawn', subjectId: null }
    return { ...common, state: 'new', conflict: null, subjectId: found.householdId }
  })
  return { rows, unknownUnits: 0 }
}

async function apply(context: ImportContext, rows: readonly AppliedRow[]) {
  const ids = rows.flatMap((row) => row.subjectId ?? [])
  await addEntries(context.tx, context.job.aidListId as string, ids)
  return rows.map((row) => ({ position: row.position, subjectId: row.subjectId as string, before: null as unknown }))
}

/** Families that have not received yet are taken off again; what was handed over stays. */
async function undo(context: ImportContext, rows: readonly UndoRow[]): Promise<void> {
  await removeEntries(
    context.tx,
    context.job.aidListId as string,
    rows.flatMap((row) => row.subjectId ?? []),
  )
}

export const aidListTarget: Target = { classify, commit: inPortions(apply), undo }
