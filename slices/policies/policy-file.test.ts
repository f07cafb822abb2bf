import assert from 'node:assert/strict'
import { test } from 'node:test'
import { copiedCells } from './csv-rules.ts'
import { differencesOf } from './difference-rules.ts'
import { gridFile, pastedChanges, usualDay } from './grid-rules.ts'
import { missingParameters } from './missing-parameter-rules.ts'
import { shippedPolicies } from './pack-store.ts'
import { parameterBook } from './parameter-rules.ts'
import { checkPolicy } from './policy-check-rules.ts'
import type { Table } from './policy-model.ts'
import { assemblePolicies, unsetFaults } from './policy-set-rules.ts'
import { answerOf, runVectors, soundPolicy } from './policy-vector-rules.ts'
import { uncheckedTables } from './table-check-rules.ts'
import { columnFor, newTable, raised, withCells, withColumn, withoutColumn, withRow } from './table-edit-rules.ts'
import { unknownAnswers } from './used-answer-rules.ts'
import { fenOfYuan } from './value-rules.ts'

const sound = `id: sample
title: { zh: 示例, en: Sample }
summary: { zh: 示例政策, en: A sample }
basis:
  - { document: 示例文件, date: 2020-01-01 }
valid: { from: 2020-01-01 }
certainty: to_confirm
inputs: [size, dwellings]
parameters:
  - { name: sum_fen, title: { zh: 金额, en: Sum } }
steps:
  - name: per_person
    title: { zh: 人均, en: Per person }
    formula: sum_fen / size
conditions:
  - code: too_many
    title: { zh: 一套, en: One }
    holds: dwellings <= 1
    reason: { zh: '有 {dwellings} 套', en: '{dwellings}' }
amount: { formula: per_person, period: month }
vectors:
  - title: 一套
    on: 2024-01-01
    facts: { size: 2, dwellings: 1 }
    parameters: { sum_fen: 101 }
    expect: { state: eligible, amount_fen: 51 }
`

const faultsOf = (from: string | RegExp, to: string) => {
  const source = sound.replace(from, to)
  assert.notEqual(source, sound, String(from))
  const checked = checkPolicy(source)
  assert.ok('faults' in checked, `no fault after ${String(from)}`)
  return checked.faults.map(({ line, column, text }) => ({ line, column, text }))
}
const table = (inputs: string, rows: string, more = '') =>
  `table: { hit: unique, inputs: [${inputs}], rows: [${rows}]${more} }`
const bySize = '{ expression: size, title: { zh: 人口, en: Size }, kind: whole }'

test('a sound file is read, its tests run, the amount is rounded once', () => {
  assert.deepEqual(
    runVectors(soundPolicy(sound)).map(({ passed }) => passed),
    [true],
  )
})

test('a wrong expression names line, column and what was expected', () => {
  const [fault] = faultsOf('formula: sum_fen / size', 'formula: sum_fen / (size')
  assert.deepEqual([fault?.line, fault?.column], [14, 29])
  assert.match(fault?.text.zh ?? '', /^第 14 行第 29 列：应为.*“）?\)”/)
  assert.match(fault?.text.en ?? '', /^Line 14, column 29: expected/)
  const block = faultsOf('formula: sum_fen / size', 'formula: |\n      if size > 1\n      then sum_fen els 0')
  assert.deepEqual([block[0]?.line], [16])
})

test('names that do not exist, facts that nobody knows, steps in the wrong order, circles', () => {
  const unknown = faultsOf('dwellings <= 1', 'dwelings <= 1')
  assert.deepEqual([unknown[0]?.line, unknown[0]?.column], [18, 12])
  assert.match(unknown[0]?.text.zh ?? '', /没有“dwelings”这个名称/)
  assert.match(faultsOf('inputs: [size,', 'inputs: [wealth, size,')[0]?.text.zh ?? '', /没有“wealth”这项事实/)
  assert.match(faultsOf('sum_fen / size', 'per_person / size')[0]?.text.zh ?? '', /由它自己推算/)
  const later = faultsOf(
    '  - name: per_person',
    '  - name: first\n    title: { zh: 一, en: One }\n    formula: per_person * 2\n  - name: per_person',
  )
  assert.match(later[0]?.text.zh ?? '', /“first”用到排在它后面的“per_person”/)
  const around = faultsOf(
    'formula: sum_fen / size',
    'formula: second + sum_fen\n  - name: second\n    title: { zh: 二, en: Two }\n    formula: per_person * 2',
  )
  assert.match(around[0]?.text.zh ?? '', /绕了一圈又由它自己推算，成了循环：per_person → second → per_person/)
  const one = soundPolicy(sound.replace('steps:', 'uses: [other]\nsteps:'))
  const other = soundPolicy(sound.replace('id: sample', 'id: other').replace('steps:', 'uses: [sample]\nsteps:'))
  const circle = assemblePolicies([one, other])
  assert.ok('faults' in circle)
  assert.match(circle.faults[0]?.text.zh ?? '', /sample → other → sample/)
  const alone = assemblePolicies([one])
  assert.match('faults' in alone ? (alone.faults[0]?.text.en ?? '') : '', /'other' that it uses does not exist/)
})

test('what a part of the file must be is said where something else stands', () => {
  const said = (text: string, by: string) => faultsOf(text, by)[0]?.text.zh ?? ''
  assert.match(said('name: per_person', 'name: Per Person'), /应为名称：小写字母开头/)
  assert.match(said('inputs: [size,', 'kind: gift\ninputs: [size,'), /“kind”应为其中之一：benefit standing。/)
  assert.match(said('inputs: [size,', 'review_months: often\ninputs: [size,'), /“review_months”应为数。/)
  assert.match(said('inputs: [size,', 'review_months: 600\ninputs: [size,'), /最多 60。/)
})

test('where a fault is, is told in words: step, row and cell, not as a path', () => {
  const step = 'formula: sum_fen / size'
  const places: [text: string, by: string, zh: string, en: string][] = [
    [
      step,
      table(bySize, "['-', '1'], [1]"),
      '第 1 步（人均）的决策表第 2 行',
      'step 1 (Per person), row 2 of the table',
    ],
    [
      step,
      table(bySize, "['-', '']"),
      '第 1 步（人均）的决策表第 1 行的第 2 格',
      'step 1 (Per person), row 1 of the table, cell 2',
    ],
    [
      step,
      table(bySize.replace('size', "''"), "['-', '1']"),
      '第 1 步（人均）的决策表第 1 个条件（人口）的所问的内容（expression）',
      'step 1 (Per person), condition 1 of the table (Size), expression',
    ],
    [step, table(bySize, ''), '第 1 步（人均）的决策表（table）的各行（rows）', 'step 1 (Per person), table, rows'],
    ['holds: dwellings <= 1', "holds: ''", '第 1 个条件（一套）的何时成立（holds）', 'condition 1 (One), holds'],
    ['on: 2024-01-01', 'on: today', '第 1 个测试（一套）的on', 'test 1 (一套), on'],
    ['inputs: [size,', 'inputs: [7,', 'inputs 第 1 项', 'inputs 1'],
  ]
  for (const [text, by, zh, en] of places) {
    const said = faultsOf(text, by)[0]?.text
    assert.ok(said?.zh.startsWith(`“${zh}”`), said?.zh)
    assert.ok(said?.en.startsWith(`'${en}'`), said?.en)
  }
})

test('what officers write is told how to be written; a slip in a name is told the name', () => {
  const hint = (wrong: string) => faultsOf('dwellings <= 1', wrong)[0]?.text.zh ?? ''
  assert.match(hint('dwellings ≤ 1'), /“≤”应写成“<=”/)
  assert.match(hint('dwellings <= 2 × 1'), /“×”应写成“\*”/)
  assert.match(hint('dwellings ＜ 1'), /“＜”应写成“<”/)
  assert.match(hint('size > 1 && dwellings < 2'), /“&&”应写成“and”/)
  assert.match(hint('sum_fen < 1,000'), /千位分隔符/)
  assert.match(hint('sum_fen < 5000元'), /不写单位/)
  assert.match(hint('dwelings <= 1'), /是不是“dwellings”/)
  const members = sound.replace('inputs: [size,', 'inputs: [members, size,')
  const of = (holds: string) => checkPolicy(members.replace('dwellings <= 1', holds))
  for (const wrong of [
    'count(members[agee > 60]) > 0',
    'sum(members.agee) > 1',
    'some m in members satisfies m.agee > 1',
  ]) {
    const checked = of(wrong)
    assert.match(
      'faults' in checked ? (checked.faults[0]?.text.zh ?? '') : '',
      /成员没有“agee”这一项。是不是“age”/,
      wrong,
    )
  }
  assert.ok('policy' in of('count(members[age > 60 and item.sex = "male" and size > 1]) > 0'))
  const [one, other] = [
    soundPolicy(sound),
    soundPolicy(sound.replace('steps:', 'uses: [sample]\nsteps:').replace('dwellings <= 1', 'sample.entitledd')),
  ]
  assert.match(unknownAnswers(other, new Map([['sample', one]]))[0]?.zh ?? '', /没有“entitledd”这一项/)
})

test('a table of eight columns is checked whole, and what could not be checked is said', () => {
  const facts = ['income_total_fen', 'medical_expenditure_fen', 'education_expenditure_fen', 'rigid_expenditure_fen']
  const asked = [...facts, 'size', 'dwellings', 'vehicles', 'heated_area_m2']
  const inputs = asked.map((name) => `{ expression: ${name}, title: { zh: ${name}甲, en: ${name} } }`).join()
  // Ten steps in each column, and every combination of the others: far more cases than anybody could go through.
  const any = asked.slice(1).map(() => "'-'")
  const steps = [...Array(10).keys()].map(
    (step) => `[${[`'[${step * 100}..${step * 100 + 100})'`, ...any].join()}, '1']`,
  )
  const others = asked.slice(1).flatMap((_, column) => {
    const cells = asked.map((__, at) => (at === 0 ? "'>= 1000'" : at === column + 1 ? "'> 7'" : "'<= 7'"))
    return [`[${cells.join()}, '2']`]
  })
  const source = (rows: readonly string[]) =>
    sound
      .replace('inputs: [size, dwellings]', `inputs: [${asked.join()}]`)
      .replace('formula: sum_fen / size', table(inputs, rows.join()))
  const gap = checkPolicy(source([...steps, ...others]))
  assert.ok('faults' in gap)
  // One column above seven is there, none and two are not; money is told in yuan.
  const none = asked
    .slice(1)
    .map((name) => `${name}甲 = ${name.endsWith('_fen') ? '0.00 元' : name === 'size' ? 1 : 0}`)
  assert.equal(
    gap.faults[0]?.text.zh,
    `决策表没有一行适用于 income_total_fen甲 = 10.00 元、${none.join('、')}；请补一行，或写上“其他情况”（otherwise）。`,
  )
  // What does not matter to the case is not said of it.
  const first = checkPolicy(source(steps))
  assert.match(
    'faults' in first ? (first.faults[0]?.text.en ?? '') : '',
    /applies to income_total_fen = 10.00 yuan; add/,
  )
  const named = soundPolicy(sound.replace('formula: sum_fen / size', table(bySize, "['< sum_fen', '1']")))
  assert.match(uncheckedTables(named.steps, named.file)[0]?.zh ?? '', /决策表“人均”的条件里用了标准/)
  const [sane] = [soundPolicy(sound)]
  assert.deepEqual(uncheckedTables(sane.steps, sane.file), [])
})

test('what a version says otherwise is told part by part, rows of a table and tests among them', () => {
  const rows = table(bySize, "['< 3', '1'], ['>= 3', '2']")
  const before = soundPolicy(sound.replace('formula: sum_fen / size', rows)).file
  assert.deepEqual(differencesOf(before, before), [])
  const changed = sound
    .replace('formula: sum_fen / size', rows.replace("['>= 3', '2']", "['>= 3', '5']"))
    .replace('dwellings <= 1', 'dwellings <= 2')
    .replace('amount_fen: 51', 'amount_fen: 52')
    .replace('title: 一套', 'title: 两套')
  const told = differencesOf(before, soundPolicy(changed).file).map(({ what, before: was, now }) => [
    what.zh,
    was?.zh ?? null,
    now?.zh ?? null,
  ])
  assert.deepEqual(told, [
    ['一套', 'dwellings <= 1', 'dwellings <= 2'],
    ['人均', '>= 3 → 2', '>= 3 → 5'],
    ['测试：两套', null, 'state: eligible; amount_fen: 52'],
    ['测试：一套', 'state: eligible; amount_fen: 51', null],
  ])
})

test('a division by zero, and a divisor that may be zero unless it was asked for', () => {
  assert.match(faultsOf('sum_fen / size', 'sum_fen / 0')[0]?.text.zh ?? '', /第 14 行第 24 列：除数为零/)
  assert.match(faultsOf('sum_fen / size', 'sum_fen / dwellings')[0]?.text.zh ?? '', /“dwellings”可能为零/)
  assert.match(faultsOf('sum_fen / size', 'sum_fen / (size - 1)')[0]?.text.zh ?? '', /“size”可能为零/)
  const asked = sound.replace('sum_fen / size', 'if dwellings > 0 then sum_fen / dwellings else 0')
  assert.ok('policy' in checkPolicy(asked))
})

test('rows of a unique table that overlap, and cases that no row covers', () => {
  const overlap = faultsOf('formula: sum_fen / size', table(bySize, "['< 3', '1'], ['>= 2', '2']"))
  assert.match(overlap[0]?.text.zh ?? '', /第 1 行和第 2 行同时适用于 人口 = 2/)
  const gap = faultsOf('formula: sum_fen / size', table(bySize, "['< 3', '1'], ['> 3', '2']"))
  assert.match(gap[0]?.text.zh ?? '', /没有一行适用于 人口 = 3/)
  const kinds = '{ expression: \'"a"\', title: { zh: 甲, en: A }, kind: text, values: [a, b] }'
  const text = faultsOf('formula: sum_fen / size', table(kinds, `['"a"', '1']`))
  assert.match(text[0]?.text.zh ?? '', /甲 = “b”/)
  const whole = `${bySize}`
  for (const rows of ["['<= 3', '1'], ['>= 4', '2']", "['[0..2]', '1'], ['> 2', '2']"])
    assert.ok('policy' in checkPolicy(sound.replace('formula: sum_fen / size', table(whole, rows))), rows)
  // Nobody is a family of none.
  assert.ok(
    'policy' in checkPolicy(sound.replace('formula: sum_fen / size', table(whole, `["1", "100"], [">= 2", "300"]`))),
  )
  // What always is at least one, and whole numbers between fractions.
  for (const [rows, missing] of [
    ["['>= 2', '1']", '人口 = 1'],
    ["['< 1.2', '1'], ['> 3.7', '2']", '人口 = 2'],
  ] as const)
    assert.match(faultsOf('formula: sum_fen / size', table(bySize, rows))[0]?.text.zh ?? '', new RegExp(missing))
  const agreeing = (rows: string) =>
    checkPolicy(sound.replace('formula: sum_fen / size', table(bySize, rows).replace('hit: unique', 'hit: any')))
  const disagree = agreeing("['<= 3', '1'], ['>= 3', '2']")
  assert.match(
    'faults' in disagree ? (disagree.faults[0]?.text.en ?? '') : '',
    /both apply to .* = 3 and say otherwise/,
  )
  assert.ok('policy' in agreeing("['<= 3', '1'], ['>= 3', '1.0']"))
  const otherwise = table(bySize, "['< 3', '1']", ", otherwise: '0'")
  assert.ok('policy' in checkPolicy(sound.replace('formula: sum_fen / size', otherwise)))
})

test('a table is written as in a spreadsheet: columns, rows in another order, a block of copied cells', () => {
  const given: Table = { hit: 'unique', inputs: [columnFor('size', { zh: '', en: '' })], rows: [['1', '100']] }
  assert.deepEqual(given.inputs[0]?.title.zh, '家庭人口')
  const wide = withColumn(given, columnFor('heating', { zh: '', en: '' }))
  assert.deepEqual([wide.rows, wide.inputs[1]?.values], [[['1', '-', '100']], ['own', 'central', 'none']])
  assert.deepEqual(withoutColumn(wide, 0).rows, [['-', '100']])
  assert.deepEqual(raised(withRow(given), 1).rows, [
    ['-', '0'],
    ['1', '100'],
  ])
  const copied = copiedCells('2-4\town、central\t200\t不要\r\n\r\n≥ 5\t"none"\t300\r\n')
  const pasted = withCells(wide, 1, 0, copied)
  assert.deepEqual(pasted.rows, [
    ['1', '-', '100'],
    ['[2..4]', '"own", "central"', '200'],
    ['-', '-', '0'],
    ['>= 5', '"none"', '300'],
  ])
  const [fault] = faultsOf('formula: sum_fen / size', table(bySize, '["18-59", "1"]', ', otherwise: 0'))
  assert.match(fault?.text.zh ?? '', /“18-59”在这里是一次减法；从 18 到 59 写成 \[18\.\.59\]/)
  const { name, table: added } = newTable(soundPolicy(sound).file)
  assert.deepEqual([name, added.inputs[0]?.expression, added.rows], ['table_1', 'size', [['-', '0']]])
})

test('standards are pasted into the table of regions and years; what has no one place there is counted', () => {
  const row = { region: '231202', regionName: '某区', residence: 'urban' as const }
  const years = [['2025-07-01'], ['2026-01-01', '2026-07-01'], ['2027-07-01']]
  const { changes, leftOut } = pastedChanges(
    copiedCells('7,00.50\t800\t—\t1\r\n\t\t很多\r\n'),
    (down, right) => (down < 2 && years[right] ? { row, days: years[right] ?? [] } : undefined),
    (cell) => fenOfYuan(cell) ?? cell,
  )
  assert.deepEqual(
    changes.map(({ from, value }) => [from, value]),
    [
      ['2025-07-01', '70050'],
      ['2027-07-01', '很多'],
    ],
  )
  assert.equal(leftOut, 2, 'two values begin in 2026, and there is no fourth year')
  assert.equal(gridFile('sum_fen', changes), undefined)
  assert.equal(
    usualDay([{ validFrom: '2025-07-01' }, { validFrom: '2024-01-01' }, { validFrom: '2024-07-01' }]),
    '07-01',
  )
})

test('what is no YAML, unknown keys, missing parts, a bad reason, a policy that ends before it begins', () => {
  const ownRow = faultsOf('formula: sum_fen / size', table(bySize, "['< 3', '1'], ['>= 3', per_person]"))
  assert.match(ownRow[0]?.text.zh ?? '', /“per_person”由它自己推算，成了循环/)
  const yaml = checkPolicy('id: [a')
  assert.match('faults' in yaml ? (yaml.faults[0]?.text.zh ?? '') : '', /文件格式有误/)
  // One sign too many is one fault, not one for each word that follows.
  const loose = faultsOf(/amount: .*\n/, 'amount: { formula: mean([]), rounding: fen, period: month }\n')
  assert.equal(loose.length, 1)
  assert.match(loose[0]?.text.en ?? '', /a sign too many; a formula with commas/)
  const queue = 'queue: { waits: nobody, turn: a, because: a, first: size, due: a }\ncertainty: to_confirm'
  assert.deepEqual(
    faultsOf('certainty: to_confirm', queue).map(({ text }) => text.zh.slice(0, 16)),
    ['轮候顺序（queue）只能写在发', '“nobody”不是本政策的条件', ...Array(3).fill('“a”没有列在 figures ')],
  )
  const key = faultsOf('certainty: to_confirm', 'certainty: to_confirm\nscript: rm')
  assert.deepEqual([key[0]?.line, key[0]?.column], [8, 1])
  assert.match(key[0]?.text.zh ?? '', /不认识“script”/)
  assert.match(faultsOf('certainty: to_confirm\n', '')[0]?.text.zh ?? '', /缺少“certainty”/)
  assert.match(faultsOf('{dwellings} 套', '{houses} 套')[0]?.text.zh ?? '', /houses/)
  assert.match(faultsOf('{ from: 2020-01-01 }', '{ from: 2020-01-01, to: 2019-01-01 }')[0]?.text.en ?? '', /before/)
  const due = 'certainty: to_confirm\nreviews: { policy: dibao, due_on: next_day }'
  assert.match(faultsOf('certainty: to_confirm', due)[0]?.text.zh ?? '', /“next_day”不是本政策的答案/)
  assert.match(faultsOf(/amount: .*\n/, '')[0]?.text.zh ?? '', /须写金额/)
  assert.match(faultsOf('    formula: sum_fen / size', '    unit: fen')[0]?.text.zh ?? '', /要么写公式/)
})

test('a test that fails says what was expected and what came out', () => {
  const [result] = runVectors(soundPolicy(sound.replace('amount_fen: 51', 'amount_fen: 50')))
  assert.equal(result?.passed, false)
  assert.equal(result?.expected, 'state: eligible; amount_fen: 50')
  assert.equal(result?.found, 'state: eligible; amount_fen: 51')
})

test('no file can name what the language does not have', () => {
  for (const name of ['constructor', '__proto__', 'process', 'globalThis', 'require', 'toString'])
    assert.ok(faultsOf('sum_fen / size', `${name}`).length > 0, name)
  for (const { file } of shippedPolicies()) assert.ok(file.vectors.length >= 2, file.id)
})

const unset = (instead: string) =>
  sound.replace(
    'en: Sum } }\n',
    `en: Sum }, when_unset: ${instead} }\n  - { name: other_fen, title: { zh: 另一项, en: Other }, when_unset: sum_fen }\n`,
  )

test('what holds where no region has set a parameter is a number or a parameter that stands before it', () => {
  const { file, ...policy } = soundPolicy(unset("'202'").replace('sum_fen / size', 'other_fen / size'))
  const [vector] = file.vectors
  assert.ok(vector)
  const answerTo = (parameters: Record<string, number>) => answerOf({ file, ...policy }, { ...vector, parameters })
  const given: Record<string, number>[] = [{}, { sum_fen: 101 }, { other_fen: 301 }]
  const amounts = given.map((one) => String(answerTo(one).amountFen))
  assert.deepEqual(amounts, ['101', '51', '151'])
  assert.deepEqual(answerTo({}).trace, [])
  const [later] = faultsOf('en: Sum } }', 'en: Sum }, when_unset: later_fen }')
  assert.match(later?.text.zh ?? '', /“later_fen”，不是排在它前面的参数/)
  const one = soundPolicy(unset("'1'"))
  const two = soundPolicy(unset("'2'").replace('id: sample', 'id: other'))
  assert.match(unsetFaults([one, two])[0]?.text.zh ?? '', /参数“sum_fen”没有设置时的值，与政策“sample”说的不一样/)
  const counties = [{ code: '231202', name: '北林区' }]
  assert.deepEqual(missingParameters(one, parameterBook([]), counties, '2024-01-01'), [])
  const needed = missingParameters(soundPolicy(sound), parameterBook([]), counties, '2024-01-01')
  assert.deepEqual(
    needed.map(({ name }) => name),
    ['sum_fen'],
  )
})
