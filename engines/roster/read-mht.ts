import type { Sheet, Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { readHtml } from './read-html.ts'
import { decodeText } from './text-decoding.ts'
import { unreadable } from './unreadable.ts'
import { decodeEntities } from './xml-scanner.ts'

/** True for what Excel and WPS write as 单个文件网页: pages in the parts of a message (RFC 2557). */
export const looksLikeMht = (text: string): boolean => /^\s*MIME-Version:/i.test(text)

// Every sheet is a part, and so are pictures and styles.
const mostParts = 1000
const longestHead = 4096

/** Reads the sheets of a web page in one file; undefined when none of its parts holds a table. */
export function readMht(bytes: Buffer, limits: Limits): Workbook | undefined {
  const text = bytes.toString('latin1')
  const boundary = /\bboundary\s*=\s*"?([^"\r\n;]{1,80})/i.exec(text.slice(0, longestHead))?.[1]
  if (boundary === undefined) return undefined
  const sheets: Sheet[] = []
  const names: string[] = []
  for (const part of text.split(`--${boundary}`, mostParts)) {
    const page = pageOf(part)
    if (page === undefined) continue
    for (const [, name = ''] of page.matchAll(/<x:Name>([^<]{1,100})<\/x:Name>/g)) names.push(decodeEntities(name))
    if (/<table\b/i.test(page)) sheets.push(...readHtml(page, limits).sheets)
    if (sheets.length > limits.sheets) throw unreadable('too_many_sheets', { limit: limits.sheets })
  }
  if (sheets.length === 0) return undefined
  const named = names.length === sheets.length
  return {
    date1904: false,
    sheets: sheets.map((sheet, index) => ({ ...sheet, name: (named && names[index]) || `Sheet${index + 1}` })),
  }
}

/** A part as text when it is a page, the strip of tabs below the sheets left out; undefined for any other part. */
function pageOf(part: string): string | undefined {
  const end = /\r?\n\r?\n/.exec(part.slice(0, longestHead))
  const head = end ? part.slice(0, end.index).replace(/\r?\n[ \t]+/g, ' ') : ''
  if (!end || !/^content-type:\s*text\/html/im.test(head) || /^content-location:.*tabstrip\.html?\s*$/im.test(head))
    return undefined
  const body = part.slice(end.index + end[0].length)
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return decodeText(Buffer.from(body, 'base64'))
  return decodeText(encoding === 'quoted-printable' ? unquoted(body) : Buffer.from(body, 'latin1'))
}

/** `=D0=D5` and lines that go on after `=` ([RFC 2045] 6.7). */
const unquoted = (body: string): Buffer =>
  Buffer.from(
    body
      .replace(/=[ \t]*\r?\n/g, '')
      .replace(/=([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )
