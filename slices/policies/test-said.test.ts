import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shippedPolicies } from './pack-store.ts'
import { runVectors } from './policy-vector-rules.ts'
import { testSaid } from './test-said-rules.ts'

const said = (text: string, id: string, language: 'zh' | 'en') => {
  const file = shippedPolicies().find((one) => one.file.id === id)?.file
  return testSaid(text, file ? [file] : []).map(({ label, items }) => {
    const tell = ({ text: words, code }: (typeof items)[number]) => words[language] + (code ? ` (${code})` : '')
    return [label ? tell(label) : '', ...items.map(tell)]
  })
}

test('what a test expects and what came out stand in words, in both languages, with the code beside them', () => {
  const text = 'state: not_eligible; amount_fen: 123400; reasons: too_many_dwellings,has_vehicle; missing: vehicles'
  assert.deepEqual(said(text, 'dibao', 'zh'), [
    ['结果', '不符合'],
    ['金额', '1,234.00 元'],
    ['理由', '不符合“住房不超过一套” (too_many_dwellings)', '不符合“没有机动车” (has_vehicle)'],
    ['缺少', '车辆数 (vehicles)'],
  ])
  assert.deepEqual(said(text, 'dibao', 'en')[2], [
    'reasons',
    'fails “At most one dwelling” (too_many_dwellings)',
    'fails “No motor vehicle” (has_vehicle)',
  ])
  assert.deepEqual(said('reasons: ; class: edge', 'medical', 'zh'), [['理由'], ['家庭类别 (class)', '低保边缘 (edge)']])
  // What is no longer a condition, and what was noted, is told as it stands.
  assert.deepEqual(said('reasons: gone_by; a division by zero', 'dibao', 'en'), [
    ['reasons', 'gone_by'],
    ['', 'a division by zero'],
  ])
})

test('no test of a shipped policy says a reason or a missing fact by its code alone', () => {
  for (const policy of shippedPolicies())
    for (const { expected } of runVectors(policy))
      for (const { label, items } of testSaid(expected, [policy.file]))
        if (['理由', '缺少'].includes(label?.text.zh ?? ''))
          for (const { text, code } of items) assert.notEqual(code, null, `${policy.file.id}: ${text.zh}`)
})
