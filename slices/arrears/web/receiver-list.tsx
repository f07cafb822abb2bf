import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { ReceiverFilter, ReceiverListInput } from '../contract.ts'
import { arrearsWords as words } from '../messages.ts'
import type { ArrearsReceiver } from '../model.ts'
import { arrearsApi } from './api.ts'
import { LineText, lineFilter } from './line-text.tsx'
import './arrears.css'

function Owed({ row }: { row: ArrearsReceiver }) {
  return (
    <span className={row.owedFen === '0' ? undefined : 'missed'}>
      <Money fen={row.owedFen} bare />
    </span>
  )
}

const columns: readonly Column<ArrearsReceiver>[] = [
  { key: 'receiver', text: words.receiver, show: (row) => row.receiver, width: 100, sort: false },
  { key: 'head', text: words.head, show: (row) => row.headName, width: 100 },
  { key: 'area', text: words.area, show: (row) => row.areaName, width: 140 },
  { key: 'line', text: words.line, show: (row) => <LineText row={row} />, sort: false },
  { key: 'due', text: words.due, show: (row) => <Money fen={row.dueFen} bare />, number: true, sort: false },
  { key: 'paid', text: words.paid, show: (row) => <Money fen={row.paidFen} bare />, number: true, sort: false },
  { key: 'owed', text: words.owed, show: (row) => <Owed row={row} />, number: true },
  { key: 'months', text: words.owedMonths, show: (row) => row.owedMonths, number: true },
  { key: 'since', text: words.owedSince, show: (row) => row.owedSince ?? '—', width: 110 },
]

const filters: readonly Filter[] = [
  lineFilter,
  areaFilter,
  { key: 'state', text: words.state, kind: 'choice', choices: [{ value: 'owed', text: words.onlyOwed }], width: 150 },
]

/** Persons and families of the three lines, all months of each together; a row opens its months. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="arrears-receivers"
      note={t(words.peopleNote)}
      columns={columns}
      filters={filters}
      defaultSort="-owed"
      rows={(ask) => arrearsApi.receivers.queryOptions({ input: inputOf(ReceiverListInput, ask) })}
      total={(ask) => arrearsApi.receiversTotal.queryOptions({ input: inputOf(ReceiverFilter, ask) })}
      rowKey={(row) => row.key}
      exportPath="/arrears/receivers/export"
      open={(row) => `/arrears?household=${row.householdId}&line=${row.line}`}
      empty={{ text: t(words.nobody), next: ['/arrears'] }}
    />
  )
}
