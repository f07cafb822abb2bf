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
