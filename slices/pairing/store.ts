import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import { grantHousehold, revokeHousehold } from '../accounts/store.ts'
import { giveBackFamilies, lockLoads } from './helper-store.ts'
import type { EndReason, HelperGroup, PairKind, PairMember } from './model.ts'
import { kindsOf } from './rules.ts'

/** A pair to be added. Area and line come from the household. */
export type NewPair = {
  id: string
  householdId: string
  /** The lead helper. */
  helperId: string
  furtherHelperIds: readonly string[]
  /** Those of them who are second helpers. */
  secondHelperIds?: readonly string[]
  /** Whom of the family the lead stands by in particular (D-13). */
  personId?: string | null
  termUntil?: string | null
  /** Stated by somebody; null: it follows from who helps whom. */
  kind: PairKind | null
  /** The unit that stands for the pair in unit:1. */
  organisationId: string | null
  since: string
  previousPairId: string | null
  proposalId: string | null
  importId: string | null
  createdBy: string | null
}

/**
 * Adds many pairs with their members and lets helpers with an account see their families. Loads are not touched: the
 * caller has taken the families (`takeFamilies`) or states what is so already (`addPairs`). Answers the households that
 * got their pair; one that has a live pair already is left out.
 */
export async function insertPairs(tx: Transaction, rows: readonly NewPair[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const added = await tx.rows<{ householdId: string; helperId: string }>(
    `insert into pair (tenant_id, id, household_id, area_code, organisation_line, helper_id, stated_kind, organisation_id, further,
       since, term_until, previous_pair_id, last_visited_on, proposal_id, source_import_id, created_by)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r."helperId", r.kind, r."organisationId", r.further, r.since, r."termUntil",
       r."previousPairId", (select e.last_visited_on from pair e where e.tenant_id = $1 and e.id = r."previousPairId"),
       r."proposalId", r."importId", r."createdBy"
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "helperId" uuid, kind text, "organisationId" uuid,
       further smallint, since date, "termUntil" date, "previousPairId" uuid, "proposalId" uuid, "importId" uuid, "createdBy" uuid)
     join household h on h.tenant_id = $1 and h.id = r."householdId"
     on conflict (tenant_id, household_id) where until is null do nothing
     returning household_id as "householdId", helper_id as "helperId"`,
    [tx.scope.tenantId, JSON.stringify(rows.map((row) => ({ ...row, further: row.furtherHelperIds.length })))],
  )
  const households = new Set(added.map((one) => one.householdId))
  const members = rows
    .filter((row) => households.has(row.householdId))
    .flatMap((row) => [
      { pairId: row.id, helperId: row.helperId, role: 'lead', since: row.since, personId: row.personId ?? null },
      ...row.furtherHelperIds.map((helperId) => ({
        pairId: row.id,
        helperId,
        role: row.secondHelperIds?.includes(helperId) ? 'second' : 'further',
        since: row.since,
        personId: null,
      })),
    ])
  await addMembers(tx, members)
  await grantMembers(
    tx,
    rows.filter((row) => households.has(row.householdId)).map((row) => row.id),
  )
  return households
}

/**
 * Adds pairs that exist already, as a roster or the demo states them: loads grow, and a capacity that is smaller than
 * the families a helper has in truth follows (up to 20). Answers the households that had a live pair already.
 */
export async function addPairs(tx: Transaction, rows: readonly NewPair[]): Promise<{ already: string[] }> {
  const added = await insertPairs(tx, rows)
  const helperIds = rows
    .filter((row) => added.has(row.householdId))
    .flatMap((row) => [row.helperId, ...row.furtherHelperIds])
  await tx.run(
    `update helper_load l set families = l.families + u.n
     from (select h, count(*)::int as n from unnest($2::uuid[]) as x (h) group by h) u
     where l.tenant_id = $1 and l.helper_id = u.h`,
    [tx.scope.tenantId, helperIds],
  )
  await tx.run(
    `update helper p set capacity = least(20, l.families) from helper_load l
     where p.tenant_id = $1 and l.tenant_id = $1 and l.helper_id = p.id and p.id = any($2::uuid[]) and l.families > p.capacity`,
    [tx.scope.tenantId, helperIds],
  )
  return { already: rows.filter((row) => !added.has(row.householdId)).map((row) => row.householdId) }
}

type NewMember = { pairId: string; helperId: string; role: string; since: string; personId: string | null }

/**
 * Adds members to pairs; throws 23505 `pair_member_live` when the helper stands by that family already. Whoever stays from
 * the pair before, and whoever takes its lead over, stands by the same member of the family as before.
 */
export const addMembers = (tx: Transaction, members: readonly NewMember[]): Promise<number> =>
  tx.run(
    `insert into pair_member (tenant_id, id, pair_id, household_id, area_code, organisation_line, helper_id, role, since, person_id)
     select $1, r.id, p.id, p.household_id, p.area_code, p.organisation_line, r."helperId", r.role, r.since,
       coalesce(r."personId", (select e.person_id from pair_member e join pair b on b.tenant_id = $1 and b.id = e.pair_id
         where e.tenant_id = $1 and e.pair_id = p.previous_pair_id and e.until >= b.until
           and (e.helper_id = r."helperId" or (e.role = 'lead' and r.role = 'lead'))
         order by e.helper_id = r."helperId" desc limit 1))
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "pairId" uuid, "helperId" uuid, role text, since date, "personId" uuid)
     join pair p on p.tenant_id = $1 and p.id = r."pairId"`,
    [tx.scope.tenantId, JSON.stringify(members.map((member) => ({ ...member, id: randomUUIDv7() })))],
  )

/** Lets the members of pairs who have an account see their families. */
export async function grantMembers(tx: Transaction, pairIds: readonly string[]): Promise<void> {
  const rows = await tx.rows<{ membershipId: string; householdId: string }>(
    `select p.membership_id as "membershipId", m.household_id as "householdId"
     from pair_member m join helper p on p.tenant_id = $1 and p.id = m.helper_id
     where m.tenant_id = $1 and m.pair_id = any($2::uuid[]) and m.until is null and p.membership_id is not null`,
    [tx.scope.tenantId, pairIds],
  )
  for (const row of rows) await grantHousehold(tx, row.membershipId, row.householdId)
}

/** Takes families out of the sight of a helper's account. */
export async function revokeFamilies(
  tx: Transaction,
  membershipId: string,
  householdIds: readonly string[],
): Promise<void> {
  for (const householdId of householdIds) await revokeHousehold(tx, membershipId, householdId)
}

/** Lets an account see every family its helper stands by: when the account is given to the helper. */
export async function grantFamiliesOf(tx: Transaction, helperId: string, membershipId: string): Promise<void> {
  for (const householdId of await familiesOf(tx, helperId)) await grantHousehold(tx, membershipId, householdId)
}

export async function familiesOf(tx: Transaction, helperId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    'select household_id as id from pair_member where tenant_id = $1 and helper_id = $2 and until is null order by household_id',
    [tx.scope.tenantId, helperId],
  )
  return rows.map((row) => row.id)
}

export type PairRecord = {
  id: string
  householdId: string
  helperId: string
  statedKind: PairKind | null
  organisationId: string | null
  since: string
  termUntil: string | null
  until: string | null
  endReason: EndReason | null
  endNote: string | null
  version: number
}

const recordColumns = `id, household_id as "householdId", helper_id as "helperId", stated_kind as "statedKind",
  organisation_id as "organisationId", since, term_until as "termUntil", until, end_reason as "endReason", end_note as "endNote", version`

/** A pair with its row locked. */
export const lockPair = (tx: Transaction, id: string): Promise<PairRecord | undefined> =>
  tx.row(`select ${recordColumns} from pair where tenant_id = $1 and id = $2 for update`, [tx.scope.tenantId, id])

/** Live pairs a helper is in, as lead or not, of the families that the asker sees. */
export const livePairsWith = (tx: Transaction, helperId: string): Promise<{ pairId: string; lead: boolean }[]> =>
  tx.rows(
    `select pair_id as "pairId", role = 'lead' as lead from pair_member
     where tenant_id = $1 and helper_id = $2 and until is null order by household_id`,
    [tx.scope.tenantId, helperId],
  )

/** The live pair of a family. */
export const findLivePair = (tx: Transaction, householdId: string): Promise<PairRecord | undefined> =>
  tx.row(`select ${recordColumns} from pair where tenant_id = $1 and household_id = $2 and until is null`, [
    tx.scope.tenantId,
    householdId,
  ])

export type MemberRecord = Omit<PairMember, 'phone'> & { phone: Buffer | null; membershipId: string | null }

/** Whether the person `n` goes to school or studies. */
export const isStudent = `coalesce(n.school is not null or n.employment = 'student', false)`
const hasLeft = 'n.left_on is not null or n.household_id <> m.household_id'

/** Members of a pair, the lead first, those who have left last. */
export const membersOf = (tx: Transaction, pairId: string): Promise<MemberRecord[]> =>
  tx.rows(
    `select m.helper_id as "helperId", p.name, p.kind, p.post, coalesce(o.name, p.organisation_text) as unit, p.phone, m.role,
       m.since, m.until, p.membership_id as "membershipId", case when n.id is not null then jsonb_build_object('id', n.id,
         'name', n.name, 'student', ${isStudent}, 'left', ${hasLeft}) end as person
     from pair_member m join helper p on p.tenant_id = $1 and p.id = m.helper_id
     left join organisation o on o.tenant_id = $1 and o.id = p.organisation_id
     left join person n on n.tenant_id = $1 and n.id = m.person_id
     where m.tenant_id = $1 and m.pair_id = $2 order by m.until is not null, m.role <> 'lead', m.role <> 'second', m.since, m.id`,
    [tx.scope.tenantId, pairId],
  )

/** Ends members of a pair; `helperIds` null: all of them. Answers the helpers who left. */
export async function endMembers(
  tx: Transaction,
  pairId: string,
  helperIds: readonly string[] | null,
  on: string,
  reason: string,
): Promise<{ helperId: string; membershipId: string | null }[]> {
  return tx.rows(
    `update pair_member m set until = greatest(m.since, $3::date), end_reason = $4 from helper p
     where m.tenant_id = $1 and m.pair_id = $2 and m.until is null and ($5::uuid[] is null or m.helper_id = any($5))
       and p.tenant_id = $1 and p.id = m.helper_id
     returning m.helper_id as "helperId", p.membership_id as "membershipId"`,
    [tx.scope.tenantId, pairId, on, reason, helperIds],
  )
}

/** Ends a pair with all its members: their loads fall and their accounts see the family no more. */
export async function endPair(
  tx: Transaction,
  pair: { id: string; householdId: string },
  on: string,
  reason: EndReason,
  note: string | null,
): Promise<void> {
  const left = await endMembers(tx, pair.id, null, on, reason)
  const helperIds = left.map((member) => member.helperId)
  await lockLoads(tx, helperIds)
  await giveBackFamilies(tx, helperIds)
  for (const { membershipId } of left) if (membershipId) await revokeHousehold(tx, membershipId, pair.householdId)
  await tx.run(
    `update pair set until = greatest(since, $3::date), end_reason = $4, end_note = $5, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and until is null`,
    [tx.scope.tenantId, pair.id, on, reason, note],
  )
}

/** Live pairs of families by household, with their further helpers; locked until the transaction ends. */
export async function livePairsOf(
  tx: Transaction,
  householdIds: readonly string[],
): Promise<Map<string, { pairId: string; helperId: string; further: string[] }>> {
  const rows = await tx.rows<{ householdId: string; pairId: string; helperId: string; further: string[] }>(
    `select p.household_id as "householdId", p.id as "pairId", p.helper_id as "helperId",
       array(select m.helper_id::text from pair_member m
             where m.tenant_id = $1 and m.pair_id = p.id and m.until is null and m.role <> 'lead' order by m.since, m.id) as further
     from pair p where p.tenant_id = $1 and p.household_id = any($2::uuid[]) and p.until is null
     order by p.household_id for update of p`,
    [tx.scope.tenantId, householdIds],
  )
  return new Map(rows.map(({ householdId, ...row }) => [householdId, row]))
}

/** Ends many pairs at once, as `endPair` does one; the caller has locked the loads. */
export async function endPairs(
  tx: Transaction,
  pairIds: readonly string[],
  on: string,
  reason: EndReason,
): Promise<void> {
  if (pairIds.length === 0) return
  const left = await tx.rows<{ helperId: string; membershipId: string | null; householdId: string }>(
    `update pair_member m set until = greatest(m.since, $3::date), end_reason = $4 from helper p
     where m.tenant_id = $1 and m.pair_id = any($2::uuid[]) and m.until is null and p.tenant_id = $1 and p.id = m.helper_id
     returning m.helper_id as "helperId", p.membership_id as "membershipId", m.household_id as "householdId"`,
    [tx.scope.tenantId, pairIds, on, reason],
  )
  await giveBackFamilies(
    tx,
    left.map((member) => member.helperId),
  )
  for (const { membershipId, householdId } of left)
    if (membershipId) await revokeHousehold(tx, membershipId, householdId)
  await tx.run(
    `update pair set until = greatest(since, $3::date), end_reason = $4, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = any($2::uuid[]) and until is null`,
    [tx.scope.tenantId, pairIds, on, reason],
  )
}

/** Counts the further helpers of a pair anew and moves its version on. */
export const touchPair = (tx: Transaction, id: string): Promise<number> =>
  tx.run(
    `update pair set further = (select count(*) from pair_member where tenant_id = $1 and pair_id = $2 and until is null and role <> 'lead'),
       version = version + 1, updated_at = now() where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id],
  )

/** Notes that somebody was there; an older visit that is recorded later changes nothing. */
export const noteVisit = (tx: Transaction, householdId: string, on: string): Promise<number> =>
  tx.run(
    `update pair set last_visited_on = $3 where tenant_id = $1 and household_id = $2 and until is null
       and (last_visited_on is null or last_visited_on < $3::date)`,
    [tx.scope.tenantId, householdId, on],
  )

/** The same for many visits at once: the latest day of each family. */
export const noteVisits = (
  tx: Transaction,
  householdIds: readonly string[],
  days: readonly string[],
): Promise<number> =>
  tx.run(
    `update pair p set last_visited_on = u.day
     from (select h, max(d) as day from unnest($2::uuid[], $3::date[]) as x (h, d) group by h) u
     where p.tenant_id = $1 and p.household_id = u.h and p.until is null
       and (p.last_visited_on is null or p.last_visited_on < u.day)`,
    [tx.scope.tenantId, householdIds, days],
  )

export type PairingCounts = { pairs: number; units: number; cadres: number; social: number; bodies: number }

/** What a report says of pairing: live pairs, units with a helper in one, and helpers in one by group, each counted once. */
export async function countPairing(
  tx: Transaction,
  bounds: { areaFrom?: string | undefined; areaTo?: string | undefined } = {},
): Promise<PairingCounts> {
  const group = (name: HelperGroup) =>
    `count(distinct m.helper_id) filter (where p.kind in ('${kindsOf[name].join("', '")}'))`
  const row = await tx.row<Record<keyof PairingCounts, string>>(
    `select count(distinct m.pair_id) as pairs, count(distinct p.organisation_id) as units,
       ${group('cadre')} as cadres, ${group('social')} as social, ${group('body')} as bodies
     from pair_member m join helper p on p.tenant_id = $1 and p.id = m.helper_id
     where m.tenant_id = $1 and m.until is null and ($2::text is null or (m.area_code >= $2 and m.area_code < $3))`,
    [tx.scope.tenantId, bounds.areaFrom ?? null, bounds.areaTo ?? null],
  )
  const number = (key: keyof PairingCounts) => Number(row?.[key] ?? 0)
  return {
    pairs: number('pairs'),
    units: number('units'),
    cadres: number('cadres'),
    social: number('social'),
    bodies: number('bodies'),
  }
}

/** Which of these families have a live pair. */
export async function pairedAmong(tx: Transaction, householdIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    'select household_id as id from pair where tenant_id = $1 and household_id = any($2::uuid[]) and until is null',
    [tx.scope.tenantId, householdIds],
  )
  return new Set(rows.map((row) => row.id))
}

/** Why a helper may not stand by a family: kin (same identity number or phone, or declared) or a declared conflict. */
export const findBar = async (
  tx: Transaction,
  householdId: string,
  helperId: string,
): Promise<'kin' | 'conflict' | undefined> =>
  (
    await tx.row<{ kind: 'kin' | 'conflict' }>(
      `select 'kin' as kind from person n join helper g on g.tenant_id = $1 and g.id = $3
         and (g.phone_hash = n.phone_hash or g.identity_number_hash = n.identity_number_hash)
       where n.tenant_id = $1 and n.household_id = $2 and n.left_on is null
       union all select b.kind from helper_bar b
       where b.tenant_id = $1 and b.household_id = $2 and b.helper_id = $3 and b.lifted_at is null limit 1`,
      [tx.scope.tenantId, householdId, helperId],
    )
  )?.kind

/** Whether a helper stood by a family on a day, as lead or further helper. */
export const stoodBy = async (tx: Transaction, helperId: string, householdId: string, on: string): Promise<boolean> =>
  (await tx.row(
    `select 1 from pair_member where tenant_id = $1 and helper_id = $2 and household_id = $3 and since <= $4
       and (until is null or until >= $4) limit 1`,
    [tx.scope.tenantId, helperId, householdId, on],
  )) !== undefined

/** Puts a pair on a new term and keeps the one before. */
export async function renewPair(
  tx: Transaction,
  pair: { id: string; termUntil: string | null },
  until: string,
  note: string | null,
): Promise<void> {
  await tx.run(
    `insert into pair_renewal (tenant_id, id, pair_id, household_id, area_code, organisation_line, before, until, note, agreed_by)
     select $1, $2, p.id, p.household_id, p.area_code, p.organisation_line, $4, $5, $6, $7 from pair p
     where p.tenant_id = $1 and p.id = $3`,
    [tx.scope.tenantId, randomUUIDv7(), pair.id, pair.termUntil, until, note, tx.scope.accountId],
  )
  await tx.run(
    'update pair set term_until = $3, version = version + 1, updated_at = now() where tenant_id = $1 and id = $2',
    [tx.scope.tenantId, pair.id, until],
  )
}
