import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { OrganisationFilter, OrganisationListInput } from '../contract.ts'
import { kindWords, stateWords, organisationWords as words } from '../messages.ts'
import { EnterpriseState, type Organisation, OrganisationKind } from '../model.ts'
import { depthOf } from '../rules.ts'
import { organisationsApi } from './api.ts'
import './organisations.css'
import { organisationFilter } from './organisation-picker.tsx'

function Kind({ row }: { row: Organisation }) {
  const t = useWords()
  return (
    <>
      {t(kindWords[row.kind])}
      {row.localGovernment && <span className="second"> · {t(words.answers)}</span>}
    </>
  )
}

function State({ row }: { row: Organisation }) {
  const t = useWords()
  const state = row.enterpriseState
  if (row.validTo) return <Mark tone="plain">{t(words.ended)}</Mark>
  if (!state) return <span className="second">—</span>
  return <Mark tone={state === 'running' ? 'plain' : 'waiting'}>{t(stateWords[state])}</Mark>
}

const columns: readonly Column<Organisation>[] = [
  {
    key: 'name',
    text: words.name,
    show: (row) => <span className={`in-tree depth-${Math.min(depthOf(row.line), 6)}`}>{row.name}</span>,
    width: 280,
  },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} /> },
  { key: 'enterpriseState', text: words.state, show: (row) => <State row={row} />, sort: false },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'tree', text: words.parent, show: (row) => row.parentName ?? '—' },
  { key: 'responsiblePerson', text: words.responsiblePerson, show: (row) => row.responsiblePerson ?? '—', sort: false },
  {
    key: 'responsiblePhone',
    text: words.responsiblePhone,
    show: (row) => row.responsiblePhone ?? '—',
    sort: false,
    optional: true,
  },
  { key: 'sector', text: words.sector, show: (row) => row.sector ?? '—', sort: false, optional: true },
  {
    key: 'validFrom',
    text: words.validFrom,
    show: (row) => <DayText day={row.validFrom} />,
    sort: false,
    optional: true,
  },
]

const filters: readonly Filter[] = [
  { key: 'name', text: words.name, kind: 'text', width: 180 },
  areaFilter,
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: OrganisationKind.options.map((value) => ({ value, text: kindWords[value] })),
    width: 170,
  },
  {
    key: 'enterpriseState',
    text: words.state,
    kind: 'choice',
    choices: EnterpriseState.options.map((value) => ({ value, text: stateWords[value] })),
    width: 170,
  },
  { key: 'struggling', text: words.struggling, kind: 'flag' },
  { key: 'live', text: words.liveOnly, kind: 'flag' },
  organisationFilter('under', words.under),
]

/** All organisations, as a tree until another order is chosen. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  return (
    <ListPage
      list="organisations"
      exportPath="/organisations/export"
      note={t(words.note)}
      primary={
        may('organisations.write') && (
          <>
            {may('imports.write') && (
              <Button onClick={() => go('/imports/new?target=organisations')}>{t(words.import)}</Button>
            )}
            <Button type="primary" onClick={() => go('/organisations/new')}>
              {t(words.create)}
            </Button>
          </>
        )
      }
      columns={columns}
      filters={filters}
      defaultSort="tree"
      rows={(ask) => organisationsApi.organisations.list.queryOptions({ input: inputOf(OrganisationListInput, ask) })}
      total={(ask) =>
        organisationsApi.organisations.total.queryOptions({
          input: inputOf(OrganisationFilter, ask),
        })
      }
      rowKey={(row) => row.id}
      open={may('organisations.write') ? (row) => `/organisations/${row.id}` : undefined}
      peek={(row) => ({ title: row.name, content: <Content row={row} /> })}
      empty={{
        text: t(words.empty),
        action: may('organisations.write') && <Link to="/organisations/new">{t(words.create)}</Link>,
      }}
    />
  )
}

function Content({ row }: { row: Organisation }) {
  const t = useWords()
  const may = useMay()
  return (
    <>
      <Facts
        facts={[
          { label: t(words.kind), value: <Kind row={row} /> },
          { label: t(words.state), value: <State row={row} /> },
          { label: t(words.area), value: row.areaName },
          { label: t(words.parent), value: row.parentName ?? '—' },
          { label: t(words.sector), value: row.sector ?? '—' },
          { label: t(words.responsiblePerson), value: row.responsiblePerson ?? '—' },
          { label: t(words.responsiblePhone), value: row.responsiblePhone ?? '—' },
          { label: t(words.creditCode), value: row.creditCode ?? '—' },
        ]}
      />
      <p className="doors-below">
        <Link to={`/organisation-aliases?organisation=${row.id}`}>{t(words.aliases)}</Link>
      </p>
      {may('registry.read') && (
        <p className="doors-below">
          <Link to={`/households?responsible=${row.id}`}>{t(words.families)}</Link>
          <Link to={`/households?unit=${row.id}`}>{t(words.ofUnit)}</Link>
        </p>
      )}
    </>
  )
}
