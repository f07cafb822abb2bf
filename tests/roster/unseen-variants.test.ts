import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'
import { familySheet } from './made-families.ts'
import { type MadeFormat, makeFile } from './made-files.ts'
import { helperSheet, type MadeSheet, type MadeStyle, workerSheet } from './made-tables.ts'
import { counties, type Person, person } from './made-values.ts'
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

const chanceOfLayouts = new Chance(4100)
const people = Array.from({ length: 12 }, () => person(chanceOfLayouts))
const labels = ['姓名', '身份证号', '联系电话', '困难类别', '家庭人口', '家庭年收入', '家庭住址'] as const
const valuesOf = (place: number): Cell[] => {
  const { name, number: id } = people[place] as Person
  return [name, id, `1390000${1000 + place * 7}`, '深度困难', 1 + (place % 5), 12_000 + place, `和平路${place + 1}号`]
}
const all = people.map((_, place) => valuesOf(place))

/** Every name and number of the people, in the order they were read; nobody left out and nothing found wrong. */
function readsEverybody(cells: readonly (readonly Cell[])[]): RosterReading {
  const rows = cells.flatMap((row, index) => (row.length === 0 ? [] : [{ number: index + 1, cells: [...row] }]))
  const sheet = { name: 'Sheet1', hidden: false, merges: [], hiddenColumns: [], rows }
  const reading = readRoster({ date1904: false, sheets: [sheet] }, { counties: names })
  assert.deepEqual(
    new Set(reading.records.map(({ values }) => `${values.name} ${values.id_number} ${values.phone}`)),
    new Set(all.map(([name, id, phone]) => `${name} ${id} ${phone}`)),
  )
  assert.equal(reading.records.length, all.length)
  assert.deepEqual(
    reading.issues.filter(({ severity }) => severity !== 'info'),
    [],
  )
  return reading
}

test('lists wherever they stand: in strips side by side, on their head, one below the other, far down and far right', () => {
  const [first, second] = [all.slice(0, 6), all.slice(6)]
  const strips = first.map((row, place) => [...row, undefined, ...(second[place] ?? [])])
  readsEverybody([['花名册'], [...labels, undefined, ...labels], ...strips])
  readsEverybody([['花名册'], ...labels.map((label, place) => [label, ...all.map((row) => row[place])])])
  const [short, shorter] = [labels.slice(0, 4), second.map((row) => row.slice(0, 4))]
  readsEverybody([['一车间'], [...labels], ...first, [], ['二车间'], [...short], ...shorter])
  const notes = Array.from({ length: 70 }, (_, place) => [`${place + 1}、请如实填写本表各项内容`])
  readsEverybody([...notes, [...labels], ...all].map((row) => [undefined, undefined, undefined, ...row]))
})

test('what stands above a table is no heading, and an example is nobody', () => {
  const example = ['例', '230102********1234', '138********', '深度困难', 3, 10_000, '某路1号']
  readsEverybody([['登记表'], ['单位：', undefined, '联系人：', undefined, '电话：'], [...labels], example, ...all])
  readsEverybody([['登记表'], ['单位：', '第一机械厂', '困难类别：', '相对困难'], [...labels], ...all])
  const instructions = ['必填', '18位文本', '11位手机号', '下拉选择', '自动', '元', undefined]
  const signed = [
    ['填报单位（盖章）', undefined, '2024年5月1日'],
    ['经办人', '王五', '电话', '13900001111'],
  ]
  readsEverybody([['登记表'], [...labels], instructions, ...all, ...signed])
})

test('a phone behind the helper and the post is the helper’s; a list of helpers may have three columns', () => {
  const headings = ['帮扶责任人', '职务', '联系电话', '帮扶对象姓名', '身份证号', '致困原因']
  const read = (cells: readonly (readonly Cell[])[]) => {
    const rows = cells.map((row, index) => ({ number: index + 1, cells: [...row] }))
    const sheet = { name: 'Sheet1', hidden: false, merges: [], hiddenColumns: [], rows }
    return readRoster({ date1904: false, sheets: [sheet] }, { counties: names })
  }
  const pairs = all.map(([name, id, phone]) => [name, '科长', phone, name, id, '因病'])
  const paired = read([['结对帮扶花名册'], headings, ...pairs])
  assert.equal(paired.records.length, all.length)
  assert.ok(paired.records.every(({ values }) => values.phone === undefined && values.name))
  const helpers = read([
    ['帮扶干部名单'],
    ['姓名', '单位', '电话'],
    ...all.map(([name, , phone]) => [name, '财政局', phone]),
  ])
  assert.deepEqual([helpers.kind, helpers.records.length], ['helper', all.length])
})

test('headings nobody knows are found above the people, and columns told by what speaks of them', () => {
  const strange = readsEverybody([['名册'], ['何人', '18位码', '咋联系', '困在哪档', '家口', '年进项', '门牌'], ...all])
  const fields = Object.values(strange.sheets[0]?.columns ?? {}).map(({ field }) => field)
  const own = ['name', 'id_number', 'phone', 'category', 'household_size', 'annual_income_fen', 'address']
  assert.deepEqual(fields, own)
  const codes = ['XM', 'SFZH', 'LXDH', 'KNLB', 'JTRK', 'JTNSR', 'JTZZ']
  const english = ['Name', 'ID number', 'Phone', 'Category', 'Household size', 'Annual income', 'Address']
  const numbered = labels.map((label, place) => `${place + 1}、${label}`)
  for (const headings of [codes, english, numbered])
    assert.deepEqual(
      Object.values(readsEverybody([['名册'], headings, ...all]).sheets[0]?.columns ?? {}).map(({ field }) => field),
      own,
    )
})

test('columns about others and second choices never take the place of the real one', () => {
  const others = ['单位电话', '邻居电话', '审批人', '其他联系方式', '配偶住址']
  const rows = all.map((row, place) => [
    `0455-81234${10 + place}`,
    `1380000${2000 + place}`,
    all[(place + 1) % all.length]?.[0],
    `1370000${3000 + place}`,
    `前进路${place + 3}号`,
    ...row,
  ])
  const reading = readsEverybody([['名册'], [...others, '何人', '证号', '咋联系', ...labels.slice(3)], ...rows])
  for (const { header, field } of Object.values(reading.sheets[0]?.columns ?? {}))
    assert.equal(field === null, others.includes(header), header)
})

test('a card with one label a row', () => {
  const card = (place: number) => [
    ['困难职工档案'],
    ...labels.map((label, at) => [at === 0 ? '基本情况' : undefined, `${label}：`, valuesOf(place)[at]]),
  ]
  const sheets = people.map((_, place) => ({
    name: `第${place}户`,
    hidden: false,
    merges: [],
    hiddenColumns: [],
    rows: card(place).map((cells, index) => ({ number: index + 1, cells })),
  }))
  const { records } = readRoster({ date1904: false, sheets }, { counties: names })
  assert.deepEqual(
    records.map(({ sheet, row, values }) => [sheet, row, values.name, values.id_number, values.annual_income_fen]),
    people.map(({ name, number: id }, place) => [`第${place}户`, 2, name, id, (12_000 + place) * 100]),
  )
})

const sheetOf = (cells: readonly (readonly Cell[])[], name = 'Sheet1') => ({
  name,
  hidden: false,
  merges: [],
  hiddenColumns: [],
  rows: cells.map((row, index) => ({ number: index + 1, cells: [...row] })).filter(({ cells }) => cells.length > 0),
})
const readCells = (cells: readonly (readonly Cell[])[]) =>
  readRoster({ date1904: false, sheets: [sheetOf(cells)] }, { counties: names })

test('cards of two to six pairs a row: a row of words that look like headings is no heading, and the family is no household', () => {
  // Every pair a label and its value; 其他, 职工医保, 户主 and 干部 could be headings elsewhere.
  const pairs = (place: number): [string, Cell][] => [
    ['职工编号', `BH${1000 + place}`],
    ['困难类别', '意外致困'],
    ['姓名', people[place]?.name],
    ['医保状况', '职工医保'],
    ['政治面貌', '党员'],
    ['身份', '干部'],
    ['身份证号', people[place]?.number],
    ['与户主关系', '户主'],
    ['主要致困原因', '因病'],
    ['次要致困原因', '其他'],
    ['刚性支出总额', 9_000 + place],
    ['是否单亲', '否'],
  ]
  const family = people.at(-1)
  const below = [
    ['家庭成员情况'],
    ['姓名', '关系', '性别', '身份证号', '健康状况'],
    ['葛可', '长子', '男', family?.number, '残疾'],
    ['开户银行', '农业银行', '银行卡号', '6228480001234567890'],
    [],
  ]
  for (const width of [2, 3, 4, 5, 6])
    for (const mark of ['', '*', '：']) {
      const card = (place: number) => {
        const cells = pairs(place).map(([label, value]) => [`${label}${mark}`, value])
        const lines = Array.from({ length: Math.ceil(cells.length / width) }, (_, at) =>
          cells.slice(at * width, at * width + width).flat(),
        )
        return [['困难职工档案表'], ...lines, ...below]
      }
      const reading = readCells([card(0), card(1), card(2)].flat())
      const text = `${width} wide, “${mark}”`
      assert.deepEqual(reading.households, [], text)
      assert.deepEqual(
        reading.records.map(({ values, extras }) => [
          values.id_number,
          values.category,
          values.cause,
          values.rigid_expenditure_fen,
          extras?.['家庭成员1-姓名'],
          extras?.['家庭成员2-姓名'],
        ]),
        [0, 1, 2].map((place) => [
          people[place]?.number,
          'accident',
          'illness',
          (9_000 + place) * 100,
          '葛可',
          undefined,
        ]),
        text,
      )
      assert.ok(reading.issues.every(({ severity }) => severity === 'info'))
    }
})

test('labels and values in one cell', () => {
  const [first] = people
  const reading = readCells([
    ['困难职工登记表'],
    [`姓名：${first?.name}`, '性别：女', '民族：汉族'],
    [`身份证号：${first?.number}`, '联系电话：', '家庭人口：3人'],
  ])
  assert.deepEqual(
    reading.records.map(({ row, values }) => [row, values.name, values.id_number, values.household_size]),
    [[2, first?.name, first?.number, 3]],
  )
})

test('a child or patient beside the worker, whichever comes first: the worker is imported and two people are told', () => {
  const child = (place: number): Cell[] => ['卞禾', '女', people[(place + 1) % people.length]?.number, '师范学院']
  const own = (place: number): Cell[] => [
    people[place]?.name,
    people[place]?.number,
    '市乳品厂',
    '深度困难',
    '13900002222',
  ]
  const two = {
    students: [
      ['学生姓名', '性别', '身份证号', '录取学校'],
      ['家长姓名', '身份证号', '家长工作单位', '困难类别', '家长联系电话'],
    ],
    patients: [
      ['患者姓名', '患者性别', '患者身份证号', '就读学校'],
      ['职工姓名', '职工身份证号', '单位', '困难类别', '电话'],
    ],
    children: [
      ['子女', '性别', '证件号码', '学校'],
      ['户主', '证件号码', '工作单位', '困难类别', '户主电话'],
    ],
  }
  for (const [kind, [others = [], workers = []]] of Object.entries(two))
    for (const first of ['child', 'worker']) {
      const cells = (left: Cell[], right: Cell[]) => (first === 'child' ? [...left, ...right] : [...right, ...left])
      const heading = cells(others, workers)
      const { records, issues } = readCells([heading, ...people.map((_, place) => cells(child(place), own(place)))])
      assert.deepEqual(
        records.map(({ values }) => [values.name, values.id_number, values.unit, values.phone]),
        people.map(({ name, number: id }) => [name, id, '市乳品厂', '13900002222']),
        `${kind}, ${first} first`,
      )
      assert.ok(
        records.every(({ values, extras }) => values.category === 'severe' && extras?.[String(others[0])] === '卞禾'),
      )
      assert.deepEqual(issues.filter(({ code }) => code === 'two_people').length, 1)
    }
})

test('a list of pupils that says nothing of hardship is about the pupils, with the parent to call', () => {
  const [first, second, third] = people
  const { records, issues } = readCells([
    ['学生姓名', '身份证号', '录取院校', '家长姓名', '家长工作单位', '联系电话'],
    ...[first, second, third].map((pupil) => [pupil?.name, pupil?.number, '工程学院', '卞禾', '面粉厂', '13900002222']),
  ])
  assert.deepEqual(
    records.map(({ values }) => [values.name, values.id_number, values.unit]),
    [first, second, third].map((pupil) => [pupil?.name, pupil?.number, undefined]),
  )
  assert.ok(issues.some(({ code }) => code === 'two_people'))
})
