import assert from 'node:assert/strict'
import type { DueItem } from '../../slices/policies/due-item-model.ts'
import type { HouseholdAnswer } from '../../slices/policies/model.ts'
import type { Person } from './server.ts'
import { until } from './until.ts'

/** Files a family of one, of so many fen of wages a year, and waits until policies have been answered for it; the id. */
export async function filedFamily(clerk: Person, annualFen: string): Promise<string> {
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household: {
      areaCode: '231202000000',
      size: 1,
      dwellings: 1,
      vehicles: 0,
      amounts: [{ side: 'income', kind: 'wage', annualFen }],
    },
    people: [{ name: '某甲', relation: '02', birthDate: '1980-01-01', employment: 'unemployed' }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const due = async () => (await clerk.ask<{ changes: object[] }>('GET', `/policies/households/${answer.body.id}`)).body
  await until('the first answer', async () => (await due()).changes.length > 0)
  return answer.body.id
}

/** What policies answer for a family. */
export const answersOf = async (clerk: Person, id: string): Promise<HouseholdAnswer[]> =>
  (await clerk.ask<{ results: HouseholdAnswer[] }>('GET', `/policies/households/${id}`)).body.results

/** The work that changed answers of a family have made. */
export const dueItemsOf = async (clerk: Person, id: string, state = 'open'): Promise<DueItem[]> =>
  (await clerk.ask<{ rows: DueItem[] }>('GET', `/policies/items?state=${state}&limit=200`)).body.rows.filter(
    (row) => row.householdId === id,
  )
