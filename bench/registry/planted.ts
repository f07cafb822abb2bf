import type pg from 'pg'
import { type Citizen, type City, type Family, nextFamily } from './county.ts'
import { kindsOfSlips, slipped } from './slips.ts'

/** Who is on file, who comes in, and who of them is somebody on file: `at` among those who come, `family` among the files. */
export type Planting = {
  onFile: Family[]
  incoming: Family[]
  planted: { kind: string; at: number; family: number }[]
}

/** One in so many families that come in is on file already, with a slip of the pen. */
const everyFamily = 25

const grown = (city: City, persons: number): Family[] => {
  const families: Family[] = []
  for (let known = 0; known < persons; ) {
    const family = nextFamily(city)
    families.push(family)
    known += family.people.length
  }
  return families
}

/** A city of so many people, and as many who are written down after them, among them every kind of slip in turn. */
export function plant(city: City, persons: number, comers: number): Planting {
  const onFile = grown(city, persons)
  const incoming: Family[] = []
  const planted: Planting['planted'] = []
  for (let known = 0; known < comers; ) {
    const kind = kindsOfSlips[planted.length % kindsOfSlips.length] as string
    const again = incoming.length % everyFamily === 0 ? anySlip(city, kind, onFile) : undefined
    if (again) planted.push({ kind, at: known, family: again.place })
    const family = again?.family ?? nextFamily(city)
    incoming.push(family)
    known += family.people.length
  }
  return { onFile, incoming, planted }
}

function anySlip(city: City, kind: string, onFile: readonly Family[]): { place: number; family: Family } {
  for (;;) {
    const place = Math.floor(city.random() * onFile.length)
    const family = slipped(city, kind, onFile[place] as Family)
    if (family) return { place, family }
  }
}

/** The same people by the ids under which they were filed. */
export function plantedIds(
  { onFile, planted }: Planting,
  ids: readonly string[],
  incomingIds: readonly string[],
): { kind: string; pair: string }[] {
  const firstOf: number[] = []
  let at = 0
  for (const { people } of onFile as readonly { people: Citizen[] }[]) {
    firstOf.push(at)
    at += people.length
  }
  return planted.map(({ kind, at, family }) => ({
    kind,
    pair: pairOf(ids[firstOf[family] as number] as string, incomingIds[at] as string),
  }))
}

const pairOf = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

/** How many of those planted are asked about, by kind; and who else among those who came. */
export async function judged(
  owner: pg.Client,
  tenantId: string,
  planted: readonly { kind: string; pair: string }[],
  incomingIds: readonly string[],
): Promise<{ kinds: Map<string, { planted: number; found: number }>; found: number; others: number }> {
  const { rows } = await owner.query<{ low: string; high: string }>(
    'select low_id as low, high_id as high from duplicate_pair where tenant_id = $1',
    [tenantId],
  )
  const came = new Set(incomingIds)
  const asked = new Set(
    rows.filter(({ low, high }) => came.has(low) || came.has(high)).map(({ low, high }) => pairOf(low, high)),
  )
  const kinds = new Map<string, { planted: number; found: number }>()
  let found = 0
  for (const { kind, pair } of planted) {
    const sum = kinds.get(kind) ?? { planted: 0, found: 0 }
    sum.planted++
    if (asked.has(pair)) {
      sum.found++
      found++
    }
    kinds.set(kind, sum)
  }
  return { kinds, found, others: asked.size - found }
}
