import { Button } from 'antd'
import { daysBetween } from '../../../core/date.ts'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Countdown, GuaranteeBar, type GuaranteeCounts } from '../../../platform/web/ui/guarantee-bar.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { festivalWords } from '../messages.ts'
import type { AidList } from '../model.ts'
import { festivalListWords as words } from '../page-messages.ts'
import { useEach } from './aid-text.tsx'
import './aid.css'
import { aidApi } from './api.ts'

/** The parts of a list as a guarantee counts them: who has not received after the last day is late. */
export function countsOf(list: AidList, today: string): GuaranteeCounts {
  const late = list.dueOn < today
  return {
    covered: list.received,
    excepted: list.excepted,
    pending: late ? 0 : list.planned,
    late: late ? list.planned : 0,
  }
}

function Progress({ row }: { row: AidList }) {
  const t = useWords()
  const today = useToday()
  const all = row.planned + row.received + row.excepted
  if (all === 0) return <span className="second">—</span>
  return (
    <span className="festival-progress">
      <GuaranteeBar bare name={row.name} counts={countsOf(row, today)} />
      {t(words.numbers, { received: grouped(row.received), all: grouped(all) })}
    </span>
  )
}

function Left({ row }: { row: AidList }) {
  const t = useWords()
  const today = useToday()
  if (row.state === 'closed') return <Mark tone="plain">{t(words.closed)}</Mark>
  if (row.planned + row.received + row.excepted === 0) return <span className="second">—</span>
  return <Countdown days={daysBetween(today, row.dueOn)} missed={row.planned} />
}

function FestivalText({ row }: { row: AidList }) {
  return useWords()(festivalWords[row.festival])
}

function Each({ row }: { row: AidList }) {
  return useEach()(row)
}

const columns: readonly Column<AidList>[] = [
  { key: 'name', text: words.name, show: (row) => row.name, sort: false, width: 160 },
  { key: 'festival', text: words.festival, show: (row) => <FestivalText row={row} />, sort: false },
  { key: 'day', text: words.festivalDay, show: (row) => <DayText day={row.festivalDay} />, sort: false },
  { key: 'due', text: words.due, show: (row) => <DayText day={row.dueOn} />, sort: false },
  { key: 'each', text: words.each, show: (row) => <Each row={row} />, sort: false },
  { key: 'progress', text: words.progress, show: (row) => <Progress row={row} />, sort: false },
  { key: 'left', text: words.left, show: (row) => <Left row={row} />, sort: false },
]

/** There are few lists: all of them come in one answer. */
const lists = () => {
  const { queryKey, queryFn } = aidApi.lists.queryOptions({ input: {} })
  return { queryKey, queryFn }
}

/** Festival lists with how many have received and how long there is. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const create = may('aid.write') && (
    <Button type="primary" onClick={() => go('/aid-lists/new')}>
      {t(words.create)}
    </Button>
  )
  return (
    <ListPage
      list="aid-lists"
      note={t(words.note)}
      primary={create}
      columns={columns}
      rows={lists}
      exportPath="/aid-lists/export"
      rowKey={(row) => row.id}
      open={(row) => `/aid-lists/${row.id}`}
      empty={{ text: t(words.empty), action: create, next: ['/aid-lists/new'] }}
    />
  )
}
