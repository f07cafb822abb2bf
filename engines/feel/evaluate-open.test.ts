import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decimal, fromInteger } from './decimal.ts'
import { startRun } from './evaluate.ts'
import { acceptsOpen, startOpenRun } from './evaluate-open.ts'
import { Preparer } from './prepare.ts'
import { quick, slow } from './quick.ts'
import { Scope } from './scope.ts'
import { parseExpression, parseUnaryTests } from './syntax.ts'
import { Unknown, type Value } from './values.ts'

const person = (age: Value): Value => new Map([['age', age]])
const facts = new Map<string, Value>([
  ['a', fromInteger(1)],
  ['x', new Unknown(['x'])],
  ['y', new Unknown(['y'])],
  ['people', [person(fromInteger(3)), person(new Unknown(['age']))]],
  ['grown', [person(fromInteger(30)), person(fromInteger(40))]],
])
const answer = (source: string): Value => new Scope(facts, startOpenRun()).evaluate(parseExpression(source))
const unknown = (source: string): readonly string[] => {
  const value = answer(source)
  assert.ok(value instanceof Unknown, `${source} is ${String(value)}`)
  return value.names
}

test('what is not known never decides, and says what would have to be known', () => {
  for (const source of ['x = "own"', 'x != 1', 'if x then 1 else 2', 'x in ("a", "b")', 'not(x)', '-x', 'x + 1 > 3'])
    assert.deepEqual(unknown(source), ['x'], source)
  assert.deepEqual(unknown('x + y'), ['x', 'y'])
  assert.deepEqual(unknown('a in (>= y)'), ['y'])
  assert.deepEqual(unknown('[1..x]'), ['x'])
  assert.deepEqual(unknown('x between 1 and y'), ['x', 'y'])
  assert.deepEqual(unknown('max(a, x)'), ['x'])
  assert.deepEqual(unknown('list contains(["a"], x)'), ['x'])
  assert.deepEqual(unknown('x.anything'), ['x'])
  assert.deepEqual(unknown('for one in x return one'), ['x'])
  assert.deepEqual(unknown('every one in x satisfies one > 1'), ['x'])
})

test('one element that is not known makes a choice among them unknown, but not how many there are', () => {
  assert.deepEqual(unknown('people[age > 2]'), ['age'])
  assert.deepEqual(unknown('sum(people.age)'), ['age'])
  assert.deepEqual(unknown('some one in people satisfies one.age > 5'), ['age'])
  assert.equal(String(answer('count(people.age)')), '2')
  assert.equal(answer('some one in people satisfies one.age > 2'), true)
  assert.equal(answer('every one in people satisfies one.age > 5'), false)
})

test('where the rest decides alone the answer is known', () => {
  assert.equal(answer('a = 1 or x'), true)
  assert.equal(answer('x or a = 1'), true)
  assert.equal(answer('a = 2 and x'), false)
  assert.equal(answer('any([x, true])'), true)
  assert.equal(answer('all([x, false])'), false)
  assert.deepEqual(unknown('all([x, true])'), ['x'])
  assert.equal(String(answer('if a = 1 then a else x')), '1')
})

test('with everything known it answers as the plain evaluation does', () => {
  const sources = [
    'sum(for one in grown return one.age * 2)',
    'if count(grown[age > 30]) = 1 then "one" else "more"',
    'some one in grown satisfies one.age in [40..50]',
    '{ b: a + 1, c: b * 2 }.c',
    'a in (> 0, "x")',
    'a / 0',
    'nothing > 1',
    'date("2024-02-29") < date("2024-03-01")',
    '(function(n) n * 2)(a)',
    'a instance of number',
  ]
  for (const source of sources)
    assert.deepEqual(answer(source), new Scope(facts, startRun()).evaluate(parseExpression(source)), source)
})

test('a cell accepts, refuses, or waits for what is not known', () => {
  const accepts = (cell: string, input: Value) =>
    acceptsOpen(parseUnaryTests(cell), input, new Scope(facts, startOpenRun()))
  assert.equal(accepts('-', new Unknown(['z'])), true)
  assert.deepEqual(accepts('> 3', new Unknown(['z'])), new Unknown(['z']))
  assert.deepEqual(accepts('> x', fromInteger(3)), new Unknown(['x']))
  assert.equal(accepts('[1..5]', fromInteger(3)), true)
  assert.equal(accepts('not("a", "b")', 'c'), true)
  assert.equal(accepts('"a", "b"', 'c'), false)
})

const whole = fc.oneof(
  fc.integer({ min: -30, max: 30 }),
  fc.integer({ min: -9_000_000, max: 9_000_000 }),
  fc.constantFrom(2 ** 53 - 1, 1 - 2 ** 53, 2 ** 40, 10 ** 15 + 1, 0),
)
const digits = fc.constantFrom(0, 0, 0, 1, 2, 4, 9)
const fractionNames = ['p', 'q', 'r', 's']
const arithmetic = fc.letrec<{ sum: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom(...fractionNames, 'made.entry', '12', '0.6', '2'),
  sum: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/', '/'), tie('sum')).map(([a, op, b]) => `(${a} ${op} ${b})`),
  ),
})).sum
const fractionSource = fc.oneof(
  fc
    .tuple(fc.constantFrom('round half up', 'round up', 'round down', 'decimal'), arithmetic)
    .map(([f, a]) => `${f}(${a}, 0)`),
  fc.tuple(fc.constantFrom('floor', 'ceiling'), arithmetic).map(([f, a]) => `${f}(${a})`),
  fc.tuple(arithmetic, fc.constantFrom('<', '<=', '=', '!=', '>', '>='), arithmetic).map((parts) => parts.join(' ')),
)

test('fractions are rounded and compared as their decimals are, with the same notes', () => {
  fc.assert(
    fc.property(fractionSource, fc.array(fc.tuple(whole, digits), { minLength: 5, maxLength: 5 }), (source, given) => {
      const [made, ...own] = given.map(([value, scale]) => decimal(BigInt(value), -scale) ?? null)
      const names = new Map<string, Value>(fractionNames.map((name, place) => [name, own[place] ?? null]))
      names.set('made', new Map([['entry', made ?? null]]))
      const runs = [startOpenRun(), startOpenRun()] as const
      const preparer = new Preparer((name) => {
        const value = names.get(name)
        return value === undefined ? undefined : () => quick(value)
      })
      const syntax = parseExpression(source)
      const found = slow(preparer.prepare(syntax)({ scope: new Scope(names, runs[0]), locals: [] }))
      const expected = new Scope(names, runs[1]).evaluate(syntax)
      assert.deepEqual([String(found), runs[0].notes], [String(expected), runs[1].notes], source)
    }),
    { numRuns: 1_000 },
  )
})
