import { isIdentityNumber } from './anchored-header.ts'
import { clean, tight } from './characters.ts'
import { looksLikeName } from './content.ts'
import { type Cell, cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, namesField } from './header-words.ts'
import { classify, fieldOfLabel, helperFields, lineFields } from './line-pieces.ts'
import type { Heading } from './table-header.ts'
import { unreadable } from './unreadable.ts'

/** A list of people written as lines of text, made a table. `headings` are its columns when no line names them. */
export type Spread = { readonly sheet: Sheet; readonly headings?: readonly Heading[]; readonly from: number }

/** A line with the row it stands in; `cell` counts the lines of the same cell. */
type Line = { readonly row: number; readonly text: string }

const rowsLookedAt = 200
const fewest = 2
const longestLine = 500
// As many as a sheet may have rows; a file of lines is no larger than one of rows.
const mostLines = 100_000

const numbering = /^\(?\d{1,4}\)?(?:[.．、:)]\s*(?!\d{1,3}(?:\D|$))|\s+(?=\D))|^[\u2460-\u2473]\s*/
const identityWithin = /(?<![\dXx])(?:\d{17}[\dXx]|\d{14,16}|\d{17})(?![\dXx])/
const mobileWithin = /(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/
const example = /^(?:示|样|范|举)?例(?!\p{L}{0,2}\d)/u

/**
 * A list pasted from a chat or a document: `1. 张三 2312… 139…`, one person to a line, the lines in one cell, in a cell
 * each, or in a text file. Undefined for any other sheet, above all for one with an identity number in a cell of its own.
 */
export function spreadLines(sheet: Sheet): Spread | undefined {
  if (!mayBeLines(sheet)) return undefined
  const several = sheet.rows.some(({ cells }) => cells.some((cell) => peopleIn(linesOf(cell)) > 1))
  const lines = linesOfSheet(sheet, several)
  const helpers = listsHelpers(lines.map(({ text }) => text))
  const first = lines.findIndex(({ text }, index) =>
    helpers ? isHelpers(text) : beginsPerson(text, lines[index + 1]?.text ?? ''),
  )
  if (first < 0) return undefined
  const heading = lines[first - 1]
  const labels = heading && headingOf(heading.text)
  const entries = entriesOf(lines.slice(first), helpers)
  if (entries.length < (labels ? 1 : fewest)) return undefined
  // What the chain is for is its title, not the word that makes it one.
  const above = lines
    .slice(0, labels ? first - 1 : first)
    .filter(({ text }) => !/^#?接龙$/.test(text))
    .map(({ row, text }): Row => ({ number: row, cells: [text] }))
  if (heading && labels) return underLabels(sheet, above, { ...heading, labels }, entries, helpers)
  const told = entries.map(({ row, text }) => ({ row, said: classify(pieces(text), helpers) }))
  const used = [...(helpers ? helperFields : lineFields)].filter(
    // How many families they take is what makes a list one of helpers, asked for or not.
    (field) => field === '可帮扶户数' || told.some(({ said }) => said[field] !== undefined),
  )
  const headings = used.map((field, column): Heading => ({ column, path: [field], text: field }))
  const rows = told.map(({ row, said }): Row => ({ number: row, cells: used.map((field) => said[field]) }))
  return { sheet: { ...sheet, rows: [...above, ...rows], merges: [] }, headings, from: above.length }
}

const ofHelpers =
  /(?:帮扶|结对|包保|包联|包扶|联户|联系)(?:帮扶)?(?:责任人|干部|人员|党员|志愿者|联系人|人(?![口数员]))/

/** True when what stands above numbered names asks for helpers, and nobody's identity number follows. */
function listsHelpers(lines: readonly string[]): boolean {
  // Asking first what costs least keeps long texts about anything else cheap.
  const asked = lines.slice(0, rowsLookedAt).findIndex((line) => ofHelpers.test(line))
  if (asked < 0) return false
  const first = lines.findIndex((line) => isHelpers(line))
  return first > asked && !lines.some((line) => identityWithin.test(line))
}

/** `1. 张三 市教育局 139…`, `1. 张三 市教育局`, or `1. 张三`. */
function isHelpers(line: string): boolean {
  if (example.test(line) || !numbering.test(line)) return false
  if (isPersons(line)) return true
  const [first = '', ...rest] = line.replace(numbering, '').split(/[\s,，;；、|/:：]+/)
  return looksLikeName(first) ? rest.length <= 8 : isNumberedName(line)
}

/** Every row holds one cell, or a serial number and one cell, and some of these hold a person's number among other words. */
function mayBeLines({ rows }: Sheet): boolean {
  const sample = rows.slice(0, rowsLookedAt)
  let found = 0
  let before = ''
  if (rows.every(({ cells }) => cells.filter((cell) => tight(cellText(cell)) !== '').length <= 1)) {
    const lines = sample.flatMap(({ cells }) => cells.flatMap(linesOf)).filter((line) => line !== '')
    if (listsHelpers(lines) && lines.filter(isHelpers).length >= fewest) return true
  }
  for (const { cells } of sample) {
    const filled = cells.filter((cell) => tight(cellText(cell).slice(0, longestLine)) !== '')
    const [name, alone] = [before, filled.length === 1 ? clean(cellText(filled[0])) : '']
    before = alone
    // `1. 张三` and the number in the row below.
    if (isNumberedName(name) && identityWithin.test(alone)) {
      if (++found >= fewest) return true
      continue
    }
    if (filled.length > 1 && filled.every(isLabelled)) {
      if (isPersons(filled.join(' '))) found++
      continue
    }
    if (filled.some(isIdentityNumber)) return false
    const [first, second, third] = filled
    const own = second === undefined ? first : /^\d{1,4}[.、]?$/.test(tight(cellText(first))) ? second : undefined
    if (third === undefined) found += peopleIn(linesOf(own))
    else if (filled.some((cell) => linesOf(cell).some(isPersons))) return false
    if (found >= fewest) return true
  }
  return found > 0
}

/** `身份证号：2312…`: a separated text whose separator stands between labels with their values. */
const isLabelled = (cell: Cell): boolean =>
  typeof cell === 'string' && /^\s*(?:\d{1,4}\s*[.．、)]\s*)?[\u4e00-\u9fff]{2,8}\s*[:：]\s*\S/.test(cell)

const linesOf = (cell: Cell): string[] =>
  typeof cell !== 'string' ? [] : cell.split(/\r\n|\r|\n/).map((line) => clean(line.slice(0, longestLine)))

/** Somebody's number among other words, or a numbered name with a phone, which may want its number. */
function isPersons(line: string): boolean {
  if (example.test(line)) return false
  if (identityWithin.test(line)) return /\p{Script=Han}{2}/u.test(line) || numbering.test(line)
  return numbering.test(line) && mobileWithin.test(line) && /\p{Script=Han}{2}/u.test(line)
}

/** `1. 张三` and no more. */
const isNumberedName = (line: string): boolean =>
  numbering.test(line) && /^[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{2,8})?$/.test(tight(line.replace(numbering, '')))

/** True for a line about somebody, or a numbered name whose number stands in the line below. */
const beginsPerson = (line: string, next: string): boolean =>
  isPersons(line) || (isNumberedName(line) && identityWithin.test(next) && !numbering.test(next))

const peopleIn = (lines: readonly string[]): number =>
  lines.filter((line, index) => beginsPerson(line, lines[index + 1] ?? '')).length

/** The lines of a sheet; where one cell holds several people, each line counts as a row of its own. */
function linesOfSheet({ name, rows }: Sheet, several: boolean): Line[] {
  const lines: Line[] = []
  let number = 0
  for (const row of rows) {
    const texts = row.cells
      .map((cell) => (typeof cell === 'string' ? cell : cellText(cell)))
      .filter((text) => text !== '')
    if (!several) {
      lines.push({ row: row.number, text: clean(texts.join(' ').slice(0, longestLine)) })
      continue
    }
    for (const text of linesOf(texts.join(' '))) {
      number++
      if (text === '') continue
      if (lines.length >= mostLines) throw unreadable('too_many_rows', { sheet: name, limit: mostLines })
      lines.push({ row: number, text })
    }
  }
  return lines
}

/** The people among the lines: what stands below a numbered name without a number of its own goes on with it. */
function entriesOf(lines: readonly Line[], helpers: boolean): Line[] {
  const entries: { row: number; text: string }[] = []
  let named = false
  for (const { row, text } of lines) {
    const goesOn = named && !numbering.test(text)
    if (!goesOn && (isPersons(text) || (helpers ? isHelpers(text) : isNumberedName(text)))) {
      entries.push({ row, text })
      named = isNumberedName(text) && !helpers
    } else continueWith(entries.at(-1), text)
  }
  return entries
}

function continueWith(entry: { text: string } | undefined, text: string): void {
  if (entry && /\d{7}/.test(text) && entry.text.length < longestLine) entry.text += ` ${text}`
}

/** The words of a line of labels: at least three short ones, two of them known; undefined for any other line. */
function headingOf(line: string): string[] | undefined {
  const words = line
    .split(separatorOf(line))
    .filter((word) => word !== '')
    // 例 姓名 电话 shows how to write: the numbers of the lines stand where it says 例.
    .map((word, place) => (place === 0 && /^[示样]?例[:：]?$/.test(word) ? '序号' : word))
  if (words.length < 3 || words.some((word) => word.length > 12 || /\d/.test(word))) return undefined
  return words.filter((word) => namesField(headingKey(word))).length >= 2 ? words : undefined
}

const separatorOf = (line: string): RegExp => (/\S\s+\S+\s+\S/.test(line) ? /\s+/ : /[\s,，;；、|/]+/)

function underLabels(
  sheet: Sheet,
  above: readonly Row[],
  heading: Line & { readonly labels: readonly string[] },
  entries: readonly Line[],
  helpers: boolean,
): Spread {
  const separator = separatorOf(heading.text)
  const fields = heading.labels.map((label) => fieldOfLabel(label, helpers))
  const told = entries.map(({ row, text }) => {
    const own = fields.includes('序号') ? text : text.replace(numbering, '')
    const words = own.split(separator).filter((word) => word !== '')
    // With a word too many or too few, only what says itself what it is has a place.
    return words.length === fields.length
      ? { row, words }
      : { row, words: undefined, said: classify(pieces(text), helpers) }
  })
  const more = [...(helpers ? helperFields : lineFields)].filter(
    (field) => !fields.includes(field) && told.some(({ said }) => said?.[field]),
  )
  const rows = told.map(({ row, words, said }): Row => {
    const cells = words ?? [...fields, ...more].map((field) => field && said?.[field])
    return { number: row, cells: cells.map((cell) => cell || undefined) }
  })
  const head: Row = { number: heading.row, cells: [...heading.labels, ...more] }
  return { sheet: { ...sheet, rows: [...above, head, ...rows], merges: [] }, from: above.length }
}

/** A line in pieces: at separators, and wherever a number of the card or a mobile begins or ends. */
function pieces(line: string): string[] {
  const [number = ''] = numbering.exec(line) ?? []
  const serial = number.replace(/\D/g, '')
  const parts = line
    .slice(number.length)
    .replace(new RegExp(identityWithin, 'g'), ' $& ')
    .replace(new RegExp(mobileWithin, 'g'), (phone) => ` ${phone.replace(/[- ]/g, '')} `)
    .replace(/[:：]\s+/g, ':')
    .split(/[\s,，;；、|/]+/)
    .filter((part) => part !== '')
  return serial === '' ? parts : [`序号:${serial}`, ...parts]
}
