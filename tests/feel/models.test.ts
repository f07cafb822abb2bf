import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Decimal, parseDecimal } from '../../engines/feel/decimal.ts'
import { evaluateDecision, evaluateKnowledge, evaluateService } from '../../engines/feel/dmn-evaluate.ts'
import { readModel } from '../../engines/feel/dmn-model.ts'
import { TooMuchWork } from '../../engines/feel/scope.ts'
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

test('an output takes its order and its type from what its type allows; so does the output of no rule', () => {
  const answer = (rules: string, output: string, definition: string): string => {
    const table = `<decision name="t" id="_t"><decisionTable hitPolicy="PRIORITY"><output ${output}</output>${rules}
      </decisionTable></decision>`
    const lender = definitions(
      'lender',
      `<itemDefinition name="grade"><typeRef>string</typeRef>${definition}</itemDefinition>
      <itemDefinition name="alias"><typeRef>grade</typeRef></itemDefinition>`,
    )
    const importing = '<import name="lender" namespace="urn:test:lender"/>'
    return literalOf(evaluateDecision(readModel(definitions('m', importing + table), [lender]), 't', new Map()).value)
  }
  const allowed = (name: string): string => `<${name}><text>"severe", "mild"</text></${name}>`
  const rules = ['"mild"', '"severe"']
    .map((value) => `<rule><outputEntry><text>${value}</text></outputEntry></rule>`)
    .join('')
  for (const name of ['allowedValues', 'typeConstraint'])
    for (const type of ['grade', 'alias'])
      assert.equal(answer(rules, `typeRef="lender.${type}">`, allowed(name)), '"severe"', `${name} ${type}`)
  const fallback = (value: string): string =>
    answer(
      '',
      `typeRef="lender.grade"><defaultOutputEntry><text>${value}</text></defaultOutputEntry>`,
      allowed('allowedValues'),
    )
  assert.equal(fallback('"mild"'), '"mild"')
  assert.equal(fallback('"none"'), 'null')
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

const definitions = (name: string, body: string): string =>
  `<definitions name="${name}" namespace="urn:test:${name}">${body}</definitions>`
const literal = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`
const requires = (what: string, kind: string, href: string): string =>
  `<${what}Requirement><required${kind} href="${href}"/></${what}Requirement>`

test('a model that is imported by two ways has inputs of its own on each', () => {
  const greeting = definitions(
    'a',
    `<inputData name="person" id="_p"/><decision name="greeting" id="_g">${requires('information', 'Input', '#_p')}
     ${literal('"Hello " + person')}</decision>`,
  )
  const middle = (name: string): string =>
    definitions(
      name,
      `<import name="a" namespace="urn:test:a"/><decision name="line" id="_l">
       ${requires('information', 'Decision', 'urn:test:a#_g')}${literal('a.greeting')}</decision>`,
    )
  const imports = ['b', 'c'].map((name) => `<import name="${name}" namespace="urn:test:${name}"/>`).join('')
  const needs = ['b', 'c'].map((name) => requires('information', 'Decision', `urn:test:${name}#_l`)).join('')
  const both = `<decision name="both" id="_d">${needs}${literal('b.line + c.line')}</decision>`
  const model = readModel(definitions('top', imports + both), [greeting, middle('b'), middle('c')])
  const inputs = new Map<string, Value>([
    ['b', new Map<string, Value>([['a', new Map<string, Value>([['person', 'Ann']])]])],
    ['c.a.person', 'Bob'],
  ])
  assert.equal(evaluateDecision(model, 'both', inputs).value, 'Hello AnnHello Bob')
})

test('knowledge may use itself; what a service is handed is never computed; work is counted over all of it', () => {
  const factorial = `<businessKnowledgeModel name="fact" id="_f"><encapsulatedLogic><formalParameter name="n"/>
    ${literal('if n &lt;= 1 then 1 else n * fact(n - 1)')}</encapsulatedLogic></businessKnowledgeModel>`
  const service = `<decision name="given" id="_g">${literal('1')}</decision>
    <decision name="result" id="_r">${requires('information', 'Decision', '#_g')}
    ${requires('knowledge', 'Knowledge', '#_s')}${literal('if given = 0 then s(0) else given')}</decision>
    <decisionService name="s" id="_s"><outputDecision href="#_r"/><inputDecision href="#_g"/></decisionService>`
  const model = readModel(definitions('m', factorial + service))
  const knowledge = evaluateKnowledge(model, 'fact', new Map([['n', number('5')]]))
  assert.equal(literalOf(knowledge.value), '120')
  assert.equal(evaluateService(model, 's', new Map()).value, null)
  assert.equal(literalOf(evaluateService(model, 's', new Map([['given', number('7')]])).value), '7')
  assert.throws(() => evaluateService(model, 's', new Map([['given', number('0')]])), TooMuchWork)
})
