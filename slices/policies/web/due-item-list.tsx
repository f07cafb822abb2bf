import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { NumberDoors } from '../../../platform/web/ui/doors.tsx'
import { DayText, InstantText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { DueItemFilter, DueItemListInput, type DueItemRow } from '../due-item-contract.ts'
import { DueItemKind, DueItemState } from '../due-item-model.ts'
import { enrolmentWords } from '../enrolment-messages.ts'
import { stateWords } from '../messages.ts'
import type { ResultState } from '../model.ts'
import { becauseWords, itemKindWords, itemStateWords, itemWords as words } from '../rule-messages.ts'
import { policiesApi } from './api.ts'
import { CarryOut } from './carry-out.tsx'
import { DuePanel } from './due-panel.tsx'
import './policies.css'

const tones = { new: 'missed', raise: 'waiting', lower: 'plain', stop: 'plain', review: 'waiting' } as const

function Kind({ row }: { row: DueItemRow }) {
  const t = useWords()
  return <Mark tone={row.state === 'open' ? tones[row.kind] : 'plain'}>{t(itemKindWords[row.kind])}</Mark>
}

function Answer({ state, fen }: { state: ResultState | null; fen: string | null }) {
  const t = useWords()
  if (state === null) return '—'
  return state === 'eligible' && fen !== null ? <Money fen={fen} bare /> : t(stateWords[state])
}

function Title({ row }: { row: DueItemRow }) {
  const t = useWords()
  return t(row.title)
}

function Because({ row }: { row: DueItemRow }) {
  const t = useWords()
  return t(becauseWords[row.because])
}

function State({ row }: { row: DueItemRow }) {
  const t = useWords()
  return <span title={[row.closedBy, row.why].filter(Boolean).join(' · ')}>{t(itemStateWords[row.state])}</span>
}

const columns: readonly Column<DueItemRow>[] = [
  { key: 'head', text: words.head, show: (row) => row.headName, width: 90, sort: false },
  { key: 'area', text: words.area, show: (row) => row.areaName, width: 110 },
  { key: 'policy', text: words.policy, show: (row) => <Title row={row} />, width: 170 },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, width: 90 },
  {
    key: 'was',
    text: words.was,
    show: (row) => <Answer state={row.oldState} fen={row.oldFen} />,
    number: true,
    sort: false,
  },
  {
    key: 'is',
    text: words.is,
    show: (row) => <Answer state={row.newState} fen={row.newFen} />,
    number: true,
    sort: false,
  },
  { key: 'because', text: words.because, show: (row) => <Because row={row} />, sort: false },
  { key: 'due', text: words.due, show: (row) => <DayText day={row.dueOn} /> },
  { key: 'opened', text: words.opened, show: (row) => <InstantText at={row.openedAt} /> },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: DueItemKind.options.map((value) => ({ value, text: itemKindWords[value] })),
    width: 150,
  },
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: DueItemState.options.map((value) => ({ value, text: itemStateWords[value] })),
    width: 150,
  },
]

/** Answers that became others, family by family, as work for somebody. */
export function Page() {
  const t = useWords()
  const { data } = useQuery(policiesApi.policies.queryOptions({ input: {} }))
  const policies: Filter = {
    key: 'policy',
    text: words.policy,
    kind: 'choice',
    choices: (data?.rows ?? []).map(({ id, title }) => ({ value: id, text: title })),
    width: 200,
  }
  return (
    <ListPage
      list="due-items"
      note={t(words.note)}
      columns={columns}
      exportPath="/policies/items/export"
      filters={[policies, ...filters]}
      above={<Numbers />}
      defaultSort="opened"
      rows={(ask) => policiesApi.dueItems.queryOptions({ input: inputOf(DueItemListInput, ask) })}
      total={(ask) => policiesApi.dueItemsTotal.queryOptions({ input: inputOf(DueItemFilter, ask) })}
      rowKey={(row) => row.id}
      open={(row) => `/households/${row.householdId}`}
      peek={(row) => ({
        title: row.headName,
        content: (
          <>
            {row.state === 'open' && <Acts row={row} />}
            <DuePanel key={row.householdId} householdId={row.householdId} />
          </>
        ),
      })}
      empty={{ text: t(words.empty), next: ['/policies/due'] }}
    />
  )
}

function Numbers() {
  const t = useWords()
  const { area, policy } = useAddress()
  const { data } = useQuery(
    policiesApi.dueItemCounts.queryOptions({ input: { ...(area && { area }), ...(policy && { policy }) } }),
  )
  if (!data || data.counts.length === 0) return null
  const rest = `${area ? `&area=${area}` : ''}${policy ? `&policy=${policy}` : ''}`
  return (
    <div className="due-numbers">
      <NumberDoors
        doors={data.counts.map(({ kind, count }) => ({
          key: kind,
          text: t(itemKindWords[kind]),
          value: count,
          to: `/policies/items?kind=${kind}${rest}`,
        }))}
      />
    </div>
  )
}

function Acts({ row }: { row: DueItemRow }) {
  const t = useWords()
  const may = useMay()
  const answers = useQueryClient()
  const [as, setAs] = useState<'done' | 'dismissed'>()
  const [carrying, setCarrying] = useState(false)
  if (!may('enrolments.write')) return null
  if (carrying) return <CarryOut row={row} close={() => setCarrying(false)} />
  return (
    <div className="rule-acts">
      {row.paid && row.kind !== 'review' && (
        <Button type="primary" onClick={() => setCarrying(true)}>
          {t(enrolmentWords.carryOut)}
        </Button>
      )}
      <Button type={row.paid && row.kind !== 'review' ? 'default' : 'primary'} onClick={() => setAs('done')}>
        {t(words.done)}
      </Button>
      <Button onClick={() => setAs('dismissed')}>{t(words.dismiss)}</Button>
      {as && (
        <Confirm
          title={t(as === 'done' ? words.doneTitle : words.dismissTitle)}
          consequence={t(words.closeNote)}
          action={t(as === 'done' ? words.done : words.dismiss)}
          reason
          act={async (why) => {
            await policiesApi.closeDueItem.call({ id: row.id, version: row.version, as, why })
            await answers.invalidateQueries({ queryKey: policiesApi.key() })
          }}
          close={() => setAs(undefined)}
        />
      )}
    </div>
  )
}
