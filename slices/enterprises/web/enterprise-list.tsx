import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { countText, DayText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { stateWords } from '../../organisations/messages.ts'
import { EnterpriseState } from '../../organisations/model.ts'
import { EnterpriseFilter, EnterpriseListInput } from '../contract.ts'
import { enterpriseWords as words } from '../messages.ts'
import type { EnterpriseRow } from '../model.ts'
import { enterprisesApi } from './api.ts'

function State({ row }: { row: EnterpriseRow }) {
  const t = useWords()
  return <Mark tone={row.state === 'running' ? 'plain' : 'waiting'}>{t(stateWords[row.state])}</Mark>
}

const columns: readonly Column<EnterpriseRow>[] = [
  { key: 'name', text: words.name, show: (row) => row.name, width: 220 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false, width: 110 },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false, width: 90 },
  { key: 'employees', text: words.employees, show: (row) => countText(row.employees), sort: false, number: true },
  { key: 'laidOff', text: words.laidOff, show: (row) => countText(row.laidOff), number: true },
  {
    key: 'hardship',
    text: words.hardshipWorkers,
    show: (row) => countText(row.hardshipWorkers),
    sort: false,
    number: true,
  },
  { key: 'arrears', text: words.wageArrears, show: (row) => <Money fen={row.wageArrearsFen} bare />, number: true },
  { key: 'households', text: words.households, show: (row) => countText(row.households), number: true },
  { key: 'asOf', text: words.asOf, show: (row) => <DayText day={row.asOf} />, sort: false },
]

const filters: readonly Filter[] = [
  { key: 'name', text: words.name, kind: 'text', width: 200 },
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: EnterpriseState.options.map((value) => ({ value, text: stateWords[value] })),
  },
  { key: 'arrears', text: words.withArrears, kind: 'flag' },
]

/** Enterprises as objects of help, with their newest figures. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const add = may('organisations.write') && (
    <Button type="primary" onClick={() => go('/organisations/new')}>
      {t(words.add)}
    </Button>
  )
  return (
    <ListPage<EnterpriseRow>
      list="enterprises"
      note={t(words.note)}
      primary={add}
      columns={columns}
      filters={filters}
      defaultSort="-arrears"
      rows={(ask) => enterprisesApi.list.queryOptions({ input: inputOf(EnterpriseListInput, ask) })}
      total={(ask) => enterprisesApi.total.queryOptions({ input: inputOf(EnterpriseFilter, ask) })}
      rowKey={(row) => row.id}
      open={(row) => `/enterprises/${row.id}`}
      exportPath="/enterprises/export"
      empty={{ text: t(words.empty), action: add, next: ['/organisations/new'] }}
    />
  )
}
