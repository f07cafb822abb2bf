import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { formatFen } from '../../../core/yuan.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { betweenClauses, betweenNames, clauses, listed } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, InstantText } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { helperFilter } from '../../pairing/web/helper-filter.tsx'
import { householdFilter } from '../../registry/web/household-filter.tsx'
import { VisitFilter, VisitListInput } from '../contract.ts'
import { markWords, partWords, redFlags } from '../messages.ts'
import type { VisitRow } from '../model.ts'
import { visitPageWords as words } from '../page-messages.ts'
import { visitsApi } from './api.ts'
import { withoutStop } from './visit-text.ts'
import './visits.css'

type Seen = VisitRow['living']

/** Marks in words, those that call for somebody at once in red. */
export function SeenText({ parts }: { parts: readonly Seen[] }) {
  const t = useWords()
  const marks = [...new Set(parts.flatMap((part) => part.marks))]
  const text = parts.map((part) => withoutStop(part.text)).filter(Boolean)
  if (marks.length + text.length === 0) return <span className="second">—</span>
  return (
    <span className="seen-text">
      {marks.map((mark, index) => (
        <span key={mark} data-flag={redFlags.has(mark)}>
          {index > 0 && t(betweenNames)}
          {t(markWords[mark as keyof typeof markWords] ?? { zh: mark, en: mark })}
        </span>
      ))}
      {marks.length > 0 && text.length > 0 && t(betweenClauses)}
      {clauses(t, text)}
    </span>
  )
}

function Given({ row }: { row: VisitRow }) {
  const t = useWords()
  const things = [
    ...(row.cashFen ? [t(words.yuan, { amount: formatFen(row.cashFen) })] : []),
    ...row.goods.map((one) => `${one.name} ${one.quantity}${one.unit}`),
  ]
  return listed(t, things) || '—'
}

function Followed({ row }: { row: VisitRow }) {
  const t = useWords()
  const parts = [
    ...(row.asks > 0 ? [t(words.asksCount, { count: row.asks })] : []),
    ...(row.promises > 0 ? [t(words.promisesCount, { count: row.promises })] : []),
  ]
  return parts.length > 0 ? parts.join(' · ') : '—'
}

const columns: readonly Column<VisitRow>[] = [
  { key: 'head', text: words.household, show: (row) => row.headName, sort: false, width: 110 },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'visitor', text: words.visitor, show: (row) => row.visitor, sort: false },
  { key: 'unit', text: words.unit, show: (row) => row.unit ?? '—', sort: false, optional: true },
  { key: 'visited', text: words.day, show: (row) => <DayText day={row.visitedOn} /> },
  {
    key: 'seen',
    text: words.seen,
    show: (row) => <SeenText parts={[row.living, row.thinking, row.difficulties, row.needs]} />,
    sort: false,
    width: 260,
  },
  { key: 'given', text: words.given, show: (row) => <Given row={row} />, sort: false },
  { key: 'followed', text: words.followed, show: (row) => <Followed row={row} />, sort: false },
  { key: 'recorded', text: words.recorded, show: (row) => <InstantText at={row.recordedAt} />, optional: true },
]

const filters: readonly Filter[] = [
  areaFilter,
  { key: 'from', text: words.from, kind: 'day' },
  { key: 'to', text: words.to, kind: 'day' },
  { key: 'gave', text: words.gave, kind: 'flag' },
  // Reached from the page of a family or a helper.
  householdFilter(words.household),
  helperFilter(words.helper),
]

/** All visits, the newest first. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const { household } = useAddress()
  return (
    <ListPage
      list="visits"
      exportPath="/visits/export"
      note={t(words.note)}
      primary={
        may('visits.write') && (
          <Button type="primary" onClick={() => go(household ? `/visits/new?household=${household}` : '/visits/new')}>
            {t(words.record)}
          </Button>
        )
      }
      columns={columns}
      filters={filters}
      defaultSort="-visited"
      rows={(ask) => visitsApi.visits.list.queryOptions({ input: inputOf(VisitListInput, ask) })}
      total={(ask) => visitsApi.visits.total.queryOptions({ input: inputOf(VisitFilter, ask) })}
      rowKey={(row) => row.id}
      peek={(row) => ({ title: row.headName, content: <VisitPeek row={row} /> })}
      empty={{ text: t(words.empty), next: ['/visits/new'] }}
    />
  )
}

const parts = ['living', 'thinking', 'difficulties', 'needs'] as const

function VisitPeek({ row }: { row: VisitRow }) {
  const t = useWords()
  return (
    <>
      <Facts
        facts={[
          { label: t(words.day), value: <DayText day={row.visitedOn} /> },
          { label: t(words.visitor), value: [row.visitor, row.unit].filter(Boolean).join(' · ') },
          ...parts.map((part) => ({ label: t(partWords[part]), value: <SeenText parts={[row[part]]} /> })),
          { label: t(words.given), value: <Given row={row} /> },
          { label: t(words.followed), value: <Followed row={row} /> },
          { label: t(words.recorded), value: <InstantText at={row.recordedAt} /> },
        ]}
      />
      <p className="visit-doors">
        <Link to={`/households/${row.householdId}`}>{t(words.openHousehold)}</Link>
      </p>
    </>
  )
}
