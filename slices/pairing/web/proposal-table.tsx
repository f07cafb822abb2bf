import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import type { PageHeadProps } from '../../../platform/web/ui/page-head.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { CategoryText, CauseText } from '../../registry/web/household-columns.tsx'
import { matchingWords } from '../matching-messages.ts'
import { reasonText, unservedWords } from '../messages.ts'
import type { Proposal, ProposalLine } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { LineFilter, LineListInput } from '../proposal-contract.ts'
import { pairingApi } from './api.ts'
import { helperFilter } from './helper-filter.tsx'
import { LinePeek } from './proposal-line.tsx'
import { useRuleNames } from './rule-names.ts'

function Facts({ row }: { row: ProposalLine }) {
  return (
    <>
      <CategoryText category={row.category} /> · <CauseText cause={row.mainCause} />
    </>
  )
}

function Helper({ row }: { row: ProposalLine }) {
  const t = useWords()
  if (!row.helperName) return <span className="second">—</span>
  return (
    <>
      {row.helperName}
      {row.state === 'by_hand' && <span className="second"> {t(words.byHand)}</span>}
      {row.locked && <Mark tone="plain">{t(matchingWords.locked)}</Mark>}
      {row.presentHelperName && row.presentHelperId !== row.helperId && (
        <small className="second under">{t(matchingWords.insteadOf, { name: row.presentHelperName })}</small>
      )}
    </>
  )
}

/** What speaks for and against, in words: `同乡镇（街道） · 会医疗，对得上致困原因`. */
function Why({ row, proposalId }: { row: ProposalLine; proposalId: string }) {
  const t = useWords()
  const language = useLanguage()
  const names = useRuleNames(proposalId)
  if (row.unserved) return <span className="reasons-in-words">{t(unservedWords[row.unserved])}</span>
  return (
    <span className="reasons-in-words">
      {row.why
        .filter((reason) => reason.rule !== 'unit' || reason.fact === 'own')
        .map((reason) => reasonText(reason, names)[language])
        .join(' · ')}
    </span>
  )
}

const columnsOf = (proposalId: string): readonly Column<ProposalLine>[] => [
  { key: 'head', text: words.household, show: (row) => row.headName, width: 100 },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'facts', text: words.category, show: (row) => <Facts row={row} />, sort: false },
  { key: 'helper', text: words.lead, show: (row) => <Helper row={row} />, width: 130 },
  { key: 'unit', text: words.unit, show: (row) => row.helperUnit ?? '—', sort: false },
  {
    key: 'why',
    text: words.why,
    show: (row) => <Why row={row} proposalId={proposalId} />,
    sort: false,
    width: 260,
  },
  { key: 'cost', text: words.points, show: (row) => row.cost ?? '—', number: true },
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  { key: 'search', text: matchingWords.lineSearch, kind: 'text', width: 150 },
  {
    key: 'state',
    text: words.showing,
    kind: 'choice',
    choices: [
      { value: 'standing', text: words.tabStanding },
      { value: 'unserved', text: words.tabUnserved },
      { value: 'broken', text: matchingWords.tabBroken },
      { value: 'kept', text: matchingWords.tabKept },
      { value: 'by_hand', text: matchingWords.tabByHand },
      { value: 'locked', text: matchingWords.tabLocked },
      { value: 'dropped', text: words.tabDropped },
    ],
  },
  areaFilter,
  organisationFilter('unit', words.unit),
]
// Reached from the loads.
const reached = helperFilter(words.helper)

type LineTableProps = { proposal: Proposal; head: PageHeadProps; above: ReactNode }

/** The proposal family by family, page by page; the side peek says why and changes a line. */
export function LineTable({ proposal, head, above }: LineTableProps) {
  const t = useWords()
  const { id } = proposal
  return (
    <ListPage
      list="proposal-lines"
      {...head}
      above={above}
      columns={columnsOf(id)}
      exportPath={`/proposals/${id}/lines/export`}
      filters={[...filters, reached]}
      defaultSort="area"
      rows={(ask) => pairingApi.proposals.lines.queryOptions({ input: inputOf(LineListInput, ask, { id }) })}
      total={(ask) => pairingApi.proposals.lineTotal.queryOptions({ input: inputOf(LineFilter, ask, { id }) })}
      rowKey={(row) => row.householdId}
      peek={(row) => ({
        title: row.headName,
        content: <LinePeek key={row.householdId} proposal={proposal} row={row} />,
      })}
      empty={{ text: t(words.everybodyPaired) }}
    />
  )
}
