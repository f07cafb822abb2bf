import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Problem } from '../../core/problem.ts'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, packedBytes, readPart } from '../../engines/roster/zip.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankWorkbook } from './blank-forms.ts'
import { madeFamilies, madeForm } from './made-facts.ts'
import { zipOf } from './workbook-making.ts'

const list = [
  ['序号', '姓名', '身份证号', '家庭住址', '联系电话'],
  ['', '', '', '', ''],
  ['', '', '', '', ''],
]
const fill = (bytes: Buffer, families: readonly FamilyFacts[]) =>
  fillFormInChild(bytes, {}, { families, form: madeForm, names: [] })

const refusal = async (bytes: Buffer): Promise<{ reason: unknown; said: string }> => {
  const problem = (await readFormInChild(bytes, {}).then(
    () => assert.fail('it was read'),
    (error: unknown) => error,
  )) as Problem
  assert.equal(problem.code, 'unreadable_file')
  return { reason: problem.data?.reason, said: problem.sentence('zh') }
}

const compound = (name: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(600),
  ])

test('files that are no form say what they are and what to do', async () => {
  assert.equal((await refusal(compound('EncryptedPackage'))).reason, 'encrypted')
  assert.match((await refusal(compound('Workbook'))).said, /旧版 xls.*另存为/)
  assert.match((await refusal(compound('WordDocument'))).said, /旧版 doc.*另存为/)
  assert.match((await refusal(Buffer.from('%PDF-1.7'))).said, /PDF/)
  assert.equal((await refusal(Buffer.from('PK\u0003\u0004 and nothing more'))).reason, 'broken')
  assert.equal((await refusal(Buffer.from('姓名,性别\n'))).reason, 'not_a_form')
  assert.equal((await refusal(await zipOf({ 'readme.txt': 'x' }))).reason, 'not_a_form')
  assert.equal((await refusal(Buffer.alloc(100 * 1024 * 1024))).reason, 'file_too_large')
  const nothing = await refusal(await blankWorkbook([{ name: '说明', rows: [['请各单位认真组织。']] }]))
  assert.equal(nothing.reason, 'nothing_asked')
  // A roster that is filled already is no form.
  const roster = readFileSync(join(import.meta.dirname, '../fixtures/rosters/困难职工花名册.xlsx'))
  assert.equal((await refusal(roster)).reason, 'nothing_asked')
})

test('a bomb, a document type and a sheet of nonsense end with a sentence, not with the server', async () => {
  const blank = await blankWorkbook([{ name: '表', rows: list }])
  const bomb = await zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': (await readPart(openZip(blank, defaultLimits), '_rels/.rels')) ?? '',
    'xl/workbook.xml': (await readPart(openZip(blank, defaultLimits), 'xl/workbook.xml')) ?? '',
    'xl/_rels/workbook.xml.rels': (await readPart(openZip(blank, defaultLimits), 'xl/_rels/workbook.xml.rels')) ?? '',
    'xl/worksheets/sheet1.xml': Buffer.alloc(300 * 1024 * 1024, 0x20),
  })
  assert.equal((await refusal(bomb)).reason, 'unpacked_too_large')
  const parts = openZip(blank, defaultLimits)
  const withType = await zipOf({
    ...Object.fromEntries(
      await Promise.all([...parts.entries.keys()].map(async (name) => [name, (await readPart(parts, name)) ?? ''])),
    ),
    'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>',
  })
  assert.equal((await refusal(withType)).reason, 'external_entities')
})

test('what begins with = + - @ is written as text in every place', async () => {
  const nasty = [
    "=cmd|' /C calc'!A0",
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '＝1+1',
    '\t=1',
    '=HYPERLINK("http://x")',
    '_x003D_1',
  ]
  const families = madeFamilies(nasty.length).map((family, index) => ({
    ...family,
    family: { ...family.family, address: nasty[index] ?? '' },
    members: [{ ...family.members[0], name: nasty[index] ?? '' }],
  }))
  const { file } = await fill(await blankWorkbook([{ name: '表', rows: list }]), families)
  const xml = (await readPart(openZip(file, defaultLimits), 'xl/worksheets/sheet1.xml')) ?? ''
  assert.doesNotMatch(xml, /<f[\s>]/)
  assert.equal([...xml.matchAll(/<c r="[BD]\d+" s="1" t="inlineStr">/g)].length, nasty.length * 2)
  assert.match(xml, /<t xml:space="preserve">@SUM\(A1\)<\/t>/)
})

test('macros of the form are kept byte for byte and the file keeps its kind', async () => {
  const macros = Buffer.from('this is no macro, only the place of one').toString()
  const blank = await blankWorkbook([{ name: '表', rows: list }], '', { 'xl/vbaProject.bin': macros })
  const filled = await fill(blank, madeFamilies(4))
  assert.equal(filled.extension, 'xlsm')
  const [old, fresh] = [openZip(blank, defaultLimits), openZip(filled.file, defaultLimits)]
  const bytes = (zip: typeof old) => packedBytes(zip, zip.entries.get('xl/vbaProject.bin') as never)
  assert.ok(bytes(old).equals(bytes(fresh)))
})

const office = spawnSync('which', ['soffice']).stdout?.toString().trim()

test('LibreOffice opens the filled form and computes its sum', {
  skip: office ? false : 'soffice is not installed',
}, async () => {
  const rows = [
    ['序号', '姓名', '身份证号', '家庭年收入'],
    ['', '', '', ''],
    ['', '', '', ''],
    ['合计', '', '', '=SUM(D2:D3)'],
  ]
  const { file } = await fill(await blankWorkbook([{ name: '表', rows }]), madeFamilies(3))
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-form-'))
  try {
    writeFileSync(join(folder, 'filled.xlsx'), file)
    execFileSync(office as string, [
      '--headless',
      '--convert-to',
      'csv',
      '--outdir',
      folder,
      join(folder, 'filled.xlsx'),
    ])
    assert.match(readFileSync(join(folder, 'filled.csv'), 'utf8'), /,37038/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
