import type { Text } from '../../../core/messages.ts'
import { defaultLimits, type Limits } from '../../../engines/roster/limits.ts'
import { unreadable } from '../../../engines/roster/unreadable.ts'
import { findWorkbookPart, readWorkbookParts, type WorkbookParts } from '../../../engines/roster/workbook-parts.ts'
import { openZip, packedBytes, readPart, unpack, type Zip } from '../../../engines/roster/zip.ts'
import { markCells } from './mark-cells.ts'
import { MarkStyles } from './mark-styles.ts'
import { declaration, escapeXml, main, relationship } from './xlsx-package.ts'
import { ZipWriter } from './zip-writer.ts'

/** A cell to be marked; `message` goes into the list of issues. */
export type Mark = {
  readonly sheet: string
  readonly cell: string
  readonly row: number
  readonly column: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: Text
}

const listName = '问题清单'
// Remarks are listed, but no cell is coloured for them.
const coloured = new Set(['error', 'warning'])

/**
 * The officer's own workbook with every faulty cell filled red (error) or amber (warning) and one more sheet that lists
 * all issues, each linked to its cell. Only those cells, the styles and the list of sheets are written anew; every other
 * part is taken over packed as it was. Throws `unreadable_file`.
 */
export async function* markXlsx(
  bytes: Buffer,
  marks: readonly Mark[],
  limits: Limits = defaultLimits,
): AsyncGenerator<Buffer> {
  const zip = openZip(bytes, limits)
  const parts = await readWorkbookParts(zip)
  const workbook = await findWorkbookPart(zip)
  if (workbook === undefined) throw unreadable('broken')
  const changed = new Map<string, Iterable<Buffer>>()
  await addList(zip, workbook, parts, marks, changed)
  const sheetStyles = parts.styles === undefined ? undefined : await readPart(zip, parts.styles)
  const styles = sheetStyles === undefined ? undefined : MarkStyles.of(sheetStyles)
  const marksOf = styles ? colouredSheets(parts, marks) : new Map<string, Mark[]>()
  const writer = new ZipWriter()
  for (const entry of zip.entries.values()) {
    const content = changed.get(entry.name)
    const own = marksOf.get(entry.name)
    // The styles come last: which of them are needed is known when the cells are written.
    if (styles && entry.name === parts.styles) continue
    if (content) yield* writer.stream(entry.name, content)
    else if (styles && own) yield* writer.stream(entry.name, markCells(unpack(zip, entry), own, styles))
    else yield* writer.copy(entry.name, entry.method, entry.crc, packedBytes(zip, entry), entry.claimedBytes)
    changed.delete(entry.name)
  }
  for (const [name, content] of changed) yield* writer.stream(name, content)
  if (styles && parts.styles !== undefined) yield* writer.text(parts.styles, styles.xml())
  yield* writer.end()
}

/** The marks that colour a cell, by the part of their sheet. */
function colouredSheets({ sheets }: WorkbookParts, marks: readonly Mark[]): Map<string, Mark[]> {
  const own = (sheet: string) => marks.filter((mark) => mark.sheet === sheet && coloured.has(mark.severity))
  return new Map(sheets.map(({ name, path }) => [path, own(name)] as const).filter(([, found]) => found.length > 0))
}

/** Adds the list of issues as the last sheet: the workbook, its relations and the content types learn of it. */
async function addList(
  zip: Zip,
  workbook: string,
  parts: WorkbookParts,
  marks: readonly Mark[],
  changed: Map<string, Iterable<Buffer>>,
): Promise<void> {
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1)
  const relations = `${folder}_rels/${workbook.slice(folder.length)}.rels`
  const [book, links, types] = [
    await readPart(zip, workbook),
    await readPart(zip, relations),
    await readPart(zip, '[Content_Types].xml'),
  ]
  if (book === undefined || links === undefined || types === undefined) return
  let file = 'worksheets/bangfu-issues.xml'
  for (let copy = 2; zip.entries.has(folder + file); copy++) file = `worksheets/bangfu-issues${copy}.xml`
  const id = freeId(links)
  const names = new Set(parts.sheets.map(({ name }) => name))
  let name = listName
  for (let copy = 2; names.has(name); copy++) name = `${listName}${copy}`
  const numbers = [...book.matchAll(/\ssheetId\s*=\s*["'](\d+)/g)].map(([, number]) => Number(number))
  const prefix = /<(\w+:)?sheets[\s>]/.exec(book)?.[1] ?? ''
  // The prefix of relations is the file's own choice.
  const attribute = new RegExp(`xmlns:(\\w+)\\s*=\\s*["']${relationship}["']`).exec(book)?.[1]
  const reference = attribute ? `${attribute}:id="${id}"` : `xmlns:r="${relationship}" r:id="${id}"`
  const entry = `<${prefix}sheet name="${name}" sheetId="${Math.max(0, ...numbers) + 1}" ${reference}/>`
  changed.set(workbook, [Buffer.from(book.replace(/(?=<\/(?:\w+:)?sheets>)/, () => entry))])
  const link = `<Relationship Id="${id}" Type="${relationship}/worksheet" Target="${file}"/>`
  changed.set(relations, [Buffer.from(links.replace(/(?=<\/(?:\w+:)?Relationships>)/, () => link))])
  const type = `<Override PartName="/${folder}${file}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`
  changed.set('[Content_Types].xml', [Buffer.from(types.replace(/(?=<\/(?:\w+:)?Types>)/, () => type))])
  changed.set(folder + file, listXml(marks))
}

function freeId(links: string): string {
  for (let number = 1; ; number++) if (!links.includes(`"rIdBangfu${number}"`)) return `rIdBangfu${number}`
}

const severityWords = { error: '错误，未导入', warning: '提醒，已导入', info: '说明' } as const

function* listXml(marks: readonly Mark[]): Generator<Buffer> {
  const widths = [14, 10, 18, 14, 80].map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  yield Buffer.from(
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>${rowXml(1, ['工作表', '单元格', '列', '程度', '问题和办法'])}`,
  )
  yield* joined(marks, (mark, index) =>
    rowXml(index + 2, [mark.sheet, mark.cell, mark.column, severityWords[mark.severity], mark.message.zh]),
  )
  yield Buffer.from(`</sheetData><autoFilter ref="A1:E${marks.length + 1}"/>`)
  const linked = marks.slice(0, mostLinks).flatMap((mark, index) => (isPlace.test(mark.cell) ? [{ mark, index }] : []))
  if (linked.length > 0) yield Buffer.from('<hyperlinks>')
  yield* joined(linked, ({ mark, index }) => {
    const location = escapeXml(`'${mark.sheet.replaceAll("'", "''")}'!${mark.cell}`)
    return `<hyperlink ref="B${index + 2}" location="${location}"/>`
  })
  yield Buffer.from(`${linked.length > 0 ? '</hyperlinks>' : ''}</worksheet>`)
}

const isPlace = /^[A-Z]{1,3}[1-9]\d*$/

function rowXml(number: number, texts: readonly string[]): string {
  const cells = texts.map(
    (text, column) =>
      `<c r="${'ABCDE'[column]}${number}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`,
  )
  return `<row r="${number}">${cells.join('')}</row>`
}

/** The texts of many items, some hundreds at a time: together they may be larger than the workbook. */
function* joined<Item>(items: readonly Item[], textOf: (item: Item, index: number) => string): Generator<Buffer> {
  const piece = 500
  for (let from = 0; from < items.length; from += piece) {
    const texts = items.slice(from, from + piece).map((item, index) => textOf(item, from + index))
    yield Buffer.from(texts.join(''))
  }
}

// Excel opens at most 65,530 links on a sheet.
const mostLinks = 60_000
