import type { InferContractRouterOutputs } from '@orpc/contract'
import { Link } from '@tanstack/react-router'
import type { Say } from '../../../platform/web/language.tsx'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import {
  auditFactWords,
  auditKindWords,
  auditSubjectWords,
  auditVerbWords,
  auditWords as words,
} from '../audit-messages.ts'
import type { accountsContract } from '../contract.ts'
import './accounts.css'
import { accountsApi } from './api.ts'

type Row = InferContractRouterOutputs<typeof accountsContract>['audit']['list']['rows'][number]

/** An event's name in words; one that is not known here stands as it is. */
function eventText(event: string, t: Say): string {
  const [kind = '', verb = ''] = event.split('.')
  const [kindText, verbText] = [auditKindWords[kind], auditVerbWords[verb]]
  return kindText && verbText ? `${t(kindText)} · ${t(verbText)}` : event
}

function Event({ row }: { row: Row }) {
  const t = useWords()
  return <span title={row.event}>{eventText(row.event, t)}</span>
}

function By({ row }: { row: Row }) {
  const t = useWords()
  return row.account ?? <span className="second">{t(words.nobody)}</span>
}

function Subject({ row }: { row: Row }) {
  const t = useWords()
  const may = useMay()
  if (!row.subjectKind) return <span className="second">—</span>
  const kind = auditSubjectWords[row.subjectKind]
  const text = `${kind ? t(kind) : row.subjectKind} ${row.subjectId?.slice(-6) ?? ''}`
  if (row.subjectKind === 'household' && may('registry.read'))
    return <Link to={`/households/${row.subjectId}`}>{text}</Link>
  return <span title={row.subjectId ?? undefined}>{text}</span>
}

function Outcome({ outcome }: { outcome: string }) {
  const t = useWords()
  const known = outcome === 'done' || outcome === 'refused' || outcome === 'failed' ? outcome : undefined
  return <Mark tone={known === 'done' ? 'plain' : 'waiting'}>{known ? t(words[known]) : outcome}</Mark>
}

const valueText = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(valueText).join('、')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

function FactsText({ facts }: { facts: Row['facts'] }) {
  const t = useWords()
  const parts = Object.entries(facts).map(([key, value]) => {
    const name = auditFactWords[key]
    return `${name ? t(name) : key}：${valueText(value)}`
  })
  if (parts.length === 0) return <span className="second">—</span>
  return <div className="audit-facts">{parts.join('；')}</div>
}

const columns: readonly Column<Row>[] = [
  { key: 'at', text: words.at, show: (row) => <InstantText at={row.at} />, sort: false, width: 140 },
  { key: 'account', text: words.by, show: (row) => <By row={row} />, sort: false, width: 100 },
  { key: 'event', text: words.event, show: (row) => <Event row={row} />, sort: false, width: 160 },
  { key: 'subject', text: words.subject, show: (row) => <Subject row={row} />, sort: false },
  { key: 'outcome', text: words.outcome, show: (row) => <Outcome outcome={row.outcome} />, sort: false },
  { key: 'facts', text: words.facts, show: (row) => <FactsText facts={row.facts} />, sort: false },
]

const filters: readonly Filter[] = [
  {
    key: 'event',
    text: words.kind,
    kind: 'choice',
    choices: Object.entries(auditKindWords).map(([key, text]) => ({ value: `${key}.`, text })),
    width: 200,
  },
  { key: 'subjectId', text: words.subjectId, kind: 'text', width: 260 },
]

/** Who did what, newest first. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="audit"
      note={t(words.note)}
      columns={columns}
      filters={filters}
      rows={({ filters: { event, subjectId }, limit, offset }) =>
        accountsApi.audit.list.queryOptions({
          input: { ...(event ? { event } : {}), ...(subjectId ? { subjectId } : {}), limit, offset },
        })
      }
      rowKey={(row) => row.id}
      peek={(row) => ({ title: eventText(row.event, t), content: <Details row={row} /> })}
      empty={{ text: t(words.empty) }}
    />
  )
}

function Details({ row }: { row: Row }) {
  const t = useWords()
  return (
    <Facts
      facts={[
        { label: t(words.at), value: <InstantText at={row.at} /> },
        { label: t(words.by), value: <By row={row} /> },
        { label: t(words.event), value: `${eventText(row.event, t)}（${row.event}）` },
        { label: t(words.subject), value: <Subject row={row} /> },
        { label: t(words.subjectId), value: row.subjectId ?? '—' },
        { label: t(words.outcome), value: <Outcome outcome={row.outcome} /> },
        { label: t(words.facts), value: <FactsText facts={row.facts} /> },
      ]}
    />
  )
}
