import { pinyin } from 'pinyin-pro'
import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import type { HelperGroup, HelperKind, Language, Skill, Vetting } from './model.ts'
import { kindsOf, skillsOf } from './rules.ts'

export type HelperRecord = {
  id: string
  kind: HelperKind
  name: string
  alias: string | null
  post: string | null
  organisationId: string | null
  organisationText: string | null
  unit: string | null
  phone: Buffer | null
  areaCode: string
  areaName: string
  skillText: string | null
  skills: Skill[]
  capacity: number
  families: number
  membershipId: string | null
  languages: Language[]
  vetting: Vetting
  vettingNote: string | null
  hasIdentity: boolean
  state: 'active' | 'retired'
  version: number
}

const columns = `p.id, p.kind, p.name, p.alias, p.post, p.organisation_id as "organisationId",
  p.organisation_text as "organisationText", coalesce(o.name, p.organisation_text) as unit, p.phone, p.area_code as "areaCode",
  coalesce(a.name, p.area_code) as "areaName", p.skill_text as "skillText", p.skills, p.capacity, l.families,
  p.membership_id as "membershipId", p.languages, p.vetting, p.vetting_note as "vettingNote",
  p.identity_number_hash is not null as "hasIdentity", p.state, p.version`

const source = `helper p
  join helper_load l on l.tenant_id = p.tenant_id and l.helper_id = p.id
  left join organisation o on o.tenant_id = p.tenant_id and o.id = p.organisation_id
  left join area_name a on a.code = p.area_code`

/** What a list of helpers is narrowed by. */
export type HelperBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  kind?: HelperKind | undefined
  group?: HelperGroup | undefined
  unit?: string | undefined
  state?: 'active' | 'retired' | undefined
  name?: string | undefined
  phoneHash?: Buffer | undefined
  phoneLastFourHash?: Buffer | undefined
  /** Those with room for another family. */
  free?: boolean | undefined
  /** Those who stand by a family now, as far as the asker sees. */
  paired?: boolean | undefined
  importId?: string | undefined
  vetting?: string | undefined
  fit?: boolean | undefined
  skill?: string | undefined
  language?: string | undefined
}

const hasPair = `exists (select from pair_member m where m.tenant_id = $1 and m.helper_id = p.id and m.until is null)`

function conditions(tx: Transaction, bounds: HelperBounds): { where: string; values: (string | Buffer | string[])[] } {
  const values: (string | Buffer | string[])[] = [tx.scope.tenantId]
  const parts = ['p.tenant_id = $1']
  const add = (condition: (place: string) => string, value: string | Buffer | string[] | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `p.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `p.area_code < ${place}`, bounds.areaTo)
  add((place) => `p.kind = ${place}`, bounds.kind)
  add((place) => `p.kind = any(${place}::text[])`, bounds.group && [...kindsOf[bounds.group]])
  add((place) => `p.organisation_id = ${place}`, bounds.unit)
  add((place) => `p.state = ${place}`, bounds.state)
  add((place) => `p.source_import_id = ${place}`, bounds.importId)
  add((place) => `p.phone_hash = ${place}`, bounds.phoneHash)
  add((place) => `p.phone_last_four_hash = ${place}`, bounds.phoneLastFourHash)
  add(
    (place) =>
      `(position(${place} in p.name) > 0 or starts_with(p.name_pinyin, lower(${place})) or position(${place} in coalesce(p.alias, '')) > 0
        or position(${place} in coalesce(o.name, p.organisation_text, '')) > 0)`,
    bounds.name || undefined,
  )
  add((place) => `p.vetting = ${place}`, bounds.vetting)
  add((place) => `${place} = any(p.skills)`, bounds.skill)
  add((place) => `${place} = any(p.languages)`, bounds.language)
  if (bounds.fit !== undefined) parts.push(`p.vetting ${bounds.fit ? '' : 'not '}in ('not_needed', 'vetted')`)
  if (bounds.free === true) parts.push(`p.state = 'active' and l.families < p.capacity`)
  if (bounds.free === false) parts.push('l.families >= p.capacity')
  if (bounds.paired !== undefined) parts.push(bounds.paired ? hasPair : `not ${hasPair}`)
  return { where: parts.join(' and '), values }
}

const orders = {
  name: ['p.name_pinyin'],
  area: ['p.area_code', 'p.name_pinyin'],
  kind: ['p.kind', 'p.name_pinyin'],
  unit: ['coalesce(o.name, p.organisation_text)', 'p.name_pinyin'],
  families: ['l.families'],
  capacity: ['p.capacity'],
} as const
export type HelperOrder = { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number }

export function listHelpers(tx: Transaction, bounds: HelperBounds, page: HelperOrder): Promise<HelperRecord[]> {
  const { where, values } = conditions(tx, bounds)
  const by = [...orders[page.sort], 'p.id'].map((column) => `${column} ${page.order === 'desc' ? 'desc' : 'asc'}`)
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select ${columns} from ${source} where ${where} order by ${by.join(', ')}
     limit $${values.length - 1}::int offset $${values.length}::int`,
    values,
  )
}

/** How many helpers a filter finds. */
export async function countHelpers(tx: Transaction, bounds: HelperBounds): Promise<number> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(`select count(*) as total from ${source} where ${where}`, values)
  return Number(row?.total ?? 0)
}

export const findHelper = (tx: Transaction, id: string): Promise<HelperRecord | undefined> =>
  tx.row(`select ${columns} from ${source} where p.tenant_id = $1 and p.id = $2`, [tx.scope.tenantId, id])

/** The helper who works under a membership; undefined for officers. */
export const findHelperOfMembership = (tx: Transaction, membershipId: string): Promise<HelperRecord | undefined> =>
  tx.row(`select ${columns} from ${source} where p.tenant_id = $1 and p.membership_id = $2`, [
    tx.scope.tenantId,
    membershipId,
  ])

/** A helper to be added; the phone in digits. */
export type NewHelper = {
  id: string
  kind: HelperKind
  name: string
  alias: string | null
  post: string | null
  organisationId: string | null
  organisationText: string | null
  phone: string | null
  areaCode: string
  skillText: string | null
  capacity: number
  membershipId: string | null
  importId: string | null
  languages?: readonly Language[]
  /** Rosters and the demo bring helpers whom their units have looked into. */
  vetting?: Vetting
  identityNumber?: string | null | undefined
}

/** Pinyin of a name without tones, surnames read as surnames. */
const pinyinOf = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', mode: 'surname', v: true })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''))
    .join('')

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

const written = (row: Omit<NewHelper, 'importId'>, personalData: PersonalData) => ({
  ...row,
  namePinyin: pinyinOf(row.name),
  skills: `{${skillsOf(row.skillText).join(',')}}`,
  languages: `{${(row.languages ?? []).join(',')}}`,
  vetting: row.vetting ?? 'not_needed',
  identityNumber: row.identityNumber ? hex(personalData.seal(row.identityNumber)) : null,
  identityNumberHash: row.identityNumber ? hex(personalData.index('identity_number', row.identityNumber)) : null,
  phone: row.phone && hex(personalData.seal(row.phone)),
  phoneHash: row.phone && hex(personalData.index('phone', row.phone)),
  phoneLastFourHash: row.phone && hex(personalData.index('phone_last_four', row.phone.slice(-4))),
})

/** Adds many helpers in one statement; phones are sealed here. */
export async function addHelpers(
  tx: Transaction,
  personalData: PersonalData,
  rows: readonly NewHelper[],
): Promise<number> {
  if (rows.length === 0) return 0
  const added = await tx.run(
    `insert into helper (tenant_id, id, kind, name, name_pinyin, alias, post, organisation_id, organisation_text, phone, phone_hash,
       phone_last_four_hash, area_code, skill_text, skills, capacity, membership_id, source_import_id, languages, vetting, identity_number,
       identity_number_hash)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, kind text, name text, "namePinyin" text, alias text, post text,
       "organisationId" uuid, "organisationText" text, phone bytea, "phoneHash" bytea, "phoneLastFourHash" bytea, "areaCode" text,
       "skillText" text, skills text[], capacity smallint, "membershipId" uuid, "importId" uuid, languages text[], vetting text,
       "identityNumber" bytea, "identityNumberHash" bytea)`,
    [tx.scope.tenantId, JSON.stringify(rows.map((row) => ({ ...written(row, personalData), importId: row.importId })))],
  )
  await tx.run('insert into helper_load (tenant_id, helper_id) select $1, h from unnest($2::uuid[]) as u (h)', [
    tx.scope.tenantId,
    rows.map((row) => row.id),
  ])
  return added
}

/** Saves a change when the version is still the one that was read; `phone` undefined leaves it as it is. 0 rows otherwise. */
export const changeHelper = (
  tx: Transaction,
  personalData: PersonalData,
  version: number,
  row: Omit<NewHelper, 'importId' | 'phone'> & { phone?: string | null | undefined },
): Promise<number> =>
  tx.run(
    `update helper set kind = r.kind, name = r.name, name_pinyin = r."namePinyin", alias = r.alias, post = r.post,
       organisation_id = r."organisationId", organisation_text = r."organisationText",
       phone = case when $5 then helper.phone else r.phone end,
       phone_hash = case when $5 then helper.phone_hash else r."phoneHash" end,
       phone_last_four_hash = case when $5 then helper.phone_last_four_hash else r."phoneLastFourHash" end,
       area_code = r."areaCode", skill_text = r."skillText", skills = r.skills, capacity = r.capacity,
       membership_id = r."membershipId", languages = r.languages,
       identity_number = case when $6 then helper.identity_number else r."identityNumber" end,
       identity_number_hash = case when $6 then helper.identity_number_hash else r."identityNumberHash" end,
       version = version + 1, updated_at = now()
     from jsonb_to_record($4::jsonb) as r (kind text, name text, "namePinyin" text, alias text, post text, "organisationId" uuid,
       "organisationText" text, phone bytea, "phoneHash" bytea, "phoneLastFourHash" bytea, "areaCode" text, "skillText" text,
       skills text[], capacity smallint, "membershipId" uuid, languages text[], "identityNumber" bytea, "identityNumberHash" bytea)
     where helper.tenant_id = $1 and helper.id = $2 and helper.version = $3`,
    [
      tx.scope.tenantId,
      row.id,
      version,
      JSON.stringify(written({ ...row, phone: row.phone ?? null }, personalData)),
      row.phone === undefined,
      row.identityNumber === undefined,
    ],
  )

export const retireHelper = (
  tx: Transaction,
  id: string,
  version: number,
  on: string,
  reason: string,
): Promise<number> =>
  tx.run(
    `update helper set state = 'retired', retired_on = $4, retired_reason = $5, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3 and state = 'active'`,
    [tx.scope.tenantId, id, version, on, reason],
  )

/** Helpers whose unit a roster had told in these words belong to that unit now. */
export const linkHelpers = (tx: Transaction, name: string, organisationId: string): Promise<number> =>
  tx.run(
    `update helper set organisation_id = $3, organisation_text = null, version = version + 1, updated_at = now()
     where tenant_id = $1 and organisation_id is null and organisation_text = $2`,
    [tx.scope.tenantId, name, organisationId],
  )

/** Locks the loads of helpers in one order, so that two acts on the same helpers wait and never lock each other. */
export const lockLoads = (tx: Transaction, helperIds: readonly string[]): Promise<number> =>
  tx.run(
    'select 1 from helper_load where tenant_id = $1 and helper_id = any($2::uuid[]) order by helper_id for update',
    [tx.scope.tenantId, helperIds],
  )

/**
 * Adds families to the loads of helpers who are active and have room; answers those who took them. Whoever is missing
 * in the answer is retired or full, and the caller refuses the whole act.
 */
export const takeFamilies = (
  tx: Transaction,
  loads: ReadonlyMap<string, number>,
): Promise<{ helperId: string; families: number }[]> =>
  tx.rows(
    `update helper_load l set families = l.families + u.n
     from unnest($2::uuid[], $3::int[]) as u (h, n) join helper p on p.tenant_id = $1 and p.id = u.h
     where l.tenant_id = $1 and l.helper_id = u.h and p.state = 'active' and l.families + u.n <= p.capacity
     returning l.helper_id as "helperId", l.families`,
    [tx.scope.tenantId, [...loads.keys()], [...loads.values()]],
  )

/** Takes one family off the load of each helper. */
export const giveBackFamilies = (tx: Transaction, helperIds: readonly string[]): Promise<number> =>
  tx.run(
    `update helper_load l set families = greatest(0, l.families - u.n)
     from (select h, count(*)::int as n from unnest($2::uuid[]) as x (h) group by h) u
     where l.tenant_id = $1 and l.helper_id = u.h`,
    [tx.scope.tenantId, helperIds],
  )

/** Accounts of helpers that no helper on file uses yet, for the form. */
export const freeHelperAccounts = (
  tx: Transaction,
): Promise<{ membershipId: string; displayName: string; loginName: string }[]> =>
  tx.rows(
    `select m.id as "membershipId", a.display_name as "displayName", a.login_name as "loginName"
     from membership m join account a on a.id = m.account_id
     where m.tenant_id = $1 and m.role = 'helper' and m.ended_at is null
       and not exists (select from helper p where p.tenant_id = $1 and p.membership_id = m.id)
     order by a.display_name limit 200`,
    [tx.scope.tenantId],
  )

/** Whether a membership is a helper's in this tenant. */
export const isHelperMembership = async (tx: Transaction, membershipId: string): Promise<boolean> =>
  (await tx.row(`select 1 from membership where tenant_id = $1 and id = $2 and role = 'helper' and ended_at is null`, [
    tx.scope.tenantId,
    membershipId,
  ])) !== undefined

/** Says whether a helper who waits may be paired. 0 rows where somebody else has said so meanwhile. */
export const vetHelper = (
  tx: Transaction,
  id: string,
  version: number,
  vetting: 'vetted' | 'refused',
  note: string,
  on: string,
): Promise<number> =>
  tx.run(
    `update helper set vetting = $4, vetting_note = $5, vetted_by = $6, vetted_on = $7, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3 and vetting <> 'not_needed'`,
    [tx.scope.tenantId, id, version, vetting, note, tx.scope.accountId, on],
  )

/** Declares kinship or a conflict of interest; throws 23505 `helper_bar_once` when it was declared before. */
export const addBar = (
  tx: Transaction,
  bar: { id: string; helperId: string; householdId: string; kind: 'kin' | 'conflict'; reason: string },
): Promise<number> =>
  tx.run(
    `insert into helper_bar (tenant_id, id, helper_id, household_id, area_code, organisation_line, kind, reason, stated_by)
     select $1, $2, $3, h.id, h.area_code, h.organisation_line, $5, $6, $7 from household h where h.tenant_id = $1 and h.id = $4`,
    [tx.scope.tenantId, bar.id, bar.helperId, bar.householdId, bar.kind, bar.reason, tx.scope.accountId],
  )
