import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { spokenRelation } from '../code-messages.ts'
import type { Hit } from '../contract.ts'
import type { HouseholdRow } from '../model.ts'
import { householdListWords as words } from '../page-messages.ts'
import { registryApi } from './api.ts'

const HitsContext = createContext<ReadonlyMap<string, Hit>>(new Map())

type HitsProps = { search: string | undefined; rows: readonly HouseholdRow[]; children: ReactNode }

/** Around a list of households: asks for the rows that are shown who is meant by the search, once they are there. */
export function Hits({ search = '', rows, children }: HitsProps) {
  const asked = useMemo(() => rows.filter((row) => !row.headName.includes(search)).map((row) => row.id), [rows, search])
  const { data } = useQuery({
    ...registryApi.registry.hits.queryOptions({ input: { search, ids: asked.join(',') } }),
    enabled: search !== '' && asked.length > 0,
    staleTime: 60_000,
  })
  const hits = useMemo(() => new Map(search ? data?.rows.map((hit) => [hit.householdId, hit]) : []), [data, search])
  return <HitsContext value={hits}>{children}</HitsContext>
}

/** The head of a family; below it who was looked for, where that is somebody else. */
export function HeadName({ row }: { row: HouseholdRow }) {
  const t = useWords()
  const hit = useContext(HitsContext).get(row.id)
  return (
    <>
      {row.headName}
      {hit && (
        <small className="second under">
          {hit.name
            ? t(words.memberMeant, { name: hit.name, relation: t(spokenRelation(hit.relation ?? '')) })
            : t(words.addressMeant)}
        </small>
      )}
    </>
  )
}
