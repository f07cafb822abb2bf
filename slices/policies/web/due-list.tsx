import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { formatFen } from '../../../core/yuan.ts'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { NumberDoors } from '../../../platform/web/ui/doors.tsx'
import { DayText, Money } from '../../../platform/web/ui/figures.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { JobProgress } from '../../../platform/web/ui/job-progress.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { ResultFilter, ResultListInput } from '../contract.ts'
import { enrolmentWords } from '../enrolment-messages.ts'
import { coverageWords, stateWords } from '../messages.ts'
import { Coverage, type ResultRow } from '../model.ts'
import { standardWords, dueWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'
import { DuePanel } from './due-panel.tsx'
import './policies.css'
import { ReasonLine, StateMark } from './result-words.tsx'

function Enrolled({ row }: { row: ResultRow }) {
  const t = useWords()
  if (!row.enrolledFrom) return <span className="second">{t(words.notEnrolled)}</span>
  return t(words.enrolledSince, { from: row.enrolledFrom })
}

const incomeOf = ({ figures }: ResultRow) => {
  const income = figures.income_per_person_fen
  return typeof income === 'string' ? income : null
}

const columns: readonly Column<ResultRow>[] = [
  { key: 'head', text: words.head, show: (row) => row.headName, width: 90 },
  { key: 'area', text: words.area, show: (row) => row.areaName, width: 100 },
  { key: 'size', text: words.size, show: (row) => row.size, number: true, sort: false },
  {
    key: 'income',
    text: words.income,
    show: (row) => <Money fen={incomeOf(row)} bare />,
    number: true,
  },
  { key: 'state', text: words.state, show: (row) => <StateMark state={row.state} />, width: 90 },
  {
    key: 'amount',
    text: enrolmentWords.amountColumn,
    show: (row) => <Money fen={row.state === 'eligible' ? row.amountFen : null} bare />,
    number: true,
  },
  { key: 'enrolled', text: words.enrolled, show: (row) => <Enrolled row={row} />, width: 120 },
  {
    key: 'paid',
    text: words.paid,
    show: (row) => <Money fen={row.enrolledFen} bare />,
    number: true,
    sort: false,
    optional: true,
  },
  { key: 'reason', text: words.reason, show: (row) => <ReasonLine result={row} />, sort: false },
  { key: 'onDay', text: words.onDay, show: (row) => <DayText day={row.onDay} />, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  { key: 'search', text: words.search, kind: 'text', width: 150 },
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: Object.entries(stateWords).map(([value, text]) => ({ value, text })),
    width: 170,
  },
  {
    key: 'enrolled',
    text: words.enrolled,
    kind: 'choice',
    choices: [
      { value: 'true', text: words.enrolled },
      { value: 'false', text: words.notEnrolled },
    ],
    width: 140,
  },
  {
    key: 'coverage',
    text: words.coverage,
    kind: 'choice',
    choices: Coverage.options.map((value) => ({ value, text: coverageWords[value] })),
    width: 190,
  },
]

/** What every family is due, beside what it receives; the numbers on top open the lists they count. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const { data } = useQuery(policiesApi.policies.queryOptions({ input: {} }))
  const policies: Filter = {
    key: 'policy',
    text: enrolmentWords.policy,
    kind: 'choice',
    choices: (data?.rows ?? []).map(({ id, title }) => ({ value: id, text: title })),
    width: 200,
  }
  return (
    <ListPage
      list="due"
      note={t(enrolmentWords.dueNote)}
      primary={may('policies.evaluate') && <RunButton />}
      columns={columns}
      filters={[policies, ...filters]}
      above={<Above />}
      defaultSort="area"
      rows={(ask) => policiesApi.results.queryOptions({ input: inputOf(ResultListInput, ask) })}
      total={(ask) => policiesApi.resultsTotal.queryOptions({ input: inputOf(ResultFilter, ask) })}
      rowKey={(row) => row.householdId}
      exportPath="/policies/results/export"
      open={(row) => `/households/${row.householdId}`}
      peek={(row) => ({
        title: row.headName,
        content: <DuePanel key={row.householdId} householdId={row.householdId} />,
      })}
      empty={{ text: t(words.empty), next: ['/households/new', '/imports/new'] }}
    />
  )
}

/** Starts a run; how far it is stands above the list, for everybody who looks. */
function RunButton() {
  const t = useWords()
  const answers = useQueryClient()
  const { keyFor, used } = useIdempotencyKey()
  const { run, busy, fault } = useAct()
  const start = async () => {
    await policiesApi.evaluateAll.call({}, { context: { idempotencyKey: keyFor('run') } })
    used()
    await answers.invalidateQueries({ queryKey: policiesApi.latestRun.key() })
  }
  return (
    <>
      {fault && <span role="alert">{fault}</span>}
      <Button type="primary" loading={busy} onClick={() => void run(start)}>
        {t(words.run)}
      </Button>
    </>
  )
}

function Above() {
  return (
    <>
      <LatestRun />
      <Numbers />
    </>
  )
}

/** An instant in the hour of Shanghai, inside a sentence. */
const minuteOf = (at: string | null) =>
  at === null ? '' : new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)

function LatestRun() {
  const t = useWords()
  const answers = useQueryClient()
  const { data } = useQuery(policiesApi.latestRun.queryOptions({ input: {} }))
  const run = data?.run
  if (!run) return null
  if (run.state === 'failed') return <p className="due-run">{t(words.runFailed)}</p>
  if (run.state === 'done')
    return (
      <p className="due-run second">
        {t(words.ran, { time: minuteOf(run.finishedAt), total: grouped(run.done), changed: grouped(run.changed) })}
      </p>
    )
  return (
    <div className="due-run">
      <JobProgress
        key={run.id}
        name={t(words.running)}
        ask={policiesApi.run.queryOptions({ input: { id: run.id } })}
        onEnd={() => void answers.invalidateQueries({ queryKey: policiesApi.key() })}
      />
    </div>
  )
}

function Numbers() {
  const t = useWords()
  const may = useMay()
  const { area, policy } = useAddress()
  const within = inputOf(ResultFilter, {
    filters: { ...(area && { area }), ...(policy && { policy }) },
    ...nothingElse,
  })
  const { data, error } = useQuery(policiesApi.figures.queryOptions({ input: within }))
  const choices = useQuery(policiesApi.parameterChoices.queryOptions({ input: {} }))
  if (error) return <ProblemNote error={error} />
  if (!data) return null
  const rest = `${area ? `&area=${area}` : ''}${policy ? `&policy=${policy}` : ''}`
  const to = (filter: string) => `/policies/due?${filter}${rest}`
  const { states, coverage } = data
  return (
    <div className="due-numbers">
      {choices.data?.names.length === 0 && (
        <p className="due-hint">
          {t(may('policies.write') ? words.noStandards : words.noStandardsForOthers)}{' '}
          {may('policies.write') && <Link to="/policies/standards/import">{t(standardWords.import)}</Link>}
        </p>
      )}
      <NumberDoors
        doors={[
          {
            key: 'eligible',
            text: t(words.eligible),
            value: states.eligible,
            to: to('state=eligible'),
            // Only dibao is surely paid by the month.
            note: t(policy && policy !== 'dibao' ? enrolmentWords.sumNote : words.eligibleNote, {
              amount: formatFen(data.dueFen),
            }),
          },
          {
            key: 'missed',
            text: t(words.missed),
            value: coverage.eligible_not_enrolled,
            to: to('coverage=eligible_not_enrolled'),
            missed: coverage.eligible_not_enrolled > 0,
            note: t(words.missedNote),
          },
          {
            key: 'wrongly',
            text: t(words.wrongly),
            value: coverage.enrolled_not_eligible,
            to: to('coverage=enrolled_not_eligible'),
            note: t(words.wronglyNote),
          },
          {
            key: 'undecided',
            text: t(words.undecided),
            value: coverage.undecided,
            to: to('coverage=undecided'),
            note: t(words.undecidedNote),
          },
        ]}
      />
    </div>
  )
}

// A question without order and page.
const nothingElse = { sort: undefined, order: 'asc', limit: 1, offset: 0 } as const
