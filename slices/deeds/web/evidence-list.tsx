import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { helperFilter } from '../../pairing/web/helper-filter.tsx'
import { EvidenceFilter, EvidenceListInput } from '../contract.ts'
import { evidenceKindWords, leadWords, deedWords as words } from '../messages.ts'
import { type EvidenceRow, Lead } from '../model.ts'
import { evidenceText } from '../sheet-rules.ts'
import { deedsApi } from './api.ts'

function Kind({ row }: { row: EvidenceRow }) {
  return useWords()(evidenceKindWords[row.kind])
}

function Content({ row }: { row: EvidenceRow }) {
  return evidenceText(row, useLanguage()) || '—'
}

const columns: readonly Column<EvidenceRow>[] = [
  { key: 'day', text: words.day, show: (row) => <DayText day={row.day} />, sort: false },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false },
  {
    key: 'household',
    text: words.household,
    show: (row) =>
      row.householdId ? <Link to={`/households/${row.householdId}`}>{row.headName}</Link> : <span>—</span>,
    sort: false,
    width: 110,
  },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  { key: 'helper', text: words.helper, show: (row) => row.helperName ?? '—', sort: false },
  { key: 'unit', text: words.unit, show: (row) => row.unitName ?? '—', sort: false, width: 180 },
  { key: 'content', text: words.content, show: (row) => <Content row={row} />, sort: false, width: 260 },
  { key: 'amount', text: words.amount, show: (row) => <Money fen={row.amountFen} bare />, sort: false, number: true },
]

const filters: readonly Filter[] = [
  {
    key: 'lead',
    text: words.lead,
    kind: 'choice',
    choices: Lead.options.map((value) => ({ value, text: leadWords[value] })),
    width: 150,
  },
  { key: 'from', text: words.from, kind: 'day' },
  { key: 'to', text: words.to, kind: 'day' },
  // Reached from a count of a cadre or a unit.
  helperFilter(words.helper),
  { key: 'unit', text: words.unit, kind: 'reached' },
  { key: 'form', text: words.form, kind: 'reached' },
]

/** The records behind a count, the newest first. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="evidence"
      exportPath="/evidence/export"
      note={t(words.evidenceNote)}
      columns={columns}
      filters={filters}
      rows={(ask) => deedsApi.evidence.list.queryOptions({ input: inputOf(EvidenceListInput, ask) })}
      total={(ask) => deedsApi.evidence.total.queryOptions({ input: inputOf(EvidenceFilter, ask) })}
      rowKey={(row) => `${row.kind} ${row.id}`}
      empty={{ text: t(words.noEvidence), under: ['lead', 'from', 'to', 'helper', 'unit', 'form'] }}
    />
  )
}
