import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { blankDocument, type WordCell } from './blank-forms.ts'
import { filledAsAsked, madeFamilies } from './made-facts.ts'

const line = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const content = (inner: string) => `<w:txbxContent>${inner}</w:txbxContent>`
const picture = (inner: string) => `<w:pict><v:shape><v:textbox>${content(inner)}</v:textbox></v:shape></w:pict>`
/** A text box as Word draws it: the shape, and the picture of the old kind for older programs. */
const box = (shape: string, old = shape) =>
  `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>${content(shape)}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback>${picture(old)}</mc:Fallback></mc:AlternateContent></w:r></w:p>`

async function filledXml(rows: readonly (readonly WordCell[])[], above: string) {
  const [family] = madeFamilies(1) as [FamilyFacts]
  const known = { ...family, family: { ...family.family, file_number: '22-000001', registered_on: '2026-01-05' } }
  const tables = rows.length === 0 ? [] : [rows]
  const { file, gaps } = await filledAsAsked(await blankDocument('困难职工档案表', tables, above), [known])
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  return { xml, gaps: gaps.map(({ header, reason }) => [header, reason]) }
}

const card: readonly (readonly string[])[] = [
  ['姓名', '', '性别', ''],
  ['家庭住址', '', '困难类别', ''],
]

const timesOf = (xml: string, text: string) => xml.split(text).length - 1

test('a text box is filled in both of its copies; one that is drawn otherwise for older programs stays as it is', async () => {
  const { xml, gaps } = await filledXml(
    card,
    box(`${line('编号：________')}${line('填报单位：__________')}`) +
      box(line('建档日期：________'), line('建档日期见封底')) +
      `<w:p><w:r>${picture(line('填表人：________'))}</w:r></w:p>`,
  )
  assert.equal(timesOf(xml, '编号：22-000001__<'), 2)
  assert.equal(timesOf(xml, '填报单位：示范市总工会__<'), 2)
  assert.equal(timesOf(xml, '建档日期：________<'), 1)
  assert.equal(timesOf(xml, '填表人：李某____<'), 1)
  assert.equal(timesOf(xml, '>对象甲一<'), 1)
  assert.deepEqual(gaps, [])
})

test('a table in a text box is filled in both of its copies; one whose copy is drawn otherwise stays as it is', async () => {
  const cell = (text: string) => `<w:tc><w:p>${text && `<w:r><w:t>${text}</w:t></w:r>`}</w:p></w:tc>`
  const table = (...texts: readonly string[]) => `<w:tbl><w:tr>${texts.map(cell).join('')}</w:tr></w:tbl><w:p/>`
  const { xml, gaps } = await filledXml(
    card,
    box(table('身份证号', '', '政治面貌', '')) + box(table('民族', ''), table('民族', '', '')),
  )
  const [family] = madeFamilies(1)
  assert.equal(timesOf(xml, `>${family?.members[0]?.id_number}<`), 2)
  assert.equal(timesOf(xml, '>对象甲一<'), 1)
  assert.equal(timesOf(xml, '汉族'), 0)
  assert.deepEqual(gaps, [['政治面貌', 'unmapped']])
})

test('the box of a letter has no part in its parties, and the places behind it are filled where they stand', async () => {
  const { xml } = await filledXml(
    [],
    line('甲方（帮扶责任人）：________________') +
      box(`${line('编号：________')}${line('档案编号：________')}`) +
      line('职务：________　乙方（帮扶对象）：________　家庭住址：____'),
  )
  // 编号 alone is the number of the agreement.
  assert.equal(timesOf(xml, '>编号：________<'), 2)
  assert.equal(timesOf(xml, '>档案编号：22-000001__<'), 2)
  assert.match(xml, /甲方（帮扶责任人）：干部甲_+</)
  assert.match(xml, /职务：科员_+　乙方（帮扶对象）：对象甲一__　家庭住址：北林区紫来街道 1 号__</)
})

const field = (data: string, code: string, shown: string | undefined) =>
  `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/>${data.includes('enabled') ? '' : '<w:enabled/>'}<w:calcOnExit w:val="0"/>${data}</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r>` +
  `${shown === undefined ? '' : `<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${shown}</w:t></w:r>`}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
const blank = '\u2002'.repeat(5)
const text = (more = '', shown = blank) => field(`<w:textInput>${more}</w:textInput>`, 'FORMTEXT', shown)
const tickBox = (more = '') =>
  field(`<w:checkBox><w:sizeAuto/><w:default w:val="0"/>${more}</w:checkBox>`, 'FORMCHECKBOX', undefined)
const listOf = (items: readonly string[], more = '') =>
  field(
    `<w:ddList>${more}${items.map((item) => `<w:listEntry w:val="${item}"/>`).join('')}</w:ddList>`,
    'FORMDROPDOWN',
    undefined,
  )
const cell = (...runs: readonly string[]): WordCell => ({ xml: `<w:p>${runs.join('')}</w:p>` })
const words = (some: string) => `<w:r><w:t>${some}</w:t></w:r>`

test('form fields of the old kind are filled as fields: texts, days, ticks and lists', async () => {
  const { xml, gaps } = await filledXml(
    [
      ['姓名', cell(text()), '性别', cell(tickBox(), words('男 '), tickBox(), words('女'))],
      [
        '家庭住址',
        cell(text('<w:maxLength w:val="40"/>')),
        '困难类别',
        cell(listOf(['请选择', '相对困难', '深度困难'])),
      ],
      ['是否低保', cell(listOf(['否', '是'], '<w:result w:val="0"/>')), '文化程度', cell(text())],
      [
        '建档日期',
        cell(text('<w:type w:val="date"/><w:format w:val="yyyy年M月d日"/>')),
        '民族',
        cell(field('<w:enabled w:val="0"/><w:textInput/>', 'FORMTEXT', blank)),
      ],
      ['致困原因', cell(listOf(['因残', '因学'])), '联系电话', cell(text('', '0455-1234567'))],
    ],
    `<w:p>${words('填报单位：')}${text()}${words('　填表人：________')}</w:p>`,
  )
  const shown = (value: string) =>
    `<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${value}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>`
  for (const value of ['对象甲一', '北林区紫来街道 1 号', '2026年1月5日', '示范市总工会'])
    assert.equal(timesOf(xml, shown(value)), 1, value)
  const head = xml.slice(xml.indexOf('FORMCHECKBOX') - 400)
  // The head is a man: the box before 男, and only that one.
  assert.equal(timesOf(xml, '<w:checked/>'), 1)
  assert.ok(head.indexOf('<w:checked/>') < head.indexOf('男'))
  assert.equal(timesOf(xml, '<w:ddList><w:result w:val="2"/><w:listEntry w:val="请选择"/>'), 1)
  // What somebody has chosen, locked or typed is left to them.
  assert.equal(timesOf(xml, '<w:ddList><w:result w:val="0"/><w:listEntry w:val="否"/>'), 1)
  assert.equal(timesOf(xml, '<w:ddList><w:listEntry w:val="因残"/>'), 1)
  assert.equal(timesOf(xml, '汉族'), 0)
  assert.equal(timesOf(xml, '0455-1234567'), 1)
  assert.match(xml, /填表人：李某_+</)
  assert.deepEqual(gaps, [
    ['文化程度', 'unmapped'],
    ['致困原因', 'no_choice'],
  ])
})
