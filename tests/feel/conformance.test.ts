import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { caseIds, runCases } from '../../engines/feel/tck-cases.ts'

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
