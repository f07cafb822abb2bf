import type { Transaction } from '../../platform/server/database.ts'
import { type FamilyHistory, noHistory } from './family-rules.ts'
import type { HouseholdMonth } from './model.ts'

type Decided = Omit<FamilyHistory, 'months'> & { householdId: string }
type MonthRow = HouseholdMonth & { householdId: string }

/**
 * What was decided for some families and told month by month; families without either are left out.
 * @param values tenant and ids of the households; the tenant alone for all
 */
export async function historiesOf(
  tx: Transaction,
  values: readonly (string | readonly string[])[],
): Promise<Map<string, FamilyHistory>> {
  const whose = (column: string): string => (values.length > 1 ? ` and ${column} = any($2::uuid[])` : '')
  const asked = tx.rows<Decided>(
    `select e.household_id as "householdId", bool_or(e.to_day is null) as "receivesDibao",
       (array_agg(e.monthly_fen order by e.to_day is null desc, e.from_day desc))[1] as "receivesDibaoFen",
       string_agg(concat_ws('/', e.from_day, coalesce(e.to_day::text, ''), e.monthly_fen), ' ' order by e.from_day) as "receivedDibao",
       max(e.to_day) filter (where e.end_cause = 'employment') as "leftDibaoForWorkOn",
       (array_agg(e.monthly_fen order by e.to_day desc) filter (where e.end_cause = 'employment'))[1] as "leftDibaoFen",
       greatest(max(e.from_day) filter (where e.to_day is null and e.end_cause is null), max(r.last)) as "reviewedOn"
     from enrolment e left join lateral (
       select max((d.closed_at at time zone 'Asia/Shanghai')::date) as last from due_item d
       where d.tenant_id = $1 and d.household_id = e.household_id and d.policy = 'dibao' and d.state in ('done', 'dismissed')) r on true
     where e.tenant_id = $1${whose('e.household_id')} and e.programme = 'dibao' group by 1`,
    [...values],
  )
  const told = tx.rows<MonthRow>(
    `select household_id as "householdId", to_char(month, 'YYYY-MM') as month, income_fen as "incomeFen", persons
     from household_month where tenant_id = $1${whose('household_id')} order by household_id, month`,
    [...values],
  )
  const [decided, months] = await Promise.all([asked, told])
  const found = new Map<string, FamilyHistory>()
  for (const { householdId, ...one } of decided) found.set(householdId, { ...one, months: [] })
  for (const { householdId, ...month } of months) {
    const known = found.get(householdId) ?? noHistory
    found.set(householdId, { ...known, months: [...known.months, month] })
  }
  return found
}

/** The months that were told of a family, the newest first. */
export const monthsOf = (tx: Transaction, householdId: string): Promise<HouseholdMonth[]> =>
  tx.rows(
    `select to_char(month, 'YYYY-MM') as month, income_fen as "incomeFen", persons from household_month
     where tenant_id = $1 and household_id = $2 order by household_month.month desc limit 24`,
    [tx.scope.tenantId, householdId],
  )

/** Writes months over what was told of them before; area and line are the household's. */
export const saveMonths = (
  tx: Transaction,
  family: { householdId: string; areaCode: string; organisationLine: string },
  months: readonly HouseholdMonth[],
): Promise<number> =>
  tx.run(
    `insert into household_month (tenant_id, household_id, area_code, organisation_line, month, income_fen, persons, recorded_by)
     select $1, $2, $3, $4, r.*, $8 from unnest($5::date[], $6::bigint[], $7::smallint[]) as r
     on conflict (tenant_id, household_id, month) do update set income_fen = excluded.income_fen, persons = excluded.persons,
       recorded_by = excluded.recorded_by, recorded_at = now(), version = household_month.version + 1`,
    [
      tx.scope.tenantId,
      family.householdId,
      family.areaCode,
      family.organisationLine,
      months.map(({ month }) => `${month}-01`),
      months.map(({ incomeFen }) => incomeFen),
      months.map(({ persons }) => persons),
      tx.scope.accountId,
    ],
  )
