import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { ArrearsFilter, ArrearsListInput } from '../contract.ts'
import { arrearsAgeWords, arrearsStateWords, arrearsWords as words } from '../messages.ts'
import { ArrearsAge, type ArrearsRow, ArrearsState } from '../model.ts'
import { arrearsApi } from './api.ts'
import { LineTable } from './line-table.tsx'
import { LineText, lineFilter } from './line-text.tsx'
import { Pay } from './pay.tsx'
import { PayChosen } from './pay-chosen.tsx'

const tones = { owed: 'missed', waiting: 'waiting', settled: 'done', over: 'waiting', unknown: 'waiting' } as const

function State({ row }: { row: ArrearsRow }) {
  const t = useWords()
  return <Mark tone={tones[row.state]}>{t(arrearsStateWords[row.state])}</Mark>
}

const columns: readonly Column<ArrearsRow>[] = [
  { key: 'receiver', text: words.receiver, show: (row) => row.receiver, width: 90, sort: false },
  { key: 'head', text: words.head, show: (row) => row.headName, width: 90, optional: true },
  { key: 'area', text: words.area, show: (row) => row.areaName, width: 110 },
  { key: 'line', text: words.line, show: (row) => <LineText row={row} />, sort: false },
  { key: 'month', text: words.month, show: (row) => row.month, width: 90 },
  { key: 'due', text: words.due, show: (row) => <Money fen={row.dueFen} bare />, number: true, sort: false },
  { key: 'paid', text: words.paid, show: (row) => <Money fen={row.paidFen} bare />, number: true, sort: false },
  { key: 'owed', text: words.owed, show: (row) => <Money fen={row.owedFen} bare />, number: true },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, width: 110, sort: false },
  { key: 'age', text: words.age, show: (row) => (row.state === 'owed' ? row.age : '—'), number: true, sort: false },
  {
    key: 'lastPaid',
    text: words.lastPaid,
    show: (row) => <DayText day={row.lastPaidOn} />,
    sort: false,
    optional: true,
  },
]

const filters: readonly Filter[] = [
  lineFilter,
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: ArrearsState.options.map((value) => ({ value, text: arrearsStateWords[value] })),
    width: 140,
  },
  {
    key: 'age',
    text: words.age,
    kind: 'choice',
    choices: ArrearsAge.options.map((value) => ({ value, text: arrearsAgeWords[value] })),
    width: 140,
  },
  { key: 'from', text: words.from, kind: 'reached', name: (month) => month },
  { key: 'household', text: words.head, kind: 'reached' },
]

/** Due, paid and owed of the three guarantee lines; every number opens the list that it counts. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const { state, age } = useAddress()
  return (
    <ListPage<ArrearsRow>
      list="arrears"
      note={t(words.note)}
      columns={columns}
      filters={filters}
      above={<Above />}
      defaultSort={state || age ? 'month' : '-owed'}
      rows={(ask) => arrearsApi.list.queryOptions({ input: inputOf(ArrearsListInput, ask) })}
      total={(ask) => arrearsApi.total.queryOptions({ input: inputOf(ArrearsFilter, ask) })}
      rowKey={(row) => row.key}
      exportPath="/arrears/export"
      open={(row) => `/households/${row.householdId}`}
      peek={(row) => ({
        title: row.receiver,
        content: <Month row={row} pays={may('aid.write')} />,
      })}
      {...(may('aid.write')
        ? {
            batch: (selection, done) => <PayButton rows={selection.rows} done={done} />,
            // Each row is looked at before it is paid: never all pages at once.
            batchPages: false,
          }
        : {})}
      empty={{ text: t(words.empty), next: ['/policies/due'] }}
    />
  )
}

/** The month that is looked at, before anything is recorded as paid for it. */
function Month({ row, pays }: { row: ArrearsRow; pays: boolean }) {
  const t = useWords()
  return (
    <div className="arrears-month">
      <Facts
        facts={[
          { label: t(words.line), value: <LineText row={row} /> },
          { label: t(words.month), value: row.month },
          { label: t(words.head), value: row.headName },
          { label: t(words.area), value: row.areaName },
          { label: t(words.due), value: <Money fen={row.dueFen} bare /> },
          { label: t(words.paid), value: <Money fen={row.paidFen} bare /> },
          { label: t(words.owed), value: <Money fen={row.owedFen} bare /> },
          { label: t(words.lastPaid), value: <DayText day={row.lastPaidOn} /> },
          { label: t(words.state), value: <State row={row} /> },
        ]}
      />
      {pays && row.owedFen !== '0' && <Pay key={row.key} row={row} />}
    </div>
  )
}

function PayButton({ rows, done }: { rows: readonly ArrearsRow[]; done: () => void }) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t(words.payChosen, { count: grouped(rows.length) })}
      </Button>
      {open && <PayChosen rows={rows} done={done} close={() => setOpen(false)} />}
    </>
  )
}

function Above() {
  const { area } = useAddress()
  const { data, error } = useQuery(arrearsApi.figures.queryOptions({ input: area ? { area } : {} }))
  if (error) return <ProblemNote error={error} />
  if (!data) return null
  return <LineTable figures={data} area={area} />
}
