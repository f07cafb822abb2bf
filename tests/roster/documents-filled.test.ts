import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableGrid, tablesOf } from '../../engines/roster/fill/document-tables.ts'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, packedBytes, readPart } from '../../engines/roster/zip.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankDocument, type WordCell } from './blank-forms.ts'
import { filledAsAsked, madeFamilies, madeForm } from './made-facts.ts'

const fill = filledAsAsked

const documentOf = async (bytes: Buffer): Promise<string> =>
  (await readPart(openZip(bytes, defaultLimits), 'word/document.xml')) ?? ''

/** The texts of a table, row by row. */
const textsOf = (xml: string, place = 0): string[][] => {
  const table = tablesOf(Buffer.from(xml).toString('latin1'))[place]
  return table ? tableGrid(table, '').rows.map(({ cells }) => cells.map(({ text }) => text)) : []
}

function onlyTheDocumentChanged(before: Buffer, after: Buffer): void {
  const [old, fresh] = [openZip(before, defaultLimits), openZip(after, defaultLimits)]
  for (const entry of old.entries.values()) {
    const same = packedBytes(old, entry).equals(packedBytes(fresh, fresh.entries.get(entry.name) as typeof entry))
    assert.equal(same, entry.name !== 'word/document.xml', entry.name)
  }
}

const ledger = () =>
  blankDocument('结对帮扶台账（单位：元）', [
    [
      [
        '序号',
        '帮扶单位',
        '帮扶责任人',
        '职务',
        '联系电话',
        '帮扶对象姓名',
        '身份证号',
        '家庭人口',
        '累计帮扶金额',
        '结对时间',
        '帮扶对象签字',
      ],
      Array<WordCell>(11).fill(''),
      Array<WordCell>(11).fill(''),
      [{ text: '合计', span: 7 }, '', '', { text: '', span: 2 }],
    ],
  ])

test('a ledger in a Word document: rows are copied with their looks, the helper’s phone is not the family’s', async () => {
  const blank = await ledger()
  const families = madeFamilies(5)
  const filled = await fill(blank, families)
  assert.equal(filled.extension, 'docx')
  onlyTheDocumentChanged(blank, filled.file)
  const xml = await documentOf(filled.file)
  const texts = textsOf(xml)
  assert.equal(texts.length, 7)
  const [first] = families
  assert.deepEqual(texts[1], [
    '1',
    '县教育局',
    '干部甲',
    '科员',
    '13945500099',
    first?.members[0]?.name,
    first?.members[0]?.id_number,
    '3',
    '1234.56',
    '2026-03-01',
    '',
  ])
  assert.equal(texts[5]?.[0], '5')
  assert.deepEqual(texts[6], ['合计', '13', '6172.8', ''])
  const marks = [...xml.matchAll(/w14:paraId="([^"]+)"/g)].map(([, mark]) => mark)
  assert.equal(new Set(marks).size, marks.length)
  assert.match(
    xml,
    /<w:r><w:rPr><w:rFonts w:eastAsia="仿宋"\/><w:sz w:val="21"\/><\/w:rPr><w:t xml:space="preserve">县教育局<\/w:t><\/w:r>/,
  )
  assert.ok(xml.endsWith('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:body></w:document>'))
  assert.deepEqual(filled.gaps, [])
})

test('a card of a home visit in a Word document: merged labels, boxes, the members, and what nobody knows is said', async () => {
  const blank = await blankDocument('入户核查表', [
    [
      ['户主姓名', '', '性别', '□男　□女', '联系电话', ''],
      ['身份证号', { span: 3 }, '困难类别', ''],
      ['家庭住址', { span: 5 }],
      ['最近走访时间', '', '帮扶责任人', '', '存在困难', ''],
      ['房屋装修情况', '', '是否低保', '□是 □否', '饲养牲畜', ''],
      [{ text: '家庭成员', merge: 'restart' }, '姓名', '与户主关系', '性别', '身份证号码', '就业状况'],
      [{ merge: 'continue' }, '', '', '', '', ''],
      ['核查结论', { span: 5 }],
    ],
  ])
  assert.equal((await readFormInChild(blank, {})).shape, 'card')
  const families = madeFamilies(1)
  const filled = await fill(blank, families)
  const texts = textsOf(await documentOf(filled.file))
  const [head, wife, son] = families[0]?.members ?? []
  assert.deepEqual(texts[0], ['户主姓名', head?.name, '性别', '☑男　□女', '联系电话', '13945500016'])
  assert.deepEqual(texts[1], ['身份证号', head?.id_number, '困难类别', '深度困难'])
  assert.deepEqual(texts[3], ['最近走访时间', '2026-11-05', '帮扶责任人', '干部甲', '存在困难', '长期服药，开支大'])
  assert.equal(texts[4]?.[3], '☑是 □否')
  assert.deepEqual(texts[6], ['', wife?.name, '配偶', '女', wife?.id_number, '在业'])
  assert.deepEqual(texts[7], ['', son?.name, '子', '男', son?.id_number, '在业'])
  assert.equal(texts[8]?.[0], '核查结论')
})

test('a text of a document stays text: no field, no tag, line breaks kept', async () => {
  const [family] = madeFamilies(1)
  const nasty = {
    ...(family as FamilyFacts),
    family: { ...family?.family, helper_unit: '=SUM(ABOVE)</w:t><w:fldSimple w:instr="x"/>\n第二行' },
  }
  const { file } = await fill(await ledger(), [nasty])
  const xml = await documentOf(file)
  assert.doesNotMatch(xml, /<w:fldSimple/)
  assert.match(xml, /=SUM\(ABOVE\)&lt;\/w:t&gt;/)
  assert.match(xml, /<w:br\/><w:t xml:space="preserve">第二行/)
})

test('lines outside the tables are filled behind their labels, each piece with its own looks', async () => {
  const blanks = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">        </w:t></w:r>'
  const above = `<w:p/><w:p w:rsidR="00B2"/><w:p><w:r><w:t>档案编号：</w:t></w:r>${blanks}<w:r><w:t>填表单位：</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>填表日期：　年　月　日</w:t></w:r></w:p>`
  const rows: WordCell[][] = [
    ['户主姓名', '', '身份证号', ''],
    ['家庭人口', '', '家庭年收入', ''],
  ]
  const blank = await blankDocument('登记卡', [rows], above)
  const [family] = madeFamilies(1) as [FamilyFacts]
  const { file } = await fill(blank, [{ ...family, family: { ...family.family, file_number: '26-000<1>' } }])
  onlyTheDocumentChanged(blank, file)
  const xml = await documentOf(file)
  assert.match(xml, /<w:u w:val="single"\/><\/w:rPr><w:t xml:space="preserve">26-000&lt;1&gt;\s+<\/w:t><\/w:r>/)
  assert.match(xml, />填表单位：示范市总工会<\/w:t><\/w:r><w:r><w:tab\/><\/w:r>/)
  assert.match(xml, />填表日期：2026年11月22日<\/w:t>/)
  assert.match(xml, /审核人：　　　　填表人：李某<\/w:t>/)
  const plain = (one: string) => one.replace(/<w:t(?: [^>]*)?>[^<]*<\/w:t>/g, '').split('<w:tbl>')[0]
  assert.equal(plain(xml), plain(await documentOf(blank)))
})

test('a card and its members in tables of their own are one file for each family; money in the unit printed in its place', async () => {
  const rows: WordCell[][] = [
    ['户主姓名', '', '身份证号', ''],
    ['年收入（万元）', '', '累计帮扶金额', '　　元'],
    ['致困原因', '□因学 □其他', '是否低保（是/否）', ''],
  ]
  const members: WordCell[][] = [['成员姓名', '与户主关系', '身份证号'], Array<WordCell>(3).fill('')]
  const [first, second] = madeFamilies(2) as [FamilyFacts, FamilyFacts]
  const filled = await fillFormInChild(
    await blankDocument('登记卡', [rows, members]),
    {},
    { families: [first, second], form: madeForm, names: ['一', '二'] },
  )
  assert.equal(filled.extension, 'zip')
  const one = await fill(await blankDocument('登记卡', [rows, members]), [first])
  const xml = await documentOf(one.file)
  assert.deepEqual(textsOf(xml)[1], ['年收入（万元）', '1.2345', '累计帮扶金额', '1234.56元'])
  assert.deepEqual(textsOf(xml)[2], ['致困原因', '□因学 ☑其他', '是否低保（是/否）', '是'])
  assert.deepEqual(
    textsOf(xml, 1).map(([name]) => name),
    ['成员姓名', '对象甲一妻', '对象甲一子'],
  )
})

test('the prompt of a content control is a blank place', async () => {
  const prompt = { text: '单击此处输入文字。' }
  const blank = await blankDocument('登记表', [
    [
      ['姓名', prompt, '身份证号', prompt],
      ['家庭住址', prompt, '联系电话', ''],
    ],
  ])
  const [family] = madeFamilies(1) as [FamilyFacts]
  const texts = textsOf(await documentOf((await fill(blank, [family])).file))
  assert.deepEqual(texts[0]?.slice(0, 2), ['姓名', '对象甲一'])
  assert.equal(texts[1]?.[1], '北林区紫来街道 1 号')
})

test('totals without a formula are summed below what was filled, also a page’s own; those of a column nobody knows are told', async () => {
  const heads = ['序号', '姓名', '年龄', '家庭人口', '补助标准系数（元）', '累计帮扶金额（万元）']
  const blank = Array<WordCell>(6).fill('')
  const page = [heads, blank, blank, ['小计', '', '', '', '', ''], ['合计', '', '', '人', '', '']]
  const { file, gaps } = await fill(await blankDocument('名册', [page]), madeFamilies(3))
  const texts = textsOf(await documentOf(file))
  assert.deepEqual(texts[4], ['小计', '', '', '8', '', '0.370368'])
  assert.deepEqual(texts[5], ['合计', '', '', '8人', '', '0.370368'])
  assert.deepEqual(
    gaps.map(({ header, reason }) => [header, reason]),
    [
      ['补助标准系数(元)', 'unmapped'],
      ['合计-补助标准系数(元)', 'total'],
      ['合计-补助标准系数(元)', 'total'],
    ],
  )
})
