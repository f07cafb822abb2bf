import { clean } from '../characters.ts'
import type { XmlEdit } from './content-controls.ts'
import { edited, editsFor } from './document-pieces.ts'
import type { DocumentCell, DocumentRow, DocumentTable } from './document-tables.ts'
import type { CellWrite, PartPlan, RowInsert, RowMerge } from './plan-parts.ts'
import { looksOfRun, plainLooks, writeParagraph } from './write-paragraph.ts'
import type { Written } from './write-value.ts'
import type { XmlBytes } from './xml-bytes.ts'

/** A table of the document filled; everything outside the written cells and the new rows keeps every byte. */
export function patchTable(xml: XmlBytes, table: DocumentTable, plan: PartPlan): XmlBytes {
  const rows = withInserted(table, plan.inserts)
  const writes = Map.groupBy(plan.writes, ({ row }) => row)
  const pieces: string[] = []
  let copied = table.start
  for (const [index, { row, isCopy }] of rows.entries()) {
    const number = index + 1
    const own = writes.get(number) ?? []
    const merges = plan.merges.filter(({ top, bottom }) => number >= top && number <= bottom)
    if (!isCopy) pieces.push(xml.slice(copied, row.start))
    const before = xml.slice(row.start, row.end)
    const plain = own.length === 0 && merges.length === 0 ? before : writeRow(xml, row, number, own, merges)
    pieces.push(isCopy ? withoutIdentity(plain) : plain)
    if (!isCopy) copied = row.end
  }
  return pieces.join('') + xml.slice(copied, table.end)
}

/** The rows of the filled table; copies look like the model row and stand before the row that moves down. */
function withInserted(table: DocumentTable, inserts: readonly RowInsert[]): { row: DocumentRow; isCopy: boolean }[] {
  const rows: { row: DocumentRow; isCopy: boolean }[] = []
  const putIn = (before: number) => {
    for (const insert of inserts) {
      const model = insert.before === before ? table.rows[(insert.model || before - 1) - 1] : undefined
      if (model) rows.push(...Array.from({ length: insert.count }, () => ({ row: model, isCopy: true })))
    }
  }
  for (const [index, row] of table.rows.entries()) {
    putIn(index + 1)
    rows.push({ row, isCopy: false })
  }
  putIn(table.rows.length + 1)
  return rows
}

/** Marks that may stand in a document only once. */
const withoutIdentity = (row: XmlBytes): XmlBytes =>
  row
    .replace(/\s\w+:(?:paraId|textId)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
    .replace(/<\w+:bookmark(?:Start|End)\s[^>]*\/>/g, '')
    .replace(/(<\w+:sdtPr>[\s\S]*?)<\w+:id\s[^>]*\/>/g, (_, start: string) => start)

function writeRow(
  xml: XmlBytes,
  row: DocumentRow,
  number: number,
  writes: readonly CellWrite[],
  merges: readonly RowMerge[],
): XmlBytes {
  const edits = row.cells.flatMap((cell) => {
    const write = writes.find(({ column }) => column === cell.column)
    const merge = merges.find(({ column }) => column === cell.column)
    return [
      ...(merge ? verticalMerge(xml, cell, merge.top === number) : []),
      ...(write ? writeCell(xml, row, cell, write.value) : []),
    ]
  })
  return edited(xml, row.start, row.end, edits)
}

/** What is printed in a cell keeps its looks, and a content control stays one; a blank cell gets a run of its own. */
function writeCell(xml: XmlBytes, row: DocumentRow, cell: DocumentCell, value: Written | undefined): XmlEdit[] {
  const { paragraph, pieces, text: printed } = cell
  const text = value === undefined ? '' : 'text' in value ? value.text : value.number
  if (value !== undefined && (clean(printed) !== '' || pieces.some(({ control }) => control))) {
    const edits = editsFor(xml, pieces, text, 'text' in value ? value.day : undefined)
    if (edits) return edits
  }
  if (!paragraph || paragraph.end < 0) return []
  const { start, end } = paragraph
  const beside = () => looksBeside(xml, row, cell)
  return [{ start, end, fresh: writeParagraph(xml.slice(start, end), text, undefined, beside) }]
}

/** How the nearest text before a cell looks, and else the one behind it: a blank cell may have no looks of its own. */
function looksBeside(xml: XmlBytes, { cells }: DocumentRow, { column }: DocumentCell): XmlBytes {
  const printed = cells.filter(({ text }) => clean(text) !== '')
  const nearest = printed.filter((one) => one.column < column).at(-1) ?? printed[0]
  if (!nearest) return ''
  const inner = xml.slice(nearest.start, nearest.end)
  return plainLooks(looksOfRun(inner, /^<((?:\w+:)?)tc/.exec(inner)?.[1] ?? ''))
}

/** Marks a cell as the first or a further one of an area merged over several rows. */
function verticalMerge(xml: XmlBytes, { start, end }: DocumentCell, isFirst: boolean): XmlEdit[] {
  const cell = xml.slice(start, end)
  const open = /^<((?:\w+:)?)tc(?=[\s>])[^>]*>/.exec(cell)
  if (!open) return []
  const prefix = open[1] ?? ''
  const mark = isFirst ? `<${prefix}vMerge ${prefix}val="restart"/>` : `<${prefix}vMerge/>`
  const properties = new RegExp(`<${prefix}tcPr>((?:<${prefix}(?:cnfStyle|tcW|gridSpan|hMerge)\\s[^>]*/>)*)`).exec(cell)
  const at = start + (properties ? properties.index + properties[0].length : open[0].length)
  return [{ start: at, end: at, fresh: properties ? mark : `<${prefix}tcPr>${mark}</${prefix}tcPr>` }]
}
