import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Cell } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readCsv } from '../../engines/roster/read-csv.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { readInChild } from '../../platform/server/spreadsheets/read-in-child.ts'
import { countiesByName } from '../../slices/areas/pack-store.ts'
import { person } from './made-values.ts'
import { Chance } from './random.ts'

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

const chance = new Chance(8)
const people = Array.from({ length: 12 }, () => person(chance))
const readCells = (cells: readonly (readonly Cell[])[]) => {
  const rows = cells.map((row, index) => ({
    number: index + 1,
    cells: row.map((cell) => (cell === '' ? undefined : cell)),
  }))
  const sheet = { name: 'Sheet1', hidden: false, rows, merges: [], hiddenColumns: [] }
  return readRoster({ date1904: false, sheets: [sheet] }, { counties })
}

test('codes mean what the form says they mean, in the heading or in a note above it', () => {
  const rows = people.map(({ name, number }, place) => [name, number, 1 + (place % 3), String(1 + (place % 3))])
  const [first, second] = [
    readCells([
      ['姓名', '身份证号', '困难类别（1.深度困难 2.相对困难 3.意外致困）', '致困原因：1因病 2因残 3其他'],
      ...rows,
    ]),
    readCells([
      ['困难类别：1-深度困难，2-相对困难，3-意外致困；致困原因：1-因病，2-因残，3-其他'],
      ['姓名', '身份证号', '困难类别', '致困原因'],
      ...rows,
    ]),
  ]
  for (const { records, issues } of [first, second]) {
    assert.deepEqual(
      records.slice(0, 3).map(({ values }) => [values.category, values.cause]),
      [
        ['severe', 'illness'],
        ['relative', 'disability'],
        ['accident', 'other'],
      ],
    )
    assert.deepEqual(
      issues.filter(({ code }) => code === 'code_unknown'),
      [],
    )
  }
})

test('money paid once makes no list of families, and a unit of money far from the filling unit still holds', () => {
  const { kind, records } = readCells([
    ['临时救助审批台账', '', '', '', ''],
    ['填报单位：民政局', '', '', '', '单位：万元'],
    ['申请人姓名', '申请人身份证号', '救助金额', '家庭年收入', '家庭住址'],
    ...people.map(({ name, number }) => [name, number, 0.05, 1.2, '和平街3号']),
  ])
  assert.equal(kind, 'hardship_worker')
  assert.deepEqual(
    records.map(({ values }) => [values.name, values.annual_income_fen]),
    people.map(({ name }) => [name, 1_200_000]),
  )
})

test('a number written one character to a box, and a list that says more of the pupil than of the parent', () => {
  const boxes = readCells([
    ['姓名', '身份证号码', ...Array(17).fill(''), '电话'],
    ...people.map(({ name, number }) => [name, ...number, '13900002222']),
  ])
  assert.deepEqual(
    boxes.records.map(({ values }) => [values.name, values.id_number, values.phone]),
    people.map(({ name, number }) => [name, number, '13900002222']),
  )
  const { records, issues } = readCells([
    ['学生姓名', '性别', '民族', '学生身份证号', '出生日期', '家长姓名', '家长身份证号', '联系电话', '困难原因'],
    ...people.map(({ name, number }, place) => [
      name,
      Number(number[16]) % 2 ? '男' : '女',
      '汉',
      number,
      `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
      '卞禾',
      people[(place + 1) % people.length]?.number,
      '13900002222',
      '因病',
    ]),
  ])
  assert.deepEqual(
    records.map(({ values }) => [values.name, values.id_number]),
    people.map(({ name, number }) => [name, number]),
  )
  assert.ok(issues.every(({ severity }) => severity === 'info'))
})

test('="231202…" in separated values is the text in its quotes', () => {
  const lines = people.map(({ name, number }) => `${name},="${number}","=""13900002222"""`)
  const { records } = readRoster(readCsv(['姓名,身份证号,电话', ...lines].join('\r\n'), defaultLimits), { counties })
  assert.deepEqual(
    records.map(({ values }) => [values.id_number, values.phone]),
    people.map(({ number }) => [number, '13900002222']),
  )
})
