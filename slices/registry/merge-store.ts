import type { Transaction } from '../../platform/server/database.ts'
import type { TakenFact } from './duplicate-model.ts'
import { householdColumns, personColumns } from './version-columns-rules.ts'
import type { FamilyDocument } from './version-rules.ts'

// Which columns stand for a fact that is taken from the other file.
const columnsOf: Record<Exclude<TakenFact, 'causes'>, readonly string[]> = {
  place: ['area_code', 'responsible_id', 'organisation_line', 'responsible_reason', 'work_unit_id', 'work_unit_text'],
  residence: ['residence'],
  category: ['category'],
  address: ['address'],
  dwellings: ['dwellings'],
  vehicles: ['vehicles'],
  housingArea: ['housing_area_square_decimetres'],
  heating: ['heating'],
  amounts: ['annual_income_fen', 'rigid_expenditure_fen'],
}

/** Closes the file that is given up, takes over what was chosen of it, and moves its people who are not counted twice. */
export async function mergeHouseholds(
  tx: Transaction,
  merge: {
    keptId: string
    givenUpId: string
    take: readonly TakenFact[]
    same: readonly { kept: string; givenUp: string }[]
    on: string
  },
): Promise<void> {
  const { keptId, givenUpId, take, same, on } = merge
  const both = [tx.scope.tenantId, keptId, givenUpId]
  // Whoever stood in both stays once; what only the other row knew is filled in.
  await tx.run(
    `update person p set left_on = $4, left_reason = 'merged', version = p.version + 1
     from jsonb_to_recordset($3::jsonb) as r (kept uuid, "givenUp" uuid)
     where p.tenant_id = $1 and p.household_id = $2 and p.id = r."givenUp" and p.left_on is null`,
    [tx.scope.tenantId, givenUpId, JSON.stringify(same), on],
  )
  await tx.run(
    `update person p set identity_number = coalesce(p.identity_number, o.identity_number),
       identity_number_hash = coalesce(p.identity_number_hash, o.identity_number_hash),
       identity_last_four_hash = coalesce(p.identity_last_four_hash, o.identity_last_four_hash), phone = coalesce(p.phone, o.phone),
       phone_hash = coalesce(p.phone_hash, o.phone_hash), phone_last_four_hash = coalesce(p.phone_last_four_hash, o.phone_last_four_hash),
       health = coalesce(p.health, o.health), sex = coalesce(p.sex, o.sex), birth_date = coalesce(p.birth_date, o.birth_date),
       ethnicity = coalesce(p.ethnicity, o.ethnicity), disability_grade = coalesce(p.disability_grade, o.disability_grade),
       school = coalesce(p.school, o.school), employment = coalesce(p.employment, o.employment), version = p.version + 1
     from jsonb_to_recordset($3::jsonb) as r (kept uuid, "givenUp" uuid) join person o on o.tenant_id = $1 and o.id = r."givenUp"
     where p.tenant_id = $1 and p.household_id = $2 and p.id = r.kept`,
    [tx.scope.tenantId, keptId, JSON.stringify(same)],
  )
  const taken = take.flatMap((fact) => (fact === 'causes' ? [] : columnsOf[fact]))
  if (taken.length > 0)
    await tx.run(
      `update household h set ${taken.map((column) => `${column} = o.${column}`).join(', ')} from household o
       where h.tenant_id = $1 and h.id = $2 and o.tenant_id = $1 and o.id = $3`,
      both,
    )
  await tx.run(
    `update person p set household_id = $2, relation = case when p.relation = '02' then '97' else p.relation end, version = p.version + 1
     where p.tenant_id = $1 and p.household_id = $3 and p.left_on is null`,
    both,
  )
  for (const [fact, table] of [
    ['amounts', 'household_amount'],
    ['causes', 'household_mark'],
  ] as const) {
    if (!take.includes(fact)) continue
    const which = table === 'household_mark' ? ` and t.dimension = 'cause' and t.until is null` : ''
    await tx.run(`delete from ${table} t where t.tenant_id = $1 and t.household_id = $2${which}`, both.slice(0, 2))
    await tx.run(`update ${table} t set household_id = $2 where t.tenant_id = $1 and t.household_id = $3${which}`, both)
  }
  await tx.run(
    `update household h set size = greatest(h.size, (select count(*) from person p where p.tenant_id = $1 and p.household_id = $2 and p.left_on is null)),
       main_cause = coalesce((select m.code from household_mark m where m.tenant_id = $1 and m.household_id = $2 and m.dimension = 'cause'
         and m.until is null order by m.code = h.main_cause desc, m.since, m.id limit 1), h.main_cause),
       version = version + 1, updated_at = now() where h.tenant_id = $1 and h.id = $2`,
    both.slice(0, 2),
  )
  await tx.run(
    `update household set monthly_per_capita_fen = round(annual_income_fen::numeric / 12 / size) where tenant_id = $1 and id = $2`,
    both.slice(0, 2),
  )
  await tx.run(
    `update household set status = 'withdrawn', withdrawn_on = $4, merged_into = $2, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $3`,
    [...both, on],
  )
}

/** A file of a link: itself, the version it had before, and when the link was made. */
export type LinkedFile = { householdId: string; version: number; at: string }

/** The statement that a family was before a merge, and the one that the merge has made of it, where it was replaced since. */
export async function statementsAround(
  tx: Transaction,
  { householdId, version, at }: LinkedFile,
): Promise<{ validFrom: string; before: FamilyDocument; after: FamilyDocument | null } | undefined> {
  return tx.row(
    `select v.valid_from as "validFrom", v.facts as before, (select a.facts from household_version a where a.tenant_id = $1
         and a.household_id = $2 and a.known_from >= $4 order by a.known_from, a.version limit 1) as after
     from household_version v where v.tenant_id = $1 and v.household_id = $2 and v.version = $3 order by v.known_from, v.id limit 1`,
    [tx.scope.tenantId, householdId, version, at],
  )
}

/** The day from which the newest statement holds, as after a merge that is undone exactly. */
export const setValidFrom = (tx: Transaction, householdId: string, validFrom: string): Promise<number> =>
  tx.run('update household set valid_from = $3 where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    householdId,
    validFrom,
  ])

/** Puts families as documents say: every column of the household and of its people, its amounts and marks. */
export async function restoreFamilies(tx: Transaction, documents: readonly FamilyDocument[]): Promise<void> {
  const facts = JSON.stringify(documents)
  const ids = documents.map(({ household }) => String(household.id))
  const values = [tx.scope.tenantId, facts]
  const set = (columns: readonly string[]) => columns.map((column) => `${column} = r.${column}`).join(', ')
  await tx.run(
    `update household h set ${set(householdColumns)}, version = h.version + 1, updated_at = now()
     from jsonb_array_elements($2::jsonb) as d, jsonb_populate_record(null::household, d -> 'household') as r
     where h.tenant_id = $1 and h.id = r.id`,
    values,
  )
  // Nobody is on file for a moment, so that two rows may change places under the rule that one person stands once.
  await tx.run(
    `update person set left_on = coalesce(left_on, joined_on) where tenant_id = $1 and household_id = any($2::uuid[])`,
    [tx.scope.tenantId, ids],
  )
  await tx.run(
    `update person p set ${set(personColumns)}, version = p.version + 1
     from jsonb_array_elements($2::jsonb) as d, jsonb_populate_recordset(null::person, d -> 'people') as r
     where p.tenant_id = $1 and p.id = r.id`,
    values,
  )
  for (const [table, part] of [
    ['household_amount', 'amounts'],
    ['household_mark', 'marks'],
  ] as const) {
    await tx.run(`delete from ${table} where tenant_id = $1 and household_id = any($2::uuid[])`, [
      tx.scope.tenantId,
      ids,
    ])
    await tx.run(
      `insert into ${table} select r.* from jsonb_array_elements($2::jsonb) as d, jsonb_populate_recordset(null::${table}, d -> '${part}') as r
       where r.tenant_id = $1`,
      values,
    )
  }
}

/** Files that were merged into one, and into those, as far as the asker sees them; none any more after a merge is undone. */
export const mergedFilesOf = (
  tx: Transaction,
  householdId: string,
): Promise<{ householdId: string; fileNumber: string }[]> =>
  tx.rows(
    `with recursive merged as (
       select id, file_number from household where tenant_id = $1 and merged_into = $2
       union select h.id, h.file_number from household h join merged m on h.tenant_id = $1 and h.merged_into = m.id)
     select id as "householdId", file_number as "fileNumber" from merged order by id`,
    [tx.scope.tenantId, householdId],
  )

export type NewLink = {
  id: string
  kind: 'merged' | 'split' | 'person'
  householdId: string
  otherId: string
  beforeVersion: number | null
  otherBeforeVersion: number | null
  low: string | null
  high: string | null
  at: string
  accountId: string
  why: string | null
}

/** Writes down how two files follow from each other; the versions after are those the rows have now. */
export const addLink = (tx: Transaction, link: NewLink): Promise<number> =>
  tx.run(
    `insert into household_link (tenant_id, id, household_id, area_code, organisation_line, other_id, kind, before_version, after_version,
       other_before_version, other_after_version, low_id, high_id, at, account_id, why)
     select $1, r.id, h.id, h.area_code, h.organisation_line, o.id, r.kind, r."beforeVersion", h.version, r."otherBeforeVersion", o.version,
       r.low, r.high, r.at, r."accountId", r.why
     from jsonb_to_record($2::jsonb) as r (id uuid, kind text, "householdId" uuid, "otherId" uuid, "beforeVersion" integer,
       "otherBeforeVersion" integer, low uuid, high uuid, at timestamptz, "accountId" uuid, why text)
     join household h on h.tenant_id = $1 and h.id = r."householdId" join household o on o.tenant_id = $1 and o.id = r."otherId"`,
    [tx.scope.tenantId, JSON.stringify(link)],
  )

export type LinkRecord = {
  id: string
  kind: 'merged' | 'split' | 'person'
  householdId: string
  fileNumber: string | null
  headName: string | null
  otherId: string
  otherFileNumber: string | null
  otherHeadName: string | null
  beforeVersion: number | null
  otherBeforeVersion: number | null
  low: string | null
  high: string | null
  at: string
  by: string | null
  why: string | null
  undoneAt: string | null
  undoneWhy: string | null
  undoable: boolean
  changedSince: boolean
}

// A merge can be undone while both files are as it has left them, the one given up pointing to the one kept.
const standing = `l.undone_at is null and l.kind <> 'split' and h.id is not null and o.id is not null
  and (l.kind = 'person' or (o.merged_into = h.id and h.merged_into is null))`
const untouched = 'h.version = l.after_version and o.version = l.other_after_version'
const linkColumns = `l.id, l.kind, l.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
  l.other_id as "otherId", o.file_number as "otherFileNumber", o.head_name as "otherHeadName", l.before_version as "beforeVersion",
  l.other_before_version as "otherBeforeVersion", l.low_id as low, l.high_id as high, l.at, a.display_name as by, l.why,
  l.undone_at as "undoneAt", l.undone_why as "undoneWhy",
  coalesce(${standing}, false) as undoable, coalesce(${standing} and not (${untouched}), false) as "changedSince"`
const linkSource = `household_link l left join household h on h.tenant_id = l.tenant_id and h.id = l.household_id
  left join household o on o.tenant_id = l.tenant_id and o.id = l.other_id left join account a on a.id = l.account_id`

/** How a file follows from others and others from it, the newest first. */
export const linksOf = (tx: Transaction, householdId: string): Promise<LinkRecord[]> =>
  tx.rows(
    `select ${linkColumns} from ${linkSource} where l.tenant_id = $1 and (l.household_id = $2 or l.other_id = $2) order by l.at desc, l.id desc`,
    [tx.scope.tenantId, householdId],
  )

export async function lockLink(tx: Transaction, id: string): Promise<LinkRecord | undefined> {
  await tx.run('select 1 from household_link where tenant_id = $1 and id = $2 for update', [tx.scope.tenantId, id])
  return tx.row(`select ${linkColumns} from ${linkSource} where l.tenant_id = $1 and l.id = $2`, [
    tx.scope.tenantId,
    id,
  ])
}

export const markUndone = (tx: Transaction, id: string, at: string, by: string, why: string): Promise<number> =>
  tx.run(
    `update household_link set undone_at = $3, undone_by = $4, undone_why = $5 where tenant_id = $1 and id = $2 and undone_at is null`,
    [tx.scope.tenantId, id, at, by, why],
  )

/** Moves people out of a family into a new one, whose row exists already. */
export const movePeople = (
  tx: Transaction,
  from: string,
  to: string,
  personIds: readonly string[],
  headId: string,
  on: string,
): Promise<number> =>
  tx.run(
    `update person p set household_id = h.id, area_code = h.area_code, organisation_line = h.organisation_line, joined_on = $6,
       relation = case when p.id = $5 then '02' when p.relation = '02' then '97' else p.relation end, version = p.version + 1
     from household h where p.tenant_id = $1 and p.household_id = $2 and p.id = any($4::uuid[]) and p.left_on is null
       and h.tenant_id = $1 and h.id = $3`,
    [tx.scope.tenantId, from, to, personIds, headId, on],
  )
