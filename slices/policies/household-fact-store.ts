import type { Transaction } from '../../platform/server/database.ts'
import type { HouseholdFact } from './model.ts'

/** Stands for the family itself where a fact is no single person's. */
export const nobody = '00000000-0000-0000-0000-000000000000'

export const listFacts = (tx: Transaction, householdId: string): Promise<HouseholdFact[]> =>
  tx.rows(
    `select f.name, nullif(f.person_id, $3) as "personId", f.value, f.why, a.display_name as by, f.recorded_at as at
     from household_fact f left join account a on a.id = f.recorded_by
     where f.tenant_id = $1 and f.household_id = $2 order by f.name, f.person_id`,
    [tx.scope.tenantId, householdId, nobody],
  )

/** Takes a fact of the family away; 0 where none was recorded. */
export const removeFact = (tx: Transaction, householdId: string, name: string): Promise<number> =>
  tx.run('delete from household_fact where tenant_id = $1 and household_id = $2 and name = $3 and person_id = $4', [
    tx.scope.tenantId,
    householdId,
    name,
    nobody,
  ])

/** Records a fact over what was recorded before; area and line are the household's. */
export const saveFact = (
  tx: Transaction,
  fact: {
    householdId: string
    areaCode: string
    organisationLine: string
    /** Whose it is; null for the family. */
    personId: string | null
    name: string
    value: string
    why: string | null
  },
): Promise<number> =>
  tx.run(
    `insert into household_fact (tenant_id, household_id, name, person_id, area_code, organisation_line, value, why, recorded_by)
     values ($1, $2, $3, $9, $4, $5, $6, $7, $8)
     on conflict (tenant_id, household_id, name, person_id) do update set value = excluded.value, why = excluded.why,
       recorded_by = excluded.recorded_by, recorded_at = now(), version = household_fact.version + 1`,
    [
      tx.scope.tenantId,
      fact.householdId,
      fact.name,
      fact.areaCode,
      fact.organisationLine,
      fact.value,
      fact.why,
      tx.scope.accountId,
      fact.personId ?? nobody,
    ],
  )
