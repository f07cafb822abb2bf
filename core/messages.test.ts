import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf, say } from './messages.ts'

const text = { zh: '{name}还剩 {days} 天', en: '{name}: {days} {days|day is|days are} left' }

test('a text names its parameters in both languages, and one is not many', () => {
  assert.equal(say(text, 'zh', { name: '春节', days: 1 }), '春节还剩 1 天')
  assert.equal(say(text, 'en', { name: 'Spring Festival', days: 1 }), 'Spring Festival: 1 day is left')
  assert.equal(say(text, 'en', { name: 'Spring Festival', days: '21' }), 'Spring Festival: 21 days are left')
  assert.equal(say(text, 'en', { name: 'Spring Festival' }), 'Spring Festival: {days} days are left')
})

test('the first language that we speak is taken, Chinese where there is none', () => {
  assert.equal(languageOf('fr, en-GB;q=0.8, zh'), 'en')
  assert.equal(languageOf('fr'), 'zh')
  assert.equal(languageOf(undefined), 'zh')
})
