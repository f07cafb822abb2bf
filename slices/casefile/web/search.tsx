import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { DataTable } from '../../../platform/web/ui/data-table.tsx'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import type { Organisation } from '../../organisations/model.ts'
import { organisationsApi } from '../../organisations/web/api.ts'
import { registryApi } from '../../registry/web/api.ts'
import { householdColumns } from '../../registry/web/household-columns.tsx'
import { Hits } from '../../registry/web/household-hits.tsx'
import { casefileWords as words } from '../messages.ts'
import './casefile.css'

const most = 20
const columns = householdColumns.filter((column) => !column.optional && column.key !== 'registered')

/** What the search box on top finds: families and units, each a door. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const { q = '' } = useAddress()
  const families = useQuery({
    ...registryApi.registry.list.queryOptions({ input: { search: q, limit: most } }),
    enabled: q !== '' && may('registry.read'),
  })
  const units = useQuery({
    ...organisationsApi.organisations.list.queryOptions({ input: { name: q, limit: most } }),
    enabled: q !== '' && may('organisations.read'),
  })
  if (q === '') return <Navigate to="/" replace />
  const rows = families.data?.rows ?? []
  const organisations = units.data?.rows ?? []
  const waiting = families.isLoading || units.isLoading
  const error = families.error ?? units.error
  return (
    <>
      <PageHead title={t(words.searchFor, { words: q })} />
      {error && <ProblemNote error={error} />}
      {waiting && <Loading />}
      {!waiting && !error && rows.length + organisations.length === 0 && (
        <Empty text={t(may('registry.read') ? words.searchNothing : words.searchNoUnit, { words: q })} />
      )}
      <div className="hits">
        {rows.length > 0 && (
          <Card
            title={t(words.searchHouseholds)}
            extra={
              families.data?.more && <Link to={`/households?search=${encodeURIComponent(q)}`}>{t(words.allHits)}</Link>
            }
          >
            <Hits search={q} rows={rows}>
              <DataTable
                name={t(words.searchHouseholds)}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
                open={(row) => `/households/${row.id}`}
              />
            </Hits>
          </Card>
        )}
        {organisations.length > 0 && (
          <Card title={t(words.searchOrganisations)}>
            <Units rows={organisations} />
          </Card>
        )}
      </div>
    </>
  )
}

function Units({ rows }: { rows: readonly Organisation[] }) {
  return (
    <ul className="due-lines">
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={`/organisations?peek=${row.id}&name=${encodeURIComponent(row.name)}`}>{row.name}</Link>
          <span className="second">{row.areaName}</span>
        </li>
      ))}
    </ul>
  )
}
