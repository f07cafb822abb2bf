import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Import } from '../../slices/imports/model.ts'
import type { Person } from './server.ts'
import { until } from './until.ts'

const folder = join(import.meta.dirname, '../fixtures/rosters')

/** Where a roster of the fixtures lies. */
export const rosterPath = (name: string): string => join(folder, name)
export const rosterBytes = (name: string): Buffer => readFileSync(rosterPath(name))

export type TruthRecord = { row: number; values: Record<string, string | number | boolean | null> }
export type TruthHousehold = {
  row: number
  head: string
  size: number
  monthly_benefit_fen: number
  members: { name: string; id_number: string }[]
}
export type Truth = {
  records: TruthRecord[]
  households: TruthHousehold[]
  issues: { sheet: string; cell: string; code: string; severity: 'error' | 'warning' }[]
}

/** What a roster of the fixtures says, found by hand. */
export const truthOf = (name: string): Truth => ({
  records: [],
  households: [],
  issues: [],
  ...(JSON.parse(readFileSync(rosterPath(`${name}.truth.json`), 'utf8')) as Partial<Truth>),
})

export type Upload = {
  target: 'registry' | 'helpers' | 'aid_list'
  areaCode?: string
  aidListId?: string
  bytes?: Buffer
}

/** Uploads a roster as the page does; answers the id of the import. */
export async function uploadRoster(who: Person, name: string, upload: Upload): Promise<string> {
  const { target, areaCode = '231200000000', aidListId, bytes = rosterBytes(name) } = upload
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  form.set('target', target)
  form.set('areaCode', areaCode)
  if (aidListId) form.set('aidListId', aidListId)
  const encoded = new Response(form)
  const answer = await who.ask<{ id: string }>('POST', '/imports', Buffer.from(await encoded.arrayBuffer()), {
    'content-type': encoded.headers.get('content-type') as string,
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

/** The import once its running step has ended. */
export const settledImport = (who: Person, id: string): Promise<Import> =>
  until(`import ${id} settles`, async () => {
    const { status, body } = await who.ask<Import>('GET', `/imports/${id}`)
    assert.equal(status, 200, JSON.stringify(body))
    return ['reading', 'committing', 'undoing'].includes(body.state) ? undefined : body
  })

/** Sends a command to an import and waits for the state it must end in. */
export async function stepImport(who: Person, id: string, step: string, state: string): Promise<Import> {
  const sent = await who.ask('POST', `/imports/${id}/${step}`, {})
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const settled = await settledImport(who, id)
  assert.equal(settled.state, state, JSON.stringify(settled.problem))
  return settled
}
