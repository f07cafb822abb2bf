import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFact } from '../registry/fact-rules.ts'
import { questionsOf } from './question-rules.ts'
import { readAnswer, readNeeds } from './rules.ts'

test('facts are read as people write them, and nothing is guessed', () => {
  const read = (fact: Parameters<typeof readFact>[0], text: string) => readFact(fact, text)
  assert.deepEqual(
    [
      read('size', '４人'),
      read('size', '三口'),
      read('dwellings', '无'),
      read('annual_income', '12,000.50元'),
      read('annual_income', '约一万'),
      read('housing_area', '60 平方米'),
      read('category', '深度困难'),
      read('head_disability', '二级'),
      read('head_phone', '139'),
      read('address', ''),
    ],
    [
      { value: '4' },
      { fault: 'not_a_count' },
      { value: '0' },
      { value: '1200050' },
      { fault: 'not_an_amount' },
      { value: '6000' },
      { value: 'severe' },
      { value: '2' },
      { fault: 'not_a_phone' },
      { value: null },
    ],
  )
  assert.deepEqual(
    questionsOf('全家一年挣多少（档案：家庭年收入）\n存煤（数字）').map(({ text, kind, fact }) => [text, kind, fact]),
    [
      ['全家一年挣多少', 'text', 'annual_income'],
      ['存煤', 'number', null],
    ],
  )
})

test('answers and needs are read as people write them', () => {
  const number = { key: 'a', text: 'a', kind: 'number', choices: [] } as const
  assert.deepEqual(readAnswer({ ...number, choices: [] }, '１,２００'), { value: 1200 })
  assert.deepEqual(readAnswer({ ...number, choices: [] }, '不清楚'), { key: 'a', kind: 'not_a_number' })
  assert.deepEqual(readNeeds('棉被2床，大米 1.5 袋'), [
    { item: '棉被', quantity: '2', unit: '床' },
    { item: '大米', quantity: '1.5', unit: '袋' },
  ])
  assert.equal(readNeeds('一些吃的'), undefined)
  assert.deepEqual(readNeeds(''), [])
})
