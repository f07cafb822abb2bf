import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { problemOf } from '../../../platform/web/http.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { DuplicateFilter, DuplicateListInput } from '../duplicate-contract.ts'
import { reasonWords, duplicateWords as words } from '../duplicate-messages.ts'
import type { DuplicatePair, MatchRun, PairSide } from '../duplicate-model.ts'
import type { ReasonCode } from '../duplicate-rules.ts'
import { duplicatesApi } from './api.ts'
import './registry.css'

/** One of two people: who, when born, in which file; or only that another unit has filed somebody. */
function Side({ side }: { side: PairSide | null }) {
  const t = useWords()
  if (!side) return <Mark tone="waiting">{t(words.elsewhere)}</Mark>
  return (
    <>
      <b>{side.name}</b> {side.birthDate}
      <small className="second under">
        {t(words.inFamily, { head: side.headName, number: side.fileNumber, area: side.areaName })}
      </small>
    </>
  )
}

/** What speaks for one person and what against. */
export function Reasons({ reasons }: { reasons: DuplicatePair['reasons'] }) {
  const t = useWords()
  return (
    <span className="pair-reasons">
      {reasons.map(({ code, points }) => (
        <span key={code} data-against={points < 0}>
          {t(reasonWords[code as ReasonCode])} {points > 0 ? `+${points}` : points}
        </span>
      ))}
    </span>
  )
}

const columns: readonly Column<DuplicatePair>[] = [
  { key: 'one', text: words.one, show: (row) => <Side side={row.one} />, sort: false, width: 220 },
  { key: 'other', text: words.other, show: (row) => <Side side={row.other} />, sort: false, width: 220 },
  { key: 'score', text: words.score, show: (row) => row.score ?? '—', sort: false, number: true, width: 70 },
  { key: 'reasons', text: words.reasons, show: (row) => <Reasons reasons={row.reasons} />, sort: false, width: 320 },
  { key: 'found', text: words.found, show: (row) => <InstantText at={row.foundAt} />, sort: false, width: 130 },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: [
      { value: 'open', text: words.open },
      { value: 'same', text: words.same },
      { value: 'different', text: words.different },
    ],
  },
]

const firstPage = { limit: 50, offset: 0, sort: undefined, order: 'asc' } as const

/** The queue of people who may be filed twice, the surest first. */
export function Page() {
  const t = useWords()
  const { data } = useQuery(lastRunAsking())
  return (
    <ListPage<DuplicatePair>
      list="duplicates"
      note={t(words.note)}
      primary={<StartRun />}
      above={<LastRun />}
      columns={columns}
      exportPath="/duplicates/export"
      filters={filters}
      rows={(ask) => duplicatesApi.list.queryOptions({ input: inputOf(DuplicateListInput, ask) })}
      total={(ask) =>
        duplicatesApi.total.queryOptions({ input: inputOf(DuplicateFilter, { ...firstPage, filters: ask.filters }) })
      }
      rowKey={(row) => `${row.low} ${row.high}`}
      open={(row) => `/duplicates/${row.low}/${row.high}`}
      empty={{ text: t(emptyText(data?.run)), action: <NextWhenEmpty run={data?.run} /> }}
    />
  )
}

const lastRunAsking = () => duplicatesApi.lastRun.queryOptions({ input: {} })

/** An empty queue says that nobody is filed twice only where everybody has been searched. */
function emptyText(run: MatchRun | null | undefined) {
  if (run === undefined) return words.empty
  if (run === null) return words.emptyUnsearched
  if (run.finishedAt === null) return words.emptySearching
  return run.cancelled ? words.emptyStopped : words.empty
}

function NextWhenEmpty({ run }: { run: MatchRun | null | undefined }) {
  const t = useWords()
  if (run === null || run?.cancelled) return <StartRun />
  return <Link to="/households">{t(words.openHouseholds)}</Link>
}

function StartRun() {
  const t = useWords()
  const { refetch, data } = useQuery(lastRunAsking())
  const [fault, setFault] = useState<string>()
  const running = data?.run?.finishedAt === null
  const start = async () => {
    try {
      await duplicatesApi.run.call({}, { context: { idempotencyKey: newId() } })
      await refetch()
    } catch (error) {
      setFault(problemOf(error).message)
    }
  }
  return (
    <>
      <Button type="primary" disabled={running} onClick={() => void start()}>
        {t(words.run)}
      </Button>
      {fault && <span role="alert">{fault}</span>}
    </>
  )
}

/** How far the search through everybody is, or when it was done last. */
function LastRun() {
  const t = useWords()
  const { data } = useQuery({
    ...lastRunAsking(),
    refetchInterval: (query) => (query.state.data?.run?.finishedAt === null ? 1500 : false),
  })
  const answers = useQueryClient()
  const running = data?.run?.finishedAt === null
  const ran = useRef(false)
  useEffect(() => {
    // What the run found stands in the list when it is done, without asking for it.
    if (ran.current && !running) void answers.invalidateQueries({ queryKey: duplicatesApi.key() })
    ran.current = running
  }, [answers, running])
  if (!data) return null
  const { run } = data
  if (!run) return <p className="second">{t(words.neverRun)}</p>
  if (run.finishedAt === null) return <Running run={run} />
  const figures = { people: grouped(run.people), pairs: grouped(run.pairs) }
  const at = new Date(run.finishedAt).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
  return (
    <p className="second" role="status">
      {t(run.cancelled ? words.lastCancelled : words.lastRun, { at, ...figures })}
    </p>
  )
}

/** Both steps go through everybody: the bar is full when the second has. */
function Running({ run }: { run: MatchRun }) {
  const t = useWords()
  const answers = useQueryClient()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const cancel = async () => {
    setBusy(true)
    try {
      await duplicatesApi.cancelRun.call({ id: run.id }, { context: { idempotencyKey: newId() } })
    } catch (error) {
      setFault(problemOf(error).message)
    }
    setBusy(false)
    await answers.invalidateQueries({ queryKey: duplicatesApi.key() })
  }
  const done = run.people + (run.step === 'pairs' ? run.total : 0)
  const figures = { people: grouped(run.people), total: grouped(run.total), pairs: grouped(run.pairs) }
  return (
    <div className="match-run">
      <ProgressBar name={t(words.run)} done={done} total={run.total ? 2 * run.total : undefined} />
      <p className="second match-run-text" role="status">
        {t(run.step === 'keys' ? words.runningKeys : words.runningPairs, figures)}
      </p>
      <Button disabled={busy} onClick={() => void cancel()}>
        {t(words.cancelRun)}
      </Button>
      {fault && <span role="alert">{fault}</span>}
    </div>
  )
}
