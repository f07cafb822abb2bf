import type { Cell, Sheet, Workbook } from './grid.ts'

type Decoder = InstanceType<typeof TextDecoder>

/**
 * A workbook whose program wrote the bytes of Chinese characters as if they were Western letters (“ÐÕÃû” for 姓名), as
 * old exporters do, with its texts as they were meant. Nothing is guessed: every text beyond ASCII must be made of
 * single bytes that are whole Chinese characters in UTF-8 or GB18030, and the workbook stays as it is otherwise.
 */
export function asMeant(workbook: Workbook): Workbook {
  const decoding = ['utf-8', 'gb18030'].find((name) => allChinese(workbook, new TextDecoder(name, { fatal: true })))
  if (decoding === undefined) return workbook
  const decoder = new TextDecoder(decoding, { fatal: true })
  const meant = (text: string): string => chinese(text, decoder) ?? text
  const cell = (value: Cell): Cell => (typeof value === 'string' ? meant(value) : value)
  const sheet = (given: Sheet): Sheet => ({
    ...given,
    name: meant(given.name),
    rows: given.rows.map((row) => ({ ...row, cells: row.cells.map(cell) })),
  })
  return { ...workbook, sheets: workbook.sheets.map(sheet) }
}

function allChinese({ sheets }: Workbook, decoder: Decoder): boolean {
  let [alone, together] = [0, 0]
  for (const text of textsOf(sheets)) {
    if (!beyondAscii.test(text)) continue
    if (chinese(text, decoder) === undefined) return false
    // “Prénom” would be Chinese too, but there such letters seldom stand together.
    for (const [letters] of text.matchAll(/[^\0-\x7f]+/g)) letters.length > 1 ? together++ : alone++
  }
  return together > alone
}

function* textsOf(sheets: readonly Sheet[]): Generator<string> {
  for (const { name, rows } of sheets) {
    yield name
    for (const { cells } of rows) for (const cell of cells) if (typeof cell === 'string') yield cell
  }
}

const beyondAscii = /[^\0-\x7f]/
/** The bytes 80 to 9f that windows-1252 shows as letters and marks of other places. */
const western = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index))].map(
    (letter, index) => [letter, 0x80 + index],
  ),
)

/** The text that its letters are the bytes of; undefined where one is no byte, or they are no text with Chinese in it. */
function chinese(text: string, decoder: Decoder): string | undefined {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const byte = code < 0x100 ? code : western.get(text.charAt(index))
    if (byte === undefined) return undefined
    bytes[index] = byte
  }
  try {
    const meant = decoder.decode(bytes)
    return /[\p{Script=Han}\u3000-\u303f\uff00-\uff5e]/u.test(meant) ? meant : undefined
  } catch {
    return undefined
  }
}
