import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { NumberDoors } from '../../../platform/web/ui/doors.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { CategoryText, CauseText, householdFilters } from '../../registry/web/household-columns.tsx'
import { householdFilter } from '../../registry/web/household-filter.tsx'
import { PairFilter, PairListInput } from '../contract.ts'
import { endReasonWords, pairKindWords } from '../messages.ts'
import { PairKind, type PairRow } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { rhythmWords } from '../rhythm-messages.ts'
import { teamworkWords } from '../teamwork-messages.ts'
import { pairingApi } from './api.ts'
import { helperFilter } from './helper-filter.tsx'
import { PairPeek } from './pair-peek.tsx'
import './pairing.css'

function Helper({ row }: { row: PairRow }) {
  const t = useWords()
  if (!row.helperName) return <Mark tone="missed">{t(words.unpaired)}</Mark>
  return (
    <>
      {row.helperName}
      {row.further > 0 && <span className="second"> {t(words.furtherCount, { count: row.further })}</span>}
    </>
  )
}

function Kind({ row }: { row: PairRow }) {
  const t = useWords()
  return row.kind ? t(pairKindWords[row.kind]) : '—'
}

function LastVisit({ row }: { row: PairRow }) {
  const t = useWords()
  const today = useToday()
  if (!row.id) return '—'
  return (
    <>
      {row.lastVisitedOn ? <DayText day={row.lastVisitedOn} /> : <span className="second">{t(words.never)}</span>}
      {row.nextVisitOn && row.nextVisitOn < today && (
        <>
          {' '}
          <Mark tone="missed">{t(rhythmWords.late)}</Mark>
        </>
      )}
    </>
  )
}

function Since({ row }: { row: PairRow }) {
  const t = useWords()
  if (!row.until || !row.endReason) return <DayText day={row.since} />
  return (
    <>
      <DayText day={row.since} /> – <DayText day={row.until} />{' '}
      <span className="second">{t(endReasonWords[row.endReason])}</span>
    </>
  )
}

const columns: readonly Column<PairRow>[] = [
  { key: 'head', text: words.household, show: (row) => row.headName, width: 110 },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'category', text: words.category, show: (row) => <CategoryText category={row.category} /> },
  { key: 'helper', text: words.lead, show: (row) => <Helper row={row} />, width: 140 },
  { key: 'unit', text: words.unit, show: (row) => row.helperUnit ?? '—', sort: false, width: 180 },
  { key: 'kind', text: words.pairKind, show: (row) => <Kind row={row} />, sort: false },
  { key: 'since', text: words.since, show: (row) => <Since row={row} /> },
  { key: 'visited', text: words.lastVisit, show: (row) => <LastVisit row={row} /> },
  {
    key: 'next',
    text: rhythmWords.next,
    show: (row) => <DayText day={row.nextVisitOn} />,
    sort: false,
    optional: true,
  },
  { key: 'persons', text: teamworkWords.forPerson, show: (row) => row.persons ?? '—', sort: false, optional: true },
  { key: 'cause', text: words.cause, show: (row) => <CauseText cause={row.mainCause} />, sort: false, optional: true },
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, optional: true },
  { key: 'post', text: words.post, show: (row) => row.helperPost ?? '—', sort: false, optional: true },
]

const daysChoices = [30, 60, 90, 180].map((days) => ({
  value: String(days),
  text: { zh: words.days.zh.replace('{days}', String(days)), en: words.days.en.replace('{days}', String(days)) },
}))

const filters: readonly Filter[] = [
  { key: 'search', text: words.pairSearch, kind: 'text', width: 190 },
  {
    key: 'state',
    text: words.showing,
    kind: 'choice',
    choices: [
      { value: 'live', text: words.live },
      { value: 'unpaired', text: words.unpaired },
      { value: 'ended', text: words.ended },
    ],
  },
  areaFilter,
  organisationFilter('unit', words.unit),
  {
    key: 'kind',
    text: words.pairKind,
    kind: 'choice',
    choices: PairKind.options.map((value) => ({ value, text: pairKindWords[value] })),
  },
  { key: 'person', text: teamworkWords.forPerson, kind: 'flag' },
  { key: 'overdue', text: rhythmWords.overdue, kind: 'flag' },
  { key: 'notVisitedDays', text: words.notVisited, kind: 'choice', choices: daysChoices },
  {
    key: 'termWithinDays',
    text: teamworkWords.termEnds,
    kind: 'choice',
    choices: [0, 30, 90].map((days) => ({
      value: String(days),
      text: days === 0 ? teamworkWords.termIsOver : { zh: `${days} 天内`, en: `within ${days} days` },
    })),
  },
  ...householdFilters.filter((filter) => filter.key === 'category' || filter.key === 'cause'),
]
// Reached from a helper's or a family's own page.
const reached: readonly Filter[] = [helperFilter(words.helper), householdFilter(words.household)]

/** Who stands by whom, who has nobody, and which pairs have ended. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const { state } = useAddress()
  return (
    <ListPage
      list="pairs"
      exportPath="/pairs/export"
      note={t(words.pairsNote)}
      primary={
        may('pairing.write') && (
          <Button type="primary" onClick={() => go('/proposals')}>
            {t({ zh: '提议结对', en: 'Propose pairs' })}
          </Button>
        )
      }
      more={<Button onClick={() => go('/pairing/rhythm')}>{t(rhythmWords.title)}</Button>}
      above={<Counts />}
      columns={columns}
      filters={[...filters, ...reached]}
      defaultSort="area"
      rows={(ask) => pairingApi.pairs.list.queryOptions({ input: inputOf(PairListInput, ask) })}
      total={(ask) => pairingApi.pairs.total.queryOptions({ input: inputOf(PairFilter, ask) })}
      rowKey={(row) => row.id ?? row.householdId}
      peek={(row) => ({ title: row.headName, content: <PairPeek key={row.id ?? row.householdId} row={row} /> })}
      empty={
        state === 'unpaired'
          ? { text: t(words.everybodyPaired), under: ['state', 'area'] }
          : {
              text: t(words.noPairs),
              next: ['/proposals'],
            }
      }
    />
  )
}

/** The numbers of a report, each a door to the list that it counts. */
function Counts() {
  const t = useWords()
  const { area } = useAddress()
  const { data } = useQuery(pairingApi.pairs.counts.queryOptions({ input: area ? { area } : {} }))
  if (!data) return null
  const within = area ? `&area=${area}` : ''
  return (
    <div className="pair-counts">
      <NumberDoors
        doors={[
          { key: 'pairs', text: t(words.doorPairs), value: data.pairs, to: `/pairs?state=live${within}` },
          {
            key: 'unpaired',
            text: t(words.doorUnpaired),
            value: data.unpaired,
            to: `/pairs?state=unpaired${within}`,
            missed: data.unpaired > 0,
          },
          { key: 'cadres', text: t(words.doorCadres), value: data.cadres, to: '/helpers?group=cadre&paired=true' },
          { key: 'social', text: t(words.doorSocial), value: data.social, to: '/helpers?group=social&paired=true' },
        ]}
      />
    </div>
  )
}
