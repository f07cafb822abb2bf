import type { Transaction } from '../../platform/server/database.ts'
import type { Quota } from './matching-model.ts'
import type { Offer, Seeker } from './matching-rules.ts'

/** Which families a run looks at. */
export type SeekerBounds = {
  areaFrom: string
  areaTo: string
  unitId: string | null
  category: string | null
  rematch: boolean
  householdId?: string | undefined
}

const chosen = `h.tenant_id = $1 and h.status = 'registered' and h.area_code >= $2 and h.area_code < $3
  and ($4::uuid is null or h.work_unit_id = $4) and ($5::text is null or h.category = $5) and ($6::uuid is null or h.id = $6)`
const chosenValues = (tx: Transaction, bounds: SeekerBounds) => [
  tx.scope.tenantId,
  bounds.areaFrom,
  bounds.areaTo,
  bounds.unitId,
  bounds.category,
  bounds.householdId ?? null,
]

type SeekerRow = Pick<Seeker, 'id' | 'areaCode' | 'category' | 'ethnicity' | 'present'> & {
  causes: string[] | null
  bodies: string[]
}

/** Registered families of a set; without `rematch` only those that have no live pair, as far as the asker sees. */
export async function seekersIn(tx: Transaction, bounds: SeekerBounds): Promise<Seeker[]> {
  const values = chosenValues(tx, bounds)
  const rows = await tx.rows<SeekerRow>(
    `select h.id, h.area_code as "areaCode", h.category, c.causes, n.ethnicity, p.helper_id as present,
       array_remove(array[h.work_unit_id, h.responsible_id], null)::text[] as bodies
     from household h
     left join pair p on p.tenant_id = $1 and p.household_id = h.id and p.until is null
     left join person n on n.tenant_id = $1 and n.id = h.head_person_id
     left join (select k.household_id, array_agg(k.code order by k.code = g.main_cause desc, k.code) as causes
                from household_mark k join household g on g.tenant_id = $1 and g.id = k.household_id
                where k.tenant_id = $1 and k.dimension = 'cause' and k.until is null and k.area_code >= $2 and k.area_code < $3
                  and ($6::uuid is null or k.household_id = $6)
                group by k.household_id) c on c.household_id = h.id
     where ${chosen} and ($7 or p.id is null) order by h.area_code, h.id`,
    [...values, bounds.rematch],
  )
  const seekers = rows.map(
    (row): Seeker => ({
      ...row,
      causes: row.causes ?? [],
      present: bounds.rematch ? row.present : null,
      kin: new Map(),
      conflicts: new Set(),
      earlier: new Set(),
    }),
  )
  await addRelations(tx, bounds, new Map(seekers.map((seeker) => [seeker.id, seeker])))
  return seekers
}

const one = (household: string) => `($6::uuid is null or ${household} = $6)`

type Relation = { householdId: string; helperId: string; what: 'certain' | 'possible' | 'conflict' | 'earlier' }

/**
 * What is known between families and helpers. Certain kin: the same identity number or phone as a member, or declared.
 * Possible kin: the same name as a member within one township, or the helper's own registered home at the same address.
 */
async function addRelations(
  tx: Transaction,
  bounds: SeekerBounds,
  seekers: ReadonlyMap<string, Seeker>,
): Promise<void> {
  const relations = await tx.rows<Relation>(
    `select h.id as "householdId", x.helper_id as "helperId", x.what
     from household h join (
       select n.household_id, g.id as helper_id, 'certain' as what from person n join helper g on g.tenant_id = $1
         and (g.identity_number_hash = n.identity_number_hash) where n.tenant_id = $1 and n.left_on is null and ${one('n.household_id')}
       union all select n.household_id, g.id, 'certain' from person n join helper g on g.tenant_id = $1
         and g.phone_hash = n.phone_hash where n.tenant_id = $1 and n.left_on is null and ${one('n.household_id')}
       union all select n.household_id, g.id, 'possible' from person n join helper g on g.tenant_id = $1 and g.name = n.name
         and left(g.area_code, 9) = left(n.area_code, 9) where n.tenant_id = $1 and n.left_on is null and ${one('n.household_id')}
       union all select other.id, g.id, 'possible' from helper g
         join person n on n.tenant_id = $1 and n.identity_number_hash = g.identity_number_hash and n.left_on is null
         join household home on home.tenant_id = $1 and home.id = n.household_id and home.address is not null
         join household other on other.tenant_id = $1 and other.area_code = home.area_code and other.address = home.address
           and other.id <> home.id where g.tenant_id = $1 and g.identity_number_hash is not null and ${one('other.id')}
       union all select b.household_id, b.helper_id, case b.kind when 'kin' then 'certain' else 'conflict' end
         from helper_bar b where b.tenant_id = $1 and b.lifted_at is null and ${one('b.household_id')}
       union all select m.household_id, m.helper_id, 'earlier' from pair_member m where m.tenant_id = $1 and m.until is not null and ${one('m.household_id')}
     ) x on x.household_id = h.id
     where ${chosen}`,
    chosenValues(tx, bounds),
  )
  for (const { householdId, helperId, what } of relations) {
    const seeker = seekers.get(householdId)
    if (!seeker) continue
    if (what === 'conflict') (seeker.conflicts as Set<string>).add(helperId)
    else if (what === 'earlier') (seeker.earlier as Set<string>).add(helperId)
    else if (what === 'certain' || !seeker.kin.has(helperId))
      (seeker.kin as Map<string, 'certain' | 'possible'>).set(helperId, what)
  }
}

/** One family as the rules see it, whether or not it has a helper. */
export async function findSeeker(tx: Transaction, householdId: string): Promise<Seeker | undefined> {
  const everywhere = { areaFrom: '0', areaTo: '~', unitId: null, category: null, rematch: true, householdId }
  const [seeker] = await seekersIn(tx, everywhere)
  return seeker
}

export type NamedOffer = Offer & { name: string; unit: string | null; capacity: number }

// Lines that give a helper a family it does not stand by now, besides the line in question.
const changing = `tenant_id = $1 and proposal_id = $5 and household_id <> $6 and state in ('proposed', 'by_hand')
  and helper_id is distinct from present_helper_id`

/**
 * Active and vetted helpers with room: those inside the area, and those of the areas above it, who help wherever they are
 * needed. `freed` are families whose pairs are looked at anew; with a proposal, what its other lines give them is taken
 * off their room. `full` also answers those without room.
 */
export const offersFor = (
  tx: Transaction,
  area: { from: string; to: string; above: readonly string[] },
  more: {
    proposal?: { id: string; but: string } | undefined
    freed?: ReadonlyMap<string, number> | undefined
    full?: boolean | undefined
    /** Only these, and who was registered after that moment. */
    only?: { ids: readonly string[]; since: string } | undefined
    /** Only those of whose name or unit this is a part. */
    search?: string | undefined
  } = {},
): Promise<NamedOffer[]> =>
  tx.rows(
    `select p.id, p.kind, p.area_code as "areaCode", p.organisation_id as "organisationId", p.skills, p.languages,
       p.identity_number_hash is null and p.phone_hash is null as "unknownKin", p.capacity,
       l.families + coalesce(x.n, 0) - coalesce(f.n, 0) as families,
       greatest(0, p.capacity - l.families - coalesce(x.n, 0) + coalesce(f.n, 0)) as room, p.name, p.post,
       coalesce(o.name, p.organisation_text) as unit
     from helper p join helper_load l on l.tenant_id = $1 and l.helper_id = p.id
     left join organisation o on o.tenant_id = $1 and o.id = p.organisation_id
     left join (select y.helper_id, sum(y.n)::int as n from (
                  select helper_id, 1 as n from proposal_line where ${changing}
                  union all select present_helper_id, -1 from proposal_line where ${changing} and present_helper_id is not null
                ) y group by y.helper_id) x on x.helper_id = p.id
     left join unnest($7::uuid[], $8::int[]) as f (h, n) on f.h = p.id
     where p.tenant_id = $1 and p.state = 'active' and p.vetting in ('not_needed', 'vetted')
       and ($9 or l.families + coalesce(x.n, 0) - coalesce(f.n, 0) < p.capacity)
       and ((p.area_code >= $2 and p.area_code < $3) or p.area_code = any($4::text[]))
       and ($10::uuid[] is null or p.id = any($10) or p.created_at > $11)
       and ($12::text is null or position($12 in p.name) > 0 or position($12 in coalesce(o.name, p.organisation_text, '')) > 0)
     order by p.id`,
    [
      tx.scope.tenantId,
      area.from,
      area.to,
      area.above,
      more.proposal?.id ?? null,
      more.proposal?.but ?? null,
      [...(more.freed?.keys() ?? [])],
      [...(more.freed?.values() ?? [])],
      more.full ?? false,
      more.only?.ids ?? null,
      more.only?.since ?? null,
      more.search ?? null,
    ],
  )

const quotaColumns = `q.id, o.area_code as "unitArea", q.organisation_id as "organisationId", q.area_code as "areaCode",
  coalesce(o.name, a.name, q.area_code, '') as name, q.least, q.most, q.version`

/** What helpers carry now, wherever, by unit and area: what quotas are held against. */
export const loadsByPlace = (
  tx: Transaction,
): Promise<{ organisationId: string | null; areaCode: string; families: number }[]> =>
  tx.rows(
    `select p.organisation_id as "organisationId", p.area_code as "areaCode", sum(l.families)::int as families
     from helper p join helper_load l on l.tenant_id = $1 and l.helper_id = p.id
     where p.tenant_id = $1 and l.families > 0 group by p.organisation_id, p.area_code`,
    [tx.scope.tenantId],
  )

export const listQuotas = (tx: Transaction): Promise<(Quota & { unitArea: string | null })[]> =>
  tx.rows(
    `select ${quotaColumns} from pairing_quota q
     left join organisation o on o.tenant_id = $1 and o.id = q.organisation_id left join area_name a on a.code = q.area_code
     where q.tenant_id = $1 order by q.area_code is null, coalesce(q.area_code, o.area_code), 4`,
    [tx.scope.tenantId],
  )

export const addQuota = (
  tx: Transaction,
  quota: { id: string; organisationId: string | null; areaCode: string | null; least: number; most: number },
): Promise<number> =>
  tx.run(
    `insert into pairing_quota (tenant_id, id, organisation_id, area_code, least, most) values ($1, $2, $3, $4, $5, $6)`,
    [tx.scope.tenantId, quota.id, quota.organisationId, quota.areaCode, quota.least, quota.most],
  )

export const changeQuota = (
  tx: Transaction,
  quota: { id: string; version: number; least: number; most: number },
): Promise<number> =>
  tx.run(
    `update pairing_quota set least = $4, most = $5, version = version + 1 where tenant_id = $1 and id = $2 and version = $3`,
    [tx.scope.tenantId, quota.id, quota.version, quota.least, quota.most],
  )

export const removeQuota = (tx: Transaction, id: string): Promise<number> =>
  tx.run('delete from pairing_quota where tenant_id = $1 and id = $2', [tx.scope.tenantId, id])

/** What a set holds before it is run: families and helpers with room. */
export async function countSet(
  tx: Transaction,
  bounds: SeekerBounds,
): Promise<{ households: number; severe: number; paired: number }> {
  const row = await tx.row<{ households: string; severe: string; paired: string }>(
    `select count(*) filter (where $7 or p.id is null) as households,
       count(*) filter (where h.category = 'severe' and ($7 or p.id is null)) as severe, count(p.id) as paired
     from household h left join pair p on p.tenant_id = $1 and p.household_id = h.id and p.until is null where ${chosen}`,
    [...chosenValues(tx, bounds), bounds.rematch],
  )
  return {
    households: Number(row?.households ?? 0),
    severe: Number(row?.severe ?? 0),
    paired: Number(row?.paired ?? 0),
  }
}

/** Helpers who could be proposed in an area, how many families they could take, and how many wait for vetting. */
export async function countRoom(
  tx: Transaction,
  area: { from: string; to: string; above: readonly string[] },
): Promise<{ helpers: number; room: number; waiting: number }> {
  const row = await tx.row<{ helpers: string; room: string | null; waiting: string }>(
    `select count(*) filter (where p.vetting in ('not_needed', 'vetted') and l.families < p.capacity) as helpers,
       sum(greatest(0, p.capacity - l.families)) filter (where p.vetting in ('not_needed', 'vetted')) as room,
       count(*) filter (where p.vetting = 'waiting') as waiting
     from helper p join helper_load l on l.tenant_id = $1 and l.helper_id = p.id
     where p.tenant_id = $1 and p.state = 'active'
       and ((p.area_code >= $2 and p.area_code < $3) or p.area_code = any($4::text[]))`,
    [tx.scope.tenantId, area.from, area.to, area.above],
  )
  return { helpers: Number(row?.helpers ?? 0), room: Number(row?.room ?? 0), waiting: Number(row?.waiting ?? 0) }
}

/** Names of helpers, for sentences. */
export async function helperNames(tx: Transaction, ids: readonly string[]): Promise<[string, string][]> {
  if (ids.length === 0) return []
  const rows = await tx.rows<{ id: string; name: string }>(
    'select id, name from helper where tenant_id = $1 and id = any($2::uuid[])',
    [tx.scope.tenantId, ids],
  )
  return rows.map((row) => [row.id, row.name])
}
