import type { Text } from '../../core/messages.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { Offer, Seeker } from './matching-rules.ts'
import type { Proposal, ProposalLine, Reason, Unserved } from './model.ts'

const columns = `p.id, p.area_code as "areaCode", coalesce(a.name, p.area_code) as "areaName", p.state, p.stage,
  p.done_percent as "donePercent", p.failure, p.seed, p.total_cost as "totalCost", p.households, p.served,
  (select count(*)::int from proposal_line l where l.tenant_id = $1 and l.proposal_id = p.id and l.state in ('proposed', 'by_hand'))
    as standing,
  c.display_name as "createdBy", p.created_at as "createdAt", d.display_name as "decidedBy", p.decided_at as "decidedAt", p.version`
const source = `proposal p left join area_name a on a.code = p.area_code
  left join account c on c.id = p.created_by left join account d on d.id = p.decided_by`

export const listProposals = (tx: Transaction, page: { limit: number; offset: number }): Promise<Proposal[]> =>
  tx.rows(
    `select ${columns} from ${source} where p.tenant_id = $1 order by p.created_at desc, p.id desc limit $2 offset $3`,
    [tx.scope.tenantId, page.limit, page.offset],
  )

export const findProposal = (tx: Transaction, id: string): Promise<Proposal | undefined> =>
  tx.row(`select ${columns} from ${source} where p.tenant_id = $1 and p.id = $2`, [tx.scope.tenantId, id])

/** The proposal with its row locked: of two decisions at once the second waits and finds the first. */
export async function lockProposal(tx: Transaction, id: string): Promise<Proposal | undefined> {
  await tx.run('select 1 from proposal where tenant_id = $1 and id = $2 for update', [tx.scope.tenantId, id])
  return findProposal(tx, id)
}

export const addProposal = (
  tx: Transaction,
  proposal: { id: string; areaCode: string; seed: number; createdBy: string },
): Promise<number> =>
  tx.run(
    `insert into proposal (tenant_id, id, area_code, state, seed, created_by) values ($1, $2, $3, 'running', $4, $5)`,
    [tx.scope.tenantId, proposal.id, proposal.areaCode, proposal.seed, proposal.createdBy],
  )

export const noteProgress = (tx: Transaction, id: string, stage: string, donePercent: number): Promise<number> =>
  tx.run(`update proposal set stage = $3, done_percent = $4 where tenant_id = $1 and id = $2 and state = 'running'`, [
    tx.scope.tenantId,
    id,
    stage,
    donePercent,
  ])

export const finishProposal = (
  tx: Transaction,
  id: string,
  found: { totalCost: number; households: number; served: number },
): Promise<number> =>
  tx.run(
    `update proposal set state = 'ready', stage = 'done', done_percent = 100, total_cost = $3, households = $4, served = $5,
       version = version + 1 where tenant_id = $1 and id = $2 and state = 'running'`,
    [tx.scope.tenantId, id, found.totalCost, found.households, found.served],
  )

export const failProposal = (tx: Transaction, id: string, failure: Text): Promise<number> =>
  tx.run(
    `update proposal set state = 'failed', failure = $3::jsonb, version = version + 1
     where tenant_id = $1 and id = $2 and state = 'running'`,
    [tx.scope.tenantId, id, JSON.stringify(failure)],
  )

export const decideProposal = (
  tx: Transaction,
  id: string,
  state: 'accepted' | 'discarded',
  by: string,
  at: Date,
): Promise<number> =>
  tx.run(
    `update proposal set state = $3, decided_by = $4, decided_at = $5, version = version + 1 where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, state, by, at.toISOString()],
  )

/** Moves the version on: whoever accepts has to have seen the change. */
export const touchProposal = (tx: Transaction, id: string): Promise<number> =>
  tx.run('update proposal set version = version + 1 where tenant_id = $1 and id = $2', [tx.scope.tenantId, id])

export type NewLine = {
  householdId: string
  helperId: string | null
  cost: number | null
  why: readonly Reason[]
  unserved: Unserved | null
}

/** Writes the lines of a run anew: a run that is taken up again after a crash leaves none twice. */
export async function replaceLines(tx: Transaction, proposalId: string, lines: readonly NewLine[]): Promise<void> {
  await tx.run('delete from proposal_line where tenant_id = $1 and proposal_id = $2', [tx.scope.tenantId, proposalId])
  await tx.run(
    `insert into proposal_line (tenant_id, proposal_id, household_id, area_code, organisation_line, helper_id, cost, why, unserved, state)
     select $1, $2, h.id, h.area_code, h.organisation_line, r."helperId", r.cost, r.why, r.unserved,
       case when r."helperId" is null then 'unserved' else 'proposed' end
     from jsonb_to_recordset($3::jsonb) as r ("householdId" uuid, "helperId" uuid, cost int, why jsonb, unserved text)
     join household h on h.tenant_id = $1 and h.id = r."householdId"`,
    [tx.scope.tenantId, proposalId, JSON.stringify(lines)],
  )
}

const lineColumns = `l.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
  coalesce(a.name, h.area_code) as "areaName", h.category, h.main_cause as "mainCause", l.helper_id as "helperId",
  g.name as "helperName", g.post as "helperPost", coalesce(o.name, g.organisation_text) as "helperUnit", l.cost, l.why, l.unserved,
  l.state`
const lineSource = `proposal_line l join household h on h.tenant_id = l.tenant_id and h.id = l.household_id
  left join area_name a on a.code = h.area_code
  left join helper g on g.tenant_id = l.tenant_id and g.id = l.helper_id
  left join organisation o on o.tenant_id = l.tenant_id and o.id = g.organisation_id`

const lineState = {
  standing: `l.state in ('proposed', 'by_hand')`,
  dropped: `l.state = 'dropped'`,
  unserved: `l.state = 'unserved'`,
} as const
type LineFilter = { id: string; state?: keyof typeof lineState | undefined }
const lineWhere = (filter: LineFilter) =>
  `l.tenant_id = $1 and l.proposal_id = $2${filter.state ? ` and ${lineState[filter.state]}` : ''}`

const lineOrders = { area: 'h.area_code', cost: 'l.cost', helper: 'g.name_pinyin', head: 'h.head_name_pinyin' } as const

export const listLines = (
  tx: Transaction,
  filter: LineFilter,
  page: { sort: keyof typeof lineOrders; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<ProposalLine[]> =>
  tx.rows(
    `select ${lineColumns} from ${lineSource} where ${lineWhere(filter)}
     order by ${lineOrders[page.sort]} ${page.order === 'desc' ? 'desc' : 'asc'} nulls last, l.household_id limit $3 offset $4`,
    [tx.scope.tenantId, filter.id, page.limit, page.offset],
  )

export async function countLines(tx: Transaction, filter: LineFilter): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from proposal_line l where ${lineWhere(filter)}`,
    [tx.scope.tenantId, filter.id],
  )
  return Number(row?.total ?? 0)
}

export const findLine = (tx: Transaction, id: string, householdId: string): Promise<ProposalLine | undefined> =>
  tx.row(
    `select ${lineColumns} from ${lineSource} where l.tenant_id = $1 and l.proposal_id = $2 and l.household_id = $3`,
    [tx.scope.tenantId, id, householdId],
  )

/** The pairs a proposal stands for. */
export const standingLines = (
  tx: Transaction,
  id: string,
): Promise<{ householdId: string; helperId: string; registered: boolean }[]> =>
  tx.rows(
    `select l.household_id as "householdId", l.helper_id as "helperId", h.status = 'registered' as registered
     from proposal_line l join household h on h.tenant_id = $1 and h.id = l.household_id
     where ${lineWhere({ id, state: 'standing' })} order by l.household_id for share of h`,
    [tx.scope.tenantId, id],
  )

export const changeLine = (
  tx: Transaction,
  id: string,
  householdId: string,
  line: { helperId: string; cost: number; why: readonly Reason[] } | null,
): Promise<number> =>
  line
    ? tx.run(
        `update proposal_line set helper_id = $4, cost = $5, why = $6::jsonb, unserved = null, state = 'by_hand'
         where tenant_id = $1 and proposal_id = $2 and household_id = $3`,
        [tx.scope.tenantId, id, householdId, line.helperId, line.cost, JSON.stringify(line.why)],
      )
    : tx.run(
        `update proposal_line set state = 'dropped' where tenant_id = $1 and proposal_id = $2 and household_id = $3 and helper_id is not null`,
        [tx.scope.tenantId, id, householdId],
      )

const seekerColumns = `h.id, h.area_code as "areaCode", h.category,
  (select coalesce(array_agg(k.code order by k.code = h.main_cause desc), '{}') from household_mark k
   where k.tenant_id = $1 and k.household_id = h.id and k.dimension = 'cause' and k.until is null) as causes,
  array_remove(array[h.work_unit_id, h.responsible_id], null)::text[] as bodies,
  (select coalesce(array_agg(g.id::text), '{}') from person n join helper g on g.tenant_id = $1 and g.phone_hash = n.phone_hash
   where n.tenant_id = $1 and n.household_id = h.id and n.left_on is null) as kin`

/** Registered families of an area that have no live pair, as far as the asker sees. */
export const seekersIn = (tx: Transaction, areaFrom: string, areaTo: string): Promise<Seeker[]> =>
  tx.rows(
    `select ${seekerColumns} from household h
     where h.tenant_id = $1 and h.status = 'registered' and h.area_code >= $2 and h.area_code < $3
       and not exists (select from pair p where p.tenant_id = $1 and p.household_id = h.id and p.until is null)
     order by h.area_code, h.id`,
    [tx.scope.tenantId, areaFrom, areaTo],
  )

export const findSeeker = (tx: Transaction, householdId: string): Promise<Seeker | undefined> =>
  tx.row(`select ${seekerColumns} from household h where h.tenant_id = $1 and h.id = $2`, [
    tx.scope.tenantId,
    householdId,
  ])

/**
 * Active helpers with room: those inside the area, and those of the areas above it, who help wherever they are needed.
 * With a proposal, families that its other lines give them are taken off their room.
 */
export const offersFor = (
  tx: Transaction,
  area: { from: string; to: string; above: readonly string[] },
  proposal: { id: string; but: string } | null,
): Promise<(Offer & { name: string; post: string | null; unit: string | null })[]> =>
  tx.rows(
    `select p.id, p.area_code as "areaCode", p.organisation_id as "organisationId", p.skills,
       l.families + coalesce(x.n, 0) as families, p.capacity - l.families - coalesce(x.n, 0) as room, p.name, p.post,
       coalesce(o.name, p.organisation_text) as unit
     from helper p join helper_load l on l.tenant_id = $1 and l.helper_id = p.id
     left join organisation o on o.tenant_id = $1 and o.id = p.organisation_id
     left join (select helper_id, count(*)::int as n from proposal_line
                where tenant_id = $1 and proposal_id = $5 and household_id <> $6 and state in ('proposed', 'by_hand')
                group by helper_id) x on x.helper_id = p.id
     where p.tenant_id = $1 and p.state = 'active' and l.families + coalesce(x.n, 0) < p.capacity
       and ((p.area_code >= $2 and p.area_code < $3) or p.area_code = any($4::text[]))
     order by p.id`,
    [tx.scope.tenantId, area.from, area.to, area.above, proposal?.id ?? null, proposal?.but ?? null],
  )
