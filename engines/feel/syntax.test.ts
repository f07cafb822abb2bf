import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unknownNames } from './names.ts'
import { parseExpression, parseUnaryTests } from './syntax.ts'
import { SyntaxProblem } from './syntax-problem.ts'

function problemOf(source: string): SyntaxProblem {
  try {
    parseExpression(source)
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return problem
    throw problem
  }
  throw new Error(`${source} was read`)
}

test('a wrong expression names line, column and what was expected, in both languages', () => {
  const cases: [string, string, string][] = [
    [
      'if a > 1 then 2',
      '第 1 行第 16 列：应为“else”，表达式在此结束。',
      "Line 1, column 16: expected 'else', the expression ends here.",
    ],
    [
      '(1 + 2',
      '第 1 行第 7 列：应为“)”，表达式在此结束。',
      "Line 1, column 7: expected ')', the expression ends here.",
    ],
    ['[1, 2', '第 1 行第 6 列：应为“]”，表达式在此结束。', "Line 1, column 6: expected ']', the expression ends here."],
    [
      '1 +\n* 2',
      '第 2 行第 1 列：应为一个值或表达式，这里是“*”。',
      "Line 2, column 1: expected a value or an expression, found '*'.",
    ],
    ['1 2', '第 1 行第 3 列：应为一个运算符，这里是“2”。', "Line 1, column 3: expected an operator, found '2'."],
    [
      '{标准 915}',
      '第 1 行第 8 列：应为“:”或“名称: 值”，这里是“}”。',
      "Line 1, column 8: expected ':' or 'name: value', found '}'.",
    ],
    ['"abc', '第 1 行第 1 列：应为引号“"”，这里是“"abc”。', "Line 1, column 1: expected '\"', found '\"abc'."],
    [
      '',
      '第 1 行第 1 列：应为一个值或表达式，表达式在此结束。',
      'Line 1, column 1: expected a value or an expression, the expression ends here.',
    ],
    ['a == b', '第 1 行第 4 列：“=”之前应有一个值。', "Line 1, column 4: expected a value before '='."],
    ['{a: 1, a: 2}', '第 1 行第 1 列：条目“a”重复。', "Line 1, column 1: entry 'a' is given twice."],
  ]
  for (const [source, zh, en] of cases) {
    assert.deepEqual(problemOf(source).text, { zh, en }, source)
  }
})

test('columns count characters, not halves of them', () => {
  assert.equal(problemOf('"🐎" + * 1').column, 7)
})

test('names that nothing defines are found, also where an operator was forgotten', () => {
  const known = ['低保标准', '人均月收入']
  const of = (source: string) => unknownNames(source, parseExpression(source, known), known).map(({ text }) => text.zh)
  assert.deepEqual(of('低保标准 - 人均月收入'), [])
  assert.deepEqual(of('低保标准 - 人均收入'), ['第 1 行第 8 列：没有“人均收入”这个名称。'])
  assert.deepEqual(of('低保标准 人均月收入'), [
    '第 1 行第 1 列：没有“低保标准 人均月收入”这个名称，“低保标准”之后也许缺少运算符。',
  ])
  assert.deepEqual(of('for x in [1] return x + count(partial)'), [])
  assert.deepEqual(of('{a: 1, b: a + 1}.b + (function(c) c)(2)'), [])
  assert.deepEqual(of('[{a: 1}][a = 1]'), [])
})

test('names with spaces and operators are read as one name where they are known', () => {
  const kindOf = (source: string, names: string[]) => parseExpression(source, names).kind
  assert.equal(kindOf('monthly fee-base', ['monthly fee-base']), 'name')
  assert.equal(kindOf('monthly fee-base', ['monthly fee']), 'arithmetic')
  assert.equal(kindOf('x.time offset', []), 'path')
})

test('types, ranges and tests are told apart', () => {
  const type = (source: string) => {
    const syntax = parseExpression(source)
    return syntax.kind === 'instance of' ? syntax.type : undefined
  }
  assert.deepEqual(type('x instance of range<date and time>'), {
    kind: 'range',
    of: { kind: 'named', name: 'date and time' },
  })
  assert.equal(type('x instance of function<number> -> string')?.kind, 'function')
  assert.equal(parseExpression('"range<"').kind, 'string')
  assert.equal(parseExpression('(> 5)').kind, 'range')
  assert.deepEqual(parseUnaryTests('-'), { negated: false, any: true, tests: [] })
  assert.equal(parseUnaryTests('not(1, > 3)').negated, true)
})

test('whatever is written, the answer is a tree or a problem', () => {
  const pieces = fc.constantFrom(
    ...'( ) [ ] { } , : . .. + - * / ** < = > " @ ? a 低保 1 .5 if then else for in return some function not'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (words) => {
      const source = words.join(' ')
      try {
        assert.ok(parseExpression(source).kind)
      } catch (problem) {
        assert.ok(problem instanceof SyntaxProblem, `${source}: ${problem}`)
      }
    }),
    { numRuns: 100 },
  )
})
