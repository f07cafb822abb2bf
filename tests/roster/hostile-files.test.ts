import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../core/problem.ts'
import { defaultLimits, type Limits } from '../../engines/roster/limits.ts'
import { readInChild } from '../../platform/server/spreadsheets/read-in-child.ts'
import { workbookOf, zipOf } from './workbook-making.ts'

const options = { counties: new Map<string, string>() }
const small: Limits = { ...defaultLimits, unpackedBytes: 2 * 1024 * 1024, rows: 50, zipEntries: 20 }

/** Why a file was refused. */
async function refusal(bytes: Uint8Array, limits: Limits = defaultLimits, seconds?: number): Promise<unknown> {
  const error = await readInChild(bytes, options, { limits, ...(seconds !== undefined && { seconds }) }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Problem, String(error))
  assert.equal(error.code, 'unreadable_file')
  // Both languages, every hole filled, one sentence at least.
  for (const language of ['zh', 'en'] as const) assert.match(error.sentence(language), /^[^{}]+[。.]$/)
  return error.data?.reason
}

const workbook = (rows = '<row r="1"><c r="A1"><v>1</v></c></row>') =>
  workbookOf({ sheets: [`<sheetData>${rows}</sheetData>`] })
const compound = (...names: string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...names.map((name) => Buffer.from(name, 'utf16le')),
  ])

test('nothing, and what is no spreadsheet', async () => {
  assert.equal(await refusal(Buffer.alloc(0)), 'empty')
  assert.equal(await refusal(Buffer.from(' \r\n\t')), 'empty')
  assert.equal(await refusal(await workbook('')), 'empty')
  for (const bytes of [
    Buffer.from('%PDF-1.4 x'),
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]),
    Buffer.from('{"a":1}'),
    await zipOf({ 'word/document.xml': '<a/>' }),
    await zipOf({ 'a.txt': 'x' }),
    Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)),
  ])
    assert.equal(await refusal(bytes), 'not_a_spreadsheet', bytes.toString('latin1', 0, 12))
})

test('broken: cut off, garbled, parts missing', async () => {
  const whole = await workbook()
  for (const cut of [10, 100, whole.length - 30])
    assert.equal(await refusal(whole.subarray(0, cut)), 'broken', String(cut))
  const garbled = Buffer.from(whole)
  garbled.fill(0x55, 40, 400)
  assert.equal(await refusal(garbled), 'broken')
  assert.equal(await refusal(await zipOf({ '[Content_Types].xml': '<Types/>' })), 'broken')
  assert.equal(await refusal(compound('Workbook')), 'broken')
})

test('encrypted files are recognised', async () => {
  assert.equal(await refusal(compound('EncryptionInfo', 'EncryptedPackage')), 'encrypted')
  const zip = await zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest:encryption-data/>',
    'content.xml': 'x',
  })
  assert.equal(await refusal(zip), 'encrypted')
})

test('bombs: too much to unpack, forged sizes, shared entries, too many parts', async () => {
  const bomb = await workbookOf({
    sheets: [`<sheetData><row><c t="inlineStr"><is><t>${' '.repeat(6 * 1024 * 1024)}</t></is></c></row></sheetData>`],
  })
  assert.ok(bomb.length < 100_000)
  assert.equal(await refusal(bomb, small), 'unpacked_too_large')
  const forged = Buffer.from(bomb)
  // The central directory claims that every entry unpacks to ten bytes.
  for (let at = forged.indexOf('PK\u0001\u0002'); at >= 0; at = forged.indexOf('PK\u0001\u0002', at + 4))
    forged.writeUInt32LE(10, at + 24)
  assert.equal(await refusal(forged, small), 'unpacked_too_large')
  const shared = Buffer.from(await zipOf({ 'xl/workbook.xml': 'x', b: 'y' }))
  const second = shared.indexOf('PK\u0001\u0002', shared.indexOf('PK\u0001\u0002') + 4)
  shared.writeUInt32LE(0, second + 42)
  assert.equal(await refusal(shared), 'broken')
  assert.equal(
    await refusal(await zipOf(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, 'x']))), small),
    'too_many_entries',
  )
  const ods = await zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': ' '.repeat(6 * 1024 * 1024),
  })
  assert.equal(await refusal(ods, small), 'unpacked_too_large')
})

test('too many rows, too long a cell, too large a file', async () => {
  const long = `<sheetData><row><c t="inlineStr"><is><t>${'A'.repeat(9 * 1024 * 1024)}</t></is></c></row></sheetData>`
  assert.equal(await refusal(await workbookOf({ sheets: [long] })), 'piece_too_long')
  const rows = Array.from({ length: 60 }, (_, index) => `<row r="${index + 1}"><c><v>1</v></c></row>`).join('')
  assert.equal(await refusal(await workbook(rows), small), 'too_many_rows')
  assert.equal(await refusal(Buffer.from('a,b\n'.repeat(60)), small), 'too_many_rows')
  assert.equal(
    await refusal(await workbook(`<row><c t="inlineStr"><is><t>${'字'.repeat(40_000)}</t></is></c></row>`)),
    'cell_too_long',
  )
  assert.equal(await refusal(Buffer.alloc(defaultLimits.fileBytes + 1)), 'file_too_large')
})

test('a document type is refused, so nothing outside the file is ever drawn in', async () => {
  const entity =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
  assert.equal(await refusal(await workbookOf({ sheets: [entity] })), 'external_entities')
})

test('a cell at the last corner of the sheet costs nothing', async () => {
  const far = await workbook(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
  )
  const reading = await readInChild(far, options)
  assert.ok(reading.issues.some(({ code, cell }) => code === 'cells_beyond' && cell === 'XFD1048576'))
  const merged = await workbookOf({
    sheets: [
      '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ],
  })
  assert.equal((await readInChild(merged, options)).records.length, 0)
})

test('what takes too long is stopped, and two run at once while others wait', async () => {
  const many = Array.from(
    { length: 40_000 },
    (_, index) => `<row r="${index + 1}"><c t="inlineStr"><is><t>${index}</t></is></c></row>`,
  ).join('')
  assert.equal(await refusal(await workbook(many), defaultLimits, 0.05), 'took_too_long')
  const bytes = await workbook()
  const readings = await Promise.all(Array.from({ length: 5 }, () => readInChild(bytes, options)))
  assert.equal(readings.length, 5)
})

test('a reading can be called off', async () => {
  const abort = new AbortController()
  const reading = readInChild(await workbook(), options, { signal: abort.signal })
  abort.abort(new Error('enough'))
  await assert.rejects(reading, /enough/)
})

test('cut anywhere or with any byte turned over, a workbook is read or refused', async () => {
  const whole = workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>')
  for (let step = 0; step < 12; step++) {
    const turned = Buffer.from(await whole)
    const place = (step * 7919) % turned.length
    turned[place] = (turned[place] as number) ^ 0xff
    await readInChild(turned, options).catch((error: unknown) => assert.ok(error instanceof Problem, String(error)))
  }
})

test('texts made to be searched through for ever are read at once', async () => {
  const lines = (cell: string) => Buffer.from(`姓名,身份证号,家庭住址\n${`张三,1,${cell}\n`.repeat(20)}`)
  for (const bytes of [
    lines('困难'.repeat(5000)),
    lines('号1'.repeat(5000)),
    Buffer.from(`<table><tr>${'<td '.repeat(300_000)}`),
    Buffer.from(`<table><tr><td>${'<!--'.repeat(300_000)}`),
    Buffer.from(`<table><tr><td>姓名${'<'.repeat(30_000)}</td></tr></table>`),
  ]) {
    const ended = await readInChild(bytes, options, { seconds: 30 }).then(
      () => 'read',
      (error: unknown) => (error instanceof Problem ? error.data?.reason : String(error)),
    )
    assert.ok(ended === 'read' || ended === 'empty', String(ended))
  }
})

test('an XML spreadsheet that repeats or places its cells beyond every sheet costs nothing', async () => {
  const book = (table: string) =>
    Buffer.from(
      `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="s"><Worksheet ss:Name="a"><Table>${table}</Table></Worksheet></Workbook>`,
    )
  const cell = '<Data ss:Type="String">姓名</Data></Cell>'
  assert.equal(await refusal(book(`<Row ss:Index="1000000000000"><Cell>${cell}</Row>`)), 'broken')
  const far = await readInChild(
    book(`<Row ss:Index="1048576"><Cell ss:Index="16384">${cell}<Cell ss:Index="1">${cell}</Row>`),
    options,
  )
  assert.ok(far.issues.some(({ code }) => code === 'cells_beyond'))
  const spread = '<Cell ss:MergeAcross="16383" ss:MergeDown="1048575">'
  assert.equal((await readInChild(book(`<Row>${spread}${cell}</Row>`.repeat(200)), options)).records.length, 0)
  assert.equal(await refusal(Buffer.from('ID;PWXL\nC;Y1;X1;K"a"\nC;Y999999999;X9;K1\nE\n')), 'broken')
  assert.equal(await refusal(Buffer.from('ID;PWXL\nC;Y1048576;X1;K1\nE\n')), 'too_many_rows')
  const laughs = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${book('<Row/>')}`
  assert.equal(await refusal(Buffer.from(laughs)), 'external_entities')
})

test('what a foreign reader prints about a strange file is no answer of the child', async () => {
  // A document of Numbers whose tables are nonsense: the reader complains in words.
  const numbers = await zipOf({
    'Index/Document.iwa': Buffer.from([0, 10, 0, 0, 5, 1, 2, 3, 4, 5, 6, 7]),
    'Index/Tables/DataList.iwa': Buffer.alloc(300, 255),
  })
  assert.equal(await refusal(numbers), 'numbers')
})
