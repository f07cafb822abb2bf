import assert from 'node:assert/strict'
import type { Person } from './server.ts'

/** What a person is answered; anything but 200 is a fault. */
export async function get<Body>(who: Person, path: string): Promise<Body> {
  const answer = await who.ask<Body>('GET', path)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
/** What a person does; anything but 200 is a fault. */
export async function send<Body>(who: Person, path: string, body: unknown = {}, method: 'POST' | 'PUT' = 'POST') {
  const answer = await who.ask<Body>(method, path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
/** How many a list has, as its own count says. */
export const total = async (who: Person, path: string): Promise<number> =>
  (await get<{ total: number }>(who, path)).total
/** All rows of a list, page by page. */
export async function all<Row>(who: Person, path: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let more = true; more; ) {
    const page = await get<{ rows: Row[]; more: boolean }>(
      who,
      `${path}${path.includes('?') ? '&' : '?'}limit=200&offset=${rows.length}`,
    )
    rows.push(...page.rows)
    more = page.more
  }
  return rows
}
