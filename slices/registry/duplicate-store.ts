import type { Transaction } from '../../platform/server/database.ts'
import type { Candidate, Reason } from './duplicate-rules.ts'

/** Somebody as stored, for comparing: the number still sealed. */
export type StoredCandidate = Omit<Candidate, 'identityNumber' | 'initials'> & { identityNumber: Buffer | null }

const candidateColumns = `p.id, p.household_id as "householdId", p.name, p.name_pinyin as pinyin, p.birth_date as "birthDate", p.sex,
  p.identity_number as "identityNumber", encode(p.phone_hash, 'hex') as "phoneHash", h.address, h.area_code as "areaCode",
  h.head_person_id = p.id as "isHead"`

const living = `person p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id and h.status = 'registered'`

export const candidates = (tx: Transaction, ids: readonly string[]): Promise<StoredCandidate[]> =>
  tx.rows(
    `select ${candidateColumns} from ${living} where p.tenant_id = $1 and p.left_on is null and p.id = any($2::uuid[])`,
    [tx.scope.tenantId, ids],
  )

/** Everybody on file by id, a portion at a time. */
export const everybody = (tx: Transaction, after: string, limit: number): Promise<StoredCandidate[]> =>
  tx.rows(
    `select ${candidateColumns} from ${living} where p.tenant_id = $1 and p.left_on is null and p.id > $2 order by p.id limit ${Math.trunc(limit)}`,
    [tx.scope.tenantId, after],
  )

/** People of families, also those who left: their keys must go. */
export async function peopleOfHouseholds(tx: Transaction, householdIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    'select id from person where tenant_id = $1 and household_id = any($2::uuid[])',
    [tx.scope.tenantId, householdIds],
  )
  return rows.map((row) => row.id)
}

/** The families that an import filed, in the order of their ids. */
export async function householdsOfImport(tx: Transaction, importId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    'select id from household where tenant_id = $1 and source_import_id = $2 order by id',
    [tx.scope.tenantId, importId],
  )
  return rows.map((row) => row.id)
}

/** People who live in these families. */
export const peopleOf = (tx: Transaction, householdIds: readonly string[]): Promise<StoredCandidate[]> =>
  tx.rows(
    `select ${candidateColumns} from ${living} where p.tenant_id = $1 and p.left_on is null and p.household_id = any($2::uuid[])`,
    [tx.scope.tenantId, householdIds],
  )

export type FoundPair = { low: string; high: string; score: number; reasons: readonly Reason[] }

/** Keeps what was found of these people: open questions are renewed, decisions stay. */
export async function keepPairs(
  tx: Transaction,
  people: readonly string[],
  pairs: readonly FoundPair[],
  onlyLater: boolean,
): Promise<number> {
  const { tenantId } = tx.scope
  await tx.run(
    `delete from duplicate_pair where tenant_id = $1 and state = 'open' and low_id = any($2::uuid[])
       and not (low_id, high_id) in (select r.low, r.high from jsonb_to_recordset($3::jsonb) as r (low uuid, high uuid))`,
    [tenantId, people, JSON.stringify(pairs)],
  )
  if (!onlyLater)
    await tx.run(
      `delete from duplicate_pair where tenant_id = $1 and state = 'open' and high_id = any($2::uuid[])
         and not (low_id, high_id) in (select r.low, r.high from jsonb_to_recordset($3::jsonb) as r (low uuid, high uuid))`,
      [tenantId, people, JSON.stringify(pairs)],
    )
  return tx.run(
    `insert into duplicate_pair (tenant_id, low_id, high_id, score, reasons)
     select $1, r.low, r.high, r.score, r.reasons from jsonb_to_recordset($2::jsonb) as r (low uuid, high uuid, score smallint, reasons jsonb)
     on conflict (tenant_id, low_id, high_id) do update set score = excluded.score, reasons = excluded.reasons
       where duplicate_pair.state = 'open'`,
    [tenantId, JSON.stringify(pairs)],
  )
}

/** Open questions about people who are no longer on file. */
export const sweepPairs = (tx: Transaction): Promise<number> =>
  tx.run(
    `delete from duplicate_pair d where d.tenant_id = $1 and d.state = 'open' and (
       not exists (select from ${living} where p.tenant_id = $1 and p.id = d.low_id and p.left_on is null)
       or not exists (select from ${living} where p.tenant_id = $1 and p.id = d.high_id and p.left_on is null))`,
    [tx.scope.tenantId],
  )

/** Open questions about people of these who have left or whose file is closed. */
export const dropGone = (tx: Transaction, people: readonly string[]): Promise<number> =>
  tx.run(
    `delete from duplicate_pair d where d.tenant_id = $1 and d.state = 'open' and (d.low_id = any($2::uuid[]) or d.high_id = any($2::uuid[]))
       and (not exists (select from ${living} where p.tenant_id = $1 and p.id = d.low_id and p.left_on is null)
       or not exists (select from ${living} where p.tenant_id = $1 and p.id = d.high_id and p.left_on is null))`,
    [tx.scope.tenantId, people],
  )

/** All tenants of the installation, for the search of the night. */
export async function tenants(tx: Transaction): Promise<string[]> {
  return (await tx.rows<{ id: string }>('select id from tenant order by id')).map((row) => row.id)
}

// Sides that the asker may not see come as null: the page says "filed with another unit" and nothing else.
const side = (
  letter: 'a' | 'b',
) => `case when ${letter}h.id is not null then jsonb_build_object('personId', ${letter}.id,
  'householdId', ${letter}h.id, 'name', ${letter}.name, 'birthDate', ${letter}.birth_date, 'sex', ${letter}.sex,
  'relation', ${letter}.relation, 'fileNumber', ${letter}h.file_number, 'headName', ${letter}h.head_name, 'areaCode', ${letter}h.area_code,
  'areaName', coalesce(${letter}r.name, ${letter}o.name, ${letter}h.area_code), 'responsibleName', ${letter}u.name) end`
const joined = (
  letter: 'a' | 'b',
  column: string,
) => `left join person ${letter} on ${letter}.tenant_id = d.tenant_id and ${letter}.id = d.${column}
  left join household ${letter}h on ${letter}h.tenant_id = d.tenant_id and ${letter}h.id = ${letter}.household_id
  left join area ${letter}r on ${letter}r.code = ${letter}h.area_code
  left join own_area ${letter}o on ${letter}o.tenant_id = d.tenant_id and ${letter}o.code = ${letter}h.area_code
  left join organisation ${letter}u on ${letter}u.tenant_id = d.tenant_id and ${letter}u.id = ${letter}h.responsible_id`
const pairSource = `duplicate_pair d ${joined('a', 'low_id')} ${joined('b', 'high_id')}`
const shown = `(ah.id is not null or bh.id is not null)`

export type PairSide = {
  personId: string
  householdId: string
  name: string
  birthDate: string | null
  sex: number | null
  relation: string
  fileNumber: string
  headName: string
  areaCode: string
  areaName: string
  responsibleName: string
}
export type PairRecord = {
  low: string
  high: string
  score: number
  reasons: Reason[]
  state: 'open' | 'same' | 'different'
  foundAt: string
  why: string | null
  one: PairSide | null
  other: PairSide | null
}

const pairColumns = `d.low_id as low, d.high_id as high, d.score, d.reasons, d.state, d.found_at as "foundAt", d.why,
  ${side('a')} as one, ${side('b')} as other`

export type PairBounds = {
  state: string
  areaFrom?: string | undefined
  areaTo?: string | undefined
  household?: string | undefined
}

const pairWhere = `d.tenant_id = $1 and d.state = $2 and ${shown}
  and ($3::text is null or (ah.area_code >= $3 and ah.area_code < $4) or (bh.area_code >= $3 and bh.area_code < $4))
  and ($5::uuid is null or ah.id = $5 or bh.id = $5)`
const pairValues = (tx: Transaction, bounds: PairBounds) => [
  tx.scope.tenantId,
  bounds.state,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.household ?? null,
]

/** Questions, the surest first; also those of which only one side may be seen. */
export const listPairs = (tx: Transaction, bounds: PairBounds, limit: number, offset: number): Promise<PairRecord[]> =>
  tx.rows(
    `select ${pairColumns} from ${pairSource} where ${pairWhere} order by d.score desc, d.low_id, d.high_id limit $6 offset $7`,
    [...pairValues(tx, bounds), limit, offset],
  )

export async function countPairs(tx: Transaction, bounds: PairBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from ${pairSource} where ${pairWhere}`,
    pairValues(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

export const findPair = (tx: Transaction, low: string, high: string): Promise<PairRecord | undefined> =>
  tx.row(`select ${pairColumns} from ${pairSource} where d.tenant_id = $1 and d.low_id = $2 and d.high_id = $3`, [
    tx.scope.tenantId,
    low,
    high,
  ])

/** Two people between the same two families, so that a merge of the families settles all of them. */
export const pairsBetween = (tx: Transaction, one: string, other: string): Promise<{ low: string; high: string }[]> =>
  tx.rows(
    `select d.low_id as low, d.high_id as high from duplicate_pair d
     join person a on a.tenant_id = $1 and a.id = d.low_id join person b on b.tenant_id = $1 and b.id = d.high_id
     where d.tenant_id = $1 and d.state = 'open'
       and ((a.household_id = $2 and b.household_id = $3) or (a.household_id = $3 and b.household_id = $2))
     order by d.score desc`,
    [tx.scope.tenantId, one, other],
  )

/** Opens again what a merge decided, when the merge is taken back. */
export const reopenPairs = (tx: Transaction, decidedAt: string): Promise<number> =>
  tx.run(
    `update duplicate_pair set state = 'open', decided_at = null, decided_by = null, why = null
     where tenant_id = $1 and state = 'same' and decided_at = $2`,
    [tx.scope.tenantId, decidedAt],
  )

/** Writes a decision down; 0 when somebody was quicker. */
export const decidePair = (
  tx: Transaction,
  pair: { low: string; high: string },
  decided: { state: 'same' | 'different'; at: string; by: string; why: string },
): Promise<number> =>
  tx.run(
    `update duplicate_pair set state = $4, decided_at = $5, decided_by = $6, why = $7
     where tenant_id = $1 and low_id = $2 and high_id = $3 and state = 'open'`,
    [tx.scope.tenantId, pair.low, pair.high, decided.state, decided.at, decided.by, decided.why],
  )
