import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { fillFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankDocument, type WordCell } from './blank-forms.ts'
import { madeFamilies, madeForm } from './made-facts.ts'

const prompt = '<w:r><w:rPr><w:rStyle w:val="a3"/><w:color w:val="808080"/></w:rPr><w:t>请输入</w:t></w:r>'
const inLine = (properties: string, content = prompt) =>
  `<w:sdt><w:sdtPr><w:id w:val="77"/>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
const paragraph = (content: string): WordCell => ({ xml: `<w:p>${content}</w:p>` })
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const box = (mark: string) =>
  inLine(
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>',
    `<w:r><w:t>${mark}</w:t></w:r>`,
  )
const list = (items: readonly string[]) =>
  `<w:showingPlcHdr/><w:dropDownList w:lastValue=""><w:listItem w:value="选择一项。"/>${items.map((item, at) => `<w:listItem w:displayText="${item}" w:value="v${at}"/>`).join('')}</w:dropDownList>`

async function filledXml(rows: readonly (readonly WordCell[])[], more: Partial<FamilyFacts['family']> = {}) {
  const [family] = madeFamilies(1) as [FamilyFacts]
  const known = { ...family, family: { ...family.family, ...more } }
  const blank = await blankDocument('档案表', [rows])
  const { file, gaps } = await fillFormInChild(blank, {}, { families: [known], form: madeForm, names: [] })
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  return { xml, gaps: gaps.map(({ header, reason }) => [header, reason]) }
}

test('controls of every kind are filled inside and stay controls', async () => {
  const { xml, gaps } = await filledXml([
    [
      '户主姓名',
      paragraph(inLine('<w:showingPlcHdr/><w:text/>')),
      '性别',
      paragraph(box('☐') + run('男 ') + box('☐') + run('女')),
    ],
    [
      '身份证号',
      {
        xml: `<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:p><w:pPr><w:jc w:val="left"/></w:pPr>${prompt}</w:p></w:sdtContent></w:sdt>`,
      },
      '困难类别',
      paragraph(inLine(list(['一般困难', '深度困难']))),
    ],
    [
      '结对时间',
      paragraph(
        inLine('<w:showingPlcHdr/><w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/></w:date>'),
      ),
      '家庭住址',
      { xml: `<w:p>${prompt}</w:p>`, control: '<w:showingPlcHdr/><w:dataBinding w:xpath="/a"/><w:text/>' },
    ],
    ['家庭年收入', paragraph(inLine('<w:showingPlcHdr/><w:text/>') + run('元')), '是否低保', paragraph(box('☐'))],
  ])
  const control = (content: string) => new RegExp(`<w:sdtContent>${content}</w:sdtContent>`)
  assert.match(xml, control('<w:r><w:t xml:space="preserve">对象甲一</w:t></w:r>'))
  assert.match(
    xml,
    /<w14:checked w14:val="1"\/>(?:(?!<\/w:sdt>).)*<w:sdtContent><w:r><w:t>☑<\/w:t><\/w:r><\/w:sdtContent><\/w:sdt><w:r><w:t xml:space="preserve">男 /,
  )
  assert.match(
    xml,
    /<w14:checked w14:val="0"\/>(?:(?!<\/w:sdt>).)*<w:sdtContent><w:r><w:t>☐<\/w:t><\/w:r><\/w:sdtContent><\/w:sdt><w:r><w:t xml:space="preserve">女/,
  )
  assert.match(
    xml,
    control('<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t xml:space="preserve">23120219[^<]*</w:t></w:r></w:p>'),
  )
  assert.match(xml, /<w:dropDownList w:lastValue="v1">/)
  assert.match(xml, control('<w:r><w:t xml:space="preserve">深度困难</w:t></w:r>'))
  assert.match(xml, /<w:date w:fullDate="2026-03-01T00:00:00Z">/)
  assert.match(xml, control('<w:r><w:t xml:space="preserve">2026年3月1日</w:t></w:r>'))
  assert.match(xml, control('<w:tc>.*北林区紫来街道 1 号</w:t></w:r></w:p></w:tc>'))
  assert.match(xml, /12345<\/w:t><\/w:r><\/w:sdtContent><\/w:sdt><w:r><w:t xml:space="preserve">元/)
  assert.equal(xml.match(/<w14:checked w14:val="1"\/>/g)?.length, 2)
  assert.equal(xml.match(/<w:sdt>/g)?.length, 9)
  assert.doesNotMatch(xml, /showingPlcHdr|dataBinding|请输入/)
  assert.deepEqual(gaps, [])
})

test('a list of a control that does not offer the value stays as it was and is told; a control nobody knows keeps its prompt', async () => {
  const { xml, gaps } = await filledXml([
    ['户主姓名', '', '困难类别', paragraph(inLine(list(['低保户', '特困户'])))],
    ['身份证号', '', '开户银行', paragraph(inLine('<w:showingPlcHdr/><w:text/>'))],
  ])
  assert.deepEqual(gaps, [
    ['困难类别', 'no_choice'],
    ['开户银行', 'unmapped'],
  ])
  assert.equal(xml.match(/showingPlcHdr/g)?.length, 2)
  assert.equal(xml.match(/请输入/g)?.length, 2)
})

test('boxes drawn as symbols are ticked, and what stands in several paragraphs is not written twice', async () => {
  const symbol = '<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>'
  const { xml } = await filledXml([
    ['户主姓名', '', '性别', paragraph(symbol + run('男') + symbol + run('女'))],
    ['身份证号', '', '致困原因', { xml: `<w:p>${run('□因病')}</w:p><w:p>${run('□因残')}</w:p>` }],
  ])
  assert.match(
    xml,
    /w:char="0052"\/><\/w:r><w:r><w:t xml:space="preserve">男<\/w:t><\/w:r><w:r><w:sym w:font="Wingdings 2" w:char="00A3"/,
  )
  assert.match(xml, /☑因病/)
  assert.equal(xml.match(/因残/g)?.length, 1)
})

test('a blank line made nearly as small as nothing is filled in a size that can be read', async () => {
  const looks = (size: number) => `<w:rPr><w:b/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`
  const blank = (size: number): WordCell => ({ xml: `<w:p><w:pPr>${looks(size)}</w:pPr></w:p>` })
  const { xml } = await filledXml([
    ['户主姓名', blank(4), '身份证号', blank(21)],
    ['家庭住址', '', '困难类别', ''],
  ])
  assert.match(xml, /<w:r><w:rPr><w:b\/><\/w:rPr><w:t xml:space="preserve">对象甲一</)
  assert.match(xml, /<w:sz w:val="21"\/><w:szCs w:val="21"\/><\/w:rPr><w:t xml:space="preserve">23120219/)
})
