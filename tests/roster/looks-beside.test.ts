import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { blankDocument } from './blank-forms.ts'
import { filledAsAsked, madeFamilies } from './made-facts.ts'

const [family] = madeFamilies(1) as [FamilyFacts]
const font = '<w:rFonts w:eastAsia="黑体"/>'
const label = (text: string) => ({
  xml: `<w:p><w:r><w:rPr>${font}<w:b/><w:bCs/><w:color w:val="FF0000"/><w:sz w:val="24"/></w:rPr><w:t>${text}</w:t></w:r></w:p>`,
})

test('a blank cell without looks of its own is written as the label beside it, without what sets that apart', async () => {
  const rows = [
    [label('姓名'), { xml: '<w:p/>' }, label('性别'), { xml: '<w:p><w:pPr><w:pStyle w:val="a3"/></w:pPr></w:p>' }],
    [label('身份证号'), '', label('家庭人口'), { xml: '<w:p/>' }],
  ]
  const { file } = await filledAsAsked(await blankDocument('卡', [rows]), [family])
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  const looksOf = (text: string) =>
    new RegExp(`<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t[^>]*>${text}</w:t>`).exec(xml)?.[1]
  assert.equal(looksOf(String(family.members[0]?.name)), `<w:rPr>${font}<w:sz w:val="24"/></w:rPr>`)
  assert.equal(looksOf('3'), `<w:rPr>${font}<w:sz w:val="24"/></w:rPr>`)
  // A paragraph with a style, or with looks of its own, keeps to them.
  assert.equal(looksOf('男'), '')
  assert.equal(
    looksOf(String(family.members[0]?.id_number)),
    '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="21"/></w:rPr>',
  )
})
