import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ExportExcel } from '../../../platform/web/ui/list-parts.tsx'
import '../../../platform/web/ui/list-page.css'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { certaintyWords, ruleWords as words } from '../rule-messages.ts'
import type { PolicySummary } from '../version-contract.ts'
import { policiesApi } from './api.ts'
import './policies.css'

function Name({ row }: { row: PolicySummary }) {
  const t = useWords()
  return (
    <Link to={`/policies/rules/${row.id}`} className="rule-words">
      {t(row.title)}
    </Link>
  )
}

function Version({ row }: { row: PolicySummary }) {
  const t = useWords()
  return (
    <span className="rule-words">
      {row.number === null
        ? t(words.notReleased)
        : row.number === 0
          ? t(words.shipped)
          : t(words.number, { number: row.number })}
      {row.draft !== null && (
        <>
          {' '}
          <Mark tone="waiting">{t(words.draftOpen, { number: row.draft })}</Mark>
        </>
      )}
    </span>
  )
}

function Tests({ row }: { row: PolicySummary }) {
  const t = useWords()
  if (row.failing > 0)
    return <Mark tone="missed">{t(words.testsFail, { failing: row.failing, count: row.tests })}</Mark>
  return <Mark tone="done">{t(words.testsPass, { count: row.tests })}</Mark>
}

function Missing({ row }: { row: PolicySummary }) {
  const t = useWords()
  return row.missing > 0 ? <Mark tone="waiting">{t(words.missingCount, { count: row.missing })}</Mark> : '—'
}

function Sure({ row }: { row: PolicySummary }) {
  const t = useWords()
  return t(certaintyWords[row.certainty])
}

function Kind({ row }: { row: PolicySummary }) {
  const t = useWords()
  return <span className="rule-words">{t(row.kind === 'benefit' ? words.benefit : words.standing)}</span>
}

const columns: readonly Column<PolicySummary>[] = [
  { key: 'name', text: words.name, show: (row) => <Name row={row} />, width: 200, sort: false },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false, most: 120 },
  {
    key: 'basis',
    text: words.basis,
    show: (row) => <span className="rule-words">{row.basis}</span>,
    width: 180,
    most: 180,
    sort: false,
  },
  { key: 'from', text: words.validFrom, show: (row) => <DayText day={row.validFrom} />, sort: false },
  { key: 'version', text: words.version, show: (row) => <Version row={row} />, sort: false, most: 120 },
  { key: 'tests', text: words.tests, show: (row) => <Tests row={row} />, sort: false },
  { key: 'missing', text: words.missing, show: (row) => <Missing row={row} />, sort: false },
  { key: 'certainty', text: words.certainty, show: (row) => <Sure row={row} />, sort: false },
]

/** All policies: what each says, which version decides, whether its tests pass and its values are there. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const go = useGo()
  const { data, error, refetch } = useQuery(policiesApi.policies.queryOptions({ input: {} }))
  return (
    <>
      <PageHead
        note={t(words.note)}
        primary={
          may('policies.write') && (
            <Button type="primary" onClick={() => go('/policies/rules/new')}>
              {t(words.new)}
            </Button>
          )
        }
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <div className="list-tools">
            <span className="list-tools-end">
              <ExportExcel path="/policies/rules/export" />
            </span>
          </div>
          <DataTable
            name={t(words.title)}
            columns={columns}
            rows={data.rows}
            rowKey={(row) => row.id}
            open={(row) => `/policies/rules/${row.id}`}
          />
        </>
      )}
    </>
  )
}
