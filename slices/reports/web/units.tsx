import { Link } from '@tanstack/react-router'
import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { unitListWords as words } from '../page-messages.ts'
import { reportsApi } from './api.ts'

type Unit = { id: string; name: string; areaName: string; helpers: number; pairs: number }

function Door({ to, count }: { to: string; count: number }) {
  return <Link to={to as '/'}>{grouped(count)}</Link>
}

const columns: readonly Column<Unit>[] = [
  { key: 'name', text: words.name, show: (row) => row.name, sort: false, width: 240 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  {
    key: 'helpers',
    text: words.helpers,
    show: (row) => <Door to={`/helpers?unit=${row.id}&paired=true`} count={row.helpers} />,
    number: true,
    sort: false,
  },
  {
    key: 'pairs',
    text: words.pairs,
    show: (row) => <Door to={`/pairs?unit=${row.id}`} count={row.pairs} />,
    number: true,
    sort: false,
  },
]

/** The organisations that the report counts; each opens its pairs. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="helper-units"
      note={t(words.note)}
      columns={columns}
      rows={({ limit, offset }) => reportsApi.units.queryOptions({ input: { limit, offset } })}
      exportPath="/reports/units/export"
      rowKey={(row) => row.id}
      open={(row) => `/pairs?unit=${row.id}`}
      empty={{ text: t(words.empty), next: ['/proposals'] }}
    />
  )
}
