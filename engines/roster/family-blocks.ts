import { isDitto, saysNothing, tight } from './characters.ts'
import { findRelation } from './codes.ts'
import type { Column } from './column-mapping.ts'
import type { Field } from './fields.ts'
import { cellName, cellText, type Row } from './grid.ts'
import { nameText } from './person-name.ts'
import { type JudgedRow, judgeRow, type TableContext } from './read-person.ts'
import type { HouseholdMember, RosterHousehold, RosterRecord, Value } from './reading.ts'

/** Facts of the family as a whole: merged over its rows, written once, or repeated on every row. */
const familyFacts: readonly Field[] = [
  'head_name',
  'head_id_number',
  'certificate_number',
  'household_size',
  'benefit_persons',
  'monthly_benefit_fen',
  'annual_income_fen',
  'category',
  'cause',
  'address',
]
/** Columns whose change starts a new family, the surest first. */
const keyFields: readonly Field[] = ['certificate_number', 'head_id_number', 'head_name', 'serial']

type Block = {
  readonly keys: Map<Field, string>
  readonly rows: { readonly judged: JudgedRow; readonly relation: string }[]
  hasHead: boolean
}

/** Groups the rows of a family list into households as they come. */
export class FamilyBlocks {
  readonly households: RosterHousehold[] = []
  readonly rejected: RosterRecord[] = []
  private readonly context: TableContext
  private readonly keys: readonly { readonly field: Field; readonly column: number }[]
  private readonly relation: Column | undefined
  private block: Block | undefined

  constructor(context: TableContext, serialIsOfFamily: boolean) {
    this.context = context
    const columnOf = (field: Field) => context.columns.find((column) => column.field === field)
    this.relation = columnOf('relation_text')
    this.keys = keyFields
      .filter((field) => field !== 'serial' || serialIsOfFamily)
      .flatMap((field) => {
        const column = columnOf(field)
        return column ? [{ field, column: column.column }] : []
      })
  }

  add(row: Row): void {
    const relation = this.relation ? tight(cellText(row.cells[this.relation.column])) : ''
    const isHead = findRelation(relation) === 'head'
    if (!this.block || this.startsFamily(row, isHead, this.block)) {
      this.finish()
      this.block = { keys: new Map(), rows: [], hasHead: false }
    }
    const { block } = this
    for (const { field, column } of this.keys) {
      const key = keyText(field, row, column)
      if (key !== '') block.keys.set(field, key)
    }
    block.hasHead ||= isHead
    block.rows.push({ judged: judgeRow(row, this.context), relation })
    if (relation !== '' && findRelation(relation) === undefined && this.relation)
      this.tell(row.number, this.relation, 'relation_unknown', { value: relation })
  }

  private startsFamily(row: Row, isHead: boolean, block: Block): boolean {
    const { merges } = this.context
    for (const { column } of this.keys) if (merges.isContinued(row.number, column)) return false
    for (const { field, column } of this.keys) {
      const key = keyText(field, row, column)
      if (key === '') continue
      const merge = merges.at(row.number, column)
      const known = block.keys.get(field)
      if (known === undefined && field !== 'serial') continue
      if (known !== key || field === 'serial' || (merge && merge.bottom > merge.top)) return true
      return isHead && block.hasHead
    }
    if (this.keys.length === 0 && !this.relation) return true
    return isHead && block.hasHead
  }

  /** Ends the family at hand; to be called after the last row too. */
  finish(): void {
    const { block, context } = this
    this.block = undefined
    if (!block) return
    const head = this.headOf(block)
    const values = familyValues(block)
    const added = this.headBesides(block, values)
    for (const { judged } of block.rows) if (!judged.accepted) this.rejected.push(recordOf(context.sheet, judged))
    const headRow = head.judged.row
    const stated = values.household_size ?? values.benefit_persons
    if (this.relation && typeof stated === 'number' && stated !== block.rows.length + (added ? 1 : 0))
      this.tell(headRow, undefined, 'size_differs', { written: stated, listed: block.rows.length })
    if (!added && !head.judged.accepted) {
      if (block.rows.length > 1) this.tell(headRow, undefined, 'household_kept_out', {})
      return
    }
    const members = [
      ...(added ? [added] : []),
      ...block.rows.filter(({ judged }) => judged.accepted).map(({ judged, relation }) => memberOf(judged, relation)),
    ]
    this.households.push({
      sheet: context.sheet,
      row: added ? (block.rows[0]?.judged.row ?? headRow) : headRow,
      head: added ? added.id_number : String(head.judged.values.id_number),
      size: sizeOf(values, this.relation ? members.length : null),
      monthly_benefit_fen: (values.monthly_benefit_fen as number | null) ?? null,
      members,
      values,
    })
  }

  private headOf(block: Block): Block['rows'][number] {
    const { rows } = block
    const first = rows[0] as Block['rows'][number]
    const byRelation = rows.find(({ relation }) => findRelation(relation) === 'head')
    const named = block.keys.get('head_name')
    const byName = named === undefined ? undefined : rows.find(({ judged }) => judged.values.name === named)
    const found = byRelation ?? byName
    if (!found && rows.length > 1) this.tell(first.judged.row, undefined, 'household_without_head', {})
    return found ?? first
  }

  /** The head of a list that names the head in columns of its own and only the others row by row. */
  private headBesides(block: Block, values: Record<string, Value>): HouseholdMember | undefined {
    const { head_id_number: identity, head_name: name } = values
    if (typeof identity !== 'string' || typeof name !== 'string' || block.hasHead) return undefined
    if (block.rows.some(({ judged }) => judged.values.id_number === identity)) return undefined
    const row = block.rows[0]?.judged.row ?? 0
    return { name, id_number: identity, relation_text: '户主', row, values: {} }
  }

  private tell(
    row: number,
    column: Column | undefined,
    code: 'relation_unknown' | 'household_kept_out' | 'household_without_head' | 'size_differs',
    parameters: Record<string, string | number>,
  ): void {
    const place = { sheet: this.context.sheet, row, cell: cellName(column?.column ?? 0, row) }
    this.context.list.add(
      { ...place, column: column?.header ?? '户主', field: column?.field ?? null },
      code,
      parameters,
    )
  }
}

function keyText(field: Field, row: Row, column: number): string {
  const text = tight(cellText(row.cells[column]))
  if (isDitto(text) || saysNothing(text)) return ''
  return field === 'head_name' ? nameText(text) : text
}

/** Of each fact of the family the first that a row states. */
function familyValues(block: Block): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const field of familyFacts) {
    const stated = block.rows.find(({ judged }) => judged.values[field] !== undefined && judged.values[field] !== null)
    if (stated) values[field] = stated.judged.values[field] as Value
  }
  return values
}

const sizeOf = (values: Record<string, Value>, listed: number | null): number | null =>
  (values.household_size as number | undefined) ?? (values.benefit_persons as number | undefined) ?? listed

function memberOf(judged: JudgedRow, relation: string): HouseholdMember {
  const { name, id_number, relation_text: _, ...rest } = judged.values
  const own = Object.fromEntries(Object.entries(rest).filter(([field]) => !familyFacts.includes(field as Field)))
  return {
    name: String(name),
    id_number: String(id_number),
    relation_text: relation === '' ? null : relation,
    row: judged.row,
    values: own,
    ...(judged.extras && { extras: judged.extras }),
  }
}

/** A judged row as it is handed out. */
export const recordOf = (sheet: string, { row, values, extras }: JudgedRow): RosterRecord => ({
  sheet,
  row,
  values,
  ...(extras && { extras }),
})
