import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { ExportExcel } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { fileWords, libraryWords as words } from '../messages.ts'
import type { Document, Gap } from '../model.ts'
import { treeOf } from '../rules.ts'
import { libraryApi } from './api.ts'
import { FileLinks } from './document-files.tsx'
import { Level, Tree } from './document-tree.tsx'
import './library.css'

/** All documents as a list, as a tree of which carries out which, or the directives without a local measure. */
export function Page() {
  const t = useWords()
  const { view: asked } = useAddress()
  const documents = useQuery(libraryApi.list.queryOptions({ input: {} }))
  const gaps = useQuery(libraryApi.gaps.queryOptions({ input: {} }))
  const error = documents.error ?? gaps.error
  if (error && !(documents.data && gaps.data)) return <ProblemPage error={error} />
  if (!documents.data || !gaps.data) return <Loading />
  const { rows } = documents.data
  const views = [
    ['list', t(words.list), '/library'],
    ['tree', t(words.tree), '/library?view=tree'],
    ['gaps', t(words.gapCount, { count: gaps.data.rows.length }), '/library?view=gaps'],
  ] as const
  const view = views.find(([key]) => key === asked)?.[0] ?? 'list'
  return (
    <>
      <Head />
      <nav className="library-views" aria-label={t(words.title)}>
        {views.map(([key, text, to]) => (
          <Link
            key={key}
            to={to as '/library'}
            // The router compares paths alone and would call the first view the current one of every view.
            activeOptions={{ exact: true }}
            data-chosen={view === key}
            {...(view === key ? { 'aria-current': 'page' } : {})}
          >
            {text}
          </Link>
        ))}
      </nav>
      {view === 'gaps' ? (
        <Gaps gaps={gaps.data.rows} />
      ) : rows.length === 0 ? (
        <Nothing />
      ) : (
        <Documents {...{ rows, view }} />
      )}
    </>
  )
}

function Head() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  return (
    <PageHead
      note={t(words.note)}
      primary={
        may('library.write') && (
          <Button type="primary" onClick={() => go('/library/document')}>
            {t(words.add)}
          </Button>
        )
      }
      more={
        <>
          <ExportExcel path="/library/documents/export" />
          <a download href="/api/library/compendium/pdf">
            {t(words.compendiumPdf)}
          </a>
          <a download href="/api/library/compendium/docx">
            {t(words.compendiumWord)}
          </a>
          {may('library.write') && <Adopt />}
        </>
      }
    />
  )
}

function Adopt() {
  const t = useWords()
  const answers = useQueryClient()
  const { run, busy, fault } = useAct()
  const adopt = async () => {
    await libraryApi.adopt.call({})
    await answers.invalidateQueries({ queryKey: libraryApi.key() })
  }
  return (
    <>
      <Button loading={busy} onClick={() => void run(adopt)}>
        {t(words.adopt)}
      </Button>
      {fault && <p role="alert">{fault}</p>}
    </>
  )
}

function Nothing() {
  const t = useWords()
  const may = useMay()
  return <Empty text={t(words.empty)} action={may('library.write') && <Adopt />} />
}

const columns: readonly Column<Document>[] = [
  { key: 'title', text: words.name, show: (row) => row.title, width: 320, sort: false },
  { key: 'number', text: words.number, show: (row) => row.number ?? '—', sort: false },
  { key: 'issuer', text: words.issuer, show: (row) => row.issuer ?? '—', sort: false },
  { key: 'issued', text: words.issuedOn, show: (row) => <DayText day={row.issuedOn} />, sort: false },
  { key: 'level', text: words.level, show: (row) => <Level row={row} />, sort: false },
  { key: 'files', text: fileWords.files, show: (row) => <FileLinks files={row.files} />, sort: false },
]

function Documents({ rows, view }: { rows: readonly Document[]; view: string }) {
  const t = useWords()
  if (view === 'tree') return <Tree branches={treeOf(rows)} />
  return (
    <DataTable
      name={t(words.title)}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      open={(row) => `/library/${row.id}`}
    />
  )
}

const gapColumns: readonly Column<Gap>[] = [
  { key: 'title', text: words.name, show: (row) => row.title, width: 320, sort: false },
  { key: 'number', text: words.number, show: (row) => row.number ?? '—', sort: false },
  { key: 'issued', text: words.issuedOn, show: (row) => <DayText day={row.issuedOn} />, sort: false },
  { key: 'region', text: words.region, show: (row) => row.regionName, sort: false },
  { key: 'act', text: words.measure, show: (row) => <Measure row={row} />, sort: false },
]

function Measure({ row }: { row: Gap }) {
  const t = useWords()
  const may = useMay()
  if (!may('library.write')) return '—'
  return (
    <Link to={`/library/document?under=${row.documentId}&region=${row.region}` as '/library'}>
      {t(words.addMeasure)}
    </Link>
  )
}

function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const t = useWords()
  if (gaps.length === 0) return <Empty text={t(words.noGaps)} />
  return (
    <>
      <p className="second">{t(words.gapsNote)}</p>
      <DataTable
        name={t(words.gaps)}
        columns={gapColumns}
        rows={gaps}
        rowKey={(row) => `${row.documentId} ${row.region}`}
        open={(row) => `/library/${row.documentId}`}
      />
    </>
  )
}
