import type { Transaction } from '../../platform/server/database.ts'

/** The families a helper stands by now, with the lead's name, for the helper's own pages. */
export const ownFamilies = (
  tx: Transaction,
  helperId: string,
): Promise<
  {
    householdId: string
    role: 'lead' | 'further'
    leadName: string
    since: string
    lastVisitedOn: string | null
    /** Whom of the family in particular. */
    person: string | null
  }[]
> =>
  tx.rows(
    `select m.household_id as "householdId",
       case when m.role = 'lead' then 'lead' else 'further' end as role, g.name as "leadName", m.since, p.last_visited_on as "lastVisitedOn",
       n.name as person
     from pair_member m join pair p on p.tenant_id = $1 and p.id = m.pair_id
     join helper g on g.tenant_id = $1 and g.id = p.helper_id
     left join person n on n.tenant_id = $1 and n.id = m.person_id
     where m.tenant_id = $1 and m.helper_id = $2 and m.until is null order by p.last_visited_on nulls first, m.since, m.household_id`,
    [tx.scope.tenantId, helperId],
  )
