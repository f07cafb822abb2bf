import type { DocumentCell, DocumentRow, DocumentTable } from './document-tables.ts'
import type { CellWrite, PartPlan, RowInsert, RowMerge } from './plan-parts.ts'
import type { Written } from './write-value.ts'
import { escapedText, type XmlBytes } from './xml-bytes.ts'

/** The document with one of its tables filled; everything outside the written cells and the new rows keeps every byte. */
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
  return xml.slice(0, table.start) + pieces.join('') + xml.slice(copied)
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
  const pieces: string[] = []
  let copied = row.start
  for (const cell of row.cells) {
    const write = writes.find(({ column }) => column === cell.column)
    const merge = merges.find(({ column }) => column === cell.column)
    if (!write && !merge) continue
    pieces.push(xml.slice(copied, cell.start))
    const written = write ? writeCell(xml, cell, write.value) : xml.slice(cell.start, cell.end)
    pieces.push(merge ? withVerticalMerge(written, merge.top === number) : written)
    copied = cell.end
  }
  return pieces.join('') + xml.slice(copied, row.end)
}

function writeCell(xml: XmlBytes, cell: DocumentCell, value: Written | undefined): XmlBytes {
  const { paragraph } = cell
  const before = xml.slice(cell.start, cell.end)
  if (!paragraph || paragraph.end < 0) return before
  const text = value === undefined ? '' : 'text' in value ? value.text : value.number
  const filled = writeParagraph(xml.slice(paragraph.start, paragraph.end), text)
  return xml.slice(cell.start, paragraph.start) + filled + xml.slice(paragraph.end, cell.end)
}

/** A paragraph with this text and its own looks; a text is a run of characters and never a field. */
function writeParagraph(paragraph: XmlBytes, text: string): XmlBytes {
  const open = /^<((?:\w+:)?)p(?=[\s/>])[^>]*>/.exec(paragraph)
  if (!open) return paragraph
  const prefix = open[1] ?? ''
  const own = new RegExp(`<${prefix}pPr(?=[\\s/>])(?:[^>]*/>|[\\s\\S]*?</${prefix}pPr>)`).exec(paragraph)?.[0] ?? ''
  const inRun = new RegExp(`<${prefix}r(?=[\\s>])[^>]*>\\s*(<${prefix}rPr>[\\s\\S]*?</${prefix}rPr>)`).exec(
    paragraph,
  )?.[1]
  // The prompt of a content control is grey; what is filled in looks like the rest.
  const ofPrompt = /showingPlcHdr/.test(paragraph)
  const looks =
    (ofPrompt ? undefined : inRun) ?? new RegExp(`<${prefix}rPr>[\\s\\S]*?</${prefix}rPr>`).exec(own)?.[0] ?? ''
  const start = open[0].endsWith('/>') ? `${open[0].slice(0, -2)}>` : open[0]
  const lines = text.split(/\r?\n/)
  const content = lines
    .map((line) => `<${prefix}t xml:space="preserve">${escapedText(line)}</${prefix}t>`)
    .join(`<${prefix}br/>`)
  const run = text === '' ? '' : `<${prefix}r>${looks}${content}</${prefix}r>`
  return `${start}${own}${run}</${prefix}p>`
}

/** Marks a cell as the first or a further one of an area merged over several rows. */
function withVerticalMerge(cell: XmlBytes, isFirst: boolean): XmlBytes {
  const open = /^<((?:\w+:)?)tc(?=[\s>])[^>]*>/.exec(cell)
  if (!open) return cell
  const prefix = open[1] ?? ''
  const mark = isFirst ? `<${prefix}vMerge ${prefix}val="restart"/>` : `<${prefix}vMerge/>`
  const properties = new RegExp(`<${prefix}tcPr>((?:<${prefix}(?:cnfStyle|tcW|gridSpan|hMerge)\\s[^>]*/>)*)`).exec(cell)
  if (properties) {
    const at = properties.index + properties[0].length
    return cell.slice(0, at) + mark + cell.slice(at)
  }
  return `${open[0]}<${prefix}tcPr>${mark}</${prefix}tcPr>${cell.slice(open[0].length)}`
}
