import { clean, saysNothing } from '../characters.ts'
import type { Facts } from './form-fields.ts'
import type { GridView } from './form-grid.ts'
import type { FormPart, FormSlot, FormTable } from './form-reading.ts'
import { isPlaceholder } from './placeholder.ts'
import type { CellWrite, FormGap, RowMerge } from './plan-parts.ts'
import { type Spread, spreadOut } from './spread-places.ts'
import type { TableRow } from './table-rows.ts'
import { writtenBehind } from './write-behind.ts'
import { writeValue } from './write-value.ts'

const familiesNamed = 20

/** True for a place of a table in which the form has printed the answer itself: 200 as the standard of every row. */
const isAnswered = (text: string): boolean => clean(text) !== '' && !saysNothing(clean(text)) && !isPlaceholder(text)

/** 致困原因 with its boxes is ticked for every cause, 主要致困原因 for the main one alone. */
const furtherOf = ({ field, header }: FormSlot, { other_causes: others }: Facts): string[] =>
  field === 'main_cause' && typeof others === 'string' && !/主要|首要|第一/.test(header) ? others.split('、') : []

/** Collects writes and what is missing for one part. */
export class PartFilling {
  readonly writes: CellWrite[] = []
  readonly merges: RowMerge[] = []
  private readonly missing = new Map<FormSlot, { count: number; families: string[] }>()
  private readonly noChoice: typeof this.missing = new Map()
  private readonly unsure: typeof this.missing = new Map()
  /** Places without a field for which something is known of somebody, and those to whom it is unknown. */
  private readonly answered = new Set<FormSlot>()
  private readonly unsaid: typeof this.missing = new Map()
  private readonly further: FormGap[] = []
  private readonly part: FormPart
  private readonly view: GridView
  private readonly date1904: boolean

  constructor(part: FormPart, view: GridView, date1904: boolean) {
    this.part = part
    this.view = view
    this.date1904 = date1904
  }

  /**
   * Writes a fact into the place, if there is one; `stands` is the row of the blank form that the place looks like, `told`
   * the place under whose heading it is told when it is missing.
   */
  put(slot: FormSlot, facts: Facts, row: number, stands: number, family: string, told = slot): boolean {
    if (slot.field === null) return this.putSaid(slot, facts, row, stands, { told, family })
    const cell = this.view.cell(stands, slot.column)
    // What the form computes for itself stays its own.
    if (cell?.formula || (slot.row === 0 && slot.field !== 'serial' && isAnswered(cell?.text ?? ''))) return false
    const fact = facts[slot.field]
    // An empty text is known to be nothing: no money in a line of goods.
    if (fact === '') return false
    if (fact === null || fact === undefined) {
      this.miss(told, family)
      return false
    }
    if (slot.spread) return this.putSpread(slot, slot.spread, String(fact), row, stands, { told, family })
    const further = furtherOf(slot, facts)
    if (slot.inline !== undefined) {
      const isWritten = this.putInside(slot, slot.inline, fact, row, cell?.text ?? '', further)
      if (!isWritten) this.note(this.noChoice, told, family)
      return isWritten
    }
    const { text = '', dateStyle = false, choices, onlyChoices, dayFormat } = cell ?? {}
    const place = { text, dateStyle, date1904: this.date1904, choices, onlyChoices, dayFormat }
    const value = writeValue(slot, fact, place, further)
    // A box that is to be ticked only for 是 stays as it is for 否.
    if (value && !('text' in value && value.text === '')) this.writes.push({ row, column: slot.column, value })
    else if (!value) this.note(this.noChoice, told, family)
    return value !== undefined
  }

  /** Writes what is known of somebody beyond the fields, where it is known under the heading of the place. */
  private putSaid(
    slot: FormSlot,
    facts: Facts,
    row: number,
    stands: number,
    { told, family }: { told: FormSlot; family: string },
  ): boolean {
    const { more = {} } = facts
    const key = slot.said?.find((one) => Object.hasOwn(more, one))
    const said = key === undefined ? undefined : more[key]
    if (said === undefined) {
      if (slot.said) this.note(this.unsaid, told, family)
      return false
    }
    this.answered.add(told)
    return this.put({ ...slot, field: 'said' }, { said }, row, stands, family, told)
  }

  /** Writes a letter into each of its boxes, or year, month and day into the place of each. */
  private putSpread(
    slot: FormSlot,
    spread: Spread,
    fact: string,
    row: number,
    stands: number,
    { told, family }: { told: FormSlot; family: string },
  ): boolean {
    const printed = (column: number) => this.view.cell(stands, column)?.text ?? ''
    const parts = spreadOut(spread, fact, printed)
    if (!parts) this.note(this.noChoice, told, family)
    for (const [at, text] of (parts ?? []).entries()) {
      const isCount = spread.of === 'day' && /^\d+$/.test(text)
      const value = isCount ? { number: text } : { text }
      this.writes.push({ row, column: spread.columns[at] ?? slot.column, value })
    }
    return parts !== undefined
  }

  /** Writes behind a label in its own cell; a second label of the cell is written into what the first has made of it. */
  private putInside(
    slot: FormSlot,
    label: string,
    fact: string | number | boolean,
    row: number,
    blank: string,
    further: readonly string[],
  ): boolean {
    const earlier = this.writes.findIndex((write) => write.row === row && write.column === slot.column)
    const known = this.writes[earlier]?.value
    const text = known && 'text' in known ? known.text : blank
    const written = writtenBehind(slot, label, fact, text, further)
    if (written === undefined) return false
    const write = { row, column: slot.column, value: { text: written } }
    if (earlier >= 0) this.writes[earlier] = write
    else this.writes.push(write)
    return true
  }

  /** What the form has printed in a place. */
  printedAt(row: number, column: number): string {
    return clean(this.view.cell(row, column)?.text ?? '')
  }

  miss(slot: FormSlot, family: string): void {
    if (slot.field !== null && slot.field !== 'serial') this.note(this.missing, slot, family)
  }

  /** A family has several of whom the label may speak. */
  several(slot: FormSlot, family: string): void {
    this.note(this.unsure, slot, family)
  }

  missAll(slot: FormSlot, families: readonly string[]): void {
    for (const family of families) this.miss(slot, family)
  }

  /** Rows for which a table has no place: never written over what stands below it. */
  noRoom(table: FormTable, rows: readonly TableRow[]): void {
    this.further.push({
      part: this.part.name,
      header: table.title || (table.slots[0]?.header ?? ''),
      field: null,
      reason: 'no_room',
      count: rows.length,
      families: [...new Set(rows.map(({ family }) => family.id))].slice(0, familiesNamed),
    })
  }

  /** Families of whom nobody belongs on a list. */
  notOnList(table: FormTable, families: readonly string[]): void {
    if (families.length === 0) return
    this.further.push({
      part: this.part.name,
      header: table.title || this.part.name,
      field: null,
      reason: 'no_list',
      count: families.length,
      families: families.slice(0, familiesNamed),
    })
  }

  /** A total of which nobody knows what it counts. */
  noTotal({ header, field }: FormSlot): void {
    this.further.push({
      part: this.part.name,
      header: `合计-${header}`,
      field,
      reason: 'total',
      count: 1,
      families: [],
    })
  }

  private note(noted: typeof this.missing, slot: FormSlot, family: string): void {
    const entry = noted.get(slot) ?? { count: 0, families: [] }
    entry.count++
    if (family !== '' && entry.families.length < familiesNamed && !entry.families.includes(family))
      entry.families.push(family)
    noted.set(slot, entry)
  }

  /** What is missing at a place that is no field: what it asks for is not known of anybody, or not of some. */
  private gapsBeyond(slot: FormSlot, common: Pick<FormGap, 'part' | 'header' | 'field'>): FormGap[] {
    const { families = [], count = 0 } = this.unsaid.get(slot) ?? {}
    const { header, said } = slot
    const asks = said && { asks: said.length > 1 ? (header.split('-').at(-1) ?? header) : header.replaceAll('-', '') }
    if (!this.answered.has(slot)) return [{ ...common, reason: 'unmapped', count: 0, families, ...asks }]
    return count > 0 ? [{ ...common, field: 'said', reason: 'missing', count, families, ...asks }] : []
  }

  gaps(slots: readonly FormSlot[]): FormGap[] {
    const ofSlots = slots.flatMap((slot): FormGap[] => {
      const common = { part: this.part.name, header: slot.header, field: slot.field }
      if (slot.field === null) return slot.byHand ? [] : this.gapsBeyond(slot, common)
      const [missing, noChoice, unsure] = [this.missing.get(slot), this.noChoice.get(slot), this.unsure.get(slot)]
      return [
        ...(missing ? [{ ...common, reason: 'missing' as const, ...missing }] : []),
        ...(noChoice ? [{ ...common, reason: 'no_choice' as const, ...noChoice }] : []),
        ...(unsure ? [{ ...common, reason: 'whom' as const, ...unsure }] : []),
      ]
    })
    return [...ofSlots, ...this.further]
  }
}
