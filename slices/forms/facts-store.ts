import type { Transaction } from '../../platform/server/database.ts'
import type { Person } from '../registry/model.ts'
import type { AidEntryRecord, VisitEntryRecord } from './entry-rules.ts'
import type { OwnRecord } from './rules.ts'

/** A family as a form asks for it: everything of one household in one row; sealed values as bytes. */
export type FamilyRecord = OwnRecord & {
  headName: string
  headPersonId: string
  causes: readonly string[] | null
  withdrawnOn: string | null
}

/** Registered families, or those that were withdrawn since a day and did not become part of another. */
export const familiesOf = (tx: Transaction, ids: readonly string[], leftSince?: string): Promise<FamilyRecord[]> =>
  tx.rows(
    `select h.id, h.file_number as "fileNumber", h.area_code as "areaCode", h.head_name as "headName",
       h.head_person_id as "headPersonId", h.address, h.residence, coalesce(u.name, h.work_unit_text) as "workUnit",
       r.name as "responsibleName", h.category, h.main_cause as "mainCause", h.size, h.annual_income_fen as "annualIncomeFen",
       h.monthly_per_capita_fen as "monthlyPerCapitaFen", h.rigid_expenditure_fen as "rigidExpenditureFen", h.dwellings,
       h.vehicles, h.housing_area_square_decimetres as "housingAreaSquareDecimetres", h.heating,
       h.registered_on as "registeredOn", h.withdrawn_on as "withdrawnOn",
       (select array_agg(m.code order by m.since, m.code) from household_mark m where m.tenant_id = $1
          and m.household_id = h.id and m.dimension = 'cause' and m.until is null) as causes
     from household h join organisation r on r.tenant_id = h.tenant_id and r.id = h.responsible_id
     left join organisation u on u.tenant_id = h.tenant_id and u.id = h.work_unit_id
     where h.tenant_id = $1 and h.id = any($2::uuid[])
       and case when $3::date is null then h.status = 'registered'
         else h.status = 'withdrawn' and h.withdrawn_on >= $3 and h.merged_into is null end
     order by h.area_code, h.head_name_pinyin, h.id`,
    [tx.scope.tenantId, ids, leftSince ?? null],
  )

export type MemberRecord = {
  id: string
  householdId: string
  name: string
  identityNumber: Buffer | null
  phone: Buffer | null
  health: Buffer | null
  sex: number | null
  birthDate: string | null
  ethnicity: string | null
  relation: string
  relationText: string | null
  disabilityGrade: number | null
  school: Person['school']
  employment: Person['employment']
  ownAnnualFen: string | null
}

export const membersOf = (tx: Transaction, ids: readonly string[]): Promise<MemberRecord[]> =>
  tx.rows(
    `select p.id, p.household_id as "householdId", p.name, p.identity_number as "identityNumber", p.phone, p.health, p.sex,
       p.birth_date as "birthDate", p.ethnicity, p.relation, p.relation_text as "relationText",
       p.disability_grade as "disabilityGrade", p.school, p.employment,
       (select sum(m.annual_fen)::bigint from household_amount m where m.tenant_id = $1 and m.household_id = p.household_id
          and m.person_id = p.id and m.side = 'income') as "ownAnnualFen"
     from person p where p.tenant_id = $1 and p.household_id = any($2::uuid[]) and p.left_on is null
     order by p.household_id, p.relation, p.birth_date, p.id`,
    [tx.scope.tenantId, ids],
  )

export type EnrolmentRecord = { householdId: string; programme: string; fromDay: string; monthlyFen: string | null }

/** What families receive on a day. */
export const enrolmentsOn = (tx: Transaction, ids: readonly string[], on: string): Promise<EnrolmentRecord[]> =>
  tx.rows(
    `select household_id as "householdId", programme, from_day as "fromDay", monthly_fen as "monthlyFen" from enrolment
     where tenant_id = $1 and household_id = any($2::uuid[]) and from_day <= $3 and (to_day is null or to_day > $3)
     order by household_id, programme, from_day`,
    [tx.scope.tenantId, ids, on],
  )

export type ResultRecord = { householdId: string; policy: string; monthlyFen: string }

/** Policies under which families are entitled, by the last evaluation. */
export const eligibleResults = (tx: Transaction, ids: readonly string[]): Promise<ResultRecord[]> =>
  tx.rows(
    `select household_id as "householdId", policy, case when period = 'month' then amount_fen else 0 end as "monthlyFen" from household_result
     where tenant_id = $1 and household_id = any($2::uuid[]) and state = 'eligible' order by household_id, policy`,
    [tx.scope.tenantId, ids],
  )

export type PairRecord = {
  householdId: string
  since: string
  helper: string
  unit: string | null
  post: string | null
  phone: Buffer | null
  further: string[] | null
}

/** Who stands by families now. */
export const pairsOf = (tx: Transaction, ids: readonly string[]): Promise<PairRecord[]> =>
  tx.rows(
    `select p.household_id as "householdId", p.since, l.name as helper, coalesce(o.name, l.organisation_text) as unit, l.post, l.phone,
       (select array_agg(f.name order by m.since, f.name) from pair_member m join helper f on f.tenant_id = m.tenant_id and f.id = m.helper_id
        where m.tenant_id = $1 and m.household_id = p.household_id and m.role = 'further' and m.until is null) as further
     from pair p join helper l on l.tenant_id = p.tenant_id and l.id = p.helper_id
     left join organisation o on o.tenant_id = l.tenant_id and o.id = l.organisation_id
     where p.tenant_id = $1 and p.household_id = any($2::uuid[]) and p.until is null`,
    [tx.scope.tenantId, ids],
  )

export type VisitRecord = VisitEntryRecord & { thisYear: number }

/** The last visit to each family, and how many there were since a day. */
export const lastVisits = (tx: Transaction, ids: readonly string[], since: string): Promise<VisitRecord[]> =>
  tx.rows(
    `select distinct on (v.household_id) v.household_id as "householdId", v.visited_on as "visitedOn",
       coalesce(l.name, v.visitor_text) as visitor, v.living, v.living_text as "livingText", v.difficulties,
       v.difficulties_text as "difficultiesText", v.needs, v.needs_text as "needsText", v.cash_fen as "cashFen", v.goods,
       (select array_agg(p.text order by p.due_on, p.id) from promise p where p.tenant_id = $1 and p.visit_id = v.id) as promises,
       (count(*) filter (where v.visited_on >= $3) over (partition by v.household_id))::int as "thisYear"
     from visit v left join helper l on l.tenant_id = v.tenant_id and l.id = v.helper_id
     where v.tenant_id = $1 and v.household_id = any($2::uuid[])
     order by v.household_id, v.visited_on desc, v.id desc`,
    [tx.scope.tenantId, ids, since],
  )

export type AidRecord = {
  householdId: string
  totalFen: string | null
  yearFen: string | null
  times: number
  lastOn: string
  kinds: string[]
}

/** What families have received: money as sums, lines that were taken back not counted. */
export const aidOf = (tx: Transaction, ids: readonly string[], since: string): Promise<AidRecord[]> =>
  tx.rows(
    `select a.household_id as "householdId", sum(a.amount_fen)::bigint as "totalFen",
       (sum(a.amount_fen) filter (where a.given_on >= $3))::bigint as "yearFen",
       (count(*) filter (where a.reverses_id is null and r.id is null))::int as times,
       max(a.given_on) filter (where a.reverses_id is null and r.id is null) as "lastOn",
       coalesce(array_agg(distinct a.kind) filter (where a.reverses_id is null and r.id is null), '{}') as kinds
     from aid_line a left join aid_line r on r.tenant_id = a.tenant_id and r.reverses_id = a.id
     where a.tenant_id = $1 and a.household_id = any($2::uuid[]) group by a.household_id`,
    [tx.scope.tenantId, ids, since],
  )

/** Every line of aid of families, the oldest first; lines that were taken back are left out. */
export const aidEntriesOf = (tx: Transaction, ids: readonly string[]): Promise<AidEntryRecord[]> =>
  tx.rows(
    `select a.household_id as "householdId", a.given_on as "givenOn", a.kind, a.amount_fen as "amountFen", a.item,
       trim_scale(a.quantity)::text as quantity, a.unit, a.source, o.name as "giverUnit", l.name as "giverPerson", a.giver_text as "giverText"
     from aid_line a left join aid_line r on r.tenant_id = a.tenant_id and r.reverses_id = a.id
     left join organisation o on o.tenant_id = a.tenant_id and o.id = a.giver_organisation_id
     left join helper l on l.tenant_id = a.tenant_id and l.id = a.giver_helper_id
     where a.tenant_id = $1 and a.household_id = any($2::uuid[]) and a.reverses_id is null and r.id is null
     order by a.household_id, a.given_on, a.id`,
    [tx.scope.tenantId, ids],
  )

/** The days and money of the aid that families were given since a day; what was taken back is left out. */
export const givenSince = (
  tx: Transaction,
  ids: readonly string[],
  since: string,
): Promise<{ householdId: string; on: string; fen: string | null }[]> =>
  tx.rows(
    `select a.household_id as "householdId", a.given_on as "on", a.amount_fen as fen
     from aid_line a left join aid_line r on r.tenant_id = a.tenant_id and r.reverses_id = a.id
     where a.tenant_id = $1 and a.household_id = any($2::uuid[]) and a.given_on >= $3 and a.reverses_id is null and r.id is null`,
    [tx.scope.tenantId, ids, since],
  )

/** Every visit to families, the oldest first. */
export const visitEntriesOf = (tx: Transaction, ids: readonly string[]): Promise<VisitEntryRecord[]> =>
  tx.rows(
    `select v.household_id as "householdId", v.visited_on as "visitedOn", coalesce(l.name, v.visitor_text) as visitor, v.living,
       v.living_text as "livingText", v.difficulties, v.difficulties_text as "difficultiesText", v.needs, v.needs_text as "needsText",
       v.cash_fen as "cashFen", v.goods, (select array_agg(p.text order by p.due_on, p.id) from promise p
         where p.tenant_id = $1 and p.visit_id = v.id) as promises
     from visit v left join helper l on l.tenant_id = v.tenant_id and l.id = v.helper_id
     where v.tenant_id = $1 and v.household_id = any($2::uuid[]) order by v.household_id, v.visited_on, v.id`,
    [tx.scope.tenantId, ids],
  )

export type OpenRecord = { householdId: string; text: string }

export const openRequests = (tx: Transaction, ids: readonly string[]): Promise<OpenRecord[]> =>
  tx.rows(
    `select household_id as "householdId", text from request where tenant_id = $1 and household_id = any($2::uuid[])
       and state <> 'closed' order by household_id, due_on, id`,
    [tx.scope.tenantId, ids],
  )

export const openPromises = (tx: Transaction, ids: readonly string[]): Promise<OpenRecord[]> =>
  tx.rows(
    `select household_id as "householdId", text from promise where tenant_id = $1 and household_id = any($2::uuid[])
       and kept_on is null order by household_id, due_on, id`,
    [tx.scope.tenantId, ids],
  )

export type ListEntryRecord = {
  householdId: string
  amountFen: string | null
  item: string | null
  quantity: string | null
  unit: string | null
  receivedOn: string | null
}

/** What a festival list has for each of its families. */
export const entriesOf = (tx: Transaction, listId: string, ids: readonly string[]): Promise<ListEntryRecord[]> =>
  tx.rows(
    `select e.household_id as "householdId", l.amount_fen as "amountFen", l.item, trim_scale(l.quantity)::text as quantity, l.unit,
       e.received_on as "receivedOn"
     from aid_list_entry e join aid_list l on l.tenant_id = e.tenant_id and l.id = e.aid_list_id
     where e.tenant_id = $1 and e.aid_list_id = $2 and e.household_id = any($3::uuid[])`,
    [tx.scope.tenantId, listId, ids],
  )

/** The families of a festival list. */
export const familiesOnList = async (
  tx: Transaction,
  listId: string,
  state: string | undefined,
  limit: number,
): Promise<string[]> =>
  (
    await tx.rows<{ id: string }>(
      `select household_id as id from aid_list_entry where tenant_id = $1 and aid_list_id = $2 and ($3::text is null or state = $3)
       order by area_code, household_id limit $4::int`,
      [tx.scope.tenantId, listId, state ?? null, String(limit)],
    )
  ).map(({ id }) => id)

/** Names of areas by their codes, the country's and the tenant's own. */
export const areaNames = (tx: Transaction, codes: readonly string[]): Promise<{ code: string; name: string }[]> =>
  tx.rows('select code, name from area_name where code = any($1::text[])', [codes])

/** Names of heads, for the list of what is missing. */
export const headNames = (tx: Transaction, ids: readonly string[]): Promise<{ id: string; headName: string }[]> =>
  tx.rows('select id, head_name as "headName" from household where tenant_id = $1 and id = any($2::uuid[])', [
    tx.scope.tenantId,
    ids,
  ])

/** Who fills the form: the organisation of the membership, or the tenant, and the person's own name. */
export const fillerOf = async (tx: Transaction): Promise<{ unit: string | null; name: string | null }> =>
  (await tx.row<{ unit: string | null; name: string | null }>(
    `select coalesce(o.name, t.name) as unit, a.display_name as name from membership m join tenant t on t.id = m.tenant_id
     join account a on a.id = m.account_id left join organisation o on o.tenant_id = m.tenant_id and o.id = m.organisation_id
     where m.tenant_id = $1 and m.id = $2`,
    [tx.scope.tenantId, tx.scope.membershipId],
  )) ?? { unit: null, name: null }
