import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { usePathPart } from '../../../platform/web/address.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, dayInWords, Mark } from '../../../platform/web/ui/figures.tsx'
import { GuaranteeBar } from '../../../platform/web/ui/guarantee-bar.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { CoverageListInput } from '../contract.ts'
import { stateWords } from '../messages.ts'
import type { AreaCoverage, CoverageRow, Guarantee } from '../model.ts'
import { boardWords, guaranteePageWords as words } from '../page-messages.ts'
import { guaranteesApi, useGuaranteeChanged } from './api.ts'
import { Exceptions } from './exceptions.tsx'
import { nameOf, partsOf, Standing } from './standing.tsx'

const tones = { covered: 'done', excepted: 'plain', not_yet: 'waiting', late: 'missed' } as const

function State({ row }: { row: CoverageRow }) {
  return <Mark tone={tones[row.state]}>{useWords()(stateWords[row.state])}</Mark>
}

const columns: readonly Column<CoverageRow>[] = [
  { key: 'head', text: words.head, show: (row) => row.headName, sort: false, width: 80 },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false, width: 100 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  { key: 'responsible', text: words.responsible, show: (row) => row.responsibleName, sort: false },
  { key: 'coveredOn', text: words.coveredOn, show: (row) => <DayText day={row.coveredOn} />, sort: false },
  { key: 'reason', text: words.reason, show: (row) => row.reason ?? '—', sort: false },
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: [
      { value: 'missed', text: words.missed },
      { value: 'excepted', text: words.excepted },
      { value: 'covered', text: words.covered },
    ],
    width: 160,
  },
  areaFilter,
]

/** One guarantee: where it stands, area by area, and every family by name. */
export function Page() {
  const id = usePathPart('id')
  const { data, error, refetch } = useQuery(guaranteesApi.get.queryOptions({ input: { id } }))
  if (error)
    return (
      <>
        <PageHead />
        <ProblemNote error={error} retry={() => void refetch()} />
      </>
    )
  if (!data) return <Loading />
  return <Names {...data} />
}

function Names({ guarantee, areas }: { guarantee: Guarantee; areas: readonly AreaCoverage[] }) {
  const t = useWords()
  const language = useLanguage()
  const may = useMay()
  const [closing, setClosing] = useState(false)
  const [said, setSaid] = useState<string>()
  const open = guarantee.state === 'open' && may('guarantees.write')
  return (
    <div className="guarantee-page">
      <ListPage
        list="guarantee"
        title={nameOf(guarantee, t)}
        note={t(boardWords.due, { area: guarantee.areaName, day: dayInWords(guarantee.dueOn, language) })}
        more={open && <Button onClick={() => setClosing(true)}>{t(words.close)}</Button>}
        above={
          <>
            {said && (
              <p className="guarantee-said" role="status">
                {said}
              </p>
            )}
            <section className="guarantee-board">
              <Standing guarantee={guarantee} />
            </section>
            {areas.length > 1 && <Areas guarantee={guarantee} areas={areas} />}
          </>
        }
        columns={columns}
        filters={filters}
        rows={(ask) =>
          guaranteesApi.coverage.queryOptions({ input: inputOf(CoverageListInput, ask, { id: guarantee.id }) })
        }
        rowKey={(row) => row.householdId}
        open={(row) => `/households/${row.householdId}`}
        exportPath={`/guarantees/${guarantee.id}/households/export`}
        batch={
          open
            ? (selection, done) => <Exceptions id={guarantee.id} selection={selection} done={done} say={setSaid} />
            : undefined
        }
        empty={{ text: t(words.empty) }}
      />
      {closing && <Close guarantee={guarantee} close={() => setClosing(false)} />}
    </div>
  )
}

/** A line for each area below; every number opens the list narrowed to it. */
function Areas({ guarantee, areas }: { guarantee: Guarantee; areas: readonly AreaCoverage[] }) {
  const t = useWords()
  const late = guarantee.daysLeft < 0
  const door = (area: AreaCoverage, count: number, state?: string, missed = false) =>
    count === 0 ? (
      0
    ) : (
      <Link
        to={`/guarantees/${guarantee.id}?area=${area.areaCode}${state ? `&state=${state}` : ''}` as '/'}
        className={missed ? 'missed' : undefined}
      >
        {grouped(count)}
      </Link>
    )
  return (
    <section className="guarantee-areas">
      <h2>{t(words.byArea)}</h2>
      <table className="data small" aria-label={t(words.byArea)}>
        <TableHead
          heads={[
            [words.area],
            [words.progress],
            [words.population, 'number'],
            [words.covered, 'number'],
            [words.excepted, 'number'],
            [words.missed, 'number'],
          ]}
        />
        <tbody>
          {areas.map((area) => (
            <tr key={area.areaCode}>
              <th scope="row">{area.areaName}</th>
              <td className="bar">
                <GuaranteeBar bare name={area.areaName} counts={partsOf(area, late)} />
              </td>
              <td className="number">{door(area, area.population)}</td>
              <td className="number">{door(area, area.covered, 'covered')}</td>
              <td className="number">{door(area, area.excepted, 'excepted')}</td>
              <td className="number">{door(area, area.uncovered, 'missed', late)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Close({ guarantee, close }: { guarantee: Guarantee; close: () => void }) {
  const t = useWords()
  const changed = useGuaranteeChanged()
  return (
    <Confirm
      title={t(words.closeTitle, { name: nameOf(guarantee, t) })}
      consequence={t(words.closeNote, { missed: grouped(guarantee.uncovered) })}
      action={t(words.close)}
      act={async () => {
        await guaranteesApi.close.call({ id: guarantee.id })
        await changed()
      }}
      close={close}
    />
  )
}
