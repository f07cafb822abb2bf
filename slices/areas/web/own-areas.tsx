import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { levelNames, areaMessages as words } from '../messages.ts'
import type { OwnArea } from '../model.ts'
import { areasApi } from './api.ts'
import { useOwnArea } from './area-picker.tsx'
import { AreaText } from './area-text.tsx'

function Above({ code }: { code: string | null }) {
  const root = useOwnArea()
  return code ? <AreaText code={code} root={root} /> : '—'
}

function Level({ level }: { level: OwnArea['level'] }) {
  return useWords()(levelNames[level])
}

const columns: readonly Column<OwnArea>[] = [
  { key: 'name', text: words.name, show: (row) => row.name, sort: false, width: 200 },
  { key: 'level', text: words.level, show: (row) => <Level level={row.level} />, sort: false },
  { key: 'parent', text: words.parent, show: (row) => <Above code={row.parent} />, sort: false },
  { key: 'code', text: words.code, show: (row) => row.code, sort: false },
  { key: 'validFrom', text: words.validFrom, show: (row) => <DayText day={row.validFrom} />, sort: false },
  { key: 'validTo', text: words.validTo, show: (row) => <DayText day={row.validTo} />, sort: false },
]

/** Areas that the tenant added itself. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const add = may('areas.write') && (
    <Button type="primary" onClick={() => go('/areas/new')}>
      {t(words.addOwn)}
    </Button>
  )
  return (
    <ListPage
      list="own-areas"
      note={t(words.ownNote)}
      primary={add}
      columns={columns}
      exportPath="/areas/own/export"
      rows={({ limit, offset }) => areasApi.areas.own.queryOptions({ input: { limit, offset } })}
      rowKey={(row) => row.code}
      open={(row) => `/areas/${row.code}`}
      empty={{ text: t(words.ownEmpty), action: may('areas.write') && <Link to="/areas/new">{t(words.addOwn)}</Link> }}
    />
  )
}
