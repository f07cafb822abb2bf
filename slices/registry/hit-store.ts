import type { Transaction } from '../../platform/server/database.ts'

export type LivingMember = { householdId: string; name: string; relation: string; byNumber: boolean }

type Numbers = {
  identityHash?: Buffer | undefined
  phoneHash?: Buffer | undefined
  identityLastFourHash?: Buffer | undefined
  phoneLastFourHash?: Buffer | undefined
}

/** Who stands in these families today, the head first, and whether one of the numbers that were looked for is theirs. */
export const membersOf = (tx: Transaction, ids: readonly string[], numbers: Numbers): Promise<LivingMember[]> =>
  tx.rows(
    `select p.household_id as "householdId", p.name, p.relation,
       coalesce(p.identity_number_hash = $3 or p.phone_hash = $4 or p.identity_last_four_hash = $5
         or p.phone_last_four_hash = $6, false) as "byNumber"
     from person p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id
     where p.tenant_id = $1 and p.household_id = any ($2::uuid[]) and p.left_on is null
     order by p.household_id, p.id <> h.head_person_id, p.id`,
    [
      tx.scope.tenantId,
      [...ids],
      numbers.identityHash ?? null,
      numbers.phoneHash ?? null,
      numbers.identityLastFourHash ?? null,
      numbers.phoneLastFourHash ?? null,
    ],
  )
