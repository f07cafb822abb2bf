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
  const changed = new Map<string, Buffer>()
  await colour(zip, parts, marks, changed)
  await addList(zip, workbook, parts, marks, changed)
  const writer = new ZipWriter()
  for (const entry of zip.entries.values()) {
    const content = changed.get(entry.name)
    if (content) {
      changed.delete(entry.name)
      yield* writer.stream(entry.name, [content])
    } else yield* writer.copy(entry.name, entry.method, entry.crc, packedBytes(zip, entry), entry.claimedBytes)
  }
  for (const [name, content] of changed) yield* writer.stream(name, [content])
  yield* writer.end()
}

async function colour(
  zip: Zip,
  parts: WorkbookParts,
  marks: readonly Mark[],
  changed: Map<string, Buffer>,
): Promise<void> {
  const sheetStyles = parts.styles === undefined ? undefined : await readPart(zip, parts.styles)
  const styles = sheetStyles === undefined ? undefined : MarkStyles.of(sheetStyles)
  if (!styles || parts.styles === undefined) return
  for (const { name, path } of parts.sheets) {
    const own = marks.filter((mark) => mark.sheet === name && coloured.has(mark.severity))
    const entry = zip.entries.get(path)
    if (own.length === 0 || !entry) continue
    const pieces: Buffer[] = []
    for await (const piece of unpack(zip, entry)) pieces.push(piece)
    // One character per byte: what is not touched comes back byte for byte.
    const xml = Buffer.concat(pieces).toString('latin1')
    changed.set(path, Buffer.from(markCells(xml, own, styles), 'latin1'))
  }
  changed.set(parts.styles, Buffer.from(styles.xml()))
}

/** Adds the list of issues as the last sheet: the workbook, its relations and the content types learn of it. */
async function addList(
  zip: Zip,
  workbook: string,
  parts: WorkbookParts,
  marks: readonly Mark[],
  changed: Map<string, Buffer>,
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
  changed.set(workbook, Buffer.from(book.replace(/(?=<\/(?:\w+:)?sheets>)/, () => entry)))
  const link = `<Relationship Id="${id}" Type="${relationship}/worksheet" Target="${file}"/>`
  changed.set(relations, Buffer.from(links.replace(/(?=<\/(?:\w+:)?Relationships>)/, () => link)))
  const type = `<Override PartName="/${folder}${file}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`
  changed.set('[Content_Types].xml', Buffer.from(types.replace(/(?=<\/(?:\w+:)?Types>)/, () => type)))
  changed.set(folder + file, Buffer.from(listXml(marks)))
}

function freeId(links: string): string {
  for (let number = 1; ; number++) if (!links.includes(`"rIdBangfu${number}"`)) return `rIdBangfu${number}`
}

const severityWords = { error: '错误，未导入', warning: '提醒，已导入', info: '说明' } as const

function listXml(marks: readonly Mark[]): string {
  const rows = [
    ['工作表', '单元格', '列', '程度', '问题和办法'],
    ...marks.map((mark) => [mark.sheet, mark.cell, mark.column, severityWords[mark.severity], mark.message.zh]),
  ]
  const cells = rows.map((row, index) => {
    const texts = row.map(
      (text, column) =>
        `<c r="${'ABCDE'[column]}${index + 1}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`,
    )
    return `<row r="${index + 1}">${texts.join('')}</row>`
  })
  const links = marks
    .slice(0, mostLinks)
    .flatMap(({ sheet, cell }, index) =>
      /^[A-Z]{1,3}[1-9]\d*$/.test(cell)
        ? [`<hyperlink ref="B${index + 2}" location="${escapeXml(`'${sheet.replaceAll("'", "''")}'!${cell}`)}"/>`]
        : [],
    )
  const widths = [14, 10, 18, 14, 80].map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  return (
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>${cells.join('')}</sheetData><autoFilter ref="A1:E${rows.length}"/>` +
    `${links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : ''}</worksheet>`
  )
}

// Excel opens at most 65,530 links on a sheet.
const mostLinks = 60_000
