import { Problem } from '../../../core/problem.ts'
import type { Workbook } from '../../../engines/roster/grid.ts'
import type { Limits } from '../../../engines/roster/limits.ts'
import { asMeant } from '../../../engines/roster/mistaken-encoding.ts'
import { readBiff } from '../../../engines/roster/read-biff.ts'
import { readCsv } from '../../../engines/roster/read-csv.ts'
import { looksLikeDbf, readDbf } from '../../../engines/roster/read-dbf.ts'
import { readDocx } from '../../../engines/roster/read-docx.ts'
import { looksLikeHtml, readHtml } from '../../../engines/roster/read-html.ts'
import { looksLikeMht, readMht } from '../../../engines/roster/read-mht.ts'
import { readFlatOds, readOds } from '../../../engines/roster/read-ods.ts'
import { readXlsx } from '../../../engines/roster/read-xlsx.ts'
import { readXmlSpreadsheet } from '../../../engines/roster/read-xml-spreadsheet.ts'
import { decodeText } from '../../../engines/roster/text-decoding.ts'
import { notASpreadsheet, unreadable } from '../../../engines/roster/unreadable.ts'
import { findEntry, findWorkbookPart } from '../../../engines/roster/workbook-parts.ts'
import { looksLikeZip, openZip, readPart, unpack, type Zip } from '../../../engines/roster/zip.ts'

/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'xlsx' | 'ods' | 'csv' | 'html' | 'docx' | 'old'

const largeBytes = 4 * 1024 * 1024
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const strangers: readonly (readonly [start: Buffer, zh: string, en: string])[] = [
  [Buffer.from('%PDF'), 'PDF 文档', 'a PDF document'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'JPEG 图片', 'a JPEG image'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'PNG 图片', 'a PNG image'],
  [Buffer.from('GIF8'), 'GIF 图片', 'a GIF image'],
  [Buffer.from('Rar!'), 'RAR 压缩包', 'a RAR archive'],
  [Buffer.from([0x37, 0x7a, 0xbc, 0xaf]), '7z 压缩包', 'a 7z archive'],
  [Buffer.from([0x1f, 0x8b]), 'gzip 压缩包', 'a gzip archive'],
  [Buffer.from('{\\rtf'), 'RTF 文档', 'an RTF document'],
  [Buffer.from([0x7f, 0x45, 0x4c, 0x46]), '程序', 'a program'],
  [Buffer.from('MZ'), '程序', 'a program'],
]

/**
 * Reads a spreadsheet of any format an officer may send. To be called in the child process: see read-in-child.ts.
 * Throws `unreadable_file` with a sentence that names what is wrong.
 */
export async function readWorkbook(bytes: Buffer, limits: Limits): Promise<{ kind: FileKind; workbook: Workbook }> {
  if (bytes.length === 0) throw unreadable('empty')
  if (bytes.length > limits.fileBytes)
    throw unreadable('file_too_large', { limit: Math.round(limits.fileBytes / 1024 / 1024) })
  const read = await readByKind(bytes, limits)
  if (read.workbook.sheets.every(({ rows }) => rows.length === 0)) throw unreadable('empty')
  return read
}

/** Whether a file is a workbook whose parts can be changed one by one, as its first bytes and its list of parts tell. */
export async function isXlsx(bytes: Buffer, limits: Limits): Promise<boolean> {
  if (!looksLikeZip(bytes)) return false
  const zip = openZip(bytes, limits)
  return !findEntry(zip, 'mimetype') && (await findWorkbookPart(zip))?.endsWith('.bin') === false
}

async function readByKind(bytes: Buffer, limits: Limits): Promise<{ kind: FileKind; workbook: Workbook }> {
  if (looksLikeZip(bytes)) return readZip(bytes, limits)
  if (bytes.subarray(0, 8).equals(compound)) {
    refuseCompound(bytes)
    // The foreign library takes more memory than a child may have for what Excel 97 wrote in so many bytes.
    const large = bytes.length > largeBytes ? readBiff(bytes, limits) : undefined
    return large ? { kind: 'old', workbook: asMeant(large) } : readOld(bytes, limits)
  }
  const stranger = strangers.find(([start]) => bytes.subarray(0, start.length).equals(start))
  if (stranger) throw notASpreadsheet(stranger[1], stranger[2])
  // Workbooks of Excel 2 to 4 are bare records.
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1) && bytes[3] === 0x00)
    return readOld(bytes, limits)
  if (looksLikeDbf(bytes)) return { kind: 'old', workbook: readDbf(bytes, limits) }
  return readText(bytes, limits)
}

async function readZip(bytes: Buffer, limits: Limits): Promise<{ kind: FileKind; workbook: Workbook }> {
  const zip = openZip(bytes, limits)
  const type = await readPart(zip, 'mimetype')
  if (type?.includes('opendocument.spreadsheet')) return readOpenDocument(zip, bytes, limits)
  if (type?.includes('opendocument')) throw notASpreadsheet('OpenDocument 文档', 'an OpenDocument text')
  if (findEntry(zip, 'word/document.xml')) return { kind: 'docx', workbook: await readDocx(bytes, limits, zip) }
  if (findEntry(zip, 'ppt/presentation.xml')) throw notASpreadsheet('PowerPoint 演示文稿', 'a PowerPoint presentation')
  const workbook = await findWorkbookPart(zip)
  if (workbook === undefined) {
    if (findEntry(zip, 'xl/workbook.bin')) return foreign(zip, bytes, limits)
    if (findEntry(zip, 'Index/Document.iwa')) return readNumbers(zip, bytes, limits)
    throw findEntry(zip, '[Content_Types].xml') ? unreadable('broken') : notASpreadsheet('zip 压缩包', 'a zip archive')
  }
  if (workbook.endsWith('.bin')) return foreign(zip, bytes, limits)
  return { kind: 'xlsx', workbook: await readXlsx(bytes, limits, zip) }
}

async function readOpenDocument(
  zip: Zip,
  bytes: Buffer,
  limits: Limits,
): Promise<{ kind: FileKind; workbook: Workbook }> {
  const manifest = await readPart(zip, 'META-INF/manifest.xml')
  if (manifest?.includes('encryption-data')) throw unreadable('encrypted')
  return { kind: 'ods', workbook: await readOds(bytes, limits, zip) }
}

/** A document of Numbers, which the foreign library reads at times: what it cannot is to be exported. */
async function readNumbers(zip: Zip, bytes: Buffer, limits: Limits): Promise<{ kind: FileKind; workbook: Workbook }> {
  try {
    return await foreign(zip, bytes, limits)
  } catch (error) {
    throw error instanceof Problem && error.data?.reason === 'broken' ? unreadable('numbers') : error
  }
}

/** Unpacks everything once to count it, because the foreign library counts nothing. */
async function foreign(zip: Zip, bytes: Buffer, limits: Limits): Promise<{ kind: FileKind; workbook: Workbook }> {
  for (const entry of zip.entries.values()) {
    if (entry.encrypted) throw unreadable('encrypted')
    for await (const _ of unpack(zip, entry));
  }
  return readOld(bytes, limits)
}

/** The foreign library is loaded only for the files that need it. */
async function readOld(given: Buffer | string, limits: Limits): Promise<{ kind: FileKind; workbook: Workbook }> {
  const { readOldFormat } = await import('./old-formats.ts')
  return { kind: 'old', workbook: asMeant(readOldFormat(given, limits)) }
}

/** Names of the streams in a compound file are UTF-16: an encrypted xlsx and a Word document show by theirs. */
function refuseCompound(bytes: Buffer): void {
  const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage') || has('EncryptionInfo')) throw unreadable('encrypted')
  if (has('Workbook') || has('Book')) return
  if (has('WordDocument')) throw notASpreadsheet('Word 文档', 'a Word document')
  if (has('PowerPoint Document')) throw notASpreadsheet('PowerPoint 演示文稿', 'a PowerPoint presentation')
}

async function readText(bytes: Buffer, limits: Limits): Promise<{ kind: FileKind; workbook: Workbook }> {
  const text = decodeText(bytes)
  if (text.trim() === '' || text === '\ufeff') throw unreadable('empty')
  const start = text.slice(0, 2048)
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(start) && /<(?:\w+:)?Workbook\b/.test(start))
    return { kind: 'old', workbook: readXmlSpreadsheet(text, limits) }
  if (/<office:document\b/.test(start)) return { kind: 'ods', workbook: readFlatOds(text, limits) }
  if (/^ID;P/.test(start)) {
    refuseFarSylk(text, limits)
    return readOld(text, limits)
  }
  // A file of the Data Interchange Format begins with its table.
  if (/^TABLE\r?\n0,1\r?\n/.test(start)) return readOld(text, limits)
  const page = looksLikeMht(start) ? readMht(bytes, limits) : undefined
  if (page) return { kind: 'html', workbook: page }
  if (looksLikeMht(start)) return readOld(bytes, limits)
  if (looksLikeHtml(text)) return { kind: 'html', workbook: readHtml(text, limits) }
  if (/^\s*<\?xml|^\s*<\w+[\s>]/.test(start)) throw notASpreadsheet('XML 文件', 'an XML file')
  if (/^\s*[[{]/.test(start) && isJson(text)) throw notASpreadsheet('JSON 文件', 'a JSON file')
  return { kind: 'csv', workbook: readCsv(text, limits) }
}

/** The foreign library makes every row up to the last one of a SYLK file, whatever number the file gives it. */
function refuseFarSylk(text: string, limits: Limits): void {
  for (const [, axis, digits] of text.matchAll(/;([XY])(\d+)/g)) {
    const place = Number(digits)
    if (axis === 'X' ? place > 16_384 : place > 1_048_576) throw unreadable('broken')
    if (axis === 'Y' && place > limits.rows) throw unreadable('too_many_rows', { sheet: 'Sheet1', limit: 100_000 })
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
