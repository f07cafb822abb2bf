import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import type { Import } from '../model.ts'
import { importStateWords, targetWords, importListWords as words } from '../page-messages.ts'
import { importsApi } from './api.ts'

const tones: Record<Import['state'], 'plain' | 'done' | 'waiting'> = {
  reading: 'plain',
  unreadable: 'waiting',
  ready: 'waiting',
  committing: 'plain',
  committed: 'done',
  undoing: 'plain',
  undone: 'plain',
  discarded: 'plain',
}

function Counts({ row }: { row: Import }) {
  const t = useWords()
  if (row.state === 'unreadable' && row.problem) return <span className="second">{t(row.problem)}</span>
  if (!row.counts) return <span className="second">—</span>
  return t(words.counts, {
    new: grouped(row.counts.new),
    changed: grouped(row.counts.changed),
    out: grouped(row.counts.rejected + row.counts.conflict),
  })
}

function Target({ row }: { row: Import }) {
  return useWords()(targetWords[row.target])
}

function State({ row }: { row: Import }) {
  return <Mark tone={tones[row.state]}>{useWords()(importStateWords[row.state])}</Mark>
}

const columns: readonly Column<Import>[] = [
  { key: 'file', text: words.file, show: (row) => row.fileName, sort: false, width: 200 },
  { key: 'target', text: words.target, show: (row) => <Target row={row} />, sort: false },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
  { key: 'result', text: words.result, show: (row) => <Counts row={row} />, sort: false },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  { key: 'by', text: words.by, show: (row) => row.createdBy ?? '—', sort: false },
  { key: 'at', text: words.at, show: (row) => <InstantText at={row.createdAt} />, sort: false },
]

/** Imports, newest first; each opens where it stands. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const start = may('imports.write')
  return (
    <ListPage
      list="imports"
      note={t(words.note)}
      primary={
        start && (
          <Button type="primary" onClick={() => go('/imports/new')}>
            {t(words.start)}
          </Button>
        )
      }
      columns={columns}
      exportPath="/imports/export"
      rows={({ limit, offset }) => importsApi.list.queryOptions({ input: { limit, offset } })}
      rowKey={(row) => row.id}
      open={(row) => `/imports/${row.id}`}
      empty={{ text: t(words.empty), action: start && <Link to="/imports/new">{t(words.start)}</Link> }}
    />
  )
}
