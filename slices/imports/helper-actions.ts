import { randomUUIDv7 } from 'node:crypto'
import { padAreaCode } from '../../core/area-code.ts'
import { Problem } from '../../core/problem.ts'
import type { RosterReading, RosterRecord } from '../../engines/roster/reading.ts'
import { liesInScope } from '../../platform/server/database.ts'
import { addHelpers } from '../pairing/helper-store.ts'
import {
  type AppliedRow,
  type DryRow,
  type ImportContext,
  inPortions,
  type Target,
  type UndoRow,
} from './dry-run-actions.ts'
import * as store from './helper-store.ts'
import { importWords } from './messages.ts'
import { differencesOf, helperKindOf } from './rules.ts'
import { lookUpUnits } from './unit-actions.ts'

type Told = {
  name: string
  unit: string | null
  post: string | null
  phone: string | null
  areaCode: string
  skill: string | null
  capacity: number | null
}

function told(context: ImportContext, record: RosterRecord): Told {
  const text = (field: string) => {
    const value = record.values[field]
    return value === null || value === undefined || value === '' ? null : String(value)
  }
  const county = text('county')
  const capacity = record.values.capacity
  return {
    name: text('name') ?? '',
    unit: text('unit'),
    post: text('post'),
    phone: text('phone'),
    areaCode: county ? (padAreaCode(county) ?? context.job.areaCode) : context.job.areaCode,
    skill: text('skill'),
    capacity: typeof capacity === 'number' ? Math.min(20, Math.max(1, capacity)) : null,
  }
}

async function classify(
  context: ImportContext,
  reading: RosterReading,
): Promise<{ rows: DryRow[]; unknownUnits: number }> {
  const records = reading.records.map((record) => ({ record, told: told(context, record) }))
  const filed = await store.helpersByName(context.tx, [...new Set(records.map((one) => one.told.name))])
  const byName = Map.groupBy(filed, (helper) => helper.name)
  const units = await lookUpUnits(
    context,
    records.flatMap((one) => one.told.unit ?? []),
  )
  const unknown = new Set(
    records.flatMap(({ told: { unit, areaCode } }) => (unit && !units.find(unit, areaCode) ? [unit] : [])),
  )
  const rows = records.map(
    ({ record, told }): DryRow => ({
      sheet: record.sheet,
      row: record.row,
      name: told.name,
      content: told,
      ...judge(context, told, byName.get(told.name) ?? []),
    }),
  )
  return { rows, unknownUnits: unknown.size }
}

/** The same person is the one with the same phone, or of the same unit when nobody bears the phone. */
function judge(
  context: ImportContext,
  told: Told,
  named: readonly store.FiledHelper[],
): Pick<DryRow, 'state' | 'conflict' | 'subjectId' | 'differences'> {
  const { personalData } = context.services
  const hash = told.phone ? personalData.index('phone', told.phone) : null
  const byPhone = named.filter((one) => hash && one.phoneHash?.equals(hash))
  const byUnit = named.filter((one) => (one.unit ?? null) === told.unit && one.areaCode === told.areaCode)
  const same = byPhone.length > 0 ? byPhone : byUnit
  if (same.length > 1) return { state: 'conflict', conflict: 'ambiguous_helper', subjectId: null, differences: [] }
  const found = same[0]
  if (!found) {
    if (!liesInScope(context.tx.scope, told.areaCode))
      return { state: 'conflict', conflict: 'out_of_area', subjectId: null, differences: [] }
    return { state: 'new', conflict: null, subjectId: null, differences: [] }
  }
  const differences = differencesOf(
    {
      post: found.post,
      skill: found.skill,
      capacity: String(found.capacity),
      phone: found.phone && personalData.open(found.phone),
    },
    {
      post: told.post,
      skill: told.skill,
      capacity: told.capacity === null ? null : String(told.capacity),
      phone: told.phone,
    },
  )
  return { state: differences.length > 0 ? 'changed' : 'unchanged', conflict: null, subjectId: found.id, differences }
}

async function apply(context: ImportContext, rows: readonly AppliedRow[]) {
  const contents = rows.map((row) => ({ ...row, content: row.content as unknown as Told }))
  const units = await lookUpUnits(
    context,
    contents.flatMap((row) => row.content.unit ?? []),
  )
  const fresh = contents.filter((row) => row.state === 'new').map((row) => ({ ...row, id: randomUUIDv7() }))
  await addHelpers(
    context.tx,
    context.services.personalData,
    fresh.map(({ id, content }) => ({
      id,
      kind: helperKindOf(content.post),
      name: content.name,
      alias: null,
      post: content.post,
      organisationId: (content.unit && units.find(content.unit, content.areaCode)?.id) || null,
      organisationText: content.unit,
      phone: content.phone,
      areaCode: content.areaCode,
      skillText: content.skill,
      capacity: content.capacity ?? 1,
      membershipId: null,
      importId: context.job.id,
    })),
  )
  const changed = contents.filter((row) => row.state === 'changed' && row.subjectId)
  const before = new Map(
    (
      await store.helpersById(
        context.tx,
        changed.map((row) => row.subjectId as string),
      )
    ).map((one) => [one.id, one]),
  )
  for (const row of changed)
    await store.changeFromRoster(context.tx, context.services.personalData, row.subjectId as string, {
      post: row.content.post,
      skill: row.content.skill,
      capacity: row.content.capacity,
      phone: row.content.phone,
    })
  return [
    ...fresh.map((row) => ({ position: row.position, subjectId: row.id, before: null as unknown })),
    ...changed.map((row) => {
      const one = before.get(row.subjectId as string)
      const phone = one?.phone ? context.services.personalData.open(one.phone) : null
      return {
        position: row.position,
        subjectId: row.subjectId as string,
        before: { post: one?.post, skill: one?.skill, capacity: one?.capacity, phone },
      }
    }),
  ]
}

async function undo(context: ImportContext, rows: readonly UndoRow[]): Promise<void> {
  const count = await store.countPaired(context.tx, context.job.id)
  if (count > 0) throw new Problem('conflict', importWords.builtUpon, { parameters: { count } })
  for (const row of rows)
    if (row.state === 'changed' && row.before && row.subjectId)
      await store.changeFromRoster(
        context.tx,
        context.services.personalData,
        row.subjectId,
        row.before as store.ToldHelper,
      )
  await store.removeHelpers(context.tx, context.job.id)
}

export const helpersTarget: Target = { classify, commit: inPortions(apply), undo }
