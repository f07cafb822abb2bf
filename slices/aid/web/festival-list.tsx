import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { daysBetween } from '../../../core/date.ts'
import { usePathPart } from '../../../platform/web/address.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, dayInWords, Mark } from '../../../platform/web/ui/figures.tsx'
import { Countdown, GuaranteeBar } from '../../../platform/web/ui/guarantee-bar.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import type { Selection } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { EntryListInput } from '../contract.ts'
import { festivalWords } from '../messages.ts'
import type { AidList, AidListEntry } from '../model.ts'
import { festivalListWords as words } from '../page-messages.ts'
import { useEach } from './aid-text.tsx'
import './aid.css'
import { aidApi } from './api.ts'
import { AddFamilies, Except, Receive } from './festival-dialogs.tsx'
import { countsOf } from './festival-lists.tsx'

const stateTexts = { planned: words.planned, received: words.received, excepted: words.excepted }

function State({ row, late }: { row: AidListEntry; late: boolean }) {
  const tone = row.state === 'received' ? 'done' : row.state === 'excepted' ? 'plain' : late ? 'missed' : 'waiting'
  return <Mark tone={tone}>{useWords()(stateTexts[row.state])}</Mark>
}

const columnsOf = (late: boolean): readonly Column<AidListEntry>[] => [
  { key: 'head', text: words.head, show: (row) => row.headName, sort: false, width: 80 },
  { key: 'state', text: words.state, show: (row) => <State row={row} late={late} />, sort: false, width: 90 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  { key: 'responsible', text: words.responsible, show: (row) => row.responsibleName, sort: false },
  { key: 'receivedOn', text: words.receivedOn, show: (row) => <DayText day={row.receivedOn} />, sort: false },
  { key: 'receivedBy', text: words.receivedBy, show: (row) => row.receivedBy ?? '—', sort: false },
  { key: 'relation', text: words.relation, show: (row) => row.relation ?? '—', sort: false },
  { key: 'receipt', text: words.receipt, show: (row) => row.receipt ?? '—', sort: false },
  { key: 'reason', text: words.reason, show: (row) => row.exceptionReason ?? '—', sort: false },
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: Object.entries(stateTexts).map(([value, text]) => ({ value, text })),
    width: 160,
  },
]

/** One festival list: its bar on top, its families below, receipts and exceptions for those that are chosen. */
export function Page() {
  const id = usePathPart('id')
  const { data, error, refetch } = useQuery(aidApi.getList.queryOptions({ input: { id } }))
  if (error)
    return (
      <>
        <PageHead />
        <ProblemNote error={error} retry={() => void refetch()} />
      </>
    )
  if (!data) return <Loading />
  return <Entries list={data} />
}

function Entries({ list }: { list: AidList }) {
  const t = useWords()
  const language = useLanguage()
  const may = useMay()
  const today = useToday()
  const each = useEach()(list)
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState<string>()
  const open = list.state === 'open' && may('aid.write')
  const inWords = (day: string) => dayInWords(day, language)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t(words.add)}
    </Button>
  )
  return (
    <>
      <ListPage
        list="aid-list-entries"
        title={list.name}
        note={t(words.listNote, {
          festival: t(festivalWords[list.festival]),
          day: inWords(list.festivalDay),
          due: inWords(list.dueOn),
          each,
        })}
        primary={open && add}
        more={
          <>
            {open && may('imports.write') && (
              <Link to={`/imports/new?target=aid_list&list=${list.id}`}>{t(words.fromRoster)}</Link>
            )}
            {may('guarantees.write') && (
              <Link to={`/guarantees/new?rule=festival_received&list=${list.id}`}>{t(words.guarantee)}</Link>
            )}
            <a download href={`/api/aid-lists/${list.id}/entries/export?state=planned`}>
              {t(words.sign)}
            </a>
          </>
        }
        above={
          <>
            {said && (
              <p className="festival-said" role="status">
                {said}
              </p>
            )}
            <Board list={list} />
          </>
        }
        columns={columnsOf(list.dueOn < today)}
        filters={filters}
        rows={(ask) => aidApi.entries.queryOptions({ input: inputOf(EntryListInput, ask, { id: list.id }) })}
        rowKey={(row) => row.householdId}
        open={(row) => `/households/${row.householdId}`}
        exportPath={`/aid-lists/${list.id}/entries/export`}
        batch={
          open ? (selection, done) => <Batch list={list} selection={selection} done={done} say={setSaid} /> : undefined
        }
        empty={{ text: t(words.entriesEmpty), action: open && add }}
      />
      {adding && <AddFamilies list={list} say={setSaid} close={() => setAdding(false)} />}
    </>
  )
}

function Board({ list }: { list: AidList }) {
  const today = useToday()
  const door = { covered: 'received', excepted: 'excepted', pending: 'planned', late: 'planned' } as const
  if (list.planned + list.received + list.excepted === 0) return null
  return (
    <div className="festival-board">
      <GuaranteeBar
        name={list.name}
        counts={countsOf(list, today)}
        door={(part) => `/aid-lists/${list.id}?state=${door[part]}`}
      />
      {list.state === 'open' && <Countdown days={daysBetween(today, list.dueOn)} missed={list.planned} />}
    </div>
  )
}

type BatchProps = { list: AidList; selection: Selection; done: () => void; say: (text: string) => void }

function Batch(props: BatchProps) {
  const t = useWords()
  const [dialog, setDialog] = useState<'receive' | 'except'>()
  const close = () => setDialog(undefined)
  return (
    <>
      <Button type="primary" onClick={() => setDialog('receive')}>
        {t(words.receive)}
      </Button>
      <Button onClick={() => setDialog('except')}>{t(words.except)}</Button>
      {dialog === 'receive' && <Receive {...props} close={close} />}
      {dialog === 'except' && <Except {...props} close={close} />}
    </>
  )
}
