import { randomUUIDv7 } from 'node:crypto'
import { Problem } from '../../core/problem.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { liesInScope, violatedConstraint } from '../../platform/server/database.ts'
import { childLine } from '../organisations/rules.ts'
import { addOrganisations, changeOrganisation, type NewOrganisation, nextChildNumber } from '../organisations/store.ts'
import {
  type AppliedRow,
  type DryRow,
  type ImportContext,
  inPortions,
  type Target,
  type UndoRow,
} from './dry-run-actions.ts'
import { importWords } from './messages.ts'
import {
  findParent,
  findSame,
  type Judged,
  judgeOrganisation,
  type KnownOrganisation,
  type ToldOrganisation,
  toldOrganisation,
} from './organisation-rules.ts'
import * as store from './organisation-store.ts'

/** What is kept of a row: what it tells, and its parent by id when on file, by area when further up in the file. */
type Content = ToldOrganisation & { parentId: string | null; parentArea: string | null }

const phoneOf = (context: ImportContext, filed: store.FiledOrganisation): string | null =>
  filed.responsiblePhone && context.services.personalData.open(filed.responsiblePhone)

/** Sheets whose heading says 企业名称: every row of them is an enterprise. */
const enterpriseSheets = (reading: RosterReading): ReadonlySet<string> =>
  new Set(
    reading.sheets
      .filter((sheet) =>
        Object.values(sheet.columns).some(
          ({ field, header }) => field === 'organisation_name' && header.startsWith('企业'),
        ),
      )
      .map(({ name }) => name),
  )

async function classify(
  context: ImportContext,
  reading: RosterReading,
): Promise<{ rows: DryRow[]; unknownUnits: number }> {
  const enterprises = enterpriseSheets(reading)
  const records = reading.records.map((record) => ({
    record,
    told: toldOrganisation(record.values, context.job.areaCode, enterprises.has(record.sheet)),
  }))
  const filed = await store.organisationsByName(
    context.tx,
    records.flatMap(({ told }) => (told.parent ? [told.name, told.parent] : [told.name])),
  )
  const known = filed.map((one): KnownOrganisation => ({ ...one, phone: phoneOf(context, one) }))
  const onFile = Map.groupBy(known, ({ asked }) => asked)
  // What earlier rows of the file make is a parent for later ones.
  const made = new Map<string, KnownOrganisation[]>()
  const listed = new Set<string>()
  const rows = records.map(({ record, told }): DryRow => {
    const same = findSame(told, onFile.get(told.name) ?? [])
    const parents = told.parent ? [...(onFile.get(told.parent) ?? []), ...(made.get(told.parent) ?? [])] : []
    const parent = told.parent ? findParent(told.areaCode, parents) : undefined
    const judged = judgeRow(context, told, same, parent, listed)
    if (judged.state === 'new') {
      const own = { ...told, asked: told.name, id: null, parentId: null, kind: told.kind ?? 'other' }
      made.set(told.name, [...(made.get(told.name) ?? []), own])
    }
    const found = same === 'ambiguous' ? undefined : same
    const above = parent === 'ambiguous' ? undefined : parent
    const content: Content = { ...told, parentId: above?.id ?? null, parentArea: above?.areaCode ?? null }
    return {
      sheet: record.sheet,
      row: record.row,
      name: told.name,
      content,
      subjectId: found?.id ?? null,
      ...judged,
    }
  })
  return { rows, unknownUnits: 0 }
}

function judgeRow(
  context: ImportContext,
  told: ToldOrganisation,
  same: KnownOrganisation | 'ambiguous' | undefined,
  parent: KnownOrganisation | 'ambiguous' | undefined,
  listed: Set<string>,
): Judged {
  if (same === 'ambiguous') return { state: 'conflict', conflict: 'ambiguous_unit', differences: [] }
  const key = same?.id ?? `${told.areaCode} ${told.name}`
  if (listed.has(key)) return { state: 'conflict', conflict: 'listed_twice', differences: [] }
  const judged = judgeOrganisation(told, same, parent, liesInScope(context.tx.scope, same?.areaCode ?? told.areaCode))
  if (judged.state !== 'conflict') listed.add(key)
  return judged
}

async function apply(context: ImportContext, rows: readonly AppliedRow[]) {
  const contents = rows.map((row) => ({ ...row, content: row.content as unknown as Content }))
  const added = await add(
    context,
    contents.filter((row) => row.state === 'new'),
  )
  const changed = await change(
    context,
    contents.filter((row) => row.state === 'changed'),
  )
  return [...added, ...changed]
}

type Row = { position: number; subjectId: string | null; content: Content }

/** Adds in the order of the file, where parents stand before those below them. */
async function add(context: ImportContext, rows: readonly Row[]) {
  const { personalData } = context.services
  const earlier = await store.organisationsByName(
    context.tx,
    rows.flatMap(({ content }) => (content.parentId === null && content.parent ? [content.parent] : [])),
  )
  const byPlace = new Map(earlier.map((one) => [`${one.areaCode} ${one.name}`, one.id]))
  const next = new Map<string | null, { parentLine: string; number: number }>()
  const fresh: NewOrganisation[] = []
  for (const { content } of rows) {
    const above = content.parent && content.parentId === null
    const parentId = above ? byPlace.get(`${content.parentArea} ${content.parent}`) : content.parentId
    // The dry run saw the parent; when it has gone since, nothing is imported.
    if (parentId === undefined) throw new Problem('conflict', importWords.failed)
    const place = next.get(parentId) ?? (await nextChildNumber(context.tx, parentId))
    next.set(parentId, { ...place, number: place.number + 1 })
    const id = randomUUIDv7()
    const line = childLine(place.parentLine, place.number)
    byPlace.set(`${content.areaCode} ${content.name}`, id)
    next.set(id, { parentLine: line, number: 1 })
    fresh.push({
      id,
      parentId,
      line,
      name: content.name,
      kind: content.kind ?? 'other',
      enterpriseState: content.enterpriseState,
      areaCode: content.areaCode,
      sector: content.sector,
      localGovernment: false,
      creditCode: content.creditCode,
      responsiblePerson: content.responsiblePerson,
      responsiblePhone: content.phone ? personalData.seal(content.phone) : null,
      validFrom: context.today,
    })
  }
  if (fresh.length > 0) await addOrganisations(context.tx, fresh)
  return rows.map((row, place) => ({
    position: row.position,
    subjectId: (fresh[place] as NewOrganisation).id,
    before: null as unknown,
  }))
}

async function change(context: ImportContext, rows: readonly Row[]) {
  const { personalData, background } = context.services
  const filed = await store.organisationsById(
    context.tx,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  )
  const byId = new Map(filed.map((one) => [one.id, one]))
  const done: { position: number; subjectId: string; before: unknown }[] = []
  for (const { position, subjectId, content } of rows) {
    const before = byId.get(subjectId ?? '')
    if (!before) throw new Problem('conflict', importWords.failed)
    const kind = content.kind ?? before.kind
    const enterpriseState = kind === 'enterprise' ? (content.enterpriseState ?? before.enterpriseState) : null
    await changeOrganisation(context.tx, before.id, before.version, {
      name: before.name,
      kind,
      enterpriseState,
      areaCode: before.areaCode,
      sector: content.sector ?? before.sector,
      localGovernment: before.localGovernment,
      creditCode: content.creditCode ?? before.creditCode,
      responsiblePerson: content.responsiblePerson ?? before.responsiblePerson,
      responsiblePhone: content.phone ? personalData.seal(content.phone) : before.responsiblePhone,
    })
    // A bankrupt or closed enterprise hands its families to the government.
    if (enterpriseState !== before.enterpriseState)
      await background.send(context.tx, 'organisation.state_changed', { organisationId: before.id })
    const { sector, creditCode, responsiblePerson } = before
    const replaced: store.Replaced = {
      kind: before.kind,
      enterpriseState: before.enterpriseState,
      sector,
      creditCode,
      responsiblePerson,
      phone: phoneOf(context, before),
    }
    done.push({ position, subjectId: before.id, before: replaced })
  }
  return done
}

async function undo(context: ImportContext, rows: readonly UndoRow[]): Promise<void> {
  const { tx, job, services } = context
  const idsOf = (state: UndoRow['state']) => rows.flatMap((row) => (row.state === state && row.subjectId) || [])
  const [made, altered] = [idsOf('new'), idsOf('changed')]
  const count = await store.countBuiltUpon(tx, made, altered, job.id)
  if (count > 0) throw new Problem('conflict', importWords.unitsBuiltUpon, { parameters: { count } })
  const now = new Map((await store.organisationsById(tx, altered)).map((one) => [one.id, one]))
  for (const row of rows) {
    if (row.state !== 'changed' || !row.subjectId || !row.before) continue
    const before = row.before as store.Replaced
    await store.restoreOrganisation(
      tx,
      row.subjectId,
      before,
      before.phone ? services.personalData.seal(before.phone) : null,
    )
    if (now.get(row.subjectId)?.enterpriseState !== before.enterpriseState)
      await services.background.send(tx, 'organisation.state_changed', { organisationId: row.subjectId })
  }
  try {
    await store.removeOrganisations(tx, made)
  } catch (error) {
    // Somebody refers to one from where the asker may not look.
    if (violatedConstraint(error) === undefined) throw error
    throw new Problem('conflict', importWords.unitsBuiltUpon, { parameters: { count: 1 } })
  }
}

export const organisationsTarget: Target = { classify, commit: inPortions(apply), undo }
