import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { pageInput } from '../../../core/contract.ts'
import { pageAfter, readAddress, writeAddress } from '../address.ts'
import { askOf, exportQuery, inputOf, understood } from './list-ask.ts'

const Input = z.strictObject({
  county: z.string().optional(),
  category: z.enum(['dibao', 'tekun']).optional(),
  sort: z.enum(['name']).optional(),
  order: z.enum(['asc', 'desc']).default('asc'),
  ...pageInput,
})

test('an area code stays a text in the address bar, both ways', () => {
  const address = readAddress('?county=230000000000&sort=-name&q=%E7%8E%8B')
  assert.deepEqual(address, { county: '230000000000', sort: '-name', q: '王' })
  assert.equal(writeAddress({ county: '230000000000', page: undefined, name: '' }), '?county=230000000000')
})

test('the address asks for filters, order and part of the list', () => {
  const ask = askOf({ county: '2312', sort: '-name', page: '3', peek: 'x' }, ['county', 'category'])
  assert.deepEqual(ask, { filters: { county: '2312' }, sort: 'name', order: 'desc', limit: 50, offset: 100 })
  assert.equal(askOf({ page: 'many' }, []).offset, 0)
  assert.equal(exportQuery(ask, ['name', 'area']), '?county=2312&sort=name&order=desc&columns=name%2Carea')
})

test('what the contract does not know is left out instead of failing the page', () => {
  const ask = askOf({ county: '2312', category: 'unheard-of', colour: 'red', sort: 'colour' }, [
    'county',
    'category',
    'colour',
  ])
  assert.deepEqual(inputOf(Input, ask), { county: '2312', order: 'asc', limit: 50, offset: 0 })
  const { ask: known, refused } = understood(ask)
  assert.deepEqual(refused.toSorted(), ['category', 'colour'])
  assert.equal(exportQuery({ ...known, sort: undefined }, []), '?county=2312&columns=')
  const fine = askOf({ county: '2312' }, ['county'])
  inputOf(Input, fine)
  assert.deepEqual(understood(fine), { ask: fine, refused: [] })
})

test('a contract that demands more than filters can give is a mistake of ours and said so', () => {
  assert.throws(() => inputOf(z.strictObject({ householdId: z.uuid() }), askOf({}, [])), /demands more/)
  const found = inputOf(z.object({ householdId: z.string() }), askOf({}, []), { householdId: 'h' })
  assert.equal(found.householdId, 'h')
})

test('after sign-in only a page of our own is opened', () => {
  assert.equal(pageAfter('/households?county=2312'), '/households?county=2312')
  for (const strange of [undefined, '//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in?next=/']) {
    assert.equal(pageAfter(strange), '/')
  }
})
