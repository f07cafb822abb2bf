import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'bangfu-command-'))
after(() => rmSync(scratch, { recursive: true }))

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'apps/cli/main.ts'), 'roster', ...args],
      { maxBuffer: 1e8 },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

test('bangfu roster read prints one document and exits 0 whatever is wrong in the file', async () => {
  const { code, out } = await run('read', join(root, 'tests/fixtures/rosters/分县困难职工花名册.xlsx'), '--json')
  assert.equal(code, 0)
  const found = JSON.parse(out) as Record<string, unknown[]>
  assert.deepEqual(
    [
      found.sheets?.length,
      found.records?.length,
      found.households?.length,
      found.issues?.filter((issue) => (issue as { severity: string }).severity !== 'info').length,
    ],
    [4, 487, 0, 193],
  )
  const [issue] = found.issues as { message: unknown }[]
  assert.equal(typeof issue?.message, 'string')
})

test('what cannot be read: one sentence on standard error, nothing else, exit 2', async () => {
  writeFileSync(join(scratch, 'a.xlsx'), 'PK\u0003\u0004 not really')
  writeFileSync(join(scratch, 'b.xls'), '')
  for (const args of [
    ['read', join(scratch, 'a.xlsx'), '--json'],
    ['read', join(scratch, 'b.xls')],
    ['read', join(scratch, 'none.xlsx')],
    ['read', scratch],
    ['read'],
    ['write', 'x'],
  ]) {
    const { code, out, err } = await run(...args)
    assert.deepEqual([code, out], [2, ''], args.join(' '))
    assert.equal(err.trim().split('\n').length, 1, err)
    assert.doesNotMatch(err, /at .*\.ts/)
  }
})
