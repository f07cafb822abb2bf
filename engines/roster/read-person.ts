import { birthOf, sexOf } from '../../core/identity-number.ts'
import { clean, isDitto, tidy, tight } from './characters.ts'
import { readCategory, readCause, readEthnicity, readSex } from './codes.ts'
import type { Column } from './column-mapping.ts'
import { readCount } from './count.ts'
import { type Counties, readCounty } from './county.ts'
import { readCreditCode } from './credit-code.ts'
import { readDay } from './day.ts'
import type { Field, Kind } from './fields.ts'
import { type Cell, CellError, cellName, cellText, type Row, SerialDay } from './grid.ts'
import { readIdentityNumber } from './identity.ts'
import type { IssueList } from './issue-list.ts'
import type { FaultCode, Judgement } from './judgement.ts'
import { decoded } from './legend.ts'
import type { MergeIndex } from './merges.ts'
import { readAmount } from './money.ts'
import { readEnterpriseState, readOrganisationKind, readOrganisationName } from './organisation-codes.ts'
import { nameText, readName } from './person-name.ts'
import { readPhone } from './phone.ts'
import type { Value } from './reading.ts'
import { severityOf } from './roster-issues.ts'
import { readYesNo } from './yes-no.ts'

/** What judging the rows of one table needs. */
export type TableContext = {
  readonly sheet: string
  readonly manySheets: boolean
  readonly kind: Kind
  readonly columns: readonly Column[]
  readonly merges: MergeIndex
  readonly date1904: boolean
  readonly counties: Counties
  /** Areas the table is about, for counties whose name others share. */
  readonly places: readonly string[]
  /** Where each person of the file was first seen, by identity number. */
  readonly seen: Map<string, { readonly sheet: string; readonly row: number }>
  readonly list: IssueList
  /** The cells of the row before, ditto marks and merged cells filled in; by column. */
  readonly before: Cell[]
}

export type JudgedRow = {
  readonly row: number
  readonly values: Record<string, Value>
  readonly extras: Record<string, string> | undefined
  /** False when an error keeps the row out. */
  readonly accepted: boolean
}

/** A free text; an error cell is no text. */
function readText(cell: Cell): Judgement<string> {
  if (cell === undefined) return { value: null }
  if (cell instanceof CellError) return { value: null, note: 'text_unreadable', detail: { value: cell.text } }
  const text = cell instanceof SerialDay ? (readDay(cell, false).value ?? cellText(cell)) : tidy(cellText(cell))
  return { value: text === '' ? null : text }
}

function reading(field: Field, cell: Cell, column: Column, context: TableContext): Judgement<Value> {
  switch (field) {
    case 'name':
      return readName(cell)
    case 'id_number':
    case 'head_id_number':
      return readIdentityNumber(cell)
    case 'sex':
      return readSex(cell)
    case 'ethnicity':
      return readEthnicity(cell)
    case 'birth_date':
      return readDay(cell, context.date1904)
    case 'category':
      return context.kind === 'hardship_worker' ? readCategory(cell) : readText(cell)
    case 'cause':
      return context.kind === 'hardship_worker' ? readCause(cell) : readText(cell)
    case 'household_size':
    case 'benefit_persons':
    case 'capacity':
      return readCount(cell)
    case 'annual_income_fen':
    case 'rigid_expenditure_fen':
    case 'monthly_benefit_fen':
      return readAmount(cell, column)
    case 'phone':
      return readPhone(cell)
    case 'dibao':
      return readYesNo(cell)
    case 'county':
      return readCounty(cell, context.counties, context.places)
    case 'organisation_name':
      return readOrganisationName(cell)
    case 'organisation_kind':
      return readOrganisationKind(cell)
    case 'enterprise_state':
      return readEnterpriseState(cell)
    case 'credit_code':
      return readCreditCode(cell)
    case 'head_name':
      return { value: cell === undefined || cell instanceof CellError ? null : nameText(cellText(cell)) || null }
    default:
      return readText(cell)
  }
}

/** These say who somebody is; “same as above” cannot stand for them. */
const ownOnly: ReadonlySet<Field> = new Set([
  'name',
  'id_number',
  'birth_date',
  'serial',
  'organisation_name',
  'credit_code',
])
/** Facts that a merged cell states for every row it spans. */
const spanning: ReadonlySet<Field> = new Set([
  'unit',
  'address',
  'category',
  'cause',
  'county',
  'ethnicity',
  'dibao',
  'post',
  'skill',
  'organisation_kind',
  'enterprise_state',
  'parent_name',
  'sector',
])

/** Judges every cell of a row, also when it is kept out. Tells its issues to the list. */
export function judgeRow(row: Row, context: TableContext): JudgedRow {
  const values: Record<string, Value> = {}
  let extras: Record<string, string> | undefined
  let accepted = true
  const fault = (column: Column, code: FaultCode, parameters: Record<string, string | number>) => {
    tell(context, row, column, code, parameters)
    if (severityOf(code) === 'error') accepted = false
  }
  const deferred: (() => void)[] = []
  let identity: string | null = null
  for (const column of context.columns) {
    const own = resolve(row, column, context)
    const cell = column.legend ? decoded(own, column.legend) : own
    const { field } = column
    if (field === null) {
      const text = extraText(cell, context)
      if (text !== '') {
        extras ??= {}
        extras[column.header] = extras[column.header] === undefined ? text : `${extras[column.header]} ${text}`
      }
      continue
    }
    if (field === 'serial') continue
    const judged = reading(field, cell, column, context)
    values[field] = judged.value
    const parameters = { value: clean(cellText(cell)), ...judged.detail }
    if (field === 'head_id_number') continue
    if (judged.fault) fault(column, judged.fault, parameters)
    else if (judged.note) tell(context, row, column, judged.note, parameters)
    if (field === 'id_number' && typeof judged.value === 'string') {
      identity = judged.value
      const earlier = seenBefore(context, identity, row)
      if (earlier) fault(column, 'duplicate_in_file', placeWords(context, earlier))
    }
    if (!judged.fault && (field === 'sex' || field === 'birth_date'))
      deferred.push(() => {
        const code = identity === null ? undefined : mismatch(field, judged, identity)
        if (code) fault(column, code, parameters)
      })
  }
  for (const check of deferred) check()
  for (const field of requiredOf(context)) if (!(field in values)) accepted = false
  return { row: row.number, values, extras, accepted }
}

/** Name and identity number; helpers and organisations are known by name. */
const requiredFields: Record<Kind, readonly Field[]> = {
  hardship_worker: ['name', 'id_number'],
  household_members: ['name', 'id_number'],
  helper: ['name'],
  organisation: ['organisation_name'],
}
export const requiredOf = (context: Pick<TableContext, 'kind'>): readonly Field[] => requiredFields[context.kind]

function tell(
  context: TableContext,
  row: Row,
  column: Column,
  code: Parameters<IssueList['add']>[1],
  parameters: Record<string, string | number>,
): void {
  const at = column.place ?? placeIn(row.number, column)
  const place = { sheet: context.sheet, cell: cellName(at.column, at.row), row: at.row }
  context.list.add({ ...place, column: column.header, field: column.field }, code, parameters)
}

/** Where a value stands whose person begins in a row. */
const placeIn = (row: number, { column, lower }: Column): { column: number; row: number } =>
  lower === undefined ? { column, row } : { column: lower, row: row + 1 }

/** The cell itself, or what ditto marks and merged cells say it is. */
function resolve(row: Row, column: Column, context: TableContext): Cell {
  const own = row.cells[column.column]
  const { field } = column
  let cell = own
  if (own === undefined) {
    if (field !== null && spanning.has(field) && context.merges.isContinued(row.number, column.column))
      cell = context.before[column.column]
  } else if (
    typeof own === 'string' &&
    own.length <= 4 &&
    (field === null || !ownOnly.has(field)) &&
    isDitto(tight(own))
  ) {
    cell = context.before[column.column]
  }
  context.before[column.column] = cell
  return cell
}

function extraText(cell: Cell, context: TableContext): string {
  if (cell === undefined) return ''
  if (cell instanceof SerialDay) return readDay(cell, context.date1904).value ?? cellText(cell)
  return tidy(cellText(cell))
}

function seenBefore(context: TableContext, identity: string, row: Row): { sheet: string; row: number } | undefined {
  const earlier = context.seen.get(identity)
  if (!earlier) context.seen.set(identity, { sheet: context.sheet, row: row.number })
  return earlier
}

const placeWords = (context: TableContext, { sheet, row }: { sheet: string; row: number }) => ({
  place: sheet === context.sheet ? `第 ${row} 行` : `工作表“${sheet}”第 ${row} 行`,
  place_en: sheet === context.sheet ? `row ${row}` : `row ${row} of sheet "${sheet}"`,
})

function mismatch(field: 'sex' | 'birth_date', judged: Judgement<Value>, identity: string): FaultCode | undefined {
  if (field === 'sex') return judged.value !== null && judged.value !== sexOf(identity) ? 'sex_mismatch' : undefined
  const month = judged.detail?.month
  const differs =
    judged.value !== null
      ? judged.value !== birthOf(identity)
      : month !== undefined && month !== birthOf(identity).slice(0, 7)
  return differs ? 'birth_mismatch' : undefined
}
