import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { blankDocument } from './blank-forms.ts'
import { filledAsAsked, madeFamilies } from './made-facts.ts'
import { textsOf } from './word-texts.ts'

const line = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

test('a letter that says in its lines who asks and lists the members below is about one family, and is signed by hand', async () => {
  const [family] = madeFamilies(1)
  if (!family) return assert.fail()
  const members = [
    ['序号', '姓名', '关系', '职业状况'],
    ['1', '', '', ''],
    ['2', '', '', ''],
  ]
  const above =
    line('姓名：________　性别：____　身份证号码：______________________') +
    line('本人家庭共有____口人，主要困难原因是__________。') +
    line('申请人（签字）：________')
  const blank = await blankDocument('最低生活保障申请书', [members], above)
  const { file, gaps, extension } = await filledAsAsked(blank, [family])
  const [head, ...others] = family.members
  assert.equal(extension, 'docx')
  assert.deepEqual(
    (await textsOf(file)).slice(1),
    others.map(({ name, relation, employment }, at) => [String(at + 1), name, relation, employment]),
  )
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  assert.match(xml, new RegExp(`姓名：${head?.name}_*　性别：男_*　身份证号码：${head?.id_number}_*<`))
  assert.match(xml, /共有3_*口人，主要困难原因是因病_*。/)
  assert.match(xml, /申请人（签字）：________</)
  assert.deepEqual(gaps, [])
})

test('a sentence is filled by what stands on both sides of its blanks, and so are lines outside the frame of a card', async () => {
  const [family] = madeFamilies(1)
  if (!family) return assert.fail()
  const known = { ...family, family: { ...family.family, work_unit: '第一机械厂', visitor: '干部乙' } }
  const words = line('我叫________，系________职工，家住________。因________致困，联系电话：________。')
  const { file } = await filledAsAsked(await blankDocument('申请书', [], words), [known])
  const letter = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  const head = family.members[0]
  const plain = letter.replaceAll('_', '')
  assert.match(
    plain,
    new RegExp(
      `我叫${head?.name}，系第一机械厂职工，家住${family.family.address}。因因病致困，联系电话：${head?.phone}。`,
    ),
  )
  const card = [
    ['被访职工', '', '家庭住址', ''],
    ['联系电话', '', '家庭人口', ''],
  ]
  const above = line('家访时间：__________　家访人：________　诚信承诺：________')
  const form = await filledAsAsked(await blankDocument('家访记录', [card], above), [known])
  const visit = (await readPart(openZip(form.file, defaultLimits), 'word/document.xml')) ?? ''
  assert.match(visit.replaceAll('_', ''), /家访时间：2026-11-05　家访人：干部乙　诚信承诺：</)
  assert.equal((await textsOf(form.file))[0]?.[1], head?.name)
})

test('members alone, with nobody named in the lines, stay a list for many families', async () => {
  const members = [
    ['户主姓名', '姓名', '与户主关系', '性别'],
    ['', '', '', ''],
  ]
  const blank = await blankDocument('家庭成员花名册', [members], line('申请人（签字）：________'))
  const { file } = await filledAsAsked(blank, madeFamilies(2))
  assert.equal((await textsOf(file)).length, 6)
})
