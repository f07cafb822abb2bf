import { Button, Input } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import type { Table } from '../policy-model.ts'
import { hitWords, ruleWords as words } from '../rule-messages.ts'
import { type NameOf, useInWords } from './in-words.tsx'

/** What cells of a column are told apart by: two columns may ask the same of a family. */
const columnKeys = ({ inputs }: Table): string[] => [
  ...inputs.map(({ expression }, place) => `${place} ${expression}`),
  'result',
]

/** A decision table as people read it: one row a case, the result last. */
export function RuleTable({ table, nameOf }: { table: Table; nameOf: NameOf }) {
  const t = useWords()
  const said = useInWords(nameOf)
  const keys = columnKeys(table)
  return (
    <div className="rule-table">
      <table>
        <caption>{t(hitWords[table.hit])}</caption>
        <thead>
          <tr>
            {table.inputs.map((input) => (
              <th key={input.expression} scope="col">
                {t(input.title)}
              </th>
            ))}
            <th scope="col">{t(words.result)}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, column) => (
                <td key={keys[column]}>
                  <span title={cell}>{said(cell)}</span>
                </td>
              ))}
            </tr>
          ))}
          {table.otherwise !== undefined && (
            <tr>
              <td colSpan={table.inputs.length}>{t(words.otherwise)}</td>
              <td>
                <span title={table.otherwise}>{said(table.otherwise)}</span>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

type EditorProps = { title: string; table: Table; nameOf: NameOf; change: (rows: string[][]) => void }

/** The same with cells that can be changed; rows can be added and taken away. */
export function RuleTableEditor({ title, table, nameOf, change }: EditorProps) {
  const t = useWords()
  const said = useInWords(nameOf)
  const heads = [...table.inputs.map((input) => t(input.title)), t(words.result)]
  const rows = table.rows.map((row) => [...row])
  const keys = columnKeys(table)
  // While cells are typed a row is known by its place only.
  const places = rows.map((_, place) => `row ${place}`)
  const write = (row: number, column: number, value: string) =>
    change(rows.map((cells, at) => (at === row ? cells.map((cell, of) => (of === column ? value : cell)) : cells)))
  return (
    <div className="rule-table rule-table-editor">
      <table>
        <caption>
          {title} · {t(hitWords[table.hit])}
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={places[row]}>
              {cells.map((cell, column) => (
                <td key={keys[column]}>
                  <Input
                    aria-label={t(words.cell, { row: row + 1, column: heads[column] ?? '' })}
                    value={cell}
                    onChange={(event) => write(row, column, event.target.value)}
                  />
                  {said(cell) !== cell && <div className="second">{said(cell)}</div>}
                </td>
              ))}
              <td>
                <Button
                  size="small"
                  onClick={() => change(rows.filter((_, at) => at !== row))}
                  disabled={rows.length === 1}
                >
                  {t(words.removeRow, { row: row + 1 })}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={() => change([...rows, [...table.inputs.map(() => '-'), '0']])}>
        {t(words.addRow)}
      </Button>
    </div>
  )
}
