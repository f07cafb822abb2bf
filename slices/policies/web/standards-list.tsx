import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, InstantText } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaNameText } from '../../areas/messages.ts'
import { ParameterFilter, ParameterListInput } from '../contract.ts'
import type { Parameter } from '../model.ts'
import { gridWords, standardWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'
import './policies.css'
import { ParameterValue } from './result-words.tsx'
import { InForce, ParameterName, ResidenceText, useParameterTexts } from './standard-parts.tsx'
import { StandardPeek } from './standard-peek.tsx'

function RegionName({ row }: { row: Pick<Parameter, 'region' | 'regionName'> }) {
  const t = useWords()
  return t(areaNameText(row.region, row.regionName))
}

const columns: readonly Column<Parameter>[] = [
  { key: 'name', text: words.name, show: (row) => <ParameterName name={row.name} />, width: 240 },
  { key: 'region', text: words.region, show: (row) => <RegionName row={row} />, width: 120 },
  { key: 'residence', text: words.residence, show: (row) => <ResidenceText residence={row.residence} />, sort: false },
  {
    key: 'value',
    text: words.value,
    show: (row) => <ParameterValue name={row.name} value={row.value} />,
    number: true,
  },
  { key: 'from', text: words.from, show: (row) => <DayText day={row.validFrom} /> },
  { key: 'inForce', text: words.state, show: (row) => <InForce row={row} />, sort: false },
  { key: 'published', text: words.published, show: (row) => <DayText day={row.publishedOn} />, sort: false },
  { key: 'document', text: words.document, show: (row) => row.document ?? '—', sort: false },
  { key: 'recorded', text: words.recorded, show: (row) => <InstantText at={row.createdAt} />, optional: true },
]

/** Choices of the filter are what is on file. */
function useFilters(): readonly Filter[] {
  const { data } = useQuery(policiesApi.parameterChoices.queryOptions({ input: {} }))
  const texts = useParameterTexts()
  return useMemo(
    () => [
      {
        key: 'name',
        text: words.name,
        kind: 'choice',
        choices: (data?.names ?? []).map((value) => ({ value, text: texts[value] ?? value })),
        width: 300,
      },
      {
        key: 'region',
        text: words.region,
        kind: 'choice',
        choices: (data?.regions ?? []).map(({ code, name }) => ({ value: code, text: name })),
        width: 170,
      },
      {
        key: 'year',
        text: words.year,
        kind: 'choice',
        choices: [...(data?.years ?? [])].reverse().map((year) => ({ value: String(year), text: String(year) })),
        width: 130,
      },
      { key: 'history', text: words.history, kind: 'flag' },
    ],
    [data, texts],
  )
}

/** Dated regional standards (E-09): what is on file, by region and year. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const write = may('policies.write')
  const filters = useFilters()
  return (
    <ListPage
      list="standards"
      note={t(words.note)}
      primary={
        write && (
          <Button type="primary" onClick={() => go('/policies/standards/import')}>
            {t(words.import)}
          </Button>
        )
      }
      more={
        write && (
          <>
            <Link to="/policies/standards/new">{t(words.add)}</Link>
            <Link to="/policies/standards/grid">{t(gridWords.title)}</Link>
          </>
        )
      }
      columns={columns}
      filters={filters}
      defaultSort="name"
      rows={(ask) => policiesApi.parameters.queryOptions({ input: inputOf(ParameterListInput, ask) })}
      total={(ask) => policiesApi.parametersTotal.queryOptions({ input: inputOf(ParameterFilter, ask) })}
      rowKey={(row) => row.id}
      exportPath="/policies/parameters/export"
      peek={(row) => ({
        title: t(areaNameText(row.region, row.regionName)),
        content: <StandardPeek key={`${row.id}.${row.version}`} row={row} />,
      })}
      empty={{
        text: t(write ? words.empty : words.emptyForOthers),
        action: write && <Link to="/policies/standards/import">{t(words.import)}</Link>,
      }}
    />
  )
}
