import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shippedPolicies, shippedSet } from './pack-store.ts'
import { runVectors } from './policy-vector-rules.ts'

test('every policy that ships passes its own tests', () => {
  for (const policy of shippedPolicies())
    for (const { title, expected, found } of runVectors(policy))
      assert.equal(found, expected, `${policy.file.id}: ${title}`)
})

test('the policies stand together, those that others use first', () => {
  const order = shippedSet().policies.map(({ file }) => file.id)
  for (const { file } of shippedSet().policies)
    for (const used of file.uses) assert.ok(order.indexOf(used) < order.indexOf(file.id), `${file.id} after ${used}`)
})
