import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { NumberDoors } from '../../../platform/web/ui/doors.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { pairPageWords } from '../page-messages.ts'
import { PlanFilter, PlanListInput } from '../plan-contract.ts'
import { missingWords, planWords as words } from '../plan-messages.ts'
import { Missing, mostHandbooks, type PlanRow } from '../plan-model.ts'
import { templateWords } from '../template-messages.ts'
import { pairingApi } from './api.ts'
import { PrintHandbooks } from './handbook-print.tsx'
import './pairing.css'

function Lacking({ row }: { row: PlanRow }) {
  const t = useWords()
  if (row.missing.length === 0) return <Mark tone="done">{t(words.allClear)}</Mark>
  return (
    <span className="reasons-in-words">
      {listed(
        t,
        row.missing.map((item) => t(missingWords[item])),
      )}
    </span>
  )
}

function Done({ row }: { row: PlanRow }) {
  const t = useWords()
  return row.measures === 0 ? '—' : t(words.measuresDone, { done: row.done, all: row.measures })
}

const columns: readonly Column<PlanRow>[] = [
  { key: 'head', text: pairPageWords.household, show: (row) => row.headName, width: 90 },
  { key: 'area', text: pairPageWords.area, show: (row) => row.areaName },
  { key: 'helper', text: pairPageWords.lead, show: (row) => row.helperName, width: 110 },
  { key: 'missing', text: words.missing, show: (row) => <Lacking row={row} />, sort: false, width: 320 },
  { key: 'project', text: words.project, show: (row) => row.project ?? '—', sort: false, width: 120 },
  { key: 'measures', text: words.measures, show: (row) => <Done row={row} />, sort: false },
  { key: 'target', text: words.targetOn, show: (row) => <DayText day={row.targetOn} /> },
  { key: 'fileNumber', text: pairPageWords.fileNumber, show: (row) => row.fileNumber, sort: false, optional: true },
  { key: 'unit', text: pairPageWords.unit, show: (row) => row.helperUnit ?? '—', sort: false, optional: true },
]

const filters: readonly Filter[] = [
  { key: 'search', text: words.search, kind: 'text', width: 160 },
  {
    key: 'clear',
    text: words.state,
    kind: 'choice',
    choices: [
      { value: 'true', text: words.allClear },
      { value: 'false', text: words.missing },
    ],
  },
  {
    key: 'missing',
    text: words.missing,
    kind: 'choice',
    choices: Missing.options.filter((item) => item !== 'helper').map((value) => ({ value, text: missingWords[value] })),
  },
  areaFilter,
  organisationFilter('unit', pairPageWords.unit),
]

/** The six clarities of every pair, computed, with what is missing; and the handbooks, one or a thousand. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const address = useAddress()
  const filter = Object.fromEntries(
    ['search', 'clear', 'missing', 'area', 'unit', 'helper'].flatMap((key) =>
      address[key] ? [[key, address[key] as string]] : [],
    ),
  )
  const total = useQuery(pairingApi.plans.total.queryOptions({ input: filter as never }))
  const count = total.data?.total ?? 0
  const [printing, setPrinting] = useState<{ query: Record<string, string>; count: number }>()
  return (
    <ListPage
      list="plans"
      note={t(words.claritiesNote)}
      exportPath="/plans/export"
      primary={
        may('pairing.write') &&
        count > 0 &&
        (count > mostHandbooks ? (
          <span className="second">{t(words.narrow, { most: grouped(mostHandbooks) })}</span>
        ) : (
          <Button onClick={() => setPrinting({ query: filter, count })}>
            {t(words.printAll, { count: grouped(count) })}
          </Button>
        ))
      }
      more={<Link to="/plans/template">{t(templateWords.open)}</Link>}
      above={
        <>
          <Counts />
          {printing && <PrintHandbooks {...printing} close={() => setPrinting(undefined)} />}
        </>
      }
      columns={columns}
      filters={filters}
      defaultSort="area"
      rows={(ask) => pairingApi.plans.list.queryOptions({ input: inputOf(PlanListInput, ask) })}
      total={(ask) => pairingApi.plans.total.queryOptions({ input: inputOf(PlanFilter, ask) })}
      rowKey={(row) => row.pairId}
      open={(row) => `/households/${row.householdId}/plan`}
      batch={(selection, done) =>
        may('pairing.write') && (
          <Button
            onClick={() => {
              setPrinting({ query: selection.all ? filter : { ids: selection.ids.join(',') }, count: selection.count })
              done()
            }}
          >
            {t(words.printSome, { count: grouped(selection.count) })}
          </Button>
        )
      }
      empty={{ text: t(words.nothing), next: ['/proposals'] }}
    />
  )
}

function Counts() {
  const t = useWords()
  const { area } = useAddress()
  const { data } = useQuery(pairingApi.plans.counts.queryOptions({ input: area ? { area } : {} }))
  if (!data) return null
  const within = area ? `&area=${area}` : ''
  const doors = [
    { key: 'clear', text: t(words.doorClear), value: data.clear, to: `/plans?clear=true${within}` },
    {
      key: 'missing',
      text: t(words.doorMissing),
      value: data.households - data.clear,
      to: `/plans?clear=false${within}`,
    },
    {
      key: 'measures',
      text: t(words.doorMeasures),
      value: data.missing.measures ?? 0,
      to: `/plans?missing=measures${within}`,
    },
    { key: 'goals', text: t(words.doorGoals), value: data.missing.goals ?? 0, to: `/plans?missing=goals${within}` },
  ]
  return (
    <div className="pair-counts">
      <NumberDoors doors={doors} />
    </div>
  )
}
