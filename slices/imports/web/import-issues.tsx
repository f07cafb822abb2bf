import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useAddress, useChangeAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { grouped, PageSteps } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { fieldName } from '../column-rules.ts'
import type { Import, ImportIssue, ImportRow, ImportSheet } from '../model.ts'
import { issueWords as words } from '../page-messages.ts'
import { importsApi } from './api.ts'
import { useAct } from './import-act.ts'
import { ImportValue, readValue } from './import-value.tsx'

type Severity = ImportIssue['severity']
/** New contents by `sheet!cell`. */
type Edits = ReadonlyMap<string, { sheet: string; cell: string; text: string }>
const noEdits: Edits = new Map()
const placeOf = ({ sheet, cell }: { sheet: string; cell: string }) => `${sheet}!${cell}`
const pageSize = 50

type IssuesProps = {
  job: Import
  /** Told whether contents have been typed that are not checked yet. */
  onEdit: (edited: boolean) => void
}

/** All issues cell by cell in the rows where they stand, worst first; cells are put right in place. */
export function Issues({ job, onEdit }: IssuesProps) {
  const t = useWords()
  const address = useAddress()
  const change = useChangeAddress()
  const [edits, setEdits] = useState(noEdits)
  const counts = { error: job.counts?.errors ?? 0, warning: job.counts?.warnings ?? 0, info: job.counts?.notes ?? 0 }
  const first = (Object.keys(counts) as Severity[]).find((one) => counts[one] > 0) ?? 'error'
  const severity = (Object.hasOwn(counts, address.severity ?? '') ? address.severity : first) as Severity
  useEffect(() => {
    onEdit(edits.size > 0)
    return () => onEdit(false)
  }, [edits, onEdit])
  const tabs = { error: words.errors, warning: words.warnings, info: words.notes }
  const notes = { error: words.errorNote, warning: words.warningNote, info: words.infoNote }
  return (
    <>
      <div className="import-tabs">
        {(Object.keys(counts) as Severity[]).map((one) => (
          <button
            key={one}
            type="button"
            disabled={counts[one] === 0}
            aria-pressed={one === severity}
            onClick={() => change({ severity: one, page: undefined })}
          >
            {t(tabs[one], { count: grouped(counts[one]) })}
          </button>
        ))}
        {counts.error + counts.warning + counts.info > 0 && (
          <a className="import-tabs-end" download href={`/api/imports/${job.id}/marked`}>
            {t(words.download)}
          </a>
        )}
      </div>
      {edits.size > 0 && <Edited job={job} edits={edits} drop={() => setEdits(noEdits)} />}
      {counts[severity] === 0 ? (
        <Empty text={t(severity === 'error' ? words.noErrors : words.none)} />
      ) : (
        <>
          <p className="second">{t(notes[severity])}</p>
          <IssuePages job={job} severity={severity} edits={edits} edit={setEdits} total={counts[severity]} />
        </>
      )}
    </>
  )
}

function Edited({ job, edits, drop }: { job: Import; edits: Edits; drop: () => void }) {
  const t = useWords()
  const { act, busy, error } = useAct(job.id)
  const recheck = () =>
    act(async () => {
      await importsApi.correct.call({ id: job.id, corrections: [...edits.values()] })
      drop()
    })
  return (
    <div className="import-edits">
      <b role="status">{t(words.changed, { count: edits.size })}</b>
      <Button type="primary" loading={busy} onClick={() => void recheck()}>
        {t(words.recheck)}
      </Button>
      <button type="button" className="quiet" onClick={drop}>
        {t(words.drop)}
      </button>
      {error !== undefined && <ProblemNote error={error} />}
    </div>
  )
}

type PagesProps = {
  job: Import
  severity: Severity
  edits: Edits
  edit: (next: Edits) => void
  total: number
}

function IssuePages({ job, severity, edits, edit, total }: PagesProps) {
  const may = useMay()
  const address = useAddress()
  const change = useChangeAddress()
  const offset = (Math.max(1, Math.floor(Number(address.page ?? 1)) || 1) - 1) * pageSize
  const { data, error, refetch } = useQuery({
    ...importsApi.issues.queryOptions({ input: { id: job.id, severity, limit: pageSize, offset } }),
    placeholderData: keepPreviousData,
  })
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const bySheet = grouping(data.rows, (issue) => issue.sheet)
  return (
    <>
      {severity === 'info' ? (
        <ul className="import-notes">
          {data.rows.map((issue) => (
            <Note key={`${placeOf(issue)} ${issue.code}`} issue={issue} />
          ))}
        </ul>
      ) : (
        [...bySheet].map(([name, issues]) => {
          const shown = {
            issues,
            rows: data.around.filter((row) => row.sheet === name),
            several: job.sheets.length > 1,
          }
          const sheet = job.sheets.find((one) => one.name === name)
          return job.state === 'ready' && may('imports.write') ? (
            <Grid key={name} {...shown} sheet={sheet} edits={edits} edit={edit} />
          ) : (
            <IssueTable key={name} {...shown} />
          )
        })
      )}
      <PageSteps
        ask={{ filters: {}, sort: undefined, order: 'asc', limit: pageSize, offset }}
        total={total}
        more={data.more}
        go={(page) => change({ page: page > 1 ? String(page) : undefined })}
      />
    </>
  )
}

function Note({ issue }: { issue: ImportIssue }) {
  return <li>{useWords()(issue.message)}</li>
}

// The name stands in the head of the row already; by the others nobody knows a row again.
const unhelpful: ReadonlySet<string> = new Set(['serial', 'ethnicity', 'name'])

type GridProps = {
  sheet: ImportSheet | undefined
  issues: readonly ImportIssue[]
  rows: readonly ImportRow[]
  several: boolean
  edits: Edits
  edit: (next: Edits) => void
}

/** The rows with issues: faulty cells wide, with their sentence and a field to put them right. */
function Grid({ sheet, issues, rows, several, edits, edit }: GridProps) {
  const t = useWords()
  const name = issues[0]?.sheet ?? ''
  const columns = columnsOf(sheet, issues)
  const headOf = ({ letter, header, field }: Shown) => (field ? t(fieldName(field)) : header || letter)
  const write = (issue: ImportIssue, text: string) => {
    const next = new Map(edits)
    if (text.trim() === '') next.delete(placeOf(issue))
    else next.set(placeOf(issue), { sheet: issue.sheet, cell: issue.cell, text: text.trim() })
    edit(next)
  }
  const cellOf = (column: Shown, own: readonly ImportIssue[], read: ImportRow | undefined) => {
    const { letter, field } = column
    const issue = own.find((one) => letterOf(one) === letter)
    if (!issue)
      return (
        <td key={letter} data-column={headOf(column)}>
          {field && <ImportValue field={field} value={readValue(read, field)} />}
        </td>
      )
    const text = edits.get(placeOf(issue))?.text
    return (
      <FaultyCell
        key={letter}
        issue={issue}
        column={headOf(column)}
        text={text}
        write={(value) => write(issue, value)}
      />
    )
  }
  return (
    <section className="import-sheet">
      {several && <h2>{t(words.gridName, { name })}</h2>}
      <div className="table-scroll">
        <table className="data import-grid" aria-label={t(words.gridName, { name })}>
          <thead>
            <tr>
              <th scope="col">{t(words.row)}</th>
              {columns.map((column) => (
                <th key={column.letter} scope="col">
                  {headOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...grouping(issues, (issue) => issue.row)].map(([row, own]) => {
              const read = rows.find((one) => one.row === row)
              return (
                <tr key={row}>
                  <th scope="row">
                    {row} {read?.name}
                  </th>
                  {columns.map((column) => cellOf(column, own, read))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type Shown = Pick<ImportSheet['columns'][number], 'letter' | 'header' | 'field'>

/** What is faulty stands first, so that nothing to be put right is out of sight; then what tells whom the row is about. */
function columnsOf(sheet: ImportSheet | undefined, issues: readonly ImportIssue[]): Shown[] {
  const faulty = new Set(issues.map(letterOf))
  const known = (sheet?.columns ?? []).filter(
    ({ letter, field }) => faulty.has(letter) || (field !== null && !unhelpful.has(field)),
  )
  // A sheet without a heading has no columns, and still has its issue.
  const others = [...faulty].filter((letter) => !known.some((one) => one.letter === letter))
  const all: Shown[] = [
    ...known,
    ...others.map((letter) => ({ letter, header: headerOf(issues, letter), field: null })),
  ]
  return [...all.filter(({ letter }) => faulty.has(letter)), ...all.filter(({ letter }) => !faulty.has(letter))]
}

/** The same to read only, once nothing can be put right any more. */
function IssueTable({ issues, rows, several }: Pick<GridProps, 'issues' | 'rows' | 'several'>) {
  const t = useWords()
  const name = issues[0]?.sheet ?? ''
  return (
    <section className="import-sheet">
      {several && <h2>{t(words.gridName, { name })}</h2>}
      <table className="data small import-columns" aria-label={t(words.gridName, { name })}>
        <thead>
          <tr>
            <th scope="col">{t(words.cell)}</th>
            <th scope="col">{t(fieldName('name'))}</th>
            <th scope="col">{t(words.issue)}</th>
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => (
            <tr key={`${issue.cell} ${issue.code}`}>
              <td>{issue.cell}</td>
              <td>{rows.find((one) => one.row === issue.row)?.name}</td>
              <td>{t(issue.message)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Map.groupBy, which the oldest browsers of the offices do not have. */
function grouping<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

const letterOf = (issue: ImportIssue): string => issue.cell.replace(/\d+$/, '')
const headerOf = (issues: readonly ImportIssue[], letter: string): string =>
  issues.find((issue) => letterOf(issue) === letter)?.column ?? letter

// Row and column stand in the heads of the grid already.
const placeNamed = /^(第 \d+ 行 [^：]*：|Row \d+ [^:]*: )/

type CellProps = { issue: ImportIssue; column: string; text: string | undefined; write: (text: string) => void }

function FaultyCell({ issue, column, text, write }: CellProps) {
  const t = useWords()
  const mark = issue.severity === 'error' ? words.error : words.warning
  return (
    <td className={`faulty ${issue.severity}`} data-column={column}>
      <span className="import-cell">
        <Mark tone="waiting">{t(mark)}</Mark>
        <Input
          size="small"
          aria-label={t(words.correctTo, { cell: issue.cell })}
          placeholder={t(words.correctTo, { cell: issue.cell })}
          value={text ?? ''}
          maxLength={500}
          onChange={(event) => write(event.target.value)}
        />
      </span>
      <small>{t(issue.message).replace(placeNamed, '')}</small>
    </td>
  )
}
