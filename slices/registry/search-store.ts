import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import { type SearchText, type Sought, searchKeys, withAddress } from './search-rules.ts'

/** The values of a query as far as they are known; a condition adds its own. */
export type QueryValues = (string | Buffer | string[] | null)[]

const place = (values: QueryValues, value: QueryValues[number]): string => `$${values.push(value)}`

/**
 * The condition that the text of a household `h` has what is looked for; $1 is the tenant. Without an index that leads to it
 * the texts of the tenant are read through once, which is cheaper than to ask for each of very many.
 */
export const inText = ({ inWords, inLatin }: Sought, values: QueryValues): string =>
  `exists (select from household_words k where k.tenant_id = $1 and k.household_id = h.id
     and (k.words like ${place(values, inWords)} or k.latin like ${place(values, inLatin)}::text))`

/** The same led by the index, for a household `h` among many. */
export const inIndex = (sought: Sought, values: QueryValues): string =>
  `${
    sought.keys
      ? `h.id in (select unnest(k.households) from search_key k where k.tenant_id = $1 and k.key = any (${place(values, sought.keys)}::text[])) and `
      : ''
  }${inText(sought, values)}`

/** The same looked at row by row, in the order in which the rows come: soonest at the end of a page when many are found. */
export const walked = (sought: Sought, values: QueryValues): string =>
  `${inText(sought, values).slice(0, -1)} offset 0)`

/** The ids of the households that are meant, each once; undefined when more than `most` stand under the keys, or no key leads to them. */
export async function householdsFound(tx: Transaction, sought: Sought, most: number): Promise<string[] | undefined> {
  if (!sought.keys) return undefined
  // Each family's text is looked at by its id: joined to a list of ids, the planner sorts the list once a family.
  const found = await tx.rows<{ id: string | null }>(
    `with found as materialized (
       select u.id from search_key k, unnest(k.households) as u (id) where k.tenant_id = $1 and k.key = any ($2::text[])
       limit ${Math.trunc(most) + 1})
     select null as id where (select count(*) from found) > ${Math.trunc(most)}
     union all
     select distinct f.id from found f where (select count(*) from found) <= ${Math.trunc(most)} and exists (
       select from household_words k where k.tenant_id = $1 and k.household_id = f.id and (k.words like $3 or k.latin like $4) offset 0)`,
    [tx.scope.tenantId, sought.keys, sought.inWords, sought.inLatin],
  )
  return found.some(({ id }) => id === null) ? undefined : found.map(({ id }) => id as string)
}

/** What new families are found by. */
export async function addSearchTexts(
  tx: Transaction,
  families: readonly ({ householdId: string } & SearchText)[],
): Promise<void> {
  await tx.run(
    `insert into household_words (tenant_id, household_id, words, latin)
     select $1, r."householdId", r.words, r.latin from jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, words text, latin text)`,
    [tx.scope.tenantId, JSON.stringify(families)],
  )
  await addKeys(
    tx,
    families.flatMap((family) => searchKeys(family).map((key) => ({ key, householdId: family.householdId }))),
  )
}

const addKeys = (tx: Transaction, keys: readonly { key: string; householdId: string }[]): Promise<number> =>
  tx.run(
    `insert into search_key (tenant_id, key, id, households)
     select $1, r.key, r.id, array[r."householdId"] from jsonb_to_recordset($2::jsonb) as r (key text, id uuid, "householdId" uuid)
     order by r.key collate "C"`,
    [tx.scope.tenantId, JSON.stringify(keys.map((one) => ({ ...one, id: randomUUIDv7() })))],
  )

/** What a family is found by from now on; only keys that came or went are written. */
export async function replaceSearchText(tx: Transaction, householdId: string, text: SearchText): Promise<void> {
  await replaceSearchTexts(tx, [{ householdId, ...text }])
}

/** The same for many families. Keys they share with others of their import stay: the text says that they are not meant. */
export async function replaceSearchTexts(
  tx: Transaction,
  families: readonly ({ householdId: string } & SearchText)[],
): Promise<void> {
  if (families.length === 0) return
  const ids = families.map(({ householdId }) => householdId)
  const before = new Map((await searchTextsOf(tx, ids)).map((one) => [one.householdId, new Set(searchKeys(one))]))
  await tx.run('delete from household_words where tenant_id = $1 and household_id = any($2::uuid[])', [
    tx.scope.tenantId,
    ids,
  ])
  await tx.run(
    `insert into household_words (tenant_id, household_id, words, latin)
     select $1, r."householdId", r.words, r.latin from jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, words text, latin text)`,
    [tx.scope.tenantId, JSON.stringify(families)],
  )
  const came: { key: string; householdId: string }[] = []
  const gone: { key: string; householdId: string }[] = []
  for (const family of families) {
    const { householdId } = family
    const old = before.get(householdId) ?? new Set()
    const fresh = new Set(searchKeys(family))
    for (const key of fresh) if (!old.has(key)) came.push({ key, householdId })
    for (const key of old) if (!fresh.has(key)) gone.push({ key, householdId })
  }
  await tx.run(
    `delete from search_key k using jsonb_to_recordset($2::jsonb) as r (key text, "householdId" uuid)
     where k.tenant_id = $1 and k.key = r.key and k.households = array[r."householdId"]`,
    [tx.scope.tenantId, JSON.stringify(gone)],
  )
  await addKeys(tx, came)
}

/** Families at another address, or at none. */
export async function replaceAddresses(
  tx: Transaction,
  changed: readonly { householdId: string; address: string | null }[],
): Promise<void> {
  const before = await searchTextsOf(
    tx,
    changed.map(({ householdId }) => householdId),
  )
  const addresses = new Map(changed.map(({ householdId, address }) => [householdId, address]))
  await replaceSearchTexts(
    tx,
    before.map((text) => ({ ...text, ...withAddress(text, addresses.get(text.householdId) ?? null) })),
  )
}

const searchTextsOf = (
  tx: Transaction,
  householdIds: readonly string[],
): Promise<({ householdId: string } & SearchText)[]> =>
  tx.rows(
    'select household_id as "householdId", words, latin from household_words where tenant_id = $1 and household_id = any($2::uuid[])',
    [tx.scope.tenantId, householdIds],
  )
