import { Link } from '@tanstack/react-router'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { VisitedFilter, VisitedListInput } from '../contract.ts'
import type { VisitedFamily } from '../model.ts'
import { visitPageWords as words } from '../page-messages.ts'
import { visitsApi } from './api.ts'

/** How often, as the door to these visits within the same days. */
function Visits({ row }: { row: VisitedFamily }) {
  const { from, to } = useAddress()
  const query = new URLSearchParams({ household: row.householdId, ...(from ? { from } : {}), ...(to ? { to } : {}) })
  return <Link to={`/visits?${query}`}>{row.visits}</Link>
}

const columns: readonly Column<VisitedFamily>[] = [
  { key: 'head', text: words.household, show: (row) => row.headName, sort: false, width: 140 },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false },
  { key: 'visits', text: words.visits, show: (row) => <Visits row={row} />, number: true },
  { key: 'last', text: words.lastVisit, show: (row) => <DayText day={row.lastVisitedOn} /> },
]

const filters: readonly Filter[] = [
  areaFilter,
  { key: 'from', text: words.from, kind: 'day' },
  { key: 'to', text: words.to, kind: 'day' },
]

/** Every family that was visited, once: what the report counts as visited households. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="visited-families"
      exportPath="/visits/families/export"
      note={t(words.visitedNote)}
      columns={columns}
      filters={filters}
      defaultSort="-last"
      rows={(ask) => visitsApi.visits.families.queryOptions({ input: inputOf(VisitedListInput, ask) })}
      total={(ask) => {
        const input = inputOf(VisitedFilter, ask)
        return {
          queryKey: visitsApi.visits.families.key({ input }),
          queryFn: async () => ({ total: (await visitsApi.visits.total.call(input)).households }),
        }
      }}
      rowKey={(row) => row.householdId}
      open={(row) => `/households/${row.householdId}`}
      empty={{ text: t(words.visitedEmpty) }}
    />
  )
}
