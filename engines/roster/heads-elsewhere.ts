import { tight } from './characters.ts'
import { findRelation } from './codes.ts'
import type { Column } from './column-mapping.ts'
import type { Field } from './fields.ts'
import { cellText, type Row } from './grid.ts'
import { isOfSingles } from './named-people.ts'
import { nameText } from './person-name.ts'
import type { Heading } from './table-header.ts'

const fewestRows = 3

/**
 * True for a list of persons that says of each whose household they are in: nearly every row names another head, and most
 * heads have no row of their own; or nobody on the list is a head, and 与职工关系 tells of a second person in the row. 户主姓名 and
 * 与户主关系 then make no family blocks, of which the first would pass for the head.
 */
export function headsAreElsewhere(
  rows: readonly Row[],
  columns: readonly Column[],
  headings: readonly Heading[],
): boolean {
  const columnOf = (field: Field) => columns.find((column) => column.field === field)?.column
  const [head, name, relation] = (['head_name', 'name', 'relation_text'] as const).map(columnOf)
  if (name === undefined || relation === undefined) return false
  // A head with a number in columns of their own heads a family of the list, unless its rows are patients or pupils.
  if (columnOf('head_id_number') !== undefined && !isOfSingles(headings)) return false
  const textAt = (row: Row, column: number) => tight(cellText(row.cells[column]))
  const persons = rows.filter((row) => textAt(row, name) !== '' && textAt(row, relation) !== '')
  const isHead = (row: Row) => findRelation(textAt(row, relation)) === 'head'
  if (head === undefined)
    return columnOf('certificate_number') === undefined && persons.length >= fewestRows && !persons.some(isHead)
  const heads = persons.map((row) => nameText(textAt(row, head)))
  if (persons.length < fewestRows || heads.includes('')) return false
  const alone = heads.filter((one, place) => one !== heads[place - 1] && one !== heads[place + 1]).length
  const own = persons.filter((row, place) => isHead(row) || nameText(textAt(row, name)) === heads[place]).length
  return alone >= persons.length * 0.8 && own < persons.length / 2
}
