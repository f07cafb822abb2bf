import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Decimal, parseDecimal } from '../../engines/feel/decimal.ts'
import { evaluateDecision, evaluateKnowledge, evaluateService } from '../../engines/feel/dmn-evaluate.ts'
import { readModel } from '../../engines/feel/dmn-model.ts'
import { SyntaxProblem } from '../../engines/feel/syntax-problem.ts'
import { literalOf } from '../../engines/feel/value-text.ts'
import type { Value } from '../../engines/feel/values.ts'

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
const number = (text: string): Decimal => parseDecimal(text) as Decimal
const dibao = fixture('dibao.dmn')
const tables = fixture('tables.dmn')

function member(income: string, grade = 'none'): Value {
  return new Map<string, Value>([
    ['name', 'case-1-0'],
    ['monthly income', number(income)],
    ['grade', grade],
  ])
}

const household = new Map<string, Value>([
  ['members', [member('1000.10'), member('0'), member('200.20')]],
  ['standard', number('915')],
])

test('a decision uses inputs, decisions and knowledge by their names', () => {
  const model = readModel(dibao)
  assert.equal(literalOf(evaluateDecision(model, 'per-capita income', household).value), '400.1')
  assert.equal(literalOf(evaluateDecision(model, 'monthly amount', household).value), '1544.7')
})

test('a service answers its output decisions by name, knowledge answers alone', () => {
  const model = readModel(dibao)
  const service = evaluateService(model, 'assessment', household).value
  assert.equal(literalOf(service), '{"per-capita income": 400.1, monthly amount: 1544.7}')
  const gap = evaluateKnowledge(
    model,
    'gap',
    new Map([
      ['per head', number('1000')],
      ['line', number('915')],
    ]),
  )
  assert.equal(literalOf(gap.value), '0')
})

test('a value that does not fit its type is null and says so', () => {
  const wrong = new Map<string, Value>([
    ['members', [member('1', 'mild')]],
    ['standard', number('915')],
  ])
  const { value, notes } = evaluateDecision(readModel(dibao), 'monthly amount', wrong)
  assert.equal(value, null)
  assert.match(notes[0]?.text.zh ?? '', /“members”的值与类型不符/)
})

test('every hit policy answers as the standard says', () => {
  const answer = (policy: string, ratio: string, aggregation = ''): string => {
    const source = tables.replace('POLICY', policy).replace('AGGREGATION', aggregation)
    return literalOf(evaluateDecision(readModel(source, [dibao]), 'aid', new Map([['ratio', number(ratio)]])).value)
  }
  const cases: [string, string, string, string][] = [
    ['UNIQUE', '0.7', '', '100'],
    ['UNIQUE', '0.05', '', 'null'],
    ['ANY', '0.05', '', 'null'],
    ['FIRST', '0.05', '', '100'],
    ['PRIORITY', '0.05', '', '300'],
    ['OUTPUT ORDER', '0.05', '', '[300, 200, 100]'],
    ['RULE ORDER', '0.05', '', '[100, 300, 200]'],
    ['COLLECT', '0.05', '', '[100, 300, 200]'],
    ['COLLECT', '0.05', 'SUM', '600'],
    ['COLLECT', '0.05', 'MIN', '100'],
    ['COLLECT', '0.05', 'MAX', '300'],
    ['COLLECT', '0.05', 'COUNT', '3'],
    ['COLLECT', '2', '', '[]'],
    ['FIRST', '2', '', 'null'],
  ]
  for (const [policy, ratio, aggregation, expected] of cases)
    assert.equal(answer(policy, ratio, aggregation), expected, `${policy} ${aggregation} ${ratio}`)
})

test('rules that contradict a unique table are named', () => {
  const source = tables.replace('POLICY', 'UNIQUE').replace('aggregation="AGGREGATION"', '')
  const { notes } = evaluateDecision(readModel(source, [dibao]), 'aid', new Map([['ratio', number('0.3')]]))
  assert.deepEqual(
    notes.map(({ text }) => text.zh),
    ['有 2 条规则同时适用（第 1、2 条）。'],
  )
})

test('an imported model lends its types and its knowledge', () => {
  const { value } = evaluateDecision(readModel(tables, [dibao]), 'beside', new Map())
  assert.equal(literalOf(value), '{name: "case-1-0", monthly income: 315, grade: "severe"}')
})

test('a wrong expression is told when it is needed, with its place', () => {
  const broken = readModel(
    dibao.replace('sum(members.monthly income) / count(members)', 'sum(members.monthly income / 2'),
  )
  assert.throws(() => evaluateDecision(broken, 'per-capita income', household), SyntaxProblem)
})
