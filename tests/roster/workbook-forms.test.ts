import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Problem } from '../../core/problem.ts'
import { CellError, SerialDay } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readBiff } from '../../engines/roster/read-biff.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { readOldFormat } from '../../platform/server/spreadsheets/old-formats.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'
import { type WorkbookXml, workbookOf } from './workbook-making.ts'

const read = async (xml: WorkbookXml) => readXlsx(await workbookOf(xml), defaultLimits)
const cells = async (data: string, more: Partial<WorkbookXml> = {}) =>
  (await read({ sheets: [`<sheetData>${data}</sheetData>`], ...more })).sheets[0]?.rows.map((row) => row.cells)

test('shared strings: rich text is joined, phonetic readings and formats left out, escapes decoded', async () => {
  const strings =
    '<si><r><rPr><b/></rPr><t>困难</t></r><r><t xml:space="preserve"> 职工</t></r><rPh sb="0" eb="2"><t>こんなん</t></rPh></si><si><t>a&amp;b&#20013;_x000D_</t></si><si/><si><t/></si><si><t><![CDATA[<c>]]></t></si>'
  const found = await cells(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="E1" t="s"><v>4</v></c></row>',
    { strings },
  )
  assert.deepEqual(found, [['困难 职工', 'a&b中\r', undefined, undefined, '<c>']])
})

test('inline strings, formulas with their values, booleans, errors and numbers', async () => {
  const found = await cells(
    '<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t><rPh><t>x</t></rPh></is></c><c r="B2" t="str"><f>A2&amp;"x"</f><v>张三x</v></c><c r="C2"><f>1+1</f><v>2</v></c>' +
      '<c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#REF!</v></c><c r="F2"><v>-1.5E3</v></c><c r="G2"><v>231283195202169000</v></c><c r="H2" t="d"><v>2006-10-19</v></c></row>',
  )
  assert.deepEqual(found, [
    ['张三', '张三x', 2, true, new CellError('#REF!'), -1500, 231_283_195_202_169_000, '2006-10-19'],
  ])
})

test('cells and rows that do not say where they are follow the one before', async () => {
  const workbook = await read({
    sheets: [
      '<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row></sheetData>',
    ],
  })
  assert.deepEqual(
    workbook.sheets[0]?.rows.map(({ number, cells }) => [number, ...cells]),
    [
      [1, 1, 2],
      [5, undefined, undefined, 3, 4],
      [6, 5],
    ],
  )
})

test('prefixed XML, single quotes, comments and other spaces', async () => {
  const sheet = `<?xml version="1.0"?><x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData>
    <!-- a > b --><x:row r='1' ><x:c r='A1' t='inlineStr'><x:is><x:t>甲</x:t></x:is></x:c ><x:c r = "B1"><x:v>7</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='A1:B2'/></x:mergeCells></x:worksheet>`
  const workbook = await read({ sheets: [sheet] })
  assert.deepEqual(workbook.sheets[0]?.rows, [{ number: 1, cells: ['甲', 7] }])
  assert.deepEqual(workbook.sheets[0]?.merges, [{ top: 1, bottom: 2, left: 0, right: 1 }])
})

test('dates by their format: built in, Chinese, East Asian, and what only looks like one', async () => {
  const codes = [
    'yyyy"年"m"月"d"日"',
    '[$-804]yyyy\\-mm\\-dd;@',
    '#,##0.00_);[Red]\\(#,##0.00\\)',
    '"d"0',
    'G/通用格式',
    '0.00E+00',
    '[DBNum1]yyyy年',
  ]
  const formats = codes.map(
    (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  )
  const ids = [14, 31, 57, 49, 0, ...codes.map((_, index) => 200 + index)]
  const styles = `<numFmts>${formats.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`
  const found = await cells(`<row r="1">${ids.map((_, index) => `<c s="${index}"><v>39009</v></c>`).join('')}</row>`, {
    styles,
  })
  assert.deepEqual(
    found?.[0]?.map((cell) => cell instanceof SerialDay),
    [true, true, true, false, false, true, true, false, false, false, false, true],
  )
})

test('the 1904 system, hidden sheets, rows and columns are told', async () => {
  const workbook = await read({
    sheets: [
      '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c><v>1</v></c></row><row r="2" customHeight="1"><c><v>1</v></c></row></sheetData>',
      '<sheetData/>',
    ],
    workbook: '<workbookPr date1904="1"/>',
    sheetTags: [undefined as unknown as string, '<sheet name="a&amp;b" sheetId="2" state="veryHidden" r:id="rId2"/>'],
  })
  assert.equal(workbook.date1904, true)
  assert.deepEqual(
    workbook.sheets.map(({ name, hidden }) => [name, hidden]),
    [
      ['表1', false],
      ['a&b', true],
    ],
  )
  assert.deepEqual(workbook.sheets[0]?.hiddenColumns, [1, 2])
  assert.deepEqual(
    workbook.sheets[0]?.rows.map(({ hidden }) => hidden === true),
    [true, false],
  )
})

test('formulas nobody has computed are told, not taken for empty', async () => {
  const workbook = await read({
    sheets: ['<sheetData><row r="3"><c r="D3"><f>1+1</f></c><c r="E3"><v>1</v></c></row></sheetData>'],
  })
  assert.equal(workbook.sheets[0]?.uncomputed, 'D3')
})

test('a piece of XML may end anywhere', async () => {
  const rows = Array.from(
    { length: 30_000 },
    (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="inlineStr"><is><t>第${index}行&lt;</t></is></c></row>`,
  )
  const found = await cells(rows.join('\n'))
  assert.equal(found?.length, 30_000)
  assert.ok(found?.every(([cell], index) => cell === `第${index}行<`))
})

test('text files by their own signs', async () => {
  const lines = (text: string, encoding: BufferEncoding = 'utf8') =>
    readWorkbook(Buffer.from(text, encoding), defaultLimits)
  const grid = async (text: string, encoding?: BufferEncoding) =>
    (await lines(text, encoding)).workbook.sheets[0]?.rows.map((row) => row.cells)
  assert.deepEqual(await grid('\ufeff姓名,电话\r\n"张,三","说""好"""\r\n'), [
    ['姓名', '电话'],
    ['张,三', '说"好"'],
  ])
  assert.deepEqual(await grid('姓名;电话\n张三;1\n李四;2'), [
    ['姓名', '电话'],
    ['张三', '1'],
    ['李四', '2'],
  ])
  assert.deepEqual(await grid('姓名\t电话\r张三\t1'), [
    ['姓名', '电话'],
    ['张三', '1'],
  ])
  assert.deepEqual(await grid('sep=;\n姓名;a,b\n'), [['姓名', 'a,b']])
  assert.deepEqual(await grid('\ufeff姓名\t电话\r\n张三\t1', 'utf16le'), [
    ['姓名', '电话'],
    ['张三', '1'],
  ])
  assert.deepEqual(await grid('姓名,备注\n张三,"两\n行"\n李四,5" 管\n'), [
    ['姓名', '备注'],
    ['张三', '两\n行'],
    ['李四', '5" 管'],
  ])
  const gb = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0])
  assert.deepEqual((await readWorkbook(gb, defaultLimits)).workbook.sheets[0]?.rows, [
    { number: 1, cells: ['姓名', '电话'] },
  ])
})

test('a web page under the name of a spreadsheet is read as its table', async () => {
  const page =
    '<html><head><meta charset=utf-8><style>td{}</style></head><body><table><tr><th rowspan=2>姓名<th colspan="2">家庭&nbsp;收入</tr><tr><td>年收入<br>（元）</td><td>支出</td></tr><tr><td>张三<td style="mso-number-format:\'\\@\'">231202198001010019</td><td>5</table></body></html>'
  const { kind, workbook } = await readWorkbook(Buffer.from(page), defaultLimits)
  assert.equal(kind, 'html')
  assert.deepEqual(
    workbook.sheets[0]?.rows.map((row) => row.cells),
    [
      ['姓名', '家庭 收入'],
      [undefined, '年收入 （元）', '支出'],
      ['张三', '231202198001010019', '5'],
    ],
  )
  assert.deepEqual(workbook.sheets[0]?.merges, [
    { top: 1, bottom: 2, left: 0, right: 0 },
    { top: 1, bottom: 1, left: 1, right: 2 },
  ])
})

const readText = async (text: string) => (await readWorkbook(Buffer.from(text), defaultLimits)).workbook

test('an XML spreadsheet of Excel 2003: places, days, errors, hidden rows, merged cells, comments left out', async () => {
  const workbook = await readText(
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="yyyy/m/d"/></Style></Styles>
<Worksheet ss:Name="花名册"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">困难&amp;职工</Data><Comment><Data>不读</Data></Comment></Cell><Cell><Data ss:Type="Number">1.5</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3"><Data ss:Type="DateTime">1960-02-03T00:00:00.000</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">21949</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`,
  )
  assert.deepEqual(workbook.sheets, [
    {
      name: '花名册',
      hidden: true,
      hiddenColumns: [1],
      merges: [{ top: 1, bottom: 1, left: 0, right: 2 }],
      rows: [
        { number: 1, cells: ['困难&职工', undefined, undefined, 1.5] },
        {
          number: 4,
          cells: [undefined, undefined, new SerialDay(21_949), new SerialDay(21_949), new CellError('#REF!'), true],
          hidden: true,
        },
      ],
    },
  ])
})

test('an OpenDocument spreadsheet in one flat file', async () => {
  const workbook = await readText(
    '<?xml version="1.0"?><office:document xmlns:office="o" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="表"><table:table-row><table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="1960-02-03"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>',
  )
  assert.deepEqual(workbook.sheets[0]?.rows, [{ number: 1, cells: ['姓名', new SerialDay(21_949)] }])
})

const oldRoster = readFileSync(join(import.meta.dirname, '../fixtures/rosters/困难职工花名册-旧版.xls'))

test('a large xls is read record by record as the foreign library reads it', async () => {
  const { write } = await import('@e965/xlsx')
  const cells = Object.fromEntries([
    ['A1', { t: 's', v: '姓名𠮷' }],
    // More than one record of texts can hold: they go on in the next.
    ...Array.from({ length: 40 }, (_, index) => [`B${index + 1}`, { t: 's', v: `第${index}行：困难职工`.repeat(40) }]),
    ['C2', { t: 'n', v: 39_009, z: 'yyyy"年"m"月"d"日"' }],
    ['D2', { t: 'n', v: -0.125 }],
    ['E2', { t: 'b', v: true }],
    ['F2', { t: 'e', v: 0x2a }],
    ['G70', { t: 's', v: '算出来的', f: 'A1&""' }],
    ['IV70', { t: 'n', v: 123_456_789_012 }],
  ])
  const merges = [{ s: { r: 0, c: 0 }, e: { r: 2, c: 0 } }]
  const sheet = { '!ref': 'A1:IV70', '!merges': merges, '!rows': [{ hidden: true }], ...cells }
  const Sheets = { 一: sheet, 二: { '!ref': 'A1', A1: { t: 's', v: 'x' } } }
  const Workbook = { Sheets: [{ Hidden: 0 as const }, { Hidden: 1 as const }], WBProps: { date1904: false } }
  const made: Buffer = write(
    { SheetNames: ['一', '二'], Sheets, Workbook },
    { type: 'buffer', bookType: 'biff8', bookSST: true },
  )
  for (const bytes of [oldRoster, made]) {
    const read = readBiff(bytes, defaultLimits)
    assert.ok(read && read.sheets.length > 0)
    assert.deepEqual(read, readOldFormat(bytes, defaultLimits))
  }
  const tight = { ...defaultLimits, columns: 10 }
  assert.equal(readBiff(made, tight)?.sheets[0]?.beyond, 'IV70')
  assert.throws(() => readBiff(made, { ...defaultLimits, cellCharacters: 100 }), /unreadable_file|一/)
})

test('an xls that is cut or has bytes turned over is read or left to others', () => {
  for (let step = 1; step < 60; step++) {
    const turned = Buffer.from(oldRoster)
    for (let place = step; place < turned.length; place += 4099 * step)
      turned[place] = (turned[place] as number) ^ (step * 37)
    for (const bytes of [turned, oldRoster.subarray(0, step * 1700)])
      try {
        readBiff(bytes, defaultLimits)
      } catch (error) {
        assert.ok(error instanceof Problem, String(error))
      }
  }
})
