import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { blocksOf, type Candidate } from './duplicate-rules.ts'

/** Somebody's keys as PostgreSQL's bigint; null where too little is known. `birth` begins with the key of its wide block. */
export type PersonKeys = {
  id: string
  birth: bigint | null
  number: bigint | null
  phone: bigint | null
  home: bigint | null
}

// The lower bits of a birth key are the name's.
const nameBits = 24n

/** The keyed hashes of what somebody is brought together with others by. */
export function keysOf(person: Candidate, personalData: PersonalData): PersonKeys {
  const blocks = blocksOf(person)
  const hash = (text: string) => personalData.index('match', text)
  const whole = (text: string | null) => (text === null ? null : hash(text).readBigInt64BE(0))
  return {
    id: person.id,
    birth: blocks.birth && birthKey(hash(blocks.birth.wide), hash(blocks.birth.narrow)),
    number: whole(blocks.number),
    phone: whole(blocks.phone),
    home: whole(blocks.home),
  }
}

function birthKey(wide: Buffer, narrow: Buffer): bigint {
  const key = Buffer.alloc(8)
  wide.copy(key, 0, 0, 5)
  narrow.copy(key, 5, 0, 3)
  return key.readBigInt64BE(0)
}

const texts = (keys: readonly (bigint | null)[]): (string | null)[] => keys.map((key) => key?.toString() ?? null)

/** Writes the keys of people; rows that are right already stay as they are. */
export const writeKeys = (tx: Transaction, keys: readonly PersonKeys[]): Promise<number> =>
  tx.run(
    `insert into person_key as k (tenant_id, person_id, birth_key, number_key, phone_key, home_key)
     select $1, u.* from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[]) as u
     on conflict (tenant_id, person_id) do update set birth_key = excluded.birth_key, number_key = excluded.number_key,
       phone_key = excluded.phone_key, home_key = excluded.home_key
     where (k.birth_key, k.number_key, k.phone_key, k.home_key)
       is distinct from (excluded.birth_key, excluded.number_key, excluded.phone_key, excluded.home_key)`,
    [
      tx.scope.tenantId,
      keys.map(({ id }) => id),
      texts(keys.map(({ birth }) => birth)),
      texts(keys.map(({ number }) => number)),
      texts(keys.map(({ phone }) => phone)),
      texts(keys.map(({ home }) => home)),
    ],
  )

export const dropKeys = (tx: Transaction, people: readonly string[]): Promise<number> =>
  people.length === 0
    ? Promise.resolve(0)
    : tx.run('delete from person_key where tenant_id = $1 and person_id = any($2::uuid[])', [tx.scope.tenantId, people])

/** Keys of people who are not there any more. */
export const sweepKeys = (tx: Transaction): Promise<number> =>
  tx.run(
    'delete from person_key k where k.tenant_id = $1 and not exists (select from person p where p.tenant_id = $1 and p.id = k.person_id)',
    [tx.scope.tenantId],
  )

// What so many share (one phone for a village, a birth that nobody knew) tells nobody apart. People of one name and one
// birth day are fewer even where one in twenty bears a name and was born in one year, and all of them are looked at.
const mostSharing = 40
const mostNamesakes = 200

/**
 * Pairs of people who share a key: `place` is that of somebody in `keys`, `other` the id of whom they met. At most some
 * hundreds for anybody, however many share a key. `onlyLater`: each pair once when everybody is searched.
 */
export async function pairsByKeys(
  tx: Transaction,
  keys: readonly PersonKeys[],
  onlyLater: boolean,
): Promise<{ place: number; other: string }[]> {
  const from: bigint[] = []
  const to: bigint[] = []
  const born = keys.flatMap(({ birth }, place) => {
    if (birth === null) return []
    from.push((birth >> nameBits) << nameBits)
    to.push(birth | ((1n << nameBits) - 1n))
    return place
  })
  const values: (string | readonly (string | number | null)[])[] = [tx.scope.tenantId, keys.map(({ id }) => id)]
  const add = (value: readonly (string | number | null)[]) => `$${values.push(value)}`
  const under = (column: 'birth' | 'number' | 'phone' | 'home', most: number) => {
    const known = keys.flatMap((one, place) => (one[column] === null ? [] : place))
    const places = add(known)
    const shared = add(known.map((place) => String(keys[place]?.[column])))
    return `select u.place, o.person_id from unnest(${places}::int[], ${shared}::bigint[]) as u (place, key), lateral (
        select s.person_id from person_key s where s.tenant_id = $1 and s.${column}_key = u.key limit ${most}) o`
  }
  const wide = `select u.place, o.person_id from unnest(${add(born)}::int[], ${add(texts(from))}::bigint[], ${add(texts(to))}::bigint[])
      as u (place, low, high), lateral (
        select s.person_id from person_key s where s.tenant_id = $1 and s.birth_key between u.low and u.high limit ${mostSharing}) o`
  const parts = [
    wide,
    under('birth', mostNamesakes),
    ...(['number', 'phone', 'home'] as const).map((one) => under(one, mostSharing)),
  ]
  return tx.rows(
    `select distinct m.place, m.person_id as other from (${parts.join(' union all ')}) m
     where m.person_id ${onlyLater ? '>' : '<>'} ($2::uuid[])[m.place + 1]`,
    values,
  )
}
