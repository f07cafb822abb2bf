import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CFB } from '@e965/xlsx'
import { SerialDay } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { asMeant } from '../../engines/roster/mistaken-encoding.ts'
import { readBiff } from '../../engines/roster/read-biff.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { readOldFormat } from '../../platform/server/spreadsheets/old-formats.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'

const read = async (bytes: Buffer, limits = defaultLimits) => (await readWorkbook(bytes, limits)).workbook
const grid = async (bytes: Buffer) =>
  (await read(bytes)).sheets.map(({ name, rows }) => [name, ...rows.map((row) => row.cells)])
// 姓名, 张三 and 单位 in GB18030.
const [label, name, unit] = [
  Buffer.from('d0d5c3fb', 'hex'),
  Buffer.from('d5c5c8fd', 'hex'),
  Buffer.from('b5a5cebb', 'hex'),
]

const part = (head: string, body: string) => `\r\n------=_Part\r\n${head}\r\n\r\n${body}`
const mht = (...parts: readonly string[]) =>
  Buffer.from(
    `MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary="----=_Part"\r\n\r\n${parts.join('')}\r\n------=_Part--\r\n`,
    'latin1',
  )
const table = (text: string) => `<html><body><table><tr><td>${text}</td></tr></table></body></html>`

test('a web page in one file: every sheet of it, quoted or in base64, and not the tabs below', async () => {
  const quoted = [...label].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('')
  const page = (where: string, encoding: string) =>
    `Content-Location: file:///C:/a/${where}\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Type: text/html; charset="gb2312"`
  const file = mht(
    part(
      page('book.htm', '8bit'),
      '<html xmlns:x="x"><x:Name>A&amp;B</x:Name><x:Name>C</x:Name><frameset></frameset></html>',
    ),
    part(page('sheet001.htm', 'quoted-printable'), table(`${quoted}=\r\n1`)),
    part(
      page('sheet002.htm', 'base64'),
      Buffer.from(table('x').replace('x', name.toString('latin1')), 'latin1').toString('base64'),
    ),
    part(page('tabstrip.htm', '8bit'), table('A')),
    part('Content-Type: image/png\r\nContent-Transfer-Encoding: base64', 'AAAA'),
  )
  assert.deepEqual(await grid(file), [
    ['A&B', ['姓名1']],
    ['C', ['张三']],
  ])
})

test('a message of web pages with too many sheets is refused', async () => {
  const page = part('Content-Type: text/html', table('1'))
  await assert.rejects(read(mht(...Array.from({ length: 4 }, () => page)), { ...defaultLimits, sheets: 3 }), /sheets/)
})

/** A table of dBase with columns of the kinds given; every record is a mark and its cells, padded. */
function dbf(
  columns: readonly [Buffer, string, number][],
  records: readonly [string, ...(Buffer | string)[]][],
): Buffer {
  const head = Buffer.alloc(32)
  head.set([3, 123, 5, 1])
  head.writeUInt32LE(records.length, 4)
  head.writeUInt16LE(33 + columns.length * 32, 8)
  head.writeUInt16LE(
    columns.reduce((sum, [, , length]) => sum + length, 1),
    10,
  )
  const described = columns.map(([title, kind, length]) => {
    const column = Buffer.alloc(32)
    column.set(title)
    column.write(kind, 11)
    column[16] = length
    return column
  })
  const rows = records.flatMap(([mark, ...cells]) => [
    Buffer.from(mark),
    ...cells.map((cell, at) => {
      const padded = Buffer.alloc(columns[at]?.[2] ?? 0, ' ')
      padded.set(Buffer.from(cell as string))
      return padded
    }),
  ])
  return Buffer.concat([head, ...described, Buffer.from([0x0d]), ...rows, Buffer.from([0x1a])])
}
const columns: readonly [Buffer, string, number][] = [
  [label, 'C', 10],
  [Buffer.from('SFZH'), 'N', 18],
  [Buffer.from('CSRQ'), 'D', 8],
  [Buffer.from('DIBAO'), 'L', 1],
  [Buffer.from('MEMO'), 'M', 10],
]

test('a table of dBase or FoxPro: texts in GBK, numbers to the last digit, deleted records left out', async () => {
  const file = dbf(columns, [
    [' ', name, '231202198003019975', '19800301', 'T', '0000000001'],
    ['*', name, '231202198003029975', '19800302', 'F', ''],
    [' ', name, '', '', '?', ''],
  ])
  assert.deepEqual(await grid(file), [
    [
      'Sheet1',
      ['姓名', 'SFZH', 'CSRQ', 'DIBAO', 'MEMO'],
      ['张三', '231202198003019975', '19800301', 'T', undefined],
      ['张三', undefined, undefined, undefined, undefined],
    ],
  ])
  // Cut off, its whole records are read.
  assert.equal((await read(file.subarray(0, 33 + 5 * 32 + 48))).sheets[0]?.rows.length, 2)
  await assert.rejects(read(file, { ...defaultLimits, rows: 3 }), /rows/)
})

test('what only begins like a table of dBase is none', async () => {
  const file = dbf(columns, [[' ', name, '1', '', '', '']])
  for (const change of [
    (bytes: Buffer) => bytes.writeUInt16LE(5, 10),
    (bytes: Buffer) => bytes.writeUInt16LE(7, 12),
    (bytes: Buffer) => bytes.fill(1, 43, 44),
    (bytes: Buffer) => bytes.fill(13, 2, 3),
  ]) {
    const changed = Buffer.from(file)
    change(changed)
    await assert.rejects(read(changed), /not a spreadsheet/)
  }
  assert.equal((await read(Buffer.from('1,\n\n2'))).sheets[0]?.rows.length, 2)
})

test('a text that breaks off within a character is read up to there, and said to be broken off', async () => {
  const text = '姓名,单位\r\n张三,市乳品厂'
  const files = [
    Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1),
    Buffer.from(text).subarray(0, -1),
    Buffer.from(text).subarray(0, -2),
    Buffer.concat([label, Buffer.from(','), unit, Buffer.from('\r\n'), name, Buffer.from(',\xca', 'latin1')]),
  ]
  for (const bytes of files) {
    const workbook = await read(bytes)
    assert.deepEqual(workbook.sheets[0]?.rows[1]?.cells.slice(0, 1), ['张三'])
    assert.equal(workbook.sheets[0]?.rows[0]?.cells[1], '单位')
    const { issues } = readRoster(workbook, { counties: new Map() })
    assert.ok(issues.some(({ code, cell }) => code === 'cut_off' && /^[AB]2$/.test(cell)))
  }
  const whole = readRoster(await read(Buffer.from(text)), { counties: new Map() })
  assert.equal(
    whole.issues.some(({ code }) => code === 'cut_off'),
    false,
  )
  // A last word in GB18030 is no half character of UTF-8.
  assert.deepEqual(await grid(Buffer.concat([Buffer.from('a,b,'), name])), [['Sheet1', ['a', 'b', '张三']]])
})

const words = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2)
  return bytes
}
const record = (type: number, ...parts: readonly Buffer[]) =>
  Buffer.concat([words(type, Buffer.concat(parts).length), ...parts])
const text = (row: number, column: number, bytes: Buffer) => record(0x0204, words(row, column, 0, bytes.length), bytes)
function real(row: number, column: number, format: number, value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return record(0x0203, words(row, column, format), bytes)
}

/** A workbook of Excel 95: `codePage` 936 is GBK. The pad makes it large enough not to lie in the mini stream. */
function excel95(codePage?: number): Buffer {
  const begin = (type: number) => record(0x0809, words(0x0500, type, 0x0dbb, 0x07cc))
  const format = (id: number) => record(0x00e0, words(0, id, 1, 0x20, 0, 0, 0, 0))
  const end = record(0x000a)
  const globals = [
    begin(5),
    ...(codePage === undefined ? [] : [record(0x0042, words(codePage))]),
    format(0),
    format(14),
  ]
  const head = Buffer.concat(globals)
  const place = Buffer.alloc(4)
  place.writeUInt32LE(head.length + 4 + 7 + label.length + end.length)
  const sheet = [
    begin(0x10),
    text(0, 0, label),
    text(0, 1, unit),
    text(2, 0, name),
    real(2, 1, 0, 12.5),
    real(2, 2, 1, 39_009),
    end,
  ]
  const list = record(0x0085, place, words(0), Buffer.from([label.length]), label)
  const stream = Buffer.concat([head, list, end, ...sheet, Buffer.alloc(5000)])
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/Book', stream)
  return CFB.write(file, { type: 'buffer' }) as Buffer
}

test('a workbook of Excel 95 is read in its code page, as the foreign library reads a small one', () => {
  const file = excel95(936)
  const read = readBiff(file, defaultLimits)
  assert.deepEqual(
    read?.sheets.map(({ name: title, rows }) => [title, ...rows.map(({ number, cells }) => [number, ...cells])]),
    [['姓名', [1, '姓名', '单位'], [3, '张三', 12.5, new SerialDay(39_009)]]],
  )
  assert.deepEqual(read, readOldFormat(file, defaultLimits))
  // Bytes whose code page is not said, or not known, are left to the foreign library.
  assert.equal(readBiff(excel95(), defaultLimits), undefined)
  assert.equal(readBiff(excel95(10_008), defaultLimits), undefined)
})

test('Chinese that an old program wrote as Western letters, or without a code page, is read as it was meant', async () => {
  const cells = async (bytes: Buffer) => (await read(bytes)).sheets.map(({ rows }) => rows.map((row) => row.cells))
  const wanted = [
    [
      ['姓名', '单位'],
      ['张三', 12.5, new SerialDay(39_009)],
    ],
  ]
  assert.deepEqual(await cells(excel95(1252)), wanted)
  assert.deepEqual(await cells(excel95()), wanted)
  // Excel 2 writes bare records: a text has its length in one byte, and three bytes of format before it.
  const label2 = (row: number, bytes: Buffer) =>
    record(0x0004, words(row, 0), Buffer.from([0, 0, 0, bytes.length]), bytes)
  const excel2 = Buffer.concat([record(0x0009, words(2, 0x10)), label2(0, label), label2(1, name), record(0x000a)])
  assert.deepEqual(await cells(excel2), [[['姓名'], ['张三']]])
})

test('Western letters stay Western, though their bytes may be Chinese characters too', () => {
  const western = ['Prénom', 'Müller', 'Ölümü', 'Zoë Ådland']
  const book = (texts: readonly string[]) => ({
    sheets: [{ name: 'a', hidden: false, rows: [{ number: 1, cells: [...texts] }], merges: [], hiddenColumns: [] }],
    date1904: false,
  })
  assert.deepEqual(asMeant(book(western)), book(western))
  assert.deepEqual(asMeant(book(['ÐÕÃû', 'Zoë'])), book(['ÐÕÃû', 'Zoë']))
  assert.deepEqual(asMeant(book(['ÐÕÃû', '姓名'])), book(['ÐÕÃû', '姓名']))
  assert.deepEqual(asMeant(book(['å§“å\u0090\u008d', 'A'])), book(['姓名', 'A']))
})

test('a SYLK file is read in the code page it was written in', async () => {
  const latin = (bytes: Buffer) => bytes.toString('latin1')
  const sylk = (title: string, person: string) =>
    Buffer.from(`ID;PWXL;N;E\r\nC;Y1;X1;K"${title}"\r\nC;Y2;X1;K"${person}"\r\nC;X2;K231202\r\nE\r\n`, 'latin1')
  const wanted = [['Sheet1', ['姓名'], ['张三', 231_202]]]
  assert.deepEqual(await grid(sylk(latin(label), latin(name))), wanted)
  assert.deepEqual(await grid(sylk(latin(Buffer.from('姓名')), latin(Buffer.from('张三')))), wanted)
})

test('a file of the Data Interchange Format is read as its table, and a list that begins with that word is none', async () => {
  const cell = (value: Buffer) => ['1,0', `"${value.toString('latin1')}"`]
  const lines = ['TABLE', '0,1', '"a"', 'VECTORS', '0,2', '""', 'TUPLES', '0,2', '""', 'DATA', '0,0', '""']
  const rows = [
    '-1,0',
    'BOT',
    ...cell(label),
    ...cell(unit),
    '-1,0',
    'BOT',
    ...cell(name),
    '0,12.5',
    'V',
    '-1,0',
    'EOD',
  ]
  const file = Buffer.from([...lines, ...rows, ''].join('\r\n'), 'latin1')
  assert.deepEqual(await grid(file), [['Sheet1', ['姓名', '单位'], ['张三', 12.5]]])
  assert.deepEqual(await grid(Buffer.from('TABLE\r\n1,2\r\n')), [['Sheet1', ['TABLE'], ['1', '2']]])
})
