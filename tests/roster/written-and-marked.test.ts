import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { SerialDay } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { openZip, packedBytes, readPart } from '../../engines/roster/zip.ts'
import { markCells } from '../../platform/server/spreadsheets/mark-cells.ts'
import { markInChild } from '../../platform/server/spreadsheets/mark-in-child.ts'
import { MarkStyles } from '../../platform/server/spreadsheets/mark-styles.ts'
import { readInChild } from '../../platform/server/spreadsheets/read-in-child.ts'
import { writeXlsx, type XlsxSheet } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { workbookOf } from './workbook-making.ts'

const counties = new Map<string, string>()
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/rosters', name))

async function written(...sheets: XlsxSheet[]): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx(sheets)) pieces.push(piece)
  return Buffer.concat(pieces)
}
const readBack = async (...sheets: XlsxSheet[]) => (await readXlsx(await written(...sheets), defaultLimits)).sheets

test('a written workbook says what was written, each kind as itself', async () => {
  const columns = [
    { header: '姓名' },
    { header: '户数', kind: 'number' },
    { header: '金额（元）', kind: 'yuan' },
    { header: '日期', kind: 'day' },
    { header: '低保' },
  ] as const
  async function* rows() {
    yield ['张三', 3, '123450', '2006-10-19', true]
    yield ['李四', null, -5n, undefined, false]
    yield ['=1+1', 'x', 'y', '昨天', '001']
  }
  const [sheet] = await readBack({ name: '名单/甲', title: '某某市名单', columns, rows: rows() })
  assert.equal(sheet?.name, '名单 甲')
  assert.deepEqual(
    sheet?.rows.map((row) => row.cells),
    [
      ['某某市名单'],
      ['姓名', '户数', '金额（元）', '日期', '低保'],
      ['张三', 3, 1234.5, new SerialDay(39_009), '是'],
      ['李四', undefined, -0.05, undefined, '否'],
      ['=1+1', 'x', 'y', '昨天', '001'],
    ],
  )
})

test('property: text stays text, whatever it looks like', async () => {
  const hostile = [
    '=cmd|x',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '＝1+1',
    "'x",
    '<c><f>1</f></c>',
    ']]>',
    '_x000D_',
    '\ud800',
    'a\u0000b',
    '&lt;',
    '=HYPERLINK("http://x")',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })), { minLength: 1 }),
      async (texts) => {
        const bytes = await written({ name: 'x', columns: [{ header: 'h' }], rows: texts.map((text) => [text]) })
        const [sheet] = (await readXlsx(bytes, defaultLimits)).sheets
        const found = new Map(sheet?.rows.map((row) => [row.number, row.cells[0]]))
        for (const [index, text] of texts.entries()) {
          const kept = text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ud800-\udfff\ue000-\ufffd]/g, '')
          assert.equal(found.get(index + 2) ?? '', kept)
        }
      },
    ),
    { numRuns: 30 },
  )
})

test('two sheets never share a name', async () => {
  const sheet = { columns: [{ header: 'h' }], rows: [] }
  assert.deepEqual(
    (await readBack({ name: '甲', ...sheet }, { name: '甲', ...sheet }, { name: '', ...sheet })).map(
      ({ name }) => name,
    ),
    ['甲', '甲 (2)', 'Sheet3'],
  )
})

test("the officer's workbook comes back marked: the same values, and every other part byte for byte", async () => {
  const bytes = fixture('分县困难职工花名册.xlsx')
  const reading = await readInChild(bytes, { counties })
  const marked = await markInChild(bytes, reading.issues)
  const again = await readInChild(marked, { counties })
  assert.deepEqual(again.records, reading.records)
  assert.deepEqual(
    again.sheets.map(({ name }) => name),
    [...reading.sheets.map(({ name }) => name), '问题清单'],
  )
  const [before, after] = [openZip(bytes, defaultLimits), openZip(marked, defaultLimits)]
  const touched = /^(?:xl\/worksheets\/sheet\d|xl\/styles|xl\/workbook\.xml|xl\/_rels|\[Content_Types)/
  const kept = [...before.entries.values()].filter(({ name }) => !touched.test(name))
  assert.ok(kept.length > 3)
  for (const entry of kept) {
    const copy = after.entries.get(entry.name)
    assert.ok(copy && packedBytes(before, entry).equals(packedBytes(after, copy)), entry.name)
  }
})

test('marked cells: styles kept, missing cells added in their place, rows without numbers counted', async () => {
  const styles =
    '<fills count="1"><fill/></fills><cellXfs count="2"><xf numFmtId="0" fillId="0"/><xf numFmtId="14" fillId="0" applyFill="0"><alignment wrapText="1"/></xf></cellXfs>'
  const book = await workbookOf({
    sheets: [
      '<sheetData><row r="2"><c r="A2" s="1"><v>1</v></c><c r="C2"><v>3</v></c></row><row><c><v>4</v></c></row><row r="9"/></sheetData>',
    ],
    styles,
  })
  const mark = (cell: string, severity: 'error' | 'warning' | 'info') => ({
    sheet: '表1',
    cell,
    row: 1,
    column: '姓名',
    severity,
    message: { zh: '没有填写<', en: 'is empty' },
  })
  const marked = await markInChild(book, [
    mark('A2', 'error'),
    mark('B2', 'warning'),
    mark('C2', 'info'),
    mark('A3', 'warning'),
    mark('B9', 'error'),
  ])
  const zip = openZip(marked, defaultLimits)

  assert.equal(
    await readPart(zip, 'xl/worksheets/sheet1.xml'),
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="A2" s="2"><v>1</v></c><c r="B2" s="3"/><c r="C2"><v>3</v></c></row><row><c s="3"><v>4</v></c></row><row r="9"><c r="B9" s="4"/></row></sheetData></worksheet>',
  )
  const formats = (await readPart(zip, 'xl/styles.xml')) ?? ''
  assert.match(formats, /<cellXfs count="5">/)
  assert.match(formats, /<xf fillId="1" applyFill="1" numFmtId="14"><alignment wrapText="1"\/><\/xf>/)
})

test('a csv and an old xls come back as a workbook of their values with the list of issues', async () => {
  for (const name of ['困难职工登记.csv', '困难职工花名册-旧版.xls']) {
    const bytes = fixture(name)
    const reading = await readInChild(bytes, { counties })
    const again = await readInChild(await markInChild(bytes, reading.issues), { counties })
    assert.deepEqual(again.records, reading.records)
    assert.equal(again.sheets.at(-1)?.name, '问题清单')
  }
})

test('property: a sheet is marked the same, in whatever pieces it is unpacked', async () => {
  const prefixed = (xml: string) => xml.replace(/<(\/?)(row|c|v|sheetData)\b/g, '<$1x:$2')
  const rows = Array.from({ length: 12 }, (_, row) => `<row><c r="A${row + 1}" s="1"><v>${row}</v></c><c/></row>`)
  const plain = `<sheetData>${rows.join('')}<row r="20"/></sheetData><rowBreaks count="1"><brk id="3"/></rowBreaks>`
  const styles = () => MarkStyles.of('<fills><fill/></fills><cellXfs><xf/><xf fillId="0"/></cellXfs>') as MarkStyles
  const wanted = ['A1', 'B2', 'C3', 'A11', 'B12', 'C20'].map((cell) => ({ cell, severity: 'error' }))
  const markedIn = async (pieces: Buffer[]) => {
    const found: Buffer[] = []
    for await (const piece of markCells(Readable.from(pieces), wanted, styles())) found.push(piece)
    return Buffer.concat(found).toString()
  }
  for (const xml of [plain, prefixed(plain)]) {
    const whole = await markedIn([Buffer.from(xml)])
    assert.equal((whole.match(/s="[23]"/g) ?? []).length, wanted.length)
    assert.ok(whole.includes('<rowBreaks count="1"><brk id="3"/></rowBreaks>'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(xml.length)), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), xml.length]
        const pieces = places.slice(1).map((end, index) => Buffer.from(xml.slice(places[index], end)))
        assert.equal(await markedIn(pieces.filter(({ length }) => length > 0)), whole)
      }),
    )
  }
})
