import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Document, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import { useWords } from '../../../platform/web/language.tsx'
import { householdFacts } from '../fact-rules.ts'
import type { PolicyFile, Table } from '../policy-model.ts'
import { ruleWords as words } from '../rule-messages.ts'
import { newTable } from '../table-edit-rules.ts'
import { useNamesOf } from './in-words.tsx'
import { RuleTableEditor } from './rule-table-editor.tsx'

type TablesProps = { file: PolicyFile; text: string; change: (text: string) => void; check: ReactNode }
type Kept = { file: PolicyFile; text: string; key: string | undefined }

/** The tables of the file as tables; what is changed here is written into the file at its place. */
export function RuleTables({ file: read, text, change, check }: TablesProps) {
  const t = useWords()
  const [file, setFile] = useState(read)
  const [past, setPast] = useState<readonly Kept[]>([])
  const nameOf = useNamesOf(file)
  const put = (next: PolicyFile, key: string | undefined, write: (document: Document) => void) => {
    const document = parseDocument(text, { merge: true })
    write(document)
    // What is typed on in one cell is taken back together.
    if (key === undefined || past.at(-1)?.key !== key) setPast([...past, { file, text, key }])
    setFile(next)
    change(document.toString({ lineWidth: 0 }))
  }
  const write = (at: number, table: Table, key?: string) => {
    const before = file.steps[at]?.table
    if (!before) return
    const asked = table.inputs.map(({ expression }) => expression)
    const more = asked.filter((name) => Object.hasOwn(householdFacts, name) && !file.inputs.includes(name))
    const steps = file.steps.map((step, index) => (index === at ? { ...step, table } : step))
    put({ ...file, inputs: [...file.inputs, ...more], steps }, key && `${at} ${key}`, (document) => {
      for (const name of more) document.addIn(['inputs'], name)
      writeTable(document, ['steps', at, 'table'], before, table)
    })
  }
  const add = () => {
    const step = newTable(file)
    const inputs = [...new Set([...file.inputs, ...step.table.inputs.map(({ expression }) => expression)])]
    put({ ...file, inputs, steps: [...file.steps, step] }, undefined, (document) => {
      for (const name of inputs.slice(file.inputs.length)) document.addIn(['inputs'], name)
      const { table: _, ...head } = step
      document.addIn(['steps'], document.createNode({ ...head, table: { hit: 'unique' } }))
      ;(document.getIn(['steps']) as YAMLSeq).flow = false
      writeTable(document, ['steps', file.steps.length, 'table'], undefined, step.table)
    })
  }
  const remove = (at: number) =>
    put({ ...file, steps: file.steps.filter((_, index) => index !== at) }, undefined, (document) => {
      document.deleteIn(['steps', at])
    })
  const undo = () => {
    const last = past.at(-1)
    if (!last) return
    setPast(past.slice(0, -1))
    setFile(last.file)
    change(last.text)
  }
  const tables = file.steps.flatMap((step, at) => (step.table ? [{ step, at, table: step.table }] : []))
  return (
    <section className="rule-tables">
      <h3>{t(words.tables)}</h3>
      <p className="second">{t(tables.length > 0 ? words.tableNote : words.noTables)}</p>
      {tables.map(({ step, at, table }) => (
        <RuleTableEditor
          key={step.name}
          step={step}
          table={table}
          file={file}
          nameOf={nameOf}
          change={(next, key) => write(at, next, key)}
          remove={() => remove(at)}
        />
      ))}
      <div className="rule-acts">
        <Button onClick={add}>{t(words.addTable)}</Button>
        <Button disabled={past.length === 0} onClick={undo}>
          {t(words.undoTable)}
        </Button>
        {check}
      </div>
    </section>
  )
}

/** Only what was changed is written anew: the rest of the table keeps its comments and its layout. */
function writeTable(document: Document, path: (string | number)[], before: Partial<Table> | undefined, table: Table) {
  if (before?.hit !== table.hit) document.setIn([...path, 'hit'], table.hit)
  for (const part of ['inputs', 'rows'] as const)
    if (before?.[part] !== table[part]) document.setIn([...path, part], linesOf(document, table[part]))
  if (before?.otherwise === table.otherwise) return
  if (table.otherwise === undefined) document.deleteIn([...path, 'otherwise'])
  else document.setIn([...path, 'otherwise'], table.otherwise)
}

/** A row or a column of the table stays a line of the file. */
function linesOf(document: Document, parts: Table['rows'] | Table['inputs']): YAMLSeq {
  const written = document.createNode(parts) as YAMLSeq<YAMLMap | YAMLSeq>
  for (const line of written.items) line.flow = true
  return written
}
