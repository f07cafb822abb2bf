import { fillCounts } from './count-filling.ts'
import type { Period } from './count-period.ts'
import { type Facts, type FamilyFacts, formFields } from './form-fields.ts'
import { type FormGrid, GridView } from './form-grid.ts'
import type { FormPart, FormSlot, FormTable, RowOf } from './form-reading.ts'
import { isUnsureParent, isUnsureParentOfCard } from './parent-places.ts'
import { PartFilling } from './part-filling.ts'
import type { PartPlan } from './plan-parts.ts'
import { type Chain, chainsOf, insertsFor, type PlacedTable } from './row-inserts.ts'
import { membersMeant, tableRows, withoutWhom } from './table-rows.ts'
import { ColumnSums, isSummed, looksNumeric, placeBelow, totalsBelow } from './total-rows.ts'
import type { Shares } from './whose-list.ts'

export type FormFacts = {
  readonly families: readonly FamilyFacts[]
  /** Of the form as a whole: who reports, and when. */
  readonly form: Facts
  readonly date1904: boolean
  /** The days that a statistical form is about, and the families that went off file since; undefined where not known. */
  readonly period?: Period | undefined
  readonly left?: readonly FamilyFacts[] | undefined
}

/** Which place of a part gets which fact, and how many rows have to be put in. */
export function planPart(part: FormPart, grid: FormGrid, facts: FormFacts, shares: Shares = new Map()): PartPlan {
  const view = new GridView(grid)
  const filling = new PartFilling(part, view, facts.date1904)
  if (part.shape === 'none') return { inserts: [], writes: [], merges: [], gaps: [] }
  const isCard = part.shape === 'card'
  const [one] = facts.families
  const families = isCard ? (one ? [one] : []) : facts.families
  const chains = chainsOf(part.tables).map((tables): Chain => {
    const { families: own, before } = shares.get(tables[0]) ?? { families, before: 0 }
    const rows = tableRows(tables[0], own, isCard)
    return { tables, rows: before === 0 ? rows : rows.map((row) => ({ ...row, serial: row.serial + before })) }
  })
  const { inserts, placed } = insertsFor(chains)
  const moved = (row: number) => row + inserts.reduce((sum, { before, count }) => sum + (before <= row ? count : 0), 0)
  // Rows put in where a table has none are its own and stand before what followed its headings.
  const sums = new Map(placed.map((one) => [one.table, fillTable(filling, one, (row) => moved(row - 1) + 1)]))
  for (const { tables, rows } of chains) {
    fillTotals(filling, view, tables, sums, moved, (shares.get(tables[0])?.before ?? 0) > 0)
    const room = placed
      .filter(({ table }) => tables.includes(table))
      .reduce((sum, { rows: own }) => sum + own.length, 0)
    if (room < rows.length) filling.noRoom(tables[0], rows.slice(room))
    const nobody = isCard ? undefined : withoutWhom(tables[0], shares.get(tables[0])?.families ?? families)
    if (nobody?.isMissing) filling.missAll(nobody.slot, nobody.families)
    else if (nobody) filling.notOnList(tables[0], nobody.families)
  }
  for (const label of part.labels) {
    if (label.field === null) {
      filling.put(label, one?.members[0] ?? {}, moved(label.row), label.row, one?.id ?? '')
      continue
    }
    const own = formFields[label.field].of
    if (isUnsureParentOfCard(label, part, one?.members ?? [])) {
      filling.miss(label, one?.id ?? '')
      continue
    }
    const meant = label.whom ? membersMeant(label.whom, one?.members ?? []) : (one?.members.slice(0, 1) ?? [])
    if (own === 'person' && meant.length > 1) {
      filling.several(label, one?.id ?? '')
      continue
    }
    const source = own === 'form' ? facts.form : own === 'person' ? (meant[0] ?? {}) : (one?.family ?? {})
    filling.put(label, source, moved(label.row), label.row, own === 'form' ? '' : (one?.id ?? ''))
  }
  const counts = fillCounts(part.name, grid, part.counts ?? [], facts)
  const slots = [...part.labels, ...chains.flatMap(({ tables }) => slotsOf(tables, view))]
  return {
    inserts,
    writes: [...filling.writes, ...counts.writes.map((write) => ({ ...write, row: moved(write.row) }))],
    merges: filling.merges,
    gaps: [...filling.gaps(slots), ...counts.gaps],
  }
}

/** The places of a table and of those that go on from it, each told once; what the form computes or has printed is no place. */
const slotsOf = (tables: readonly FormTable[], view: GridView): FormSlot[] =>
  tables
    .slice(0, 1)
    .flatMap(({ slots, firstRow, presets = [] }) =>
      slots.filter(({ column }) => !view.cell(firstRow, column)?.formula && !presets.includes(column)),
    )

/** The sums below the columns that were filled; a total that nobody can know is told. */
function fillTotals(
  filling: PartFilling,
  view: GridView,
  tables: readonly [FormTable, ...FormTable[]],
  sums: ReadonlyMap<FormTable, ColumnSums>,
  moved: (row: number) => number,
  goesOn: boolean,
): void {
  const all = new ColumnSums()
  for (const [at, table] of tables.entries()) {
    const own = sums.get(table) ?? new ColumnSums()
    all.merge(own)
    for (const { row, ofPage } of totalsBelow(view, table)) {
      const isLast = at === tables.length - 1
      for (const slot of table.slots) {
        const printed = placeBelow(view, row, slot.column)
        if (printed === undefined) continue
        // Below the last of several pages nobody knows whether the page or all of them is meant.
        const sum = goesOn && !ofPage ? undefined : (isLast && !ofPage ? all : own).below(slot, printed)
        if (sum) filling.writes.push({ row: moved(row), column: slot.column, value: sum })
        else if (goesOn ? isSummed(slot.field) : slot.field === null && !slot.byHand && looksNumeric(slot.header))
          filling.noTotal(slot)
      }
    }
  }
}

function fillTable(
  filling: PartFilling,
  { table, rows, first }: PlacedTable,
  moved: (row: number) => number,
): ColumnSums {
  const sums = new ColumnSums()
  const isOfMember = (of: RowOf) => of === 'student' || of === 'disabled' || of === 'elderly' || of === 'minor'
  const isOfFamily = (slot: FormSlot) => slot.field !== null && formFields[slot.field].of === 'family'
  // A table of one family numbers its members; a list of families numbers the families.
  const oneFamily = rows.every(({ family }) => family === rows[0]?.family)
  const top = moved(table.firstRow)
  for (const [index, { family, facts: own, serial, rows: span }] of rows.entries()) {
    const row = top + index
    const stands = Math.min(table.firstRow + index, Math.max(table.lastRow, table.firstRow))
    for (const [at, slot] of table.slots.entries()) {
      const told = first.slots[at] ?? slot
      const numbersMembers = slot.field === 'serial' && oneFamily
      if (isOfFamily(slot) && !numbersMembers && table.rowOf === 'member') {
        if (span === 0) {
          if (slot.field === 'serial') filling.writes.push({ row, column: slot.column, value: undefined })
          continue
        }
      }
      const unsure = isOfMember(table.rowOf) && isUnsureParent(slot, own)
      const known = slot.field === 'serial' ? { serial } : isOfFamily(slot) ? family.family : own
      const facts: Facts = unsure ? {} : known
      const isWritten = filling.put(slot, facts, row, stands, family.id, told)
      if (isWritten && slot.field !== null) sums.add(slot, facts[slot.field])
      else if (table.presets?.includes(slot.column)) sums.addPrinted(slot, filling.printedAt(stands, slot.column))
      const isShared = isOfFamily(slot) && !numbersMembers && table.rowOf === 'member' && slot.field !== 'work_unit'
      // A family that goes on in the next table is merged within each of them.
      const bottom = Math.min(row + span, top + rows.length) - 1
      if (isWritten && isShared && bottom > row) filling.merges.push({ column: slot.column, top: row, bottom })
    }
  }
  return sums
}
