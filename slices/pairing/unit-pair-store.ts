import type { Transaction } from '../../platform/server/database.ts'
import type { EnterpriseState } from '../organisations/model.ts'
import type { TeamMember, UnitPairDraft, UnitPairKind, UnitPairRow } from './unit-pair-model.ts'

export type UnitPairRecord = Omit<UnitPairRow, 'missing'> & { receiverId: string | null }

export type UnitPairBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  kind?: string | undefined
  state?: 'proposed' | 'approved' | 'ended' | undefined
  missing?: boolean | undefined
  lateOn?: string | undefined
}

const lacking = `(u.kind = 'village' and (u.giver_id is null or u.leader_name is null or u.resident_name is null or u.partner_code is null)
  or u.kind = 'team' and (u.stationed_from is null or not exists (select from unit_pair_member m where m.tenant_id = u.tenant_id
    and m.unit_pair_id = u.id and m.lead and m.until is null)))`
const where = `u.tenant_id = $1 and ($2::text is null or (u.area_code >= $2 and u.area_code < $3)) and ($4::text is null or u.kind = $4)
  and case $5::text when 'ended' then u.until is not null when 'proposed' then u.until is null and u.state = 'proposed'
    when 'approved' then u.until is null and u.state = 'approved' else u.until is null end
  and ($6::boolean is null or (${lacking} and u.until is null) = $6)
  and ($7::date is null or (${lacking} and u.until is null and u.due_on < $7))`
const values = (tx: Transaction, bounds: UnitPairBounds) => [
  tx.scope.tenantId,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.kind ?? null,
  bounds.state ?? null,
  bounds.missing ?? null,
  bounds.lateOn ?? null,
]

// Filed here on the way, or among the figures of the village; of the same year the figures of the village hold.
const incomes = `(select tenant_id, area_code, year, per_capita_income_fen as per_capita_fen from village_year
    where per_capita_income_fen is not null
  union all select i.tenant_id, i.area_code, i.year, i.per_capita_fen from village_income i
    where not exists (select from village_year y where y.tenant_id = i.tenant_id and y.area_code = i.area_code
      and y.year = i.year and y.per_capita_income_fen is not null))`

const columns = (
  asker: string,
) => `u.id, u.kind, u.area_code as "areaCode", coalesce(n.name, u.area_code) as "areaName",
  u.giver_id as "giverId", g.name as "giverName", u.receiver_id as "receiverId", r.name as "receiverName", u.leader_name as "leaderName",
  u.resident_name as "residentName", u.partner_code as "partnerCode", q.name as "partnerName", u.due_on as "dueOn", u.plan,
  u.tasks_done as "tasksDone", u.stationed_from as "stationedFrom", u.stationed_until as "stationedUntil",
  coalesce(m.team, '[]') as team, i.per_capita_fen as "incomeFen", i.year as "incomeYear", u.since, u.until, u.state,
  u.created_by = ${asker}::uuid as own, u.version`
const details = `left join organisation g on g.tenant_id = u.tenant_id and g.id = u.giver_id
  left join organisation r on r.tenant_id = u.tenant_id and r.id = u.receiver_id
  left join area_name n on n.code = u.area_code left join area_name q on q.code = u.partner_code
  left join lateral (select w.per_capita_fen, w.year from ${incomes} w
    where w.tenant_id = u.tenant_id and w.area_code = u.area_code and u.kind = 'village' order by w.year desc limit 1) i on true
  left join lateral (select jsonb_agg(jsonb_build_object('name', t.name, 'post', t.post, 'lead', t.lead, 'since', t.since,
    'until', t.until) order by t.place) as team from unit_pair_member t
    where t.tenant_id = u.tenant_id and t.unit_pair_id = u.id) m on true`

export const listUnitPairs = (
  tx: Transaction,
  bounds: UnitPairBounds,
  page: { limit: number; offset: number },
): Promise<UnitPairRecord[]> =>
  tx.rows(
    `select ${columns('$8')} from (select * from unit_pair u where ${where} order by u.area_code, u.id limit $9 offset $10) u ${details}
     order by u.area_code, u.id`,
    [...values(tx, bounds), tx.scope.accountId, page.limit, page.offset],
  )

export async function countUnitPairs(tx: Transaction, bounds: UnitPairBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from unit_pair u where ${where}`,
    values(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

/** A pair of bodies with its row locked. */
export async function lockUnitPair(tx: Transaction, id: string): Promise<UnitPairRecord | undefined> {
  await tx.run('select 1 from unit_pair where tenant_id = $1 and id = $2 for update', [tx.scope.tenantId, id])
  return tx.row(`select ${columns('$3')} from unit_pair u ${details} where u.tenant_id = $1 and u.id = $2`, [
    tx.scope.tenantId,
    id,
    tx.scope.accountId,
  ])
}

type NewUnitPair = UnitPairDraft & {
  id: string
  kind: UnitPairKind
  areaCode: string
  receiverId: string | null
  since: string
}

/** Adds a pair; throws 23505 with the index that says what is taken already. */
export async function addUnitPair(tx: Transaction, pair: NewUnitPair): Promise<void> {
  await tx.run(
    `insert into unit_pair (tenant_id, id, kind, area_code, receiver_id, since, created_by, giver_id, leader_name, resident_name,
       partner_code, due_on, plan, tasks_done, stationed_from, stationed_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      tx.scope.tenantId,
      pair.id,
      pair.kind,
      pair.areaCode,
      pair.receiverId,
      pair.since,
      tx.scope.accountId,
      pair.giverId,
      pair.leaderName,
      pair.residentName,
      pair.partnerCode,
      pair.dueOn,
      pair.plan,
      pair.tasksDone,
      pair.stationedFrom,
      pair.stationedUntil,
    ],
  )
  await addTeam(tx, pair.id, pair.team)
}

const addTeam = (tx: Transaction, id: string, team: readonly TeamMember[]): Promise<number> =>
  tx.run(
    `insert into unit_pair_member (tenant_id, unit_pair_id, place, area_code, name, post, lead, since, until)
     select $1, u.id, t.place, u.area_code, t.name, t.post, t.lead, t.since, t.until
     from jsonb_to_recordset($3::jsonb) as t (place smallint, name text, post text, lead boolean, since date, until date)
     join unit_pair u on u.tenant_id = $1 and u.id = $2`,
    [tx.scope.tenantId, id, JSON.stringify(team.map((member, place) => ({ ...member, place })))],
  )

export async function changeUnitPair(tx: Transaction, id: string, draft: UnitPairDraft): Promise<void> {
  await tx.run(
    `update unit_pair set giver_id = $3, leader_name = $4, resident_name = $5, partner_code = $6, due_on = $7, plan = $8,
       tasks_done = $9, stationed_from = $10, stationed_until = $11, version = version + 1 where tenant_id = $1 and id = $2`,
    [
      tx.scope.tenantId,
      id,
      draft.giverId,
      draft.leaderName,
      draft.residentName,
      draft.partnerCode,
      draft.dueOn,
      draft.plan,
      draft.tasksDone,
      draft.stationedFrom,
      draft.stationedUntil,
    ],
  )
  await tx.run('delete from unit_pair_member where tenant_id = $1 and unit_pair_id = $2', [tx.scope.tenantId, id])
  await addTeam(tx, id, draft.team)
}

export const approveUnitPair = (tx: Transaction, id: string): Promise<number> =>
  tx.run(
    `update unit_pair set state = 'approved', approved_by = $3, version = version + 1 where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, tx.scope.accountId],
  )

export const endUnitPair = (tx: Transaction, id: string, on: string, note: string): Promise<number> =>
  tx.run(
    `update unit_pair set until = greatest(since, $3::date), end_note = $4, version = version + 1 where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, on, note],
  )

export const latestIncome = (
  tx: Transaction,
  areaCode: string,
): Promise<{ year: number; perCapitaFen: string } | undefined> =>
  tx.row(
    `select w.year, w.per_capita_fen as "perCapitaFen" from ${incomes} w where w.tenant_id = $1 and w.area_code = $2
     order by w.year desc limit 1`,
    [tx.scope.tenantId, areaCode],
  )

export const fileIncome = (tx: Transaction, areaCode: string, year: number, perCapitaFen: string): Promise<number> =>
  tx.run(
    `insert into village_income (tenant_id, area_code, year, per_capita_fen, recorded_by) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, area_code, year) do update set per_capita_fen = excluded.per_capita_fen,
       recorded_by = excluded.recorded_by, recorded_at = now()`,
    [tx.scope.tenantId, areaCode, year, perCapitaFen, tx.scope.accountId],
  )

export type VillageIncome = { areaCode: string; areaName: string; year: number; perCapitaFen: string }
const latest = `(select distinct on (w.area_code) w.area_code, w.year, w.per_capita_fen from ${incomes} w
  where w.tenant_id = $1 and ($2::text is null or (w.area_code >= $2 and w.area_code < $3)) order by w.area_code, w.year desc) v
  left join area_name n on n.code = v.area_code`
const incomeColumns = `v.area_code as "areaCode", coalesce(n.name, v.area_code) as "areaName", v.year, v.per_capita_fen as "perCapitaFen"`

/** Villages with an income on file that no unit sponsors, the poorest first. */
export const unsponsoredVillages = (
  tx: Transaction,
  bounds: { areaFrom?: string | undefined; areaTo?: string | undefined },
): Promise<VillageIncome[]> =>
  tx.rows(
    `select ${incomeColumns} from ${latest} where not exists (select from unit_pair u where u.tenant_id = $1
       and u.area_code = v.area_code and u.kind = 'village' and u.until is null)
     order by v.per_capita_fen, v.area_code`,
    [tx.scope.tenantId, bounds.areaFrom ?? null, bounds.areaTo ?? null],
  )

/** Villages not under the line, the strongest first. */
export const strongVillages = (
  tx: Transaction,
  bounds: { from: string; to: string; except: string; lineFen: string },
  page: { limit: number; offset: number },
): Promise<VillageIncome[]> =>
  tx.rows(
    `select ${incomeColumns} from ${latest} where v.area_code <> $4 and v.per_capita_fen >= $5::bigint
     order by v.per_capita_fen desc, v.area_code limit $6 offset $7`,
    [tx.scope.tenantId, bounds.from, bounds.to, bounds.except, bounds.lineFen, page.limit, page.offset],
  )

/** Units that have not ended and sponsor no village, by name. */
export const unitsWithoutVillage = (
  tx: Transaction,
  name: string | undefined,
  page: { limit: number; offset: number },
): Promise<{ id: string; name: string; areaName: string }[]> =>
  tx.rows(
    `select o.id, o.name, coalesce(n.name, o.area_code) as "areaName" from organisation o left join area_name n on n.code = o.area_code
     where o.tenant_id = $1 and o.valid_to is null and coalesce(o.enterprise_state, 'running') = 'running'
       and ($2::text is null or position($2 in o.name) > 0)
       and not exists (select from unit_pair u where u.tenant_id = $1 and u.giver_id = o.id and u.kind = 'village' and u.until is null)
     order by o.line limit $3 offset $4`,
    [tx.scope.tenantId, name ?? null, page.limit, page.offset],
  )

/** Units that may sponsor a village and sponsor none, anywhere in the asker's area. */
export const freeSponsors = (
  tx: Transaction,
): Promise<{ id: string; name: string; areaCode: string; kind: string }[]> =>
  tx.rows(
    `select o.id, o.name, o.area_code as "areaCode", o.kind from organisation o
     where o.tenant_id = $1 and o.valid_to is null and coalesce(o.enterprise_state, 'running') = 'running'
       and o.kind in ('party_government', 'union', 'enterprise', 'school', 'hospital') and o.area_code is not null
       and not exists (select from unit_pair u where u.tenant_id = $1 and u.giver_id = o.id and u.kind = 'village' and u.until is null)
     order by o.id`,
    [tx.scope.tenantId],
  )

/** Villages with an income on file that are not among these. */
export async function villagesNotUnder(
  tx: Transaction,
  villages: readonly { areaCode: string }[],
): Promise<VillageIncome[]> {
  if (villages.length === 0) return []
  return tx.rows(`select ${incomeColumns} from ${latest} where v.area_code <> all($4::text[]) order by v.area_code`, [
    tx.scope.tenantId,
    null,
    null,
    villages.map((village) => village.areaCode),
  ])
}

export type UnansweredEnterprise = { id: string; name: string; areaName: string; enterpriseState: EnterpriseState }

// Neither a person of its own on file nor the leader of a team that is there now.
const unanswered = `from organisation o left join area_name n on n.code = o.area_code
  where o.tenant_id = $1 and o.valid_to is null and o.enterprise_state in ('in_hardship', 'bankrupt')
    and coalesce(o.responsible_person, '') = ''
    and ($2::text is null or (o.area_code >= $2 and o.area_code < $3))
    and not exists (select from unit_pair u join unit_pair_member m on m.tenant_id = $1 and m.unit_pair_id = u.id
      where u.tenant_id = $1 and u.receiver_id = o.id and u.kind = 'team' and u.until is null and m.lead and m.until is null)`

type Within = { areaFrom?: string | undefined; areaTo?: string | undefined }

/** Enterprises in hardship or bankrupt for which nobody is responsible. */
export const unansweredEnterprises = (
  tx: Transaction,
  bounds: Within,
  page: { limit: number; offset: number },
): Promise<UnansweredEnterprise[]> =>
  tx.rows(
    `select o.id, o.name, coalesce(n.name, o.area_code) as "areaName", o.enterprise_state as "enterpriseState" ${unanswered}
     order by o.area_code, o.line limit $4 offset $5`,
    [tx.scope.tenantId, bounds.areaFrom ?? null, bounds.areaTo ?? null, page.limit, page.offset],
  )

export async function countUnanswered(tx: Transaction, bounds: Within = {}): Promise<number> {
  const row = await tx.row<{ total: string }>(`select count(*) as total ${unanswered}`, [
    tx.scope.tenantId,
    bounds.areaFrom ?? null,
    bounds.areaTo ?? null,
  ])
  return Number(row?.total ?? 0)
}
