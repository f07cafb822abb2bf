import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'
import { familySheet } from './made-families.ts'
import { type MadeFormat, makeFile } from './made-files.ts'
import { helperSheet, type MadeSheet, type MadeStyle, workerSheet } from './made-tables.ts'
import { counties } from './made-values.ts'
import { newHeadings } from './new-headings.ts'
import { Chance } from './random.ts'

const names = new Map([
  ...Object.entries(counties),
  ...Object.entries(counties).map(([name, code]) => [`绥化市${name}`, code] as const),
])

type Score = {
  right: number
  rows: number
  tooMany: number
  found: number
  issues: number
  false: number
  problems: string[]
}

function score(sheets: readonly MadeSheet[], reading: RosterReading): Score {
  const result: Score = { right: 0, rows: 0, tooMany: 0, found: 0, issues: 0, false: 0, problems: [] }
  const read = new Map(reading.records.map((record) => [`${record.sheet}!${record.row}`, record]))
  for (const wanted of sheets.flatMap(({ records }) => records)) {
    result.rows++
    const place = `${wanted.sheet}!${wanted.row}`
    const got = read.get(place)
    read.delete(place)
    const wrong = got
      ? Object.entries(wanted.values).find(
          ([field, value]) => String(got.values[field] ?? null) !== String(value ?? null),
        )
      : ['row', 'missing']
    if (wrong) result.problems.push(`${place} ${wrong[0]}: want ${wrong[1]}, found ${got?.values[wrong[0] as string]}`)
    else result.right++
  }
  result.tooMany = read.size
  for (const place of read.keys()) result.problems.push(`${place} too many`)
  const wanted = new Set(sheets.flatMap(({ issues }) => [...issues]))
  const found = new Set(
    reading.issues
      .filter(({ severity }) => severity !== 'info')
      .map(({ sheet, cell, code }) => `${sheet}!${cell} ${code}`),
  )
  result.issues = wanted.size
  for (const issue of wanted)
    if (found.has(issue)) result.found++
    else result.problems.push(`missed ${issue}`)
  for (const issue of found)
    if (!wanted.has(issue)) {
      result.false++
      result.problems.push(`false ${issue}`)
    }
  return result
}

async function read(bytes: Buffer): Promise<RosterReading> {
  const { workbook } = await readWorkbook(bytes, defaultLimits)
  return readRoster(workbook, { counties: names })
}

const styles: readonly MadeStyle[] = [
  { levels: 1, merged: true, unit: 1, unitAt: 'meta' },
  { levels: 1, merged: true, unit: 10_000, unitAt: 'heading' },
  { levels: 2, merged: true, unit: 1, unitAt: 'group' },
  { levels: 2, merged: false, unit: 10_000, unitAt: 'meta' },
  { levels: 3, merged: true, unit: 1, unitAt: 'heading' },
]
const formats: readonly MadeFormat[] = ['xlsx', 'biff8', 'ods', 'csv', 'txt', 'html']

for (const format of formats)
  for (const [place, style] of styles.entries())
    test(`hardship lists nobody has seen: ${format}, ${style.levels} level(s), ${style.unit === 1 ? '元' : '万元'} in the ${style.unitAt}`, async () => {
      for (let seed = 0; seed < 4; seed++) {
        const chance = new Chance(1000 * place + seed)
        const name = format === 'html' || format === 'csv' || format === 'txt' ? 'Sheet1' : '花名册'
        const sheets = [workerSheet(chance, name, 150, style, { people: [] })]
        const result = score(sheets, await read(makeFile(sheets, format)))
        assert.deepEqual(result.problems.slice(0, 10), [], `case-${place}-${seed}`)
      }
    })

test('headings put together in other words, in every order, beside columns that only look alike', async () => {
  const sum = { right: 0, rows: 0, tooMany: 0, found: 0, issues: 0, false: 0, problems: [] as string[] }
  for (let seed = 0; seed < 40; seed++) {
    const chance = new Chance(3000 + seed)
    const sheets = [workerSheet(chance, '花名册', 60, chance.one(styles), { people: [] }, newHeadings)]
    const one = score(sheets, await read(makeFile(sheets, seed % 2 ? 'xlsx' : 'ods')))
    for (const key of ['right', 'rows', 'tooMany', 'found', 'issues', 'false'] as const) sum[key] += one[key]
    sum.problems.push(...one.problems.slice(0, 2).map((problem) => `case-${seed} ${problem}`))
  }
  const { right, rows, found, issues, false: wrong, tooMany, problems } = sum
  assert.ok(rows > 1500 && issues > 300, `${rows} rows, ${issues} issues`)
  const said = `${right} of ${rows} rows, ${found} of ${issues} issues, ${wrong} false, ${tooMany} too many\n${problems.slice(0, 20).join('\n')}`
  if (process.env.BANGFU_TEST_LOG) console.error(said)
  assert.ok(right / rows >= 0.995 && found / issues >= 0.99 && (wrong + tooMany) / rows <= 0.005, said)
})

test('ten sheets, each with other columns, headings and units', async () => {
  const chance = new Chance(77)
  const seen = { people: [] }
  const sheets = Array.from({ length: 10 }, (_, index) =>
    workerSheet(chance, `第${index + 1}页`, 60, chance.one(styles), seen),
  )
  for (const format of ['xlsx', 'ods'] as const)
    assert.deepEqual(score(sheets, await read(makeFile(sheets, format))).problems.slice(0, 10), [])
})

test('lists of helpers with other headings and orders', async () => {
  for (let seed = 0; seed < 12; seed++) {
    const sheets = [helperSheet(new Chance(500 + seed), '名单', 80)]
    assert.deepEqual(
      score(sheets, await read(makeFile(sheets, seed % 2 ? 'ods' : 'xlsx'))).problems.slice(0, 10),
      [],
      `case-${seed}`,
    )
  }
})

for (const style of ['merged', 'blank', 'ditto', 'repeated'] as const)
  test(`family lists with their facts ${style}`, async () => {
    for (let seed = 0; seed < 8; seed++) {
      const sheet = familySheet(new Chance(900 + seed), '花名册', 60, style)
      const reading = await read(makeFile([sheet], seed % 2 ? 'xlsx' : 'ods'))
      const found = reading.households.map(({ row, head, size, monthly_benefit_fen, members }) => ({
        row,
        head,
        size,
        monthly_benefit_fen,
        members: members.map(({ name, id_number }) => ({ name, id_number })),
      }))
      assert.deepEqual(found, sheet.households, `case-${style}-${seed}`)
      assert.deepEqual(
        reading.issues.filter(({ severity }) => severity !== 'info'),
        [],
      )
    }
  })
