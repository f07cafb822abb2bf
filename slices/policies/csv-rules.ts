/** A line of a CSV file with its number as an editor shows it. */
export type CsvLine = { line: number; cells: string[] }

/** Lines of a CSV text (RFC 4180: quotes, doubled quotes, line breaks in quotes); blank lines are left out. */
export const readCsv = (text: string): CsvLine[] =>
  linesOf(text, ',').filter(({ cells }) => cells.some((one) => one !== ''))

/** Cells as a spreadsheet program copies them: lines, blank ones too, of cells parted by tabs. */
export const copiedCells = (text: string): string[][] =>
  linesOf(text.replace(/\r?\n$/, ''), '\t').map(({ cells }) => cells)

function linesOf(text: string, separator: string): CsvLine[] {
  const lines: CsvLine[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let startedOn = 1
  const endLine = () => {
    cells.push(cell.trim())
    cell = ''
    lines.push({ line: startedOn, cells })
    cells = []
  }
  const body = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  for (let at = 0; at < body.length; at++) {
    const sign = body[at] as string
    if (sign === '\n') line++
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (body[at + 1] === '"') cell += body[++at]
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === separator) {
      cells.push(cell.trim())
      cell = ''
    } else if (sign === '\n') {
      endLine()
      startedOn = line
    } else cell += sign
  }
  endLine()
  return lines
}
