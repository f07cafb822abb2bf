import { randomUUIDv7 } from 'node:crypto'
import type { Day } from '../../core/date.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { type ListOrder, listRows } from './household-list-store.ts'
import { conditions, type HouseholdBounds } from './household-store.ts'
import type { HouseholdRow } from './model.ts'
import { correctedDocument, type FamilyDocument } from './version-rules.ts'

/** A family `h` with everything on file, as one document. */
const documentOf = `jsonb_build_object('household', to_jsonb(h),
  'people', (select coalesce(jsonb_agg(to_jsonb(p) order by p.id), '[]') from person p where p.tenant_id = h.tenant_id and p.household_id = h.id),
  'amounts', (select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]') from household_amount a where a.tenant_id = h.tenant_id and a.household_id = h.id),
  'marks', (select coalesce(jsonb_agg(to_jsonb(m) order by m.id), '[]') from household_mark m where m.tenant_id = h.tenant_id and m.household_id = h.id))`

const heldSince = 'coalesce(h.valid_from, h.registered_on)'
const knownSince = 'coalesce(h.known_from, h.created_at)'

/** What a version begins with: the statement that it replaces. */
export type Replaced = { householdId: string; validFrom: Day; document: FamilyDocument }

/**
 * Copies the families as they stand before they are changed, and says from when the change is known and holds. To be called
 * first in every act that changes a family, once per act; one statement for however many. A change that holds from an
 * earlier day than the newest statement is finished by `reachBack`.
 */
export async function beginVersions(
  tx: Transaction,
  householdIds: readonly string[],
  known: string,
  from: Day,
): Promise<void> {
  if (householdIds.length === 0) return
  await tx.run(
    `insert into household_version (tenant_id, id, household_id, area_code, organisation_line, version, valid_from, known_from, facts)
     select $1, n.id, h.id, h.area_code, h.organisation_line, h.version, ${heldSince}, ${knownSince}, ${documentOf}
     from unnest($2::uuid[], $3::uuid[]) as n (id, household_id) join household h on h.tenant_id = $1 and h.id = n.household_id`,
    [tx.scope.tenantId, householdIds.map(() => randomUUIDv7()), householdIds],
  )
  await tx.run(
    // Two officers may have begun in another order than they got the lock: what is known later never gets an earlier instant.
    `update household h set known_from = greatest(${knownSince}, $3), valid_from = greatest(${heldSince}, $4)
     where h.tenant_id = $1 and h.id = any($2::uuid[])`,
    [tx.scope.tenantId, householdIds, known, from],
  )
}

export async function familyDocument(tx: Transaction, householdId: string): Promise<FamilyDocument | undefined> {
  const row = await tx.row<{ document: FamilyDocument }>(
    `select ${documentOf} as document from household h where h.tenant_id = $1 and h.id = $2`,
    [tx.scope.tenantId, householdId],
  )
  return row?.document
}

/** The newest statement about a family, before it is replaced. */
export async function newestStatement(tx: Transaction, householdId: string): Promise<Replaced | undefined> {
  const row = await tx.row<{ validFrom: Day; document: FamilyDocument }>(
    `select ${heldSince} as "validFrom", ${documentOf} as document from household h where h.tenant_id = $1 and h.id = $2`,
    [tx.scope.tenantId, householdId],
  )
  return row && { householdId, ...row }
}

/**
 * Writes a correction that holds from an earlier day into the statements it reaches: each of them is repeated with the
 * correction, as known from now on. What was known before stays as it was known.
 */
export async function reachBack(tx: Transaction, replaced: Replaced, from: Day): Promise<void> {
  if (from >= replaced.validFrom) return
  const after = await familyDocument(tx, replaced.householdId)
  if (!after) return
  // Statements as known until now that hold somewhere in the days reached: for each day the one known last.
  const earlier = await tx.rows<{ validFrom: Day; version: number; facts: FamilyDocument }>(
    `select v.valid_from as "validFrom", v.version, v.facts from household_version v
     where v.tenant_id = $1 and v.household_id = $2 and v.valid_from < $3
       and not exists (select from household_version l where l.tenant_id = $1 and l.household_id = $2 and l.valid_from <= v.valid_from
         and (l.known_from, l.valid_from, l.version) > (v.known_from, v.valid_from, v.version))
     order by v.valid_from`,
    [tx.scope.tenantId, replaced.householdId, replaced.validFrom],
  )
  const reached = earlier.filter((_, place) => (earlier[place + 1]?.validFrom ?? replaced.validFrom) > from)
  const rows = reached.map((one) => ({
    id: randomUUIDv7(),
    version: one.version,
    validFrom: one.validFrom > from ? one.validFrom : from,
    facts: correctedDocument(one.facts, replaced.document, after),
  }))
  await tx.run(
    `insert into household_version (tenant_id, id, household_id, area_code, organisation_line, version, valid_from, known_from, facts)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r.version, r."validFrom", h.known_from, r.facts
     from jsonb_to_recordset($3::jsonb) as r (id uuid, version integer, "validFrom" date, facts jsonb)
     join household h on h.tenant_id = $1 and h.id = $2`,
    [tx.scope.tenantId, replaced.householdId, JSON.stringify(rows)],
  )
}

export type Statement = { document: FamilyDocument; validFrom: Day; knownFrom: string }

/** A family as it was on a day, as known at an instant; undefined when nothing was known of it, or nothing held yet. */
export const familyAsOf = (
  tx: Transaction,
  householdId: string,
  on: Day,
  known: string,
): Promise<Statement | undefined> =>
  tx.row(
    `select s.document, s.valid_from as "validFrom", s.known_from as "knownFrom" from (
       select ${documentOf} as document, ${heldSince} as valid_from, ${knownSince} as known_from, 2147483647 as version
       from household h where h.tenant_id = $1 and h.id = $2
       union all
       select v.facts, v.valid_from, v.known_from, v.version from household_version v where v.tenant_id = $1 and v.household_id = $2) s
     where s.valid_from <= $3 and s.known_from <= $4 order by s.known_from desc, s.valid_from desc, s.version desc limit 1`,
    [tx.scope.tenantId, householdId, on, known],
  )

export type DocumentNames = { areaName: string; responsibleName: string; workUnit: string | null }

/** The names that the codes and ids of a document have today. */
export async function namesOf(tx: Transaction, { household }: FamilyDocument): Promise<DocumentNames> {
  const row = await tx.row<DocumentNames>(
    `select coalesce(a.name, v.name, $2) as "areaName", r.name as "responsibleName", u.name as "workUnit" from organisation r
     left join area a on a.code = $2 left join own_area v on v.tenant_id = $1 and v.code = $2
     left join organisation u on u.tenant_id = $1 and u.id = $4 where r.tenant_id = $1 and r.id = $3`,
    [
      tx.scope.tenantId,
      String(household.area_code),
      String(household.responsible_id),
      household.work_unit_id === null ? null : String(household.work_unit_id),
    ],
  )
  return row ?? { areaName: String(household.area_code), responsibleName: '', workUnit: null }
}

/** Every statement about a family, the newest first: from which day it holds and since when it is known. */
export const statementsOf = (
  tx: Transaction,
  householdId: string,
): Promise<{ validFrom: Day; knownFrom: string; version: number; corrects: boolean }[]> =>
  tx.rows(
    `select s.valid_from as "validFrom", s.known_from as "knownFrom", s.version,
       s.valid_from < max(s.valid_from) over (order by s.known_from, s.version rows between unbounded preceding and current row) as corrects
     from (select ${heldSince} as valid_from, ${knownSince} as known_from, h.version from household h where h.tenant_id = $1 and h.id = $2
       union all select v.valid_from, v.known_from, v.version from household_version v where v.tenant_id = $1 and v.household_id = $2) s
     order by s.known_from desc, s.valid_from desc, s.version desc limit 200`,
    [tx.scope.tenantId, householdId],
  )

/**
 * Rows of `household` as they were on a day, as known at an instant, as a table for a statement whose $1 is the tenant; `day`
 * and `instant` are places in it. A family that was never changed since stands as it is; of the others the statement known last.
 */
export function householdsAsOf(day: string, instant: string): string {
  const live = `${heldSince} <= ${day}::date and ${knownSince} <= ${instant}::timestamptz`
  return `(select h.* from household h where h.tenant_id = $1 and ${live}
    union all
    select r.* from (select distinct on (v.household_id) v.facts from household_version v
      where v.tenant_id = $1 and v.valid_from <= ${day}::date and v.known_from <= ${instant}::timestamptz
        and not exists (select from household h where h.tenant_id = $1 and h.id = v.household_id and ${live})
      order by v.household_id, v.known_from desc, v.valid_from desc, v.version desc) s,
    jsonb_populate_record(null::household, s.facts -> 'household') r)`
}

/** How many families a filter finds as they were on a day, as known at an instant. A repeated report asks this. */
export async function countHouseholdsAsOf(
  tx: Transaction,
  bounds: HouseholdBounds,
  on: Day,
  known: string,
): Promise<{ total: number; persons: number }> {
  const { where, values } = conditions(tx, bounds)
  const past = householdsAsOf(`$${values.length + 1}`, `$${values.length + 2}`)
  const row = await tx.row<{ total: string; persons: string | null }>(
    `select count(*) as total, sum(h.size) as persons from ${past} h where ${where}`,
    [...values, on, known],
  )
  return { total: Number(row?.total ?? 0), persons: Number(row?.persons ?? 0) }
}

/** A page of the families a filter finds as they were on a day, as known at an instant. */
export async function listHouseholdsAsOf(
  tx: Transaction,
  bounds: HouseholdBounds,
  page: ListOrder,
  on: Day,
  known: string,
): Promise<HouseholdRow[]> {
  const { where, values } = conditions(tx, bounds)
  const past = householdsAsOf(`$${values.length + 1}`, `$${values.length + 2}`)
  return listRows(tx, `${past} h where ${where}`, [...values, on, known], page)
}
