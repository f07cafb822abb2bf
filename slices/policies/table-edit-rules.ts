import { householdFacts } from './fact-rules.ts'
import type { PolicyFile, Step, Table } from './policy-model.ts'

type Input = Table['inputs'][number]

/** What somebody chose to ask in a column: a fact of the family, or the name of a value that is worked out before. */
export function columnFor(expression: string, title: Input['title']): Input {
  const fact = householdFacts[expression]
  const { type, values } = fact ?? {}
  const kind = type === 'text' || type === 'boolean' ? type : type === 'whole' || type === 'fen' ? 'whole' : 'number'
  return { expression, title: fact?.text ?? title, kind, ...(values && { values: [...values] }) }
}

/** One more question before the result: at first any answer to it will do. */
export const withColumn = (table: Table, input: Input): Table => ({
  ...table,
  inputs: [...table.inputs, input],
  rows: table.rows.map((row) => [...row.slice(0, -1), '-', row.at(-1) ?? '0']),
})

export const withoutColumn = (table: Table, column: number): Table => ({
  ...table,
  inputs: table.inputs.filter((_, at) => at !== column),
  rows: table.rows.map((row) => row.filter((_, at) => at !== column)),
})

const emptyRow = ({ inputs }: Table): string[] => [...inputs.map(() => '-'), '0']
export const withRow = (table: Table): Table => ({ ...table, rows: [...table.rows, emptyRow(table)] })

/** A row before the one above it: in a table where the first counts, that is another rule. */
export function raised(table: Table, row: number): Table {
  const rows = [...table.rows]
  const [moved] = rows.splice(row, 1)
  if (moved) rows.splice(row - 1, 0, moved)
  return { ...table, rows }
}

/**
 * Copied cells put into a table from one of its cells on. Rows are added where there are not enough, what would stand beyond
 * the result is left out, and an empty cell asks nothing. Words in a column of words get the quotes that make them words.
 */
export function withCells(table: Table, row: number, column: number, copied: readonly (readonly string[])[]): Table {
  const rows = table.rows.map((cells) => [...cells])
  copied.forEach((cells, down) => {
    rows[row + down] ??= emptyRow(table)
    cells.slice(0, table.inputs.length + 1 - column).forEach((cell, right) => {
      const place = column + right
      const empty = place < table.inputs.length ? '-' : '0'
      const written = asWritten(cell.normalize('NFKC').trim())
      ;(rows[row + down] as string[])[place] = written === '' ? empty : quoted(written, table.inputs[place])
    })
  })
  return { ...table, rows }
}

/** Signs that officers use in spreadsheets as the language writes them: `≥ 18`, `18-59`. */
const asWritten = (cell: string): string =>
  cell
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replace(/^(\d+(?:\.\d+)?)\s*[-~–—至]\s*(\d+(?:\.\d+)?)$/u, '[$1..$2]')

const quoted = (cell: string, input: Input | undefined): string =>
  input?.kind === 'text' && /^[\p{L}\p{N}_ ,、，]+$/u.test(cell) && !/^(null|true|false)$/.test(cell)
    ? cell
        .split(/[,、，]/)
        .map((one) => `"${one.trim()}"`)
        .join(', ')
    : cell

/** A table that stands in no file yet, with a name that none of the file's has. */
export function newTable(file: PolicyFile): Step & { table: Table } {
  const names = new Set([...file.steps.map(({ name }) => name), ...file.inputs, ...file.uses])
  let number = 1
  while (names.has(`table_${number}`)) number++
  const [first = 'size'] = file.inputs.filter((name) => householdFacts[name]?.type !== 'list')
  const table: Table = { hit: 'unique', inputs: [columnFor(first, { zh: first, en: first })], rows: [['-', '0']] }
  return {
    name: `table_${number}`,
    title: { zh: `决策表 ${number}`, en: `Table ${number}` },
    unit: 'number',
    table,
  }
}
