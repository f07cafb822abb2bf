import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileColumns, type Output } from './compile.ts'
import { type Columns, CompileProblem, type Field, type Schema } from './compile-schema.ts'
import { decimal } from './decimal.ts'
import { evaluate, startRun } from './evaluate.ts'
import { startOpenRun } from './evaluate-open.ts'
import { Preparer } from './prepare.ts'
import { quick, slow } from './quick.ts'
import { Scope } from './scope.ts'
import { parseExpression } from './syntax.ts'
import { FeelDate } from './temporal-values.ts'
import { literalOf } from './value-text.ts'
import { isContext, Unknown, type Value } from './values.ts'

const member = {
  income: { kind: 'number', scale: 2, low: 0, high: 10_000_000 },
  grade: { kind: 'code', values: ['none', 'severe', 'relative'], nullable: true },
  student: { kind: 'boolean' },
} as const satisfies Record<string, Field>
const schema: Schema = {
  columns: {
    amount: { kind: 'number', scale: 2, low: -1_000_000, high: 1_000_000 },
    persons: { kind: 'number', scale: 0, low: 0, high: 12, nullable: true },
    ratio: { kind: 'number', scale: 4, low: -20_000, high: 20_000 },
    severe: { kind: 'boolean', nullable: true },
    local: { kind: 'boolean' },
    grade: { kind: 'code', values: ['A', 'B', 'C'], nullable: true },
    since: { kind: 'day', nullable: true },
    members: { kind: 'group', least: 0, most: 5, fields: member },
  },
  parameters: { standard: { kind: 'number', scale: 2, low: 0, high: 200_000 } },
}

type Row = Readonly<Record<string, number>> & { readonly members?: never }
type Case = {
  readonly row: Row
  readonly members: readonly Readonly<Record<string, number>>[]
  readonly standard: number
}

/** A stored number as the evaluator's value. */
function inward(field: Field, stored: number): Value {
  if (Number.isNaN(stored)) return null
  switch (field.kind) {
    case 'number':
      return decimal(BigInt(stored), -field.scale) ?? null
    case 'boolean':
      return stored === 2 ? null : stored === 1
    case 'code':
      return field.values[stored] ?? null
    case 'day':
      return FeelDate.fromNumber(stored) ?? null
  }
}

function outward(output: Output, stored: number): Value {
  return inward(output as Field, stored)
}

const contextOf = (
  fields: Readonly<Record<string, Field>>,
  stored: Readonly<Record<string, number>>,
): Map<string, Value> =>
  new Map(Object.entries(fields).map(([name, field]) => [name, inward(field, stored[name] as number)]))

const rowFields = Object.fromEntries(
  Object.entries(schema.columns).filter(([, field]) => field.kind !== 'group'),
) as Record<string, Field>

/** An expression made ready once says what walking its tree says, with facts that may be unknown. */
function samePrepared(source: string, names: ReadonlyMap<string, Value>): void {
  const syntax = parseExpression(source)
  const preparer = new Preparer((name) => {
    const value = names.get(name)
    return value === undefined ? undefined : () => quick(value)
  })
  const found = slow(preparer.prepare(syntax)({ scope: new Scope(names, startOpenRun()), locals: [] }))
  const expected = new Scope(names, startOpenRun()).evaluate(syntax)
  assert.equal(toldOf(found), toldOf(expected), `${source}\n${[...names].map(String).join('\n')}`)
}

const toldOf = (value: Value): string => (value instanceof Unknown ? `? ${value.names.join(' ')}` : literalOf(value))

function evaluated(source: string, { row, members, standard }: Case): Value {
  const context = contextOf(rowFields, row)
  context.set(
    'members',
    members.map((each) => contextOf(member, each)),
  )
  context.set('standard', decimal(BigInt(standard), -2) ?? null)
  samePrepared(source, context)
  samePrepared(source, new Map([...context, ['amount', new Unknown(['amount'])], ['grade', new Unknown(['grade'])]]))
  return evaluate(parseExpression(source), new Scope(context, startRun()))
}

function columnsOf({ row, members }: Case): Columns {
  const single = (name: string, stored: number | undefined) =>
    rowFields[name]?.kind === 'code' ? Int16Array.of(stored ?? 0) : Float64Array.of(stored ?? 0)
  const columns = Object.fromEntries(Object.keys(rowFields).map((name) => [name, single(name, row[name])]))
  const own = Object.keys(member).map((name) => [name, Float64Array.from(members, (each) => each[name] as number)])
  return { ...columns, members: { starts: Int32Array.of(0, members.length), columns: Object.fromEntries(own) } }
}

function check(source: string, given: Case): void {
  const compiled = compileColumns(source, schema)
  const results = compiled.allocate(1)
  compiled.run(columnsOf(given), { standard: given.standard }, results, 0, 1)
  const expected = evaluated(source, given)
  for (const [name, output] of compiled.outputs) {
    const value = outward(output, results[name]?.[0] as number)
    const wanted = isContext(expected) ? (expected.get(name) ?? null) : expected
    assert.equal(literalOf(value), literalOf(wanted), `${source}\n${JSON.stringify(given)}\n${compiled.code}`)
  }
}

const maybe = (arbitrary: fc.Arbitrary<number>, none: number) =>
  fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: fc.constant(none) })
const between = (low: number, high: number) => fc.integer({ min: low, max: high })
const cases: fc.Arbitrary<Case> = fc.record({
  row: fc.record({
    amount: fc.oneof(between(-1_000_000, 1_000_000), between(-3, 3)),
    persons: maybe(between(0, 12), Number.NaN),
    ratio: fc.oneof(between(-20_000, 20_000), fc.constant(0)),
    severe: between(0, 2),
    local: between(0, 1),
    grade: between(-1, 2),
    since: maybe(between(15_000, 22_000), Number.NaN),
  }),
  members: fc.array(fc.record({ income: between(0, 10_000_000), grade: between(-1, 2), student: between(0, 1) }), {
    maxLength: 5,
  }),
  standard: between(0, 200_000),
}) as fc.Arbitrary<Case>

const expressions = fc.letrec<{ number: string; condition: string; text: string; quotient: string }>((tie) => {
  const number = tie('number')
  const condition = tie('condition')
  const quotient = tie('quotient')
  const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
  const rounding = fc.constantFrom(
    'round half up',
    'round half down',
    'round up',
    'round down',
    'decimal',
    'floor',
    'ceiling',
  )
  return {
    number: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom('amount', 'persons', 'ratio', 'standard', '0', '1.5', '-2', '0.35', 'count(members)', 'null'),
      fc.tuple(number, fc.constantFrom('+', '-', '*'), number).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(number, fc.constantFrom('2', '8', '12.5', '100')).map(([a, b]) => `(${a} / ${b})`),
      fc.tuple(rounding, fc.oneof(number, quotient), between(0, 3)).map(([f, a, s]) => `${f}(${a}, ${s})`),
      fc.tuple(condition, number, number).map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
      fc.tuple(fc.constantFrom('min', 'max', 'sum'), number, number).map(([f, a, b]) => `${f}(${a}, ${b})`),
      number.map((a) => `abs(-${a})`),
      fc
        .tuple(fc.constantFrom('sum', 'min', 'max'), condition)
        .map(([f, c]) => `${f}(members[${c} or student].income)`),
      condition.map((c) => `count(members[income > standard or ${c}])`),
      number.map((a) => `sum(for m in members return m.income + ${a})`),
    ),
    quotient: fc.tuple(number, number).map(([a, b]) => `(${a} / ${b})`),
    condition: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom('severe', 'local', 'true', 'false', 'null', 'grade = "A"', 'grade in ("B", "X")', 'grade = null'),
      fc
        .constantFrom('since >= date("2020-01-01")', 'since = null', 'since in [@"2015-01-01"..@"2020-01-01")')
        .map((text) => text.replace('date("2020-01-01")', '@"2020-01-01"')),
      fc
        .tuple(fc.oneof(number, quotient), comparison, fc.oneof(number, quotient))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(condition, fc.constantFrom('and', 'or'), condition).map(([a, op, b]) => `(${a} ${op} ${b})`),
      condition.map((c) => `not(${c})`),
      fc
        .tuple(condition, condition, fc.constantFrom('= "x"', '!= "y"', 'in ("y", "z")', '= grade'))
        .map(([a, b, test]) => `((if ${a} then "x" else if ${b} then "y" else "z") ${test})`),
      fc.tuple(number, number, number).map(([a, b, c]) => `(${a} between ${b} and ${c})`),
      fc.tuple(number, number, number).map(([a, b, c]) => `(${a} in (${b}, > ${c}, [0..1)))`),
      fc
        .tuple(fc.constantFrom('some', 'every'), condition)
        .map(([q, c]) => `(${q} m in members satisfies m.student or ${c})`),
    ),
    text: fc.tuple(condition, condition).map(([a, b]) => `if ${a} then "low" else if ${b} then grade else null`),
  }
})

test('compiled columns answer what the evaluator answers, row by row', () => {
  let compiled = 0
  const source = fc
    .tuple(expressions.number, expressions.condition, expressions.text)
    .map(([number, condition, text]) => `{n: ${number}, c: ${condition}, t: ${text}, again: n * 2 + amount}`)
  fc.assert(
    fc.property(source, cases, (text, given) => {
      try {
        check(text, given)
        compiled++
      } catch (problem) {
        if (!(problem instanceof CompileProblem)) throw problem
      }
    }),
    { numRuns: 150 },
  )
  assert.ok(compiled > 40, `${compiled} compiled`)
})

test('a column that no result turns on is not read', () => {
  const compiled = compileColumns('(if amount > 1 then "x" else if ratio > 0 then "y" else "z") = "x"', schema)
  const results = compiled.allocate(2)
  compiled.run({ amount: Float64Array.of(100, 101) }, { standard: 0 }, results, 0, 2)
  assert.deepEqual([...(results.result ?? [])], [0, 1])
})

/** Members of whom not everything is known, and lists that are not known at all. */
const openMember = {
  income: { kind: 'number', scale: 2, low: 0, high: 10_000_000, nullable: true },
  grade: { kind: 'code', values: ['A', 'B', 'C'], nullable: true },
} as const
const openSchema: Schema = {
  columns: { members: { kind: 'group', least: 1, most: 4, nullable: true, fields: openMember } },
  open: true,
}
const openConditions = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.constantFrom('income > 500', 'grade = "A"', 'grade in ("B", "C")', 'income <= 20 or grade != "B"'),
    fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('condition').map((c) => `not(${c})`),
  ),
}))
const openExpressions = fc.oneof(
  fc.tuple(openConditions.condition, openConditions.condition).map(([a, b]) => `count(members[${a}][${b}])`),
  openConditions.condition.map(
    (c) => `sum(for m in members return if m.grade = "A" then m.income else 7) + count(members[${c}])`,
  ),
  openConditions.condition.map((c) => `count(for m in members[${c}] return m.income) + count(members)`),
  openConditions.condition.map(
    (c) => `max(for m in members return if m.grade = "C" then 3 else m.income) + count(members[${c}])`,
  ),
  fc
    .tuple(fc.constantFrom('some', 'every'), openConditions.condition)
    .map(([q, c]) => `if (${q} m in members[${c}] satisfies m.income > 100) then 1 else 2`),
  openConditions.condition.map((c) => `count((for m in members[${c}] return m.grade)[item in ("A", "B")])`),
)

test('lists of which something is not known answer as the evaluator does, or are not known where it does not know', () => {
  const unknown = new Unknown(['fact'])
  const known = (value: Value): Value => value ?? unknown
  let answered = 0
  const members = fc.array(
    fc.record({ income: fc.constantFrom(1000, 50_001, 60_000, Number.NaN), grade: between(-1, 2) }),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(openExpressions, fc.option(members, { freq: 8, nil: null }), (source, list) => {
      const each = list?.map(
        (one) => new Map([...contextOf(openMember, one)].map(([name, value]) => [name, known(value)])),
      )
      const scope = new Map<string, Value>([['members', each ?? unknown]])
      samePrepared(source, scope)
      const expected = new Scope(scope, startOpenRun()).evaluate(parseExpression(source))
      const compiled = compileColumns(source, openSchema)
      const results = compiled.allocate(1)
      const column = (name: 'income' | 'grade') => Float64Array.from(list ?? [], (one) => one[name])
      const group = {
        ...{ starts: Int32Array.of(0, list?.length ?? 0), known: Uint8Array.of(list ? 1 : 0) },
        columns: { income: column('income'), grade: column('grade') },
      }
      compiled.run({ members: group }, {}, results, 0, 1)
      const found = results.result?.[0] as number
      if (!(expected instanceof Unknown)) answered++
      assert.equal(
        Number.isNaN(found) ? 'unknown' : literalOf(outward(compiled.outputs.get('result') as Output, found)),
        expected instanceof Unknown ? 'unknown' : literalOf(expected),
        `${source}\n${JSON.stringify(list)}\n${compiled.code}`,
      )
    }),
    { numRuns: 150 },
  )
  assert.ok(answered > 20, `${answered} answered`)
})

const ofDays = [
  'since.year * 10000 + since.month * 100 + since.day < 20240229',
  '{"year": since.year, "month": since.month, "day": since.day, "weekday": since.weekday}',
  '{"later": since + duration("P1M"), "earlier": since - duration("P1Y1M"), "before": duration("P2M") + since}',
  '{"factor": since + duration("P1M") * persons, "cut": since - ratio * duration("P1Y")}',
  '{"years": years and months duration(since, @"2024-02-29").years, "months": years and months duration(since, @"2024-02-29").months}',
  'years and months duration(date("2020-01-31"), since).months + 1 <= 36',
  'if since <= date("2024-02-29") then since else null',
]

test('days, their parts and spans of months over columns are those of the evaluator', () => {
  const day = fc.oneof(fc.integer({ min: -800_000, max: 900_000 }), fc.constantFrom(19_782, 19_781, 11_016, Number.NaN))
  const factors = [fc.constantFrom(0, 1, 11, 12, Number.NaN), fc.integer({ min: -20_000, max: 20_000 })] as const
  fc.assert(
    fc.property(fc.constantFrom(...ofDays), day, ...factors, (source, since, persons, ratio) => {
      const row = { amount: 0, persons, ratio, severe: 0, local: 0, grade: 0, since }
      check(source, { row, members: [], standard: 0 })
    }),
    { numRuns: 300 },
  )
})

test('the rounding of a division is exact at the edge of a fen', () => {
  const given = (amount: number, persons: number): Case => ({
    row: { amount, persons, ratio: 0, severe: 0, local: 0, grade: 0, since: 0 },
    members: [],
    standard: 0,
  })
  for (const [amount, persons] of [
    [5, 2],
    [-5, 2],
    [1, 3],
    [999_999, 12],
    [0, 0],
    [7, 0],
  ] as const)
    for (const rounding of [
      'round half up',
      'round half down',
      'decimal',
      'round up',
      'round down',
      'floor',
      'ceiling',
    ])
      check(`${rounding}(amount / persons, 2)`, given(amount, persons))
})

test('what cannot be exact or has no column is refused with its place', () => {
  const sentence = (source: string): string => {
    try {
      compileColumns(source, schema)
    } catch (problem) {
      assert.ok(problem instanceof CompileProblem, String(problem))
      return problem.text.zh
    }
    return 'compiled'
  }
  assert.equal(sentence('amount / persons * 2'), '第 1 行第 1 列：相除的结果要先取整再参加计算。')
  assert.equal(sentence('amount / persons'), '第 1 行第 1 列：“result”的结果不能成为一列；相除的结果要先取整。')
  assert.match(sentence('amount * amount * amount'), /不能精确计算/)
  assert.equal(sentence('amount + 收入'), '第 1 行第 10 列：没有“收入”这一列。')
  assert.match(sentence('amount < grade'), /不能比较/)
  assert.match(sentence('constructor'), /没有“constructor”这一列/)
})

test('nothing of the source gets into the code but numbers', () => {
  const evil = ['process', 'globalThis', '"];process.exit()//', 'x`', '\\u0061', '*/ throw 1 /*']
  for (const name of evil) {
    const columns = { [name]: { kind: 'number', scale: 0, low: 0, high: 9 } } as const
    const values = { kind: 'code', values: [name] } as const
    const source = `{"${name.replace(/[\\"]/g, '\\$&')}": text = "${name.replace(/[\\"]/g, '\\$&')}"}`
    const { code } = compileColumns(source, { columns: { ...columns, text: values } })
    assert.ok(!code.includes(name), code)
    assert.match(code, /^[\w\s"(){}[\].,;=<>!?:+*/%&|-]*$/)
  }
})
