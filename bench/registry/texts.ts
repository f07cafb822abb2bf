import { randomUUID } from 'node:crypto'
import type { Writable } from 'node:stream'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type SearchText, searchKeys } from '../../slices/registry/search-rules.ts'

/** Loads lines of COPY past row security, which only benches may do. */
export async function copy(client: pg.Client, target: string, lines: Iterable<string>): Promise<void> {
  const into: Writable = client.query(copyFrom(`copy ${target} from stdin`))
  await pipeline(Readable.from(lines), into)
}

/** What families are found by, with their keys put together as an import does. */
export async function copyTexts(
  client: pg.Client,
  tenantId: string,
  families: readonly ({ id: string } & SearchText)[],
): Promise<void> {
  const under = new Map<string, string[]>()
  for (const family of families)
    for (const key of searchKeys(family)) {
      const ids = under.get(key)
      if (ids) ids.push(family.id)
      else under.set(key, [family.id])
    }
  await copy(
    client,
    'household_words (tenant_id, household_id, words, latin)',
    families.map(({ id, words, latin }) => `${tenantId}\t${id}\t${words}\t${latin}\n`),
  )
  await copy(client, 'search_key (tenant_id, key, id, households)', keyLines(tenantId, under))
}

function* keyLines(tenantId: string, under: ReadonlyMap<string, readonly string[]>): Generator<string> {
  for (const [key, ids] of under)
    for (let from = 0; from < ids.length; from += 100)
      yield `${tenantId}\t${key}\t${randomUUID()}\t{${ids.slice(from, from + 100).join(',')}}\n`
}
