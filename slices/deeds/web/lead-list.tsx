import { Link } from '@tanstack/react-router'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { LeadFilter, LeadListInput } from '../contract.ts'
import { leadWords, deedWords as words } from '../messages.ts'
import { Lead, type LeadRow } from '../model.ts'
import { deedsApi } from './api.ts'

/** A count that opens the records it was made of, for the period on the screen. */
function Count({ row, lead }: { row: LeadRow; lead: Lead }) {
  const t = useWords()
  const { from, to } = useAddress()
  const count = row[lead]
  if (count === 0) return <span className="second">0</span>
  const query = new URLSearchParams({
    helper: row.helperId,
    lead,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  })
  return (
    <Link
      to={`/evidence?${query}`}
      aria-label={t(words.openEvidence, { name: row.name, lead: t(leadWords[lead]), count })}
    >
      {count}
    </Link>
  )
}

function Missing({ row }: { row: LeadRow }) {
  const t = useWords()
  if (row.missing.length === 0) return <Mark tone="done">{t(words.nothingMissing)}</Mark>
  return listed(
    t,
    row.missing.map((lead) => t(leadWords[lead])),
  )
}

// No column sorts by a count: the page shows what each one did and makes no table of ranks.
const columns: readonly Column<LeadRow>[] = [
  { key: 'name', text: words.cadre, show: (row) => row.name, sort: false, width: 110 },
  { key: 'unit', text: words.unit, show: (row) => row.unit ?? '—', sort: false, width: 200 },
  { key: 'post', text: { zh: '职务', en: 'Post' }, show: (row) => row.post ?? '—', sort: false, optional: true },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  ...Lead.options.map(
    (lead): Column<LeadRow> => ({
      key: lead,
      text: leadWords[lead],
      show: (row) => <Count row={row} lead={lead} />,
      sort: false,
      number: true,
    }),
  ),
  {
    key: 'donated',
    text: words.donated,
    show: (row) => <Money fen={row.donatedFen} bare />,
    sort: false,
    number: true,
  },
  { key: 'missing', text: words.missing, show: (row) => <Missing row={row} />, sort: false, width: 200 },
]

const filters: readonly Filter[] = [
  { key: 'search', text: words.search, kind: 'text', width: 120 },
  areaFilter,
  organisationFilter('unit', words.unit),
  { key: 'from', text: words.from, kind: 'day' },
  { key: 'to', text: words.to, kind: 'day' },
  {
    key: 'without',
    text: words.without,
    kind: 'choice',
    choices: Lead.options.map((value) => ({ value, text: leadWords[value] })),
    width: 150,
  },
]

/** Leading cadres with the four leads of a period; each count is a door to its records. */
export function Page() {
  const t = useWords()
  const _may = useMay()
  return (
    <ListPage
      list="leads"
      exportPath="/leads/export"
      note={t(words.leadsNote)}
      columns={columns}
      filters={filters}
      rows={(ask) => deedsApi.leads.list.queryOptions({ input: inputOf(LeadListInput, ask) })}
      total={(ask) => deedsApi.leads.total.queryOptions({ input: inputOf(LeadFilter, ask) })}
      rowKey={(row) => row.helperId}
      empty={{
        text: t(words.noLeads),
        next: ['/helpers/new'],
      }}
    />
  )
}
