import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAddress, useChangeAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { grouped, PageSteps } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { fieldName } from '../column-rules.ts'
import { conflictWords, rowStateWords } from '../messages.ts'
import { type Import, type ImportRow, RowState } from '../model.ts'
import { differenceWords, checkWords as words } from '../page-messages.ts'
import { importsApi } from './api.ts'
import { ImportValue, readValue } from './import-value.tsx'

const pageSize = 50
// What needs a look comes first.
const byNeed: readonly RowState[] = ['rejected', 'conflict', 'changed', 'new', 'unchanged']

function useShownState(job: Import): RowState | undefined {
  const { rows } = useAddress()
  return RowState.safeParse(rows).data ?? byNeed.find((state) => (job.counts?.[state] ?? 0) > 0)
}

/** Each number opens its rows. */
export function RowTabs({ job }: { job: Import }) {
  const t = useWords()
  const change = useChangeAddress()
  const chosen = useShownState(job)
  return (
    <div className="import-tabs">
      {RowState.options.map((state) => {
        const count = job.counts?.[state] ?? 0
        return (
          <button
            key={state}
            type="button"
            disabled={count === 0}
            aria-pressed={state === chosen}
            onClick={() => change({ rows: state, page: undefined })}
          >
            {`${t(rowStateWords[state])} ${grouped(count)}`}
          </button>
        )
      })}
    </div>
  )
}

/** The rows behind the chosen number. */
export function ImportRows({ job }: { job: Import }) {
  const t = useWords()
  const address = useAddress()
  const change = useChangeAddress()
  const state = useShownState(job)
  const offset = (Math.max(1, Math.floor(Number(address.page ?? 1)) || 1) - 1) * pageSize
  const { data, error, refetch } = useQuery({
    ...importsApi.rows.queryOptions({ input: { id: job.id, state: state ?? 'new', limit: pageSize, offset } }),
    placeholderData: keepPreviousData,
  })
  if (!state) return <p className="second">{t(words.noRows)}</p>
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <section className="import-rows">
      <DataTable
        name={t(words.rowsOf, { state: t(rowStateWords[state]) })}
        columns={columnsOf(state, job)}
        rows={data.rows}
        rowKey={(row) => String(row.position)}
      />
      <PageSteps
        ask={{ filters: {}, sort: undefined, order: 'asc', limit: pageSize, offset }}
        total={data.total}
        more={data.more}
        go={(page) => change({ page: page > 1 ? String(page) : undefined })}
      />
    </section>
  )
}

function columnsOf(state: RowState, job: Import): Column<ImportRow>[] {
  const several = job.sheets.length > 1
  const all: (Column<ImportRow> | false)[] = [
    several && { key: 'sheet', text: words.sheet, show: (row) => row.sheet, sort: false },
    { key: 'row', text: words.row, show: (row) => row.row, sort: false, width: 60 },
    { key: 'name', text: words.name, show: (row) => <Named row={row} job={job} />, sort: false, width: 90 },
    state === 'changed' && {
      key: 'differences',
      text: words.differences,
      show: (row) => <Differences row={row} />,
      sort: false,
    },
    (state === 'conflict' || state === 'rejected') && {
      key: 'why',
      text: words.why,
      show: (row) => <Why row={row} />,
      sort: false,
    },
    { key: 'facts', text: words.facts, show: (row) => <Facts row={row} job={job} />, sort: false },
  ]
  return all.filter((column) => column !== false)
}

/** A family that is on file is a link to its page. */
function Named({ row, job }: { row: ImportRow; job: Import }) {
  const name = row.name || '—'
  if (row.subjectId === null || job.target === 'helpers') return name
  if (job.target === 'organisations') return <Link to={`/organisations/${row.subjectId}`}>{name}</Link>
  return <Link to={`/households/${row.subjectId}`}>{name}</Link>
}

function Differences({ row }: { row: ImportRow }) {
  const t = useWords()
  return (
    <ul className="import-differences">
      {row.differences.map(({ field, before, after }) => (
        <li key={field}>
          {t(differenceWords[field] ?? fieldName(field))}{' '}
          <del>{before === null ? t(words.nothingBefore) : <ImportValue field={field} value={before} />}</del> →{' '}
          <ins>
            <ImportValue field={field} value={after} />
          </ins>
        </li>
      ))}
    </ul>
  )
}

function Why({ row }: { row: ImportRow }) {
  const t = useWords()
  if (row.conflict) return t(conflictWords[row.conflict])
  const errors = row.issues.filter((issue) => issue.severity === 'error')
  return (
    <ul className="import-differences">
      {errors.map((issue) => (
        <li key={issue.cell}>{t(issue.message)}</li>
      ))}
    </ul>
  )
}

const told = [
  'kind',
  'enterpriseState',
  'parent',
  'sector',
  'unit',
  'post',
  'category',
  'cause',
  'household_size',
  'address',
] as const

/** The facts by which an officer knows the row again. */
function Facts({ row, job }: { row: ImportRow; job: Import }) {
  const t = useWords()
  const fields = job.target === 'aid_list' ? [] : told.filter((field) => readValue(row, field) !== undefined)
  if (fields.length === 0) return <span className="second">—</span>
  return (
    <>
      {fields.map((field, place) => (
        <span key={field}>
          {place > 0 && ' · '}
          {field === 'household_size' ? (
            t(words.persons, { count: String(readValue(row, field)) })
          ) : (
            <ImportValue field={field} value={readValue(row, field)} />
          )}
        </span>
      ))}
    </>
  )
}
