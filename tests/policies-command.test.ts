import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '..')
const fixtures = join(root, 'tests/fixtures/policies')
const scratch = mkdtempSync(join(tmpdir(), 'bangfu-policies-'))
after(() => rmSync(scratch, { recursive: true }))

const evaluate = (parameters: string, cases: string) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'apps/cli/main.ts'), 'policies', 'evaluate', '--parameters', parameters, '--cases', cases, '--json'],
      { maxBuffer: 1e8 },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

const written = (name: string, content: Buffer): string => {
  writeFileSync(join(scratch, name), content)
  return join(scratch, name)
}

const plain = { parameters: join(fixtures, 'parameters.csv'), cases: written('few.json', fewCases()) }

/** The first cases, one of them with a Chinese name as its id. */
function fewCases(): Buffer {
  const [first, second] = JSON.parse(readFileSync(join(fixtures, 'cases.json'), 'utf8')) as { facts: object }[]
  return Buffer.from(JSON.stringify([{ facts: { ...first?.facts, id: '案例一' } }, second]))
}

test('files saved by Windows Notepad are evaluated as those without a mark', async () => {
  const expected = await evaluate(plain.parameters, plain.cases)
  assert.equal(expected.code, 0, expected.err)
  assert.match(expected.out, /案例一/)
  const mark = Buffer.from([0xef, 0xbb, 0xbf])
  const inUtf16 = (file: string) => Buffer.from(`\ufeff${readFileSync(file, 'utf8')}`, 'utf16le')
  const marked = (file: string) => Buffer.concat([mark, readFileSync(file)])
  for (const [name, saved] of [['marked', marked] as const, ['utf16', inUtf16] as const])
    assert.deepEqual(
      await evaluate(written(`${name}.csv`, saved(plain.parameters)), written(`${name}.json`, saved(plain.cases))),
      expected,
      name,
    )
})

test('files in GBK are read as the how-to says; what is no text is refused in one sentence', async () => {
  // 案例一 and 文件 in GBK.
  const cases = readFileSync(plain.cases).toString('latin1').replace(Buffer.from('案例一').toString('latin1'), '°¸ÀýÒ»')
  const lines = readFileSync(plain.parameters, 'latin1').trim().split(/\r?\n/)
  const documented = lines.map((line, at) => (at === 0 ? `${line},document` : `${line},ÎÄ¼þ`)).join('\n')
  assert.doesNotMatch(lines[0] ?? '', /document/)
  const [parameters, casesInGbk] = [
    written('gbk.csv', Buffer.from(documented, 'latin1')),
    written('gbk.json', Buffer.from(cases, 'latin1')),
  ]
  assert.deepEqual(await evaluate(parameters, casesInGbk), await evaluate(plain.parameters, plain.cases))
  const { code, out, err } = await evaluate(
    plain.parameters,
    written('none.json', Buffer.from([0x5b, 0xff, 0x20, 0xff])),
  )
  assert.deepEqual([code, out, err.trim().split('\n').length], [1, '', 1])
  assert.match(err, /UTF-8/)
})
