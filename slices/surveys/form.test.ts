import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inventedNumber } from '../../tests/support/invented.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { FormVersion, SurveyForm, SurveyQuestion } from './model.ts'
import { lineOf, questionsOf, sameKeys } from './question-rules.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

const number = (key: string, text: string): SurveyQuestion => ({ key, text, kind: 'number', choices: [], fact: null })
const draft = { name: '换表', areaCode: '231200000000', fromDay: '2026-11-01', toDay: '2026-12-31' }

test('a form is changed while a survey is under way: versions stand beside each other, earlier answers stay', async () => {
  const families: string[] = []
  for (const name of ['顾平', '顾安']) {
    const answer = await clerk.ask<{ id: string }>('POST', '/households', {
      household: { areaCode: '231202001000', size: 2 },
      people: [{ name, relation: '02', identityNumber: inventedNumber() }],
    })
    families.push(answer.body.id)
  }
  const first: SurveyForm = { facts: ['size'], questions: [number('q1', '存煤'), number('q2', '存粮')] }
  const made = await clerk.ask<{ id: string }>('POST', '/surveys', { ...draft, form: first })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const path = `/surveys/${made.body.id}`
  const enter = (family: string | undefined, answers: object) =>
    clerk.ask('PUT', `${path}/households/${family}`, { answers, askedOn: '2026-11-20' })
  assert.equal((await enter(families[0], { q1: 1, q2: 5 })).status, 200)
  const second: SurveyForm = { facts: ['size'], questions: [number('q1', '存煤'), number('q3', '欠电费')] }
  const revise = (form: SurveyForm, version: number, by: Person = clerk) =>
    by.ask<{ formVersion: number }>('PUT', `${path}/form`, { version, form })
  assert.equal((await revise(second, 1, await server.signedIn(tenantId, 'leader'))).status, 403)
  assert.equal((await revise(second, 1, await server.signedIn(tenantId, 'clerk', '231202000000'))).status, 403)
  assert.equal((await revise(second, 1, await server.signedIn(await server.tenant(), 'clerk'))).status, 404)
  assert.deepEqual((await revise(second, 1)).body, { formVersion: 2 })
  assert.equal((await revise(second, 1)).status, 409)
  // What was answered under a key would be taken for an answer to something else.
  const mixed: SurveyForm = { facts: [], questions: [{ ...number('q2', '有无存粮'), kind: 'yes_no' }] }
  assert.equal((await revise(mixed, 2)).status, 400)
  assert.equal((await revise({ facts: [], questions: [] }, 2)).status, 400)
  assert.equal((await enter(families[1], { q1: 2, q3: 80 })).status, 200)
  const versions = async () =>
    (await clerk.ask<{ rows: FormVersion[] }>('GET', `${path}/forms`)).body.rows.map((row) => [
      row.version,
      row.form.questions.map(({ text }) => text),
      row.answers,
    ])
  assert.deepEqual(await versions(), [
    [2, ['存煤', '欠电费'], 1],
    [1, ['存煤', '存粮'], 1],
  ])
  type Read = { answers: object; formVersion: number }
  const read = async () => (await clerk.ask<Read>('GET', `${path}/households/${families[0]}`)).body
  assert.deepEqual([(await read()).formVersion, (await read()).answers], [1, { q1: 1, q2: 5 }])
  // Asked again by the new form, it keeps what only the earlier one asked.
  assert.equal((await enter(families[0], { q1: 3, q3: 0 })).status, 200)
  assert.deepEqual([(await read()).formVersion, (await read()).answers], [2, { q1: 3, q2: 5, q3: 0 }])
  const survey = await clerk.ask<{ form: SurveyForm; version: number }>('GET', path)
  assert.deepEqual(survey.body.form, second)
  const signed = await (await server.signedIn(tenantId, 'leader')).ask('POST', `${path}/sign`, {
    version: survey.body.version,
  })
  assert.equal(signed.status, 200, JSON.stringify(signed.body))
  assert.equal((await revise(first, survey.body.version + 1)).status, 409)
})

test('questions are written and read back the same, and keep their keys when others come between', () => {
  const text = '存煤（数字）\n有无棉衣（是否）\n取暖（选项：煤、电）\n全家一年挣多少（档案：家庭年收入）\n还缺什么'
  const asked = questionsOf(text)
  assert.equal(asked.map(lineOf).join('\n'), text)
  const later = sameKeys(asked, questionsOf(`欠电费（数字）\n${text.replace('有无棉衣（是否）', '有无棉衣（数字）')}`))
  assert.deepEqual(
    later.map(({ key }) => key),
    ['q6', 'q1', 'q7', 'q3', 'q4', 'q5'],
  )
})
