import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readInChild } from '../../platform/server/spreadsheets/read-in-child.ts'
import { countiesByName } from '../../slices/areas/pack-store.ts'

const folder = join(import.meta.dirname, '../fixtures/rosters')
const scratch = mkdtempSync(join(tmpdir(), 'bangfu-rosters-'))
after(() => rmSync(scratch, { recursive: true }))

const truths = readdirSync(folder).filter((name) => name.endsWith('.truth.json'))
const counties = countiesByName()

test('there are rosters to read', () => assert.equal(truths.length, 6))

for (const truth of truths) {
  const file = truth.slice(0, -'.truth.json'.length)
  test(`${file} is read exactly as its truth says`, async () => {
    const reading = await readInChild(readFileSync(join(folder, file)), { counties })
    const found = join(scratch, 'found.json')
    writeFileSync(found, JSON.stringify(reading))
    // The judge is the very program that came with the rosters; it fails on any difference.
    execFileSync(process.execPath, [join(folder, 'compare.mjs'), join(folder, truth), found])
    const wanted = JSON.parse(readFileSync(join(folder, truth), 'utf8')) as {
      skipped: { sheet?: string; row: number; reason: string }[]
    }
    const skipped = reading.sheets.flatMap(({ name, skipped }) =>
      skipped.map(({ row, reason }) => `${name} ${row} ${reason}`),
    )
    for (const { sheet, row, reason } of wanted.skipped)
      assert.ok(skipped.includes(`${sheet ?? reading.sheets[0]?.name} ${row} ${reason}`), `${row} ${reason}`)
  })
}
