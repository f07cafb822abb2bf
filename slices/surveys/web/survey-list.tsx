import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { GuaranteeBar } from '../../../platform/web/ui/guarantee-bar.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { surveyWords as words } from '../messages.ts'
import type { Survey } from '../model.ts'
import { surveysApi } from './api.ts'

function Progress({ row }: { row: Survey }) {
  const t = useWords()
  const { households, surveyed, excepted, left } = row.counts
  return (
    <span>
      <GuaranteeBar bare name={row.name} counts={{ covered: surveyed, excepted, pending: left, late: 0 }} />
      <small className="second">{t(words.numbers, { all: households, surveyed, excepted, left })}</small>
    </span>
  )
}

function State({ row }: { row: Survey }) {
  const t = useWords()
  return (
    <Mark tone={row.state === 'signed' ? 'done' : 'waiting'}>
      {t(row.state === 'signed' ? words.signed : words.open)}
    </Mark>
  )
}

const columns: readonly Column<Survey>[] = [
  { key: 'name', text: words.name, show: (row) => row.name, sort: false, width: 220 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false, width: 120 },
  { key: 'from', text: words.from, show: (row) => <DayText day={row.fromDay} />, sort: false },
  { key: 'to', text: words.to, show: (row) => <DayText day={row.toDay} />, sort: false },
  { key: 'progress', text: words.progress, show: (row) => <Progress row={row} />, sort: false, width: 340 },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
]

const all = () => {
  const { queryKey, queryFn } = surveysApi.list.queryOptions({ input: {} })
  return { queryKey, queryFn }
}

/** Surveys with how far they are. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const create = may('surveys.write') && (
    <Button type="primary" onClick={() => go('/surveys/new')}>
      {t(words.create)}
    </Button>
  )
  return (
    <ListPage
      list="surveys"
      note={t(words.note)}
      primary={create}
      columns={columns}
      rows={all}
      exportPath="/surveys/export"
      rowKey={(row) => row.id}
      open={(row) => `/surveys/${row.id}`}
      empty={{ text: t(words.empty), action: create, next: ['/surveys/new'] }}
    />
  )
}
