import assert from 'node:assert/strict'
import { inflateRawSync } from 'node:zlib'
import { cellText } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'
import type { Person, TestServer } from './server.ts'

/** A file as somebody downloads it. */
export async function download(server: TestServer, who: Person, path: string): Promise<Buffer> {
  const answer = await server.application.http.inject({
    url: `/api${path}`,
    headers: { cookie: who.cookie, 'accept-language': 'zh' },
  })
  assert.equal(answer.statusCode, 200, `${path}: ${answer.body.slice(0, 300)}`)
  return answer.rawPayload
}

/** The rows of the first sheet of an xlsx as texts, read by the reader that reads officers' files; the header first. */
export async function sheetRows(bytes: Buffer): Promise<string[][]> {
  assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  const { kind, workbook } = await readWorkbook(bytes, defaultLimits)
  assert.equal(kind, 'xlsx')
  return (workbook.sheets[0]?.rows ?? []).map((row) => Array.from(row.cells, cellText))
}

/** All words of a Word document, without its marks. */
export function wordText(bytes: Buffer): string {
  const entry = bytes.lastIndexOf('word/document.xml') - 46
  const size = bytes.readUInt32LE(entry + 20)
  const header = bytes.readUInt32LE(entry + 42)
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  const xml = inflateRawSync(bytes.subarray(start, start + size)).toString('utf8')
  return xml.replace(/<[^>]+>/g, '')
}
