import { Button, Input, Select } from 'antd'
import type { ClipboardEvent } from 'react'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { copiedCells } from '../csv-rules.ts'
import { factText, householdFacts } from '../fact-rules.ts'
import { HitPolicy, type PolicyFile, type Step, type Table } from '../policy-model.ts'
import { hitWords, ruleWords as words } from '../rule-messages.ts'
import { columnFor, raised, withCells, withColumn, withoutColumn, withRow } from '../table-edit-rules.ts'
import { type NameOf, useInWords } from './in-words.tsx'

/** A change of a table; typing on in one place is one change, by its key. */
export type ChangeTable = (table: Table, key?: string) => void
type Asked = Table['inputs'][number]
type Parts = { table: Table; change: ChangeTable }
type EditorProps = Parts & { step: Step; file: PolicyFile; nameOf: NameOf; remove: () => void }

/** A decision table that can be written: what it asks, its rows, and what holds when several rows apply or none. */
export function RuleTableEditor({ step, table, file, nameOf, change, remove }: EditorProps) {
  const t = useWords()
  return (
    <div className="rule-table rule-table-editor">
      <div className="rule-acts">
        <b>{t(step.title)}</b>
        <Select
          aria-label={t(words.hit)}
          value={table.hit}
          popupMatchSelectWidth={false}
          options={HitPolicy.options.map((value) => ({ value, label: t(hitWords[value]) }))}
          onChange={(hit) => change({ ...table, hit })}
        />
        <AddColumn table={table} step={step} file={file} nameOf={nameOf} change={change} />
        <Button size="small" onClick={remove}>
          {t(words.removeTable)}
        </Button>
      </div>
      <p className="second">{t(words.tableName, { name: step.name })}</p>
      <table>
        <Heads table={table} change={change} />
        <Rows table={table} nameOf={nameOf} change={change} />
      </table>
      <div className="rule-acts">
        <Button size="small" onClick={() => change(withRow(table))}>
          {t(words.addRow)}
        </Button>
        {table.hit !== 'sum' && (
          <span className="rule-otherwise">
            {t(words.otherwise)}
            <Input
              aria-label={t(words.otherwise)}
              value={table.otherwise ?? ''}
              onChange={(event) => {
                const { otherwise: _, ...rest } = table
                const written = event.target.value
                change(written.trim() === '' ? rest : { ...rest, otherwise: written }, 'otherwise')
              }}
            />
          </span>
        )}
      </div>
    </div>
  )
}

/** What a column can ask: facts of a family, standards that the policy reads, and steps before this one. */
function AddColumn({ table, step, file, nameOf, change }: Omit<EditorProps, 'remove'>) {
  const t = useWords()
  const before = file.steps.slice(0, Math.max(0, file.steps.indexOf(step))).map(({ name }) => name)
  const facts = Object.keys(householdFacts).filter((name) => householdFacts[name]?.type !== 'list')
  const names = [...before, ...file.inputs.filter((name) => facts.includes(name)), ...facts, ...parameterNames(file)]
  return (
    <Select
      aria-label={t(words.addColumn)}
      placeholder={t(words.addColumn)}
      className="rule-add-column"
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      disabled={table.inputs.length >= 8}
      options={[...new Set(names)].map((value) => ({ value, label: t(nameOf(value) ?? { zh: value, en: value }) }))}
      onChange={(name: string | null) => {
        if (name) change(withColumn(table, columnFor(name, nameOf(name) ?? factText(name) ?? { zh: name, en: name })))
      }}
    />
  )
}

const parameterNames = ({ parameters }: PolicyFile) => parameters.map(({ name }) => name)

const keysOf = ({ inputs }: Table) => [...inputs.map((_, place) => `column ${place}`), 'result']

/** What each column is called and what it asks of a family. */
function Heads({ table, change }: Parts) {
  const t = useWords()
  const keys = keysOf(table)
  const language = useLanguage()
  const write = (column: number, part: string, next: (input: Asked) => Asked) => {
    const inputs = table.inputs.map((input, at) => (at === column ? next(input) : input))
    change({ ...table, inputs }, `${part} ${column}`)
  }
  // What a known fact can be goes with it.
  const asked = (input: Asked, expression: string): Asked =>
    Object.hasOwn(householdFacts, expression)
      ? { ...columnFor(expression, input.title), title: input.title }
      : { ...input, expression }
  return (
    <thead>
      <tr>
        {table.inputs.map((input, column) => {
          const head = t(input.title)
          return (
            <th key={keys[column]} scope="col">
              <Input
                aria-label={t(words.titleOf, { column: head })}
                value={head}
                onChange={({ target: { value } }) =>
                  write(column, 'title', (input) => ({ ...input, title: { ...input.title, [language]: value } }))
                }
              />
              <Input
                aria-label={t(words.expressionOf, { column: head })}
                className="rule-expression"
                value={input.expression}
                onChange={({ target: { value } }) => write(column, 'expression', (input) => asked(input, value))}
              />
              {table.inputs.length > 1 && (
                <Button size="small" onClick={() => change(withoutColumn(table, column))}>
                  {t(words.removeColumn, { column: head })}
                </Button>
              )}
            </th>
          )
        })}
        <th scope="col">{t(words.result)}</th>
        <th />
      </tr>
    </thead>
  )
}

function Rows({ table, nameOf, change }: Parts & { nameOf: NameOf }) {
  const t = useWords()
  const said = useInWords(nameOf)
  const heads = [...table.inputs.map((input) => t(input.title)), t(words.result)]
  const keys = keysOf(table)
  // While cells are typed a row is known by its place only.
  const places = table.rows.map((_, place) => `row ${place}`)
  const write = (row: number, column: number, value: string) => {
    const rows = table.rows.map((cells, at) =>
      at === row ? cells.map((cell, of) => (of === column ? value : cell)) : cells,
    )
    change({ ...table, rows }, `cell ${row} ${column}`)
  }
  const paste = (row: number, column: number, event: ClipboardEvent) => {
    const copied = copiedCells(event.clipboardData.getData('text/plain'))
    // A single value goes where the cursor stands.
    if (copied.length < 2 && (copied[0]?.length ?? 0) < 2) return
    event.preventDefault()
    change(withCells(table, row, column, copied))
  }
  return (
    <tbody>
      {table.rows.map((cells, row) => (
        <tr key={places[row]}>
          {cells.map((cell, column) => (
            <td key={keys[column]}>
              <Input
                aria-label={t(words.cell, { row: row + 1, column: heads[column] ?? '' })}
                value={cell}
                onChange={(event) => write(row, column, event.target.value)}
                onPaste={(event) => paste(row, column, event)}
              />
              {said(cell) !== cell && <div className="second">{said(cell)}</div>}
            </td>
          ))}
          <td>
            <Button
              size="small"
              aria-label={t(words.moveUp, { row: row + 1 })}
              disabled={row === 0}
              onClick={() => change(raised(table, row))}
            >
              ↑
            </Button>{' '}
            <Button
              size="small"
              onClick={() => change({ ...table, rows: table.rows.filter((_, at) => at !== row) })}
              disabled={table.rows.length === 1}
            >
              {t(words.removeRow, { row: row + 1 })}
            </Button>
          </td>
        </tr>
      ))}
    </tbody>
  )
}
