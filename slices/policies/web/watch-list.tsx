import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { WatchFilter, WatchListInput } from '../watch-contract.ts'
import { watchKindWords, watchSignWords, watchStateWords, watchWords as words } from '../watch-messages.ts'
import { type Watched, WatchKind, WatchSign, WatchState } from '../watch-model.ts'
import { policiesApi } from './api.ts'
import { DuePanel } from './due-panel.tsx'
import { useChanged } from './enrolment-acts.tsx'
import { MonthsForm } from './months-form.tsx'
import './policies.css'

const tones = { fell_back: 'missed', not_told: 'waiting', steady: 'done' } as const

function Sign({ row }: { row: Watched }) {
  const t = useWords()
  if (row.state !== 'watched') return <Mark tone="plain">{t(watchStateWords[row.state])}</Mark>
  const text = row.relapsedMonth ? t(words.fellBackIn, { month: row.relapsedMonth }) : t(watchSignWords[row.sign])
  return <Mark tone={tones[row.sign]}>{text}</Mark>
}

function Kind({ row }: { row: Watched }) {
  const t = useWords()
  return t(watchKindWords[row.kind])
}

function File({ row }: { row: Watched }) {
  const t = useWords()
  return t(row.withdrawn ? words.withdrawn : words.onFile)
}

const columns: readonly Column<Watched>[] = [
  { key: 'head', text: words.head, show: (row) => row.headName, width: 90 },
  { key: 'area', text: words.area, show: (row) => row.areaName, width: 130 },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, width: 80, sort: false },
  { key: 'sign', text: words.sign, show: (row) => <Sign row={row} />, width: 150, sort: false },
  { key: 'from', text: words.from, show: (row) => <DayText day={row.fromDay} /> },
  { key: 'to', text: words.to, show: (row) => <DayText day={row.toDay} /> },
  { key: 'lastMonth', text: words.lastMonth, show: (row) => row.lastMonth ?? '—', sort: false },
  {
    key: 'lastFen',
    text: words.lastFen,
    show: (row) => (row.lastFen === null ? '—' : <Money fen={row.lastFen} bare />),
    number: true,
    sort: false,
  },
  { key: 'file', text: words.file, show: (row) => <File row={row} />, width: 80, sort: false },
  { key: 'why', text: words.why, show: (row) => row.why, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'sign',
    text: words.sign,
    kind: 'choice',
    choices: WatchSign.options.map((value) => ({ value, text: watchSignWords[value] })),
    width: 140,
  },
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: WatchKind.options.map((value) => ({ value, text: watchKindWords[value] })),
    width: 120,
  },
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: WatchState.options.map((value) => ({ value, text: watchStateWords[value] })),
    width: 120,
  },
]

/** Families that left hardship, watched for a year: who fell back, and of whom nothing was told. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="watched"
      note={t(words.note)}
      columns={columns}
      filters={filters}
      defaultSort="to"
      rows={(ask) => policiesApi.watched.queryOptions({ input: inputOf(WatchListInput, ask) })}
      total={(ask) => policiesApi.watchedTotal.queryOptions({ input: inputOf(WatchFilter, ask) })}
      exportPath="/policies/watched/export"
      rowKey={(row) => row.id}
      open={(row) => `/households/${row.householdId}`}
      peek={(row) => ({
        title: row.headName,
        content: (
          <>
            <p className="second">{row.why}</p>
            {row.state === 'watched' && <Acts row={row} />}
            <DuePanel key={row.householdId} householdId={row.householdId} />
          </>
        ),
      })}
      empty={{ text: t(words.empty), next: ['/policies/due'] }}
    />
  )
}

function Acts({ row }: { row: Watched }) {
  const t = useWords()
  const may = useMay()
  const changed = useChanged()
  const [as, setAs] = useState<'relapsed' | 'cancelled'>()
  return (
    <div className="rule-acts">
      {may('registry.write') && <MonthsForm householdId={row.householdId} />}
      {may('enrolments.write') && (
        <>
          <Button size="small" danger={row.sign === 'fell_back'} onClick={() => setAs('relapsed')}>
            {t(words.relapsed)}
          </Button>
          <Button size="small" onClick={() => setAs('cancelled')}>
            {t(words.cancel)}
          </Button>
        </>
      )}
      {as && (
        <Confirm
          title={t(as === 'relapsed' ? words.relapsed : words.cancel)}
          consequence={t(as === 'relapsed' ? words.relapsedNote : words.cancelNote)}
          action={t(as === 'relapsed' ? words.relapsed : words.cancel)}
          reason
          act={async (why) => {
            await policiesApi.endWatch.call({ id: row.id, version: row.version, as, why })
            await changed()
          }}
          close={() => setAs(undefined)}
        />
      )}
    </div>
  )
}
