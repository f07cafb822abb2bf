import { atLevel, sixDigits } from '../../core/area-code.ts'
import { Problem } from '../../core/problem.ts'
import type { Chosen } from '../../engines/roster/column-mapping.ts'
import { type Kind, kindNames } from '../../engines/roster/fields.ts'
import type { Correction, RosterOptions, RosterReading } from '../../engines/roster/reading.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { countiesByName } from '../areas/pack-store.ts'
import type { DryRow, ImportContext, Target } from './dry-run-actions.ts'
import { importWords } from './messages.ts'
import type { ImportCounts, ImportSheet } from './model.ts'
import { addContents, addNamedUnits, partRows } from './part-store.ts'
import * as rows from './row-store.ts'
import * as store from './store.ts'
import { isSupplement } from './supplement-actions.ts'

/** Corrections as they are kept: sealed, because a corrected cell may be an identity number. */
export const openCorrections = (sealed: Buffer | null, personalData: PersonalData): Correction[] =>
  sealed ? (JSON.parse(personalData.openBytes(sealed).toString()) as Correction[]) : []

export const optionsOf = (
  job: store.ImportRecord,
  corrections: Buffer | null,
  personalData: PersonalData,
  counties: RosterOptions['counties'],
): RosterOptions => ({
  counties,
  chosen: job.chosen as Chosen,
  corrections: openCorrections(corrections, personalData),
})

/**
 * Counties by the names a list may write. Organisations are told apart by their area, so theirs are those of the whole
 * prefecture, and the area of the import itself.
 */
export function countiesOf(job: store.ImportRecord): RosterOptions['counties'] {
  if (job.target !== 'organisations') return countiesByName(job.areaCode)
  const prefecture = atLevel(job.areaCode, 'prefecture') ?? job.areaCode
  return new Map([...countiesByName(prefecture), [job.areaName, sixDigits(job.areaCode)]])
}

const kindsOf: Record<string, readonly Kind[]> = {
  registry: ['hardship_worker', 'household_members'],
  helpers: ['helper'],
  organisations: ['organisation'],
  aid_list: ['hardship_worker', 'household_members'],
}

// In portions: a hundred thousand rows at once would stand in memory several times over. Each begins a part of its own.
const portion = 20 * partRows

/** Keeps what was read as the dry run: rows with what would happen to them, and every issue. */
export async function keepReading(context: ImportContext, reading: RosterReading, target: Target): Promise<void> {
  const { tx, job } = context
  if (reading.kind === null) {
    const unread = reading.issues.find(({ code }) => code === 'no_heading' || code === 'card_without_person')
    throw unread
      ? new Problem('unreadable_file', importWords.nothingKnown, {
          parameters: { found: unread.message.zh, found_en: unread.message.en },
        })
      : new Problem('unreadable_file', importWords.nothingRead)
  }
  if (!kindsOf[job.target]?.includes(reading.kind))
    throw new Problem('unreadable_file', importWords.wrongKind, { parameters: { found: kindNames[reading.kind].zh } })
  const { rows: dry, unknownUnits, units } = await target.classify(context, reading)
  const rejected = reading.rejected.map((record) => ({
    sheet: record.sheet,
    row: record.row,
    name: String(record.values.name ?? record.values.organisation_name ?? ''),
    state: 'rejected' as const,
    conflict: null,
    subjectId: null,
    content: record.values,
    differences: [],
  }))
  const sheetOrder = new Map(reading.sheets.map((sheet, place) => [sheet.name, place]))
  const all = [...dry, ...rejected].sort(
    (a, b) => (sheetOrder.get(a.sheet) ?? 0) - (sheetOrder.get(b.sheet) ?? 0) || a.row - b.row,
  )
  await rows.clearReading(tx, job.id)
  await rows.beginRows(tx)
  await keepRows(context, all)
  for (let from = 0; from < reading.issues.length; from += portion)
    await rows.addIssues(
      tx,
      job.id,
      reading.issues.slice(from, from + portion).map((issue, index) => ({ ...issue, position: from + index })),
    )
  if (units) await addNamedUnits(tx, context.services.personalData, job.id, units)
  await store.setReading(tx, job.id, {
    kind: reading.kind,
    sheets: reading.sheets.map((sheet) => shownSheet(job, sheet)),
    counts: countsOf(all, reading, unknownUnits),
  })
}

async function keepRows({ tx, job, services, far }: ImportContext, all: readonly DryRow[]): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve()
  try {
    for (let from = 0; from < all.length; from += portion) {
      far?.(Math.round((all.length + from) / 2), all.length)
      const some = all.slice(from, from + portion)
      // Sealed while the database still writes the portion before.
      const kept = addContents(
        tx,
        services.personalData,
        job.id,
        from,
        some.map((row) => row.content),
      )
      kept.catch(() => {})
      await writing
      await kept
      writing = rows.addRows(tx, job.id, some.map(numbered(from)))
      writing.catch(() => {})
    }
    await writing
  } catch (error) {
    // Nothing may be said to the database any more when the transaction is rolled back.
    await writing.catch(() => {})
    throw error
  }
}

/** A row with its position; phones that differ are told only as that. */
const numbered =
  (from: number) =>
  (row: DryRow, index: number): rows.NewRow => ({
    ...row,
    position: from + index,
    differences: row.differences.map((one) =>
      one.field === 'phone' ? { ...one, before: one.before && '***', after: '***' } : one,
    ),
  })

const shownSheet = (job: store.ImportRecord, sheet: RosterReading['sheets'][number]): ImportSheet => ({
  name: sheet.name,
  title: sheet.title,
  headerRows: [...sheet.header_rows],
  columns: Object.entries(sheet.columns).map(([letter, column]) => ({
    letter,
    ...column,
    supplement: job.target === 'registry' && column.field === null && isSupplement(column.header, job.chosen),
  })),
  skipped: sheet.skipped.length,
})

function countsOf(all: readonly { state: string }[], reading: RosterReading, unknownUnits: number): ImportCounts {
  const state = (name: string) => all.filter((row) => row.state === name).length
  const severity = (name: string) => reading.issues.filter((issue) => issue.severity === name).length
  return {
    new: state('new'),
    changed: state('changed'),
    unchanged: state('unchanged'),
    conflict: state('conflict'),
    rejected: state('rejected'),
    errors: severity('error'),
    warnings: severity('warning'),
    notes: severity('info'),
    unknownUnits,
  }
}
