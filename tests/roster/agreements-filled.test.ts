import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankDocument } from './blank-forms.ts'
import { filledAsAsked, madeFamilies, madeForm } from './made-facts.ts'

const run = (text: string, looks = '') => `<w:r>${looks}<w:t xml:space="preserve">${text}</w:t></w:r>`
const line = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`
const under = '<w:rPr><w:u w:val="single"/></w:rPr>'
const blanks = (count: number) => run(' '.repeat(count), under)
const tab = `<w:r>${under}<w:tab/></w:r>`

async function filledLines(lines: readonly string[], more: Partial<FamilyFacts['family']> = {}) {
  const [family] = madeFamilies(1) as [FamilyFacts]
  const blank = await blankDocument('协议书', [], lines.join(''))
  const known = { ...family, family: { ...family.family, ...more } }
  const { file, gaps } = await filledAsAsked(blank, [known])
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  const texts = [...xml.matchAll(/<w:p>(.*?)<\/w:p>/g)].map(([, paragraph = '']) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>|<w:tab\/>/g)]
      .map(([tag, text]) => (text === undefined ? '\t' : text) ?? tag)
      .join(''),
  )
  return { xml, texts: texts.slice(1), gaps: gaps.map(({ header, reason }) => [header, reason]) }
}

test('an agreement of plain lines: each party gets its own, drawn lines keep their length, underlined blanks and tabs their line', async () => {
  const [family] = madeFamilies(1) as [FamilyFacts]
  const number = family.members[0]?.id_number as string
  const { texts, xml, gaps } = await filledLines([
    line(run('甲方（帮扶责任人）：________________  联系电话：______________')),
    line(run('所在单位：'), blanks(16), run('职务：'), tab),
    line(run('乙方（帮扶对象）：'), blanks(12), run('身份证号：'), blanks(24)),
    line(run('家庭住址：'), tab, run('联系电话：'), tab),
    line(run('乙方家庭共有____人，家庭年收入________万元，困难类别：□深度困难 □相对困难')),
    line(run('经双方协商，签订如下协议：')),
    line(run('开户银行：________________，自筹____元')),
    line(run('甲方（签字）：            乙方（签字）：            ')),
    line(run('年    月    日')),
  ])
  assert.deepEqual(texts.slice(0, 8), [
    '甲方（帮扶责任人）：干部甲__________  联系电话：13945500099___',
    '所在单位：县教育局    职务：科员\t',
    `乙方（帮扶对象）：对象甲一    身份证号：${number}${' '.repeat(24)}`.trimEnd(),
    '家庭住址：北林区紫来街道 1 号\t联系电话：13945500016\t',
    '乙方家庭共有3___人，家庭年收入1.2345__万元，困难类别：☑深度困难 □相对困难',
    '经双方协商，签订如下协议：',
    '开户银行：________________，自筹____元',
    '甲方（签字）：            乙方（签字）：            ',
  ])
  assert.ok(xml.includes(`<w:r>${under}<w:t xml:space="preserve">对象甲一    </w:t></w:r>`))
  assert.ok(xml.includes(`<w:r>${under}<w:t xml:space="preserve">科员</w:t><w:tab/></w:r>`))
  assert.deepEqual(gaps, [
    ['开户银行', 'unmapped'],
    ['自筹', 'unmapped'],
  ])
})

test('a bare 甲方 is the family only where it alone has an identity number; of two nobody is guessed, and they are told', async () => {
  const one = await filledLines([
    line(run('甲方：____________  身份证号：____________________')),
    line(run('乙方：____________  地址电话见附件')),
  ])
  assert.match(one.texts[0] ?? '', /^甲方：对象甲一____ {2}身份证号：\d{17}[\dX]__$/)
  assert.equal(one.texts[1], '乙方：____________  地址电话见附件')
  const two = await filledLines([
    line(run('户主姓名：________ 家庭住址：________')),
    line(run('甲方：____________  身份证号：____________________')),
    line(run('乙方：____________  身份证号：____________________')),
  ])
  assert.match(two.texts[1] ?? '', /^甲方：_+ {2}身份证号：_+$/)
  assert.match(two.texts[2] ?? '', /^乙方：_+ {2}身份证号：_+$/)
  assert.deepEqual(
    two.gaps.map(([header]) => header),
    ['甲方', '甲方-身份证号', '乙方', '乙方-身份证号'],
  )
})

test('blanks within a sentence are filled after the words that name them; whoever vouches is nobody of the family', async () => {
  const { texts } = await filledLines([
    line(
      run(
        '兹有我社区居民姓名________，性别____，身份证号____________________，现住址________________，家庭月人均收入______元。',
      ),
    ),
    line(run('特此证明。')),
    line(run('证明人：____________ 联系电话：____________')),
  ])
  assert.match(
    texts[0] ?? '',
    /^兹有我社区居民姓名对象甲一__，性别男__，身份证号\d{17}[\dX]__，现住址北林区紫来街道 1 号_*，家庭月人均收入342\.92__元。$/,
  )
  assert.equal(texts[2], '证明人：____________ 联系电话：____________')
})

test('a sentence names people without a label, and says 约 or 为 before its blank', async () => {
  const { texts, gaps } = await filledLines([
    line(
      run('兹有我街道居民____________，家庭年收入约________元，致困原因为__________，配偶____________，于____年迁入。'),
    ),
    line(run('建档日期：　　年　　月')),
  ])
  assert.match(
    texts[0] ?? '',
    /^兹有我街道居民对象甲一_+，家庭年收入约12345_+元，致困原因为因病_+，配偶对象甲一妻_+，于____年迁入。$/,
  )
  assert.deepEqual(gaps, [
    ['于', 'unmapped'],
    ['建档日期', 'missing'],
  ])
})

test('a letter that asks for nothing of a family is no form', async () => {
  await assert.rejects(readFormInChild(await blankDocument('通知', [], line(run('联系人：______ 时间：______'))), {}))
})

test('lines above a card name who helps; whoever answers for the form is none of them', async () => {
  const [family] = madeFamilies(1) as [FamilyFacts]
  const above =
    line(run('帮扶单位：________________　编号：__________')) + line(run('联系人：________　联系电话：________'))
  const blank = await blankDocument(
    '手册',
    [
      [
        ['户主姓名', '', '身份证号', ''],
        ['家庭住址', '', '困难类别', ''],
      ],
    ],
    above,
  )
  const { file } = await fillFormInChild(blank, {}, { families: [family], form: madeForm, names: [] })
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  assert.match(xml, />帮扶单位：县教育局_{8}　编号：/)
  assert.match(xml, />联系人：________　联系电话：________</)
})
