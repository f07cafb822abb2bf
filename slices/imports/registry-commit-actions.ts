import { randomUUIDv7 } from 'node:crypto'
import { withBulk } from '../../platform/server/database.ts'
import { addEnrolments } from '../policies/enrolment-store.ts'
import {
  beginLoad,
  moveFamilies,
  openWordLane,
  packFamilies,
  stageFamilies,
  type WordLane,
} from '../registry/bulk-store.ts'
import { type FiledFamily, filedFamily, sealedPhone } from '../registry/filing-store.ts'
import { takeFileNumbers } from '../registry/household-store.ts'
import { fileNumber } from '../registry/rules.ts'
import { replaceAddresses } from '../registry/search-store.ts'
import { beginVersions } from '../registry/version-store.ts'
import type { NewStatement } from '../supplements/store.ts'
import type { Applied, AppliedRow, CommitSource, ImportContext } from './dry-run-actions.ts'
import { type Content, filingOf } from './filing-actions.ts'
import * as store from './household-store.ts'
import { importWords } from './messages.ts'
import { type NamedUnit, namedUnits } from './part-store.ts'
import { differencesOf, toldValues } from './rules.ts'
import { headingsOf, keepSupplements, supplementNews } from './supplement-actions.ts'
import { createUnits, lookUpUnits, type Units } from './unit-actions.ts'

type Row = { position: number; subjectId: string | null; content: Content }

const mostWordsAtOnce = 25_000

/** Why a line of the history was written. */
export const historyWhy = (context: ImportContext): string =>
  importWords.historyWhy.zh.replace('{file}', context.job.fileName)

/**
 * Files new families with COPY and a few statements a portion, and changes those on file. While the database moves one
 * portion, the next is read, opened and sealed here, and search words are made on a connection of their own.
 */
export async function commitFamilies(context: ImportContext, source: CommitSource): Promise<void> {
  const { database } = context.services
  await withBulk(database, context.tx.scope, async (beside) => {
    const words = openWordLane(beside, context.job.id, Math.min(mostWordsAtOnce, Math.ceil(source.fresh / 4)))
    try {
      await loadFamilies(context, source, words)
      await words.end()
    } catch (error) {
      await words.stop()
      throw error
    }
  })
}

async function loadFamilies(context: ImportContext, source: CommitSource, words: WordLane): Promise<void> {
  const { tx, services } = context
  const allUnits = await unitsOf(context)
  await beginLoad(tx)
  let number = source.fresh > 0 ? await takeFileNumbers(tx, source.fresh) : 0
  const year = context.today.slice(0, 4)
  let moving: Promise<unknown> = Promise.resolve()
  try {
    for (let rows = await source.next(); rows.length > 0; rows = await source.next()) {
      const [fresh, changed] = divided(rows)
      const units = allUnits ?? (await unitsOfPortion(context, fresh))
      const staged = fresh.map(({ content, subjectId }) => {
        const { workUnitId, ...responsible } = units.responsible(content.unit, content.areaCode)
        const filing = filingOf(content, subjectId ?? content.id, workUnitId, responsible, context.job.id)
        return filedFamily(filing, fileNumber(year, number++), services.personalData, context.today)
      })
      const families = packFamilies(staged)
      await moving
      await stageFamilies(tx, families)
      moving = move(context, source, fresh, staged, changed)
      // Heard when it is waited for; unheard until then, a failure would end the server.
      moving.catch(() => {})
      words.add(staged)
    }
    await moving
  } catch (error) {
    // Nothing may be said to the database any more when the transaction is rolled back.
    await moving.catch(() => {})
    throw error
  }
}

function divided(rows: readonly AppliedRow[]): [fresh: Row[], changed: Row[]] {
  const contents = rows.map((row) => ({ ...row, content: row.content as unknown as Content }))
  return [contents.filter((row) => row.state === 'new'), contents.filter((row) => row.state === 'changed')]
}

/** Units that new families speak of are made first; then every name is looked up once for all portions. */
async function unitsOf(context: ImportContext): Promise<Units | undefined> {
  const { tx, services, job } = context
  const named = await namedUnits(tx, services.personalData, job.id)
  return named && madeUnits(context, named)
}

async function madeUnits(context: ImportContext, named: readonly NamedUnit[]): Promise<Units> {
  await createUnits(context, named)
  return lookUpUnits(
    context,
    named.map(({ unit }) => unit),
  )
}

/** The same for a portion of an import that was read before its units were kept. */
const unitsOfPortion = (context: ImportContext, rows: readonly Row[]): Promise<Units> =>
  madeUnits(
    context,
    rows.flatMap(({ content: { unit, areaCode } }) => (unit ? [{ unit, areaCode }] : [])),
  )

async function move(
  context: ImportContext,
  source: CommitSource,
  fresh: readonly Row[],
  staged: readonly FiledFamily[],
  changed: readonly Row[],
): Promise<void> {
  const { tx } = context
  await moveFamilies(tx, historyWhy(context))
  const news = await supplementNews(
    context,
    changed.map(({ subjectId, content }) => ({ householdId: subjectId as string, told: content })),
  )
  const before = await changeFiled(context, changed, news)
  await keepSupplements(context, fresh, staged, news.flat())
  const places = new Map<Row, Place>(fresh.map((row, at) => [row, (staged[at] as FiledFamily).household]))
  for (const row of changed) {
    const found = before.get(row.subjectId as string)
    if (found)
      places.set(row, { id: found.householdId, areaCode: found.areaCode, organisationLine: found.organisationLine })
  }
  await enrol(context, places)
  await source.done(
    [...places].map(
      ([row, { id }]): Applied => ({
        position: row.position,
        subjectId: id,
        before: before.get(id) ?? null,
        noted: row.subjectId === id && !before.has(id),
      }),
    ),
  )
}

type Place = { id: string; areaCode: string; organisationLine: string }
/** What an import changed, as it stood before. */
export type FiledBefore = Omit<store.FiledHousehold, 'key' | 'phone'> & {
  phone: string | null
  amounts: store.FiledAmount[]
  /** Causes and categories that the import added, and the lines it wrote; missing in imports of before they were kept. */
  marks?: string[]
  /** Categories that the one of the import took the place of. */
  ended?: string[]
  lines?: store.ChangeLine[]
}

/** Applies what differs; answers by household what stood there before. */
async function changeFiled(
  context: ImportContext,
  rows: readonly Row[],
  supplements: readonly (readonly NewStatement[])[],
): Promise<Map<string, FiledBefore>> {
  const { tx, services } = context
  if (rows.length === 0) return new Map()
  const keyOf = (row: Row) => services.personalData.index('identity_number', row.content.identityNumber).toString('hex')
  const filed = new Map((await store.filedHouseholds(tx, rows.map(keyOf))).map((one) => [one.householdId, one]))
  const ids = [...filed.keys()]
  const known = rows.filter((row) => filed.has(row.subjectId as string))
  const amounts = Map.groupBy(await store.amountsOf(tx, ids), (amount) => amount.householdId)
  // What stood there is kept as a statement of its own, so that every report can be repeated as known before.
  await beginVersions(tx, ids, new Date().toISOString(), context.today)
  const more = new Map(rows.map((row, place) => [row, headingsOf(supplements[place] ?? [])]))
  const lines = known.flatMap((row) => linesOf(context, row, filed, more.get(row) ?? ''))
  await store.addLines(tx, lines, historyWhy(context), context.today)
  const linesByFamily = Map.groupBy(lines, (line) => line.householdId)
  await store.changeHouseholds(
    tx,
    known.map((row) => changeOf(context, row, filed)),
  )
  await store.replaceReportedTotals(tx, known.flatMap(totalsOf))
  await replaceAddresses(
    tx,
    known.flatMap(({ subjectId, content: { address } }) =>
      address ? [{ householdId: subjectId as string, address }] : [],
    ),
  )
  const ended = Map.groupBy(
    await store.endCategories(
      tx,
      known.flatMap(({ subjectId, content: { category } }) =>
        category ? [{ householdId: subjectId as string, code: category }] : [],
      ),
      context.today,
    ),
    (mark) => mark.householdId,
  )
  const added = Map.groupBy(
    await store.addMarks(
      tx,
      known.flatMap((row) => marksOf(row, context.today)),
    ),
    (mark) => mark.householdId,
  )
  return new Map(
    [...filed].map(([id, { key: _, phone, ...one }]) => [
      id,
      {
        ...one,
        phone: phone ? services.personalData.open(phone) : null,
        amounts: amounts.get(id) ?? [],
        lines: linesByFamily.get(id) ?? [],
        marks: (added.get(id) ?? []).map((mark) => mark.id),
        ended: (ended.get(id) ?? []).map((mark) => mark.id),
      },
    ]),
  )
}

type Filed = ReadonlyMap<string, store.FiledHousehold>

// What somebody receives has a history of its own.
const enrolmentFields = new Set(['dibao', 'monthlyBenefitFen'])

function linesOf({ services }: ImportContext, row: Row, filed: Filed, headings: string): store.ChangeLine[] {
  const found = filed.get(row.subjectId as string) as store.FiledHousehold
  const lines = differencesOf(store.filedValues(found, services.personalData), toldValues(row.content))
    .filter(({ field }) => !enrolmentFields.has(field))
    .map(({ field, before, after }) => store.lineOf(found, field, before, after))
  return headings === '' ? lines : [...lines, store.lineOf(found, 'supplements', null, headings)]
}

function changeOf({ services }: ImportContext, { subjectId, content }: Row, filed: Filed): store.HouseholdChange {
  const phone = sealedPhone(content.phone, services.personalData)
  const hex = (bytes: Buffer | null) => (bytes ? `\\x${bytes.toString('hex')}` : null)
  return {
    householdId: subjectId as string,
    personId: filed.get(subjectId as string)?.personId ?? '',
    size: content.size,
    category: content.category,
    mainCause: content.cause,
    annualIncomeFen: content.annualIncomeFen,
    rigidExpenditureFen: content.rigidExpenditureFen,
    address: content.address,
    phone: hex(phone.phone),
    phoneHash: hex(phone.phoneHash),
    phoneLastFourHash: hex(phone.phoneLastFourHash),
  }
}

const totalsOf = ({ subjectId, content }: Row) =>
  (
    [
      ['income', content.annualIncomeFen],
      ['expenditure', content.rigidExpenditureFen],
    ] as const
  ).flatMap(([side, annualFen]) =>
    annualFen === null ? [] : [{ id: randomUUIDv7(), householdId: subjectId as string, side, annualFen }],
  )

const marksOf = ({ subjectId, content }: Row, since: string) =>
  (
    [
      ['cause', content.cause],
      ['category', content.category],
    ] as const
  ).flatMap(([dimension, code]) =>
    code === null ? [] : [{ id: randomUUIDv7(), householdId: subjectId as string, dimension, code, since }],
  )

async function enrol(context: ImportContext, places: ReadonlyMap<Row, Place>): Promise<void> {
  const enrolled = [...places].filter(([row]) => row.content.enrolled)
  await addEnrolments(
    context.tx,
    enrolled.map(([row, { id, areaCode, organisationLine }]) => ({
      householdId: id,
      areaCode,
      organisationLine,
      programme: 'dibao' as const,
      fromDay: context.today,
      monthlyFen: row.content.monthlyBenefitFen,
      source: 'roster' as const,
      sourceImportId: context.job.id,
      startWhy: null,
    })),
  )
}
