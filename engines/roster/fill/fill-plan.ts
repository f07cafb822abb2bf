import { type Facts, type FamilyFacts, type FormField, formFields } from './form-fields.ts'
import { type FormGrid, GridView } from './form-grid.ts'
import type { FormPart, FormSlot, FormTable, RowOf } from './form-reading.ts'
import { type Written, writeValue } from './write-value.ts'

/** Rows that are put in: copies of the row `model`, before the row `before`, which moves down with all below it. */
export type RowInsert = {
  readonly before: number
  readonly count: number
  /** 0 where the form has no blank row to copy. */
  readonly model: number
  /** Ranges that end here reach over the new rows too, because there was only one row to begin with. */
  readonly reaching: number
}

export type CellWrite = {
  readonly row: number
  readonly column: number
  /** Undefined empties the place. */
  readonly value: Written | undefined
}

/** Cells of a column that become one over the rows of a family. */
export type RowMerge = { readonly column: number; readonly top: number; readonly bottom: number }

/** What could not be filled: a heading nobody knows, a fact that is not on file, or one that no box of the form means. */
export type FormGap = {
  readonly part: string
  readonly header: string
  readonly field: FormField | null
  readonly reason: 'unmapped' | 'missing' | 'no_choice'
  /** Families or members without the fact, or for whom the form offers no box; 0 for an unknown heading. */
  readonly count: number
  /** Some of the families, to go there and enter it. */
  readonly families: readonly string[]
}

export type PartPlan = {
  readonly insert: RowInsert | undefined
  readonly writes: readonly CellWrite[]
  readonly merges: readonly RowMerge[]
  readonly gaps: readonly FormGap[]
}

export type FormFacts = {
  readonly families: readonly FamilyFacts[]
  /** Of the form as a whole: who reports, and when. */
  readonly form: Facts
  readonly date1904: boolean
}

const familiesNamed = 20

/** Collects writes and what is missing for one part. */
class PartFilling {
  readonly writes: CellWrite[] = []
  readonly merges: RowMerge[] = []
  private readonly missing = new Map<FormSlot, { count: number; families: string[] }>()
  private readonly noChoice: typeof this.missing = new Map()
  private readonly part: FormPart
  private readonly view: GridView
  private readonly date1904: boolean

  constructor(part: FormPart, view: GridView, date1904: boolean) {
    this.part = part
    this.view = view
    this.date1904 = date1904
  }

  /** Writes a fact into the place, if there is one; `stands` is the row of the blank form that the place looks like. */
  put(slot: FormSlot, facts: Facts, row: number, stands: number, family: string): boolean {
    if (slot.field === null) return false
    const cell = this.view.cell(stands, slot.column)
    // What the form computes for itself stays its own.
    if (cell?.formula) return false
    const fact = facts[slot.field]
    if (fact === null || fact === undefined || fact === '') {
      this.miss(slot, family)
      return false
    }
    if (slot.inline !== undefined) {
      this.putInside(slot, slot.inline, String(fact), row, cell?.text ?? '')
      return true
    }
    const { text = '', dateStyle = false, choices } = cell ?? {}
    const place = { text, dateStyle, date1904: this.date1904, choices }
    const value = writeValue(slot, fact, place)
    // A box that is to be ticked only for 是 stays as it is for 否.
    if (value && !('text' in value && value.text === '')) this.writes.push({ row, column: slot.column, value })
    else if (!value) this.note(this.noChoice, slot, family)
    return value !== undefined
  }

  /** Writes behind a label in its own cell; a second label of the cell is written into what the first has made of it. */
  private putInside(slot: FormSlot, label: string, fact: string, row: number, blank: string): void {
    const earlier = this.writes.findIndex((write) => write.row === row && write.column === slot.column)
    const known = this.writes[earlier]?.value
    const text = known && 'text' in known ? known.text : blank
    const at = text.indexOf(label) + label.length
    const place = /^[\s_＿]*(?:年[\s_＿]*月[\s_＿]*日)?/.exec(text.slice(at))?.[0] ?? ''
    const [year = '', month = '', day = ''] = fact.split('-')
    const written = /年/.test(place) ? `${year}年${Number(month)}月${Number(day)}日` : fact
    // What stood behind keeps its distance.
    const gap =
      text.length > at + place.length && !place.endsWith('日') ? /[\s_＿]*$/.exec(place)?.[0].slice(0, 4) || '　　' : ''
    const value = { text: text.slice(0, at) + written + gap + text.slice(at + place.length) }
    if (earlier >= 0) this.writes[earlier] = { row, column: slot.column, value }
    else this.writes.push({ row, column: slot.column, value })
  }

  miss(slot: FormSlot, family: string): void {
    if (slot.field !== null && slot.field !== 'serial') this.note(this.missing, slot, family)
  }

  private note(noted: typeof this.missing, slot: FormSlot, family: string): void {
    const entry = noted.get(slot) ?? { count: 0, families: [] }
    entry.count++
    if (family !== '' && entry.families.length < familiesNamed && !entry.families.includes(family))
      entry.families.push(family)
    noted.set(slot, entry)
  }

  gaps(slots: readonly FormSlot[]): FormGap[] {
    return slots.flatMap((slot): FormGap[] => {
      const common = { part: this.part.name, header: slot.header, field: slot.field }
      if (slot.field === null)
        return slot.byHand ? [] : [{ ...common, reason: 'unmapped' as const, count: 0, families: [] }]
      const [missing, noChoice] = [this.missing.get(slot), this.noChoice.get(slot)]
      return [
        ...(missing ? [{ ...common, reason: 'missing' as const, ...missing }] : []),
        ...(noChoice ? [{ ...common, reason: 'no_choice' as const, ...noChoice }] : []),
      ]
    })
  }
}

/** Which place of a part gets which fact, and how many rows have to be put in. */
export function planPart(part: FormPart, grid: FormGrid, facts: FormFacts): PartPlan {
  const view = new GridView(grid)
  const filling = new PartFilling(part, view, facts.date1904)
  const table = part.tables[0]
  if (part.shape === 'none') return { insert: undefined, writes: [], merges: [], gaps: [] }
  const isCard = part.shape === 'card'
  const [one] = facts.families
  const rows = table ? tableRows(table, isCard ? (one ? [withoutHead(one)] : []) : facts.families) : []
  const insert = table ? insertFor(table, rows.length) : undefined
  if (table) fillTable(filling, table, rows)
  if (table && !isCard) missWhoIsNobody(filling, table, facts.families)
  const moved = (row: number) => (insert && row >= insert.before ? row + insert.count : row)
  for (const label of part.labels) {
    if (label.field === null) continue
    const own = formFields[label.field].of
    const source = own === 'form' ? facts.form : own === 'family' ? (one?.family ?? {}) : (one?.members[0] ?? {})
    filling.put(label, source, moved(label.row), label.row, own === 'form' ? '' : (one?.id ?? ''))
  }
  return {
    insert,
    writes: filling.writes,
    merges: filling.merges,
    gaps: filling.gaps([...part.labels, ...(table?.slots ?? [])]),
  }
}

const withoutHead = (family: FamilyFacts): FamilyFacts => ({ ...family, members: family.members.slice(1) })

/** Of whom a table speaks that is not about every member. */
const isAsked = (of: RowOf, { school, employment, disabled }: Facts): boolean =>
  of === 'student' ? Boolean(school) || employment === '学生' : of === 'disabled' ? disabled === true : true

/** Families of whom a list of students has no row are told: perhaps only nobody has entered the school. */
function missWhoIsNobody(filling: PartFilling, table: FormTable, families: readonly FamilyFacts[]): void {
  const name = table.slots.find(({ field }) => field === 'name')
  if (table.rowOf === 'family' || table.rowOf === 'member' || !name) return
  for (const { id, members } of families)
    if (!members.some((person) => isAsked(table.rowOf, person))) filling.miss(name, id)
}

type TableRow = { readonly family: FamilyFacts; readonly person: Facts; readonly serial: number; readonly rows: number }

/** The rows a table needs; `rows` is how many belong to the family, said at its first row, 0 at the others. */
function tableRows(table: FormTable, families: readonly FamilyFacts[]): TableRow[] {
  if (table.rowOf === 'family')
    return families.map((family, index) => ({ family, person: family.members[0] ?? {}, serial: index + 1, rows: 1 }))
  if (table.rowOf !== 'member')
    return families
      .flatMap((family) =>
        family.members.flatMap((person) => (isAsked(table.rowOf, person) ? [{ family, person, rows: 1 }] : [])),
      )
      .map((row, index) => ({ ...row, serial: index + 1 }))
  return families.flatMap((family, index) =>
    family.members.map((person, place) => ({
      family,
      person,
      serial: families.length === 1 ? place + 1 : index + 1,
      rows: place === 0 ? family.members.length : 0,
    })),
  )
}

function insertFor({ firstRow, lastRow }: FormTable, wanted: number): RowInsert | undefined {
  const blank = lastRow - firstRow + 1
  const count = wanted - blank
  if (count <= 0) return undefined
  if (blank <= 0) return { before: firstRow, count, model: 0, reaching: 0 }
  if (blank === 1) return { before: lastRow + 1, count, model: lastRow, reaching: lastRow }
  // Before the last row, so that sums over the rows grow by themselves and the last row keeps its border.
  return { before: lastRow, count, model: lastRow - 1, reaching: 0 }
}

function fillTable(filling: PartFilling, table: FormTable, rows: readonly TableRow[]): void {
  const isOfFamily = (slot: FormSlot) => slot.field !== null && formFields[slot.field].of === 'family'
  // A table of one family numbers its members; a list of families numbers the families.
  const oneFamily = rows.every(({ family }) => family === rows[0]?.family)
  for (const [index, { family, person, serial, rows: span }] of rows.entries()) {
    const row = table.firstRow + index
    const stands = Math.min(row, Math.max(table.lastRow, table.firstRow))
    for (const slot of table.slots) {
      const numbersMembers = slot.field === 'serial' && oneFamily
      if (isOfFamily(slot) && !numbersMembers && table.rowOf === 'member') {
        if (span === 0) {
          if (slot.field === 'serial') filling.writes.push({ row, column: slot.column, value: undefined })
          continue
        }
      }
      const facts = slot.field === 'serial' ? { serial } : isOfFamily(slot) ? family.family : person
      const isWritten = filling.put(slot, facts, row, stands, family.id)
      const isShared = isOfFamily(slot) && !numbersMembers && table.rowOf === 'member' && slot.field !== 'work_unit'
      if (isWritten && isShared && span > 1)
        filling.merges.push({ column: slot.column, top: row, bottom: row + span - 1 })
    }
  }
}
