import type { Transaction } from '../../platform/server/database.ts'
import { nobody } from './household-fact-store.ts'

/**
 * Registered families of whom a fact of a single person is on file, in the order of their ids.
 * @param names facts that a policy for single persons asks for
 */
export async function familiesWithFacts(
  tx: Transaction,
  names: readonly string[],
  range: { from: string; to: string } | undefined,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select distinct f.household_id as id from household_fact f
     join household h on h.tenant_id = $1 and h.id = f.household_id and h.status = 'registered'
     where f.tenant_id = $1 and f.name = any($2::text[]) and f.person_id <> $3
       and ($4::text is null or (f.area_code >= $4 and f.area_code < $5)) order by 1`,
    [tx.scope.tenantId, names, nobody, range?.from ?? null, range?.to ?? null],
  )
  return rows.map(({ id }) => id)
}

/** How a person in the order of turns is named, and whether the policy's money is recorded as received. */
export type Named = {
  personId: string
  personName: string
  fileNumber: string
  headName: string
  areaCode: string
  areaName: string
  paid: boolean
}

export const namedPersons = (tx: Transaction, personIds: readonly string[], policy: string): Promise<Named[]> =>
  tx.rows(
    `select p.id as "personId", p.name as "personName", h.file_number as "fileNumber", h.head_name as "headName",
       h.area_code as "areaCode", coalesce(a.name, h.area_code) as "areaName",
       exists (select from enrolment e where e.tenant_id = $1 and e.household_id = p.household_id and e.programme = $3
         and e.person_id = p.id) as paid
     from person p join household h on h.tenant_id = $1 and h.id = p.household_id
     left join area a on a.code = h.area_code
     where p.tenant_id = $1 and p.id = any($2::uuid[])`,
    [tx.scope.tenantId, personIds, policy],
  )
