import type { Transaction } from '../../platform/server/database.ts'
import type { NewLine, ProposalLine, Reason } from './model.ts'

// What one statement is handed: a few megabytes of JSON.
const portion = 2_000

/** Writes the lines of a run anew: a run that is taken up again after a crash leaves none twice. */
export async function replaceLines(tx: Transaction, proposalId: string, lines: readonly NewLine[]): Promise<void> {
  await tx.run('delete from proposal_line where tenant_id = $1 and proposal_id = $2', [tx.scope.tenantId, proposalId])
  for (let from = 0; from < lines.length; from += portion)
    await tx.run(
      `insert into proposal_line (tenant_id, proposal_id, household_id, area_code, organisation_line, helper_id, cost, why,
         unserved, state, locked, present_helper_id)
       select $1, $2, h.id, h.area_code, h.organisation_line, r."helperId", r.cost, r.why, r.unserved,
         case when r."helperId" is null then 'unserved' else 'proposed' end, r.locked, r.present
       from jsonb_to_recordset($3::jsonb) as r ("householdId" uuid, "helperId" uuid, cost int, why jsonb, unserved text,
         locked boolean, present uuid)
       join household h on h.tenant_id = $1 and h.id = r."householdId"`,
      [tx.scope.tenantId, proposalId, JSON.stringify(lines.slice(from, from + portion))],
    )
}

const columns = `l.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
  coalesce(a.name, h.area_code) as "areaName", h.category, h.main_cause as "mainCause", l.helper_id as "helperId",
  g.name as "helperName", g.post as "helperPost", coalesce(o.name, g.organisation_text) as "helperUnit",
  l.present_helper_id as "presentHelperId", b.name as "presentHelperName", l.cost, l.why, l.unserved, l.locked, l.state`
const details = `join household h on h.tenant_id = l.tenant_id and h.id = l.household_id
  left join area_name a on a.code = h.area_code
  left join helper g on g.tenant_id = l.tenant_id and g.id = l.helper_id
  left join helper b on b.tenant_id = l.tenant_id and b.id = l.present_helper_id
  left join organisation o on o.tenant_id = l.tenant_id and o.id = g.organisation_id`

const standing = `l.state in ('proposed', 'by_hand')`
const states = {
  standing,
  dropped: `l.state = 'dropped'`,
  unserved: `l.state = 'unserved'`,
  by_hand: `l.state = 'by_hand'`,
  locked: 'l.locked',
  broken: `l.present_helper_id is not null and ${standing} and l.helper_id <> l.present_helper_id`,
  kept: `l.present_helper_id is not null and ${standing} and l.helper_id = l.present_helper_id`,
} as const
export type LineState = keyof typeof states

export type LineBounds = {
  id: string
  state?: LineState | undefined
  areaFrom?: string | undefined
  areaTo?: string | undefined
  helper?: string | undefined
  unit?: string | undefined
  search?: string | undefined
}

function conditions(tx: Transaction, bounds: LineBounds): { where: string; values: string[]; joins: string } {
  const values: string[] = [tx.scope.tenantId, bounds.id]
  const parts = ['l.tenant_id = $1 and l.proposal_id = $2']
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  if (bounds.state) parts.push(`(${states[bounds.state]})`)
  add((place) => `l.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `l.area_code < ${place}`, bounds.areaTo)
  add((place) => `l.helper_id = ${place}`, bounds.helper)
  add((place) => `g.organisation_id = ${place}`, bounds.unit)
  add(
    (place) =>
      `(position(${place} in h.head_name) > 0 or h.file_number = ${place} or position(${place} in coalesce(g.name, '')) > 0)`,
    bounds.search || undefined,
  )
  const joins = [
    bounds.search ? 'join household h on h.tenant_id = l.tenant_id and h.id = l.household_id' : '',
    bounds.search || bounds.unit ? 'left join helper g on g.tenant_id = l.tenant_id and g.id = l.helper_id' : '',
  ]
  return { where: parts.join(' and '), values, joins: joins.join(' ') }
}

const orders = { area: 'l.area_code', cost: 'l.cost', helper: 's.name_pinyin', head: 's.head_name_pinyin' } as const
const sortJoins = {
  area: '',
  cost: '',
  helper: 'left join helper s on s.tenant_id = l.tenant_id and s.id = l.helper_id',
  head: 'join household s on s.tenant_id = l.tenant_id and s.id = l.household_id',
} as const

/** A page of lines. It is cut before names are joined, so that only its rows pay for the joins. */
export function listLines(
  tx: Transaction,
  bounds: LineBounds,
  page: { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<ProposalLine[]> {
  const { where, values, joins } = conditions(tx, bounds)
  values.push(String(page.limit), String(page.offset))
  const direction = page.order === 'desc' ? 'desc' : 'asc'
  // As the indexes of areas and costs run, both ways; what is missing comes last.
  const missing = page.sort !== 'area' && direction === 'desc' ? ' nulls last' : ''
  const by = `${orders[page.sort]} ${direction}${missing}, l.household_id ${direction}`
  return tx.rows(
    `select ${columns} from (
       select l.*, row_number() over (order by ${by}) as place from proposal_line l ${joins} ${sortJoins[page.sort]} where ${where}
       order by ${by} limit $${values.length - 1}::int offset $${values.length}::int
     ) l ${details} order by l.place`,
    values,
  )
}

export async function countLines(tx: Transaction, bounds: LineBounds): Promise<number> {
  const { where, values, joins } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from proposal_line l ${joins} where ${where}`,
    values,
  )
  return Number(row?.total ?? 0)
}

export const findLine = (tx: Transaction, id: string, householdId: string): Promise<ProposalLine | undefined> =>
  tx.row(
    `select ${columns} from proposal_line l ${details}
     where l.tenant_id = $1 and l.proposal_id = $2 and l.household_id = $3`,
    [tx.scope.tenantId, id, householdId],
  )

/** The pairs a proposal stands for, each with the pair that it would end. */
export const standingLines = (
  tx: Transaction,
  id: string,
): Promise<{ householdId: string; helperId: string; registered: boolean; presentHelperId: string | null }[]> =>
  tx.rows(
    `select l.household_id as "householdId", l.helper_id as "helperId", h.status = 'registered' as registered,
       l.present_helper_id as "presentHelperId"
     from proposal_line l join household h on h.tenant_id = $1 and h.id = l.household_id
     where l.tenant_id = $1 and l.proposal_id = $2 and ${standing} order by l.household_id for share of h`,
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
        `update proposal_line set state = 'dropped', locked = false
         where tenant_id = $1 and proposal_id = $2 and household_id = $3 and helper_id is not null`,
        [tx.scope.tenantId, id, householdId],
      )

export const lockLine = (tx: Transaction, id: string, householdId: string, locked: boolean): Promise<number> =>
  tx.run(
    `update proposal_line l set locked = $4 where tenant_id = $1 and proposal_id = $2 and household_id = $3 and ${standing}`,
    [tx.scope.tenantId, id, householdId, locked],
  )

/** Which pairs of a proposal are locked or were made by hand, for a run that is based on it. */
export const heldPairs = (tx: Transaction, id: string): Promise<{ household: string; helper: string }[]> =>
  tx.rows(
    `select l.household_id as household, l.helper_id as helper from proposal_line l
     where l.tenant_id = $1 and l.proposal_id = $2 and (l.locked or l.state = 'by_hand') and ${standing}`,
    [tx.scope.tenantId, id],
  )

export const exclusionsOf = (tx: Transaction, id: string): Promise<{ household: string; helper: string }[]> =>
  tx.rows(
    'select household_id as household, helper_id as helper from proposal_exclusion where tenant_id = $1 and proposal_id = $2',
    [tx.scope.tenantId, id],
  )

export const addExclusion = (tx: Transaction, id: string, householdId: string, helperId: string): Promise<number> =>
  tx.run(
    `insert into proposal_exclusion (tenant_id, proposal_id, household_id, helper_id, area_code, organisation_line)
     select $1, $2, h.id, $4, h.area_code, h.organisation_line from household h where h.tenant_id = $1 and h.id = $3
     on conflict do nothing`,
    [tx.scope.tenantId, id, householdId, helperId],
  )

export const removeExclusion = (tx: Transaction, id: string, householdId: string, helperId: string): Promise<number> =>
  tx.run(
    'delete from proposal_exclusion where tenant_id = $1 and proposal_id = $2 and household_id = $3 and helper_id = $4',
    [tx.scope.tenantId, id, householdId, helperId],
  )

export const copyExclusions = (tx: Transaction, from: string, to: string): Promise<number> =>
  tx.run(
    `insert into proposal_exclusion (tenant_id, proposal_id, household_id, helper_id, area_code, organisation_line)
     select tenant_id, $3, household_id, helper_id, area_code, organisation_line from proposal_exclusion
     where tenant_id = $1 and proposal_id = $2 on conflict do nothing`,
    [tx.scope.tenantId, from, to],
  )

/** Names of heads by household, for sentences. */
export async function headNames(tx: Transaction, ids: readonly string[]): Promise<[string, string][]> {
  if (ids.length === 0) return []
  const rows = await tx.rows<{ id: string; name: string }>(
    'select id, head_name as name from household where tenant_id = $1 and id = any($2::uuid[])',
    [tx.scope.tenantId, ids],
  )
  return rows.map((row) => [row.id, row.name])
}

/** Sums of what each rule says over all lines that stand, and what they cost together. */
export const sumReasons = (tx: Transaction, id: string): Promise<{ rule: string; cost: string; lines: string }[]> =>
  tx.rows(
    `select r.rule, sum(r.cost) as cost, count(*) filter (where r.cost <> 0) as lines
     from proposal_line l cross join lateral jsonb_to_recordset(l.why) as r (rule text, cost int)
     where l.tenant_id = $1 and l.proposal_id = $2 and ${standing} group by r.rule order by sum(r.cost) desc, r.rule`,
    [tx.scope.tenantId, id],
  )

export type AreaLine = {
  code: string
  name: string
  households: number
  served: number
  helpers: number
  broken: number
  reasons: Record<string, number>
}

/** Lines summed by the areas one level below: `digits` of the code say which. */
export const sumByArea = (
  tx: Transaction,
  id: string,
  area: { from: string; to: string; digits: number },
): Promise<AreaLine[]> =>
  tx.rows(
    `select x.code, coalesce(a.name, x.code) as name, sum(x.n)::int as households,
       coalesce(sum(x.n) filter (where x.served), 0)::int as served,
       coalesce(max(x.helpers) filter (where x.served), 0) as helpers, sum(x.broken)::int as broken,
       coalesce(jsonb_object_agg(x.why, x.n) filter (where not x.served), '{}') as reasons
     from (select rpad(left(l.area_code, $5), 12, '0') as code, ${standing} as served, count(*)::int as n,
             count(distinct l.helper_id)::int as helpers,
             case when l.state = 'dropped' then 'dropped' else coalesce(l.unserved, 'served') end as why,
             count(*) filter (where ${states.broken})::int as broken
           from proposal_line l where l.tenant_id = $1 and l.proposal_id = $2 and l.area_code >= $3 and l.area_code < $4
           group by 1, 2, 5) x
     left join area_name a on a.code = x.code group by x.code, a.name order by x.code`,
    [tx.scope.tenantId, id, area.from, area.to, area.digits],
  )

export type LoadLine = {
  id: string
  name: string
  unit: string | null
  helpers: number
  capacity: number
  before: number
  given: number
}

/** What each helper, or each unit, would carry; those with the most first. */
export const listLoads = (
  tx: Transaction,
  id: string,
  by: 'helper' | 'unit',
  page: { limit: number; offset: number },
): Promise<(LoadLine & { total: number })[]> =>
  tx.rows(
    `select ${by === 'helper' ? 'p.id, p.name, coalesce(o.name, p.organisation_text) as unit, 1 as helpers' : `o.id, o.name, null as unit, count(*)::int as helpers`},
       sum(p.capacity)::int as capacity, sum(f.families)::int as before, sum(x.n)::int as given, (count(*) over ())::int as total
     from (select l.helper_id, count(*)::int as n from proposal_line l
           where l.tenant_id = $1 and l.proposal_id = $2 and ${standing} group by l.helper_id) x
     join helper p on p.tenant_id = $1 and p.id = x.helper_id
     join helper_load f on f.tenant_id = $1 and f.helper_id = p.id
     ${by === 'helper' ? 'left join' : 'join'} organisation o on o.tenant_id = $1 and o.id = p.organisation_id
     group by ${by === 'helper' ? 'p.id, p.name, o.name, p.organisation_text' : 'o.id, o.name'}
     order by given desc, 2, 1 limit $3 offset $4`,
    [tx.scope.tenantId, id, page.limit, page.offset],
  )

export type DifferingLine = {
  householdId: string
  headName: string
  areaName: string
  one: string | null
  other: string | null
  oneCost: number | null
  otherCost: number | null
  total: number
}

/** Families whom two proposals give to different helpers, or of whom one leaves without. */
export const differing = (
  tx: Transaction,
  one: string,
  other: string,
  page: { limit: number; offset: number },
): Promise<DifferingLine[]> =>
  tx.rows(
    `select h.id as "householdId", h.head_name as "headName", coalesce(n.name, h.area_code) as "areaName", g.name as one,
       k.name as other, x.one_cost as "oneCost", x.other_cost as "otherCost", (count(*) over ())::int as total
     from (select a.household_id, case when a.state in ('proposed', 'by_hand') then a.helper_id end as one,
             case when b.state in ('proposed', 'by_hand') then b.helper_id end as other, a.cost as one_cost, b.cost as other_cost
           from proposal_line a join proposal_line b on b.tenant_id = $1 and b.proposal_id = $3 and b.household_id = a.household_id
           where a.tenant_id = $1 and a.proposal_id = $2) x
     join household h on h.tenant_id = $1 and h.id = x.household_id
     left join helper g on g.tenant_id = $1 and g.id = x.one left join helper k on k.tenant_id = $1 and k.id = x.other
     left join area_name n on n.code = h.area_code
     where x.one is distinct from x.other order by h.area_code, h.id limit $4 offset $5`,
    [tx.scope.tenantId, one, other, page.limit, page.offset],
  )
