import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { countText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { VillageFilter, VillageListInput } from '../contract.ts'
import { villageWords as words } from '../messages.ts'
import type { VillageRow } from '../model.ts'
import { villagesApi } from './api.ts'

function Reservoir({ row }: { row: VillageRow }) {
  const t = useWords()
  return row.reservoir ? <Mark tone="plain">{t(words.reservoir)}</Mark> : null
}

const columns: readonly Column<VillageRow>[] = [
  { key: 'area', text: words.name, show: (row) => row.name, width: 160 },
  { key: 'township', text: words.township, show: (row) => row.townshipName, sort: false, width: 140 },
  { key: 'reservoir', text: words.reservoir, show: (row) => <Reservoir row={row} />, sort: false },
  { key: 'year', text: words.year, show: (row) => row.year ?? '—', sort: false, number: true },
  { key: 'population', text: words.population, show: (row) => countText(row.population), number: true },
  { key: 'income', text: words.income, show: (row) => <Money fen={row.perCapitaIncomeFen} bare />, number: true },
  { key: 'registered', text: words.registered, show: (row) => countText(row.registered), number: true },
]

const filters: readonly Filter[] = [
  areaFilter,
  { key: 'reservoir', text: words.reservoirOnly, kind: 'flag' },
  { key: 'incomeBelowFen', text: words.incomeBelow, kind: 'money' },
]

/** Villages as objects of help, the poorest first. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const add = may('villages.write') && (
    <Button type="primary" onClick={() => go('/villages/new')}>
      {t(words.add)}
    </Button>
  )
  return (
    <ListPage<VillageRow>
      list="villages"
      note={t(words.note)}
      primary={add}
      columns={columns}
      filters={filters}
      defaultSort="income"
      rows={(ask) => villagesApi.list.queryOptions({ input: inputOf(VillageListInput, ask) })}
      total={(ask) => villagesApi.total.queryOptions({ input: inputOf(VillageFilter, ask) })}
      rowKey={(row) => row.areaCode}
      open={(row) => `/villages/${row.areaCode}`}
      exportPath="/villages/export"
      empty={{ text: t(words.empty), action: add, next: ['/villages/new'] }}
    />
  )
}
