import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { aside } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { auditKindWords, auditSubjectWords, auditWords as words } from '../audit-messages.ts'
import { eventText, factsText } from '../audit-rules.ts'
import { AuditFilter, AuditListInput } from '../contract.ts'
import { AuditOutcome, type AuditRow } from '../model.ts'
import './accounts.css'
import { accountsApi } from './api.ts'

function Event({ row }: { row: AuditRow }) {
  return <span title={row.event}>{eventText(row.event, useLanguage())}</span>
}

function By({ row }: { row: AuditRow }) {
  const t = useWords()
  return row.account ?? <span className="second">{t(words.nobody)}</span>
}

function Subject({ row }: { row: AuditRow }) {
  const t = useWords()
  const may = useMay()
  if (!row.subjectKind) return <span className="second">—</span>
  const kind = auditSubjectWords[row.subjectKind]
  const text = `${kind ? t(kind) : row.subjectKind} ${row.subjectId?.slice(-6) ?? ''}`
  if (row.subjectKind === 'household' && may('registry.read'))
    return <Link to={`/households/${row.subjectId}`}>{text}</Link>
  return <span title={row.subjectId ?? undefined}>{text}</span>
}

function Outcome({ outcome }: { outcome: AuditOutcome }) {
  const t = useWords()
  return <Mark tone={outcome === 'done' ? 'plain' : 'waiting'}>{t(words[outcome])}</Mark>
}

function FactsText({ facts }: { facts: AuditRow['facts'] }) {
  const text = factsText(facts, useLanguage())
  if (text === '') return <span className="second">—</span>
  return <div className="audit-facts">{text}</div>
}

const columns: readonly Column<AuditRow>[] = [
  { key: 'at', text: words.at, show: (row) => <InstantText at={row.at} seconds />, sort: false, width: 160 },
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
    width: 170,
  },
  {
    key: 'outcome',
    text: words.outcome,
    kind: 'choice',
    choices: AuditOutcome.options.map((value) => ({ value, text: words[value] })),
    width: 130,
  },
  { key: 'by', text: words.search, kind: 'text', width: 200 },
  { key: 'from', text: words.from, kind: 'day' },
  { key: 'to', text: words.to, kind: 'day' },
  { key: 'subjectId', text: words.subjectSearch, kind: 'text', width: 170 },
]

/** Who did what, newest first. */
export function Page() {
  const t = useWords()
  const language = useLanguage()
  return (
    <ListPage
      list="audit"
      note={t(words.note)}
      columns={columns}
      exportPath="/audit/export"
      filters={filters}
      rows={(ask) => accountsApi.audit.list.queryOptions({ input: inputOf(AuditListInput, ask) })}
      total={(ask) => accountsApi.audit.total.queryOptions({ input: inputOf(AuditFilter, ask) })}
      rowKey={(row) => row.id}
      peek={(row) => ({ title: eventText(row.event, language), content: <Details row={row} /> })}
      empty={{ text: t(words.empty) }}
    />
  )
}

function Details({ row }: { row: AuditRow }) {
  const t = useWords()
  const language = useLanguage()
  return (
    <Facts
      facts={[
        { label: t(words.at), value: <InstantText at={row.at} seconds /> },
        { label: t(words.by), value: row.loginName ? aside(t, row.account ?? '', row.loginName) : <By row={row} /> },
        { label: t(words.event), value: aside(t, eventText(row.event, language), row.event) },
        { label: t(words.subject), value: <Subject row={row} /> },
        { label: t(words.subjectId), value: row.subjectId ?? '—' },
        { label: t(words.outcome), value: <Outcome outcome={row.outcome} /> },
        { label: t(words.facts), value: <FactsText facts={row.facts} /> },
      ]}
    />
  )
}
