import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { countText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { Card, Facts } from '../../../platform/web/ui/file-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { facilityWords, villageWords as words } from '../messages.ts'
import type { Village } from '../model.ts'
import { villagesApi } from './api.ts'
import './villages.css'

type Year = Village['years'][number]

function Corrected({ row }: { row: Year }) {
  const t = useWords()
  return row.version > 1 ? <span className="second">{t(words.corrected, { count: row.version - 1 })}</span> : null
}

const columns: readonly Column<Year>[] = [
  { key: 'year', text: words.year, show: (row) => row.year, sort: false, width: 80 },
  { key: 'households', text: words.households, show: (row) => countText(row.households), sort: false, number: true },
  { key: 'population', text: words.population, show: (row) => countText(row.population), sort: false, number: true },
  {
    key: 'income',
    text: words.income,
    show: (row) => <Money fen={row.perCapitaIncomeFen} bare />,
    sort: false,
    number: true,
  },
  {
    key: 'collective',
    text: words.collective,
    show: (row) => <Money fen={row.collectiveIncomeFen} bare />,
    sort: false,
    number: true,
  },
  { key: 'farmland', text: words.farmland, show: (row) => row.farmlandMu ?? '—', sort: false, number: true },
  { key: 'source', text: words.source, show: (row) => row.source ?? '—', sort: false },
  { key: 'corrected', text: words.corrections, show: (row) => <Corrected row={row} />, sort: false },
]

/** One village: what it is, its figures year by year, and the families on file that live there. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const code = usePathPart('code')
  const { data, error } = useQuery(villagesApi.get.queryOptions({ input: { code } }))
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  const write = may('villages.write')
  const correct: Column<Year> = {
    key: 'correct',
    text: words.correct,
    show: (row) => <Link to={`/villages/${code}/year?of=${row.year}`}>{t(words.correct)}</Link>,
    sort: false,
  }
  return (
    <>
      <PageHead
        title={data.name}
        note={
          <>
            {data.townshipName} {data.reservoir && <Mark tone="plain">{t(words.reservoir)}</Mark>}
          </>
        }
        primary={
          write && (
            <Button type="primary" onClick={() => go(`/villages/${code}/year`)}>
              {t(words.record)}
            </Button>
          )
        }
        more={write && <Button onClick={() => go(`/villages/${code}/profile`)}>{t(words.change)}</Button>}
      />
      <div className="village-cards">
        <Card title={t(words.profile)}>
          <Facts
            facts={[
              {
                label: t(words.facilities),
                value:
                  listed(
                    t,
                    data.facilities.map((one) => t(facilityWords[one])),
                  ) || t(words.none),
              },
              {
                label: t(words.registered),
                value: <Link to={`/households?area=${code}`}>{`${data.registered} · ${t(words.seeFamilies)}`}</Link>,
              },
              { label: t(words.remark), value: data.note ?? '—' },
            ]}
          />
        </Card>
        <Card title={t(words.years)}>
          {data.years.length === 0 ? (
            <p className="second">{t(words.noYears)}</p>
          ) : (
            <DataTable
              name={t(words.years)}
              columns={write ? [...columns, correct] : columns}
              rows={data.years}
              rowKey={(row) => String(row.year)}
            />
          )}
        </Card>
      </div>
    </>
  )
}
