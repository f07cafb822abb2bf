import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { compileColumns, type Output } from '../../engines/feel/compile.ts'
import { decimal } from '../../engines/feel/decimal.ts'
import { evaluate, startRun } from '../../engines/feel/evaluate.ts'
import { Scope } from '../../engines/feel/scope.ts'
import { parseExpression } from '../../engines/feel/syntax.ts'
import { SyntaxProblem } from '../../engines/feel/syntax-problem.ts'
import { caseIds, runCases } from '../../engines/feel/tck-cases.ts'
import { FeelDate } from '../../engines/feel/temporal-values.ts'
import { literalOf } from '../../engines/feel/value-text.ts'
import { isContext, type Value } from '../../engines/feel/values.ts'
import { childOf, readXml, type XmlElement } from '../../engines/feel/xml.ts'

// The kit is not part of this project; it lies beside the checkout or where the variable says.
const kit = process.env.BANGFU_TCK ?? fileURLToPath(new URL('../../../shared/tck', import.meta.url))
const cases = join(kit, 'TestCases')
const skip = existsSync(cases) ? false : `no conformance kit at ${cases}; set BANGFU_TCK to its folder`

type Tally = { passed: number; total: number; failed: string[] }

function runLevel(level: string): Tally {
  const tally: Tally = { passed: 0, total: 0, failed: [] }
  for (const folder of readdirSync(join(cases, level)).sort()) {
    const names = readdirSync(join(cases, level, folder))
    const read = (name: string): string => readFileSync(join(cases, level, folder, name), 'utf8')
    const models = new Map(names.filter((name) => name.endsWith('.dmn')).map((name) => [name, read(name)]))
    for (const name of names.filter((each) => each.endsWith('.xml'))) {
      const file = { cases: read(name), models }
      if (!caseIds(file.cases)) continue
      for (const { id, passed } of runCases(file)) {
        tally.total++
        if (passed) tally.passed++
        else tally.failed.push(`${folder} ${id}`)
      }
    }
  }
  return tally
}

test('level 2 of the DMN conformance kit passes completely', { skip }, () => {
  const { passed, total, failed } = runLevel('compliance-level-2')
  assert.equal(passed, total, failed.join('\n'))
  assert.equal(total, 116)
})

test('level 3 passes to 97 of 100, and fails only where Java would be called', { skip }, (context) => {
  const { passed, total, failed } = runLevel('compliance-level-3')
  context.diagnostic(`${passed} / ${total}`)
  assert.ok(passed >= 0.97 * total, failed.join('\n'))
  assert.deepEqual(
    failed.filter((id) => !id.startsWith('0076-feel-external-java')),
    [],
  )
})

test('expressions of the kit that can be compiled give what the evaluator gives', { skip }, (context) => {
  let compiled = 0
  for (const source of literalsIn(join(cases, 'compliance-level-3'))) {
    const results = compiledResults(source)
    if (!results) continue
    const expected = evaluate(parseExpression(source), new Scope(new Map(), startRun()))
    for (const [name, value] of results)
      assert.equal(literalOf(value), literalOf(isContext(expected) ? (expected.get(name) ?? null) : expected), source)
    compiled++
  }
  context.diagnostic(`${compiled} compiled`)
  assert.ok(compiled > 50)
})

/** Every literal expression of the models of a level. */
function literalsIn(level: string): Set<string> {
  const found = new Set<string>()
  const visit = (element: XmlElement): void => {
    const text = element.name === 'literalExpression' ? childOf(element, 'text')?.text.trim() : undefined
    if (text) found.add(text)
    element.children.forEach(visit)
  }
  for (const folder of readdirSync(level))
    for (const name of readdirSync(join(level, folder)).filter((each) => each.endsWith('.dmn')))
      visit(readXml(readFileSync(join(level, folder, name), 'utf8')))
  return found
}

/** The results of an expression that needs no columns; undefined where it is not accepted. */
function compiledResults(source: string): Map<string, Value> | undefined {
  try {
    const compiled = compileColumns(source, { columns: {} })
    const columns = compiled.allocate(1)
    compiled.run({}, {}, columns, 0, 1)
    return new Map([...compiled.outputs].map(([name, output]) => [name, storedValue(output, columns[name]?.[0] ?? 0)]))
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return undefined
    throw problem
  }
}

function storedValue(output: Output, stored: number): Value {
  switch (output.kind) {
    case 'number':
      return Number.isNaN(stored) ? null : (decimal(BigInt(stored), -output.scale) ?? null)
    case 'boolean':
      return stored === 2 ? null : stored === 1
    case 'code':
      return output.values[stored] ?? null
    case 'day':
      return Number.isNaN(stored) ? null : (FeelDate.fromNumber(stored) ?? null)
  }
}
