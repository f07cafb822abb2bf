import { findCategory, findCause, findEthnicity, findSex } from './codes.ts'
import { looksLikeName } from './content.ts'
import type { Field } from './fields.ts'
import { headingKey, headingScore } from './header-words.ts'

/** The columns that a line of text about somebody is taken apart into, by the words of their headings. */
export const lineFields = [
  '序号',
  '姓名',
  '性别',
  '民族',
  '身份证号',
  '联系电话',
  '困难类别',
  '致困原因',
  '工作单位',
  '家庭住址',
  '备注',
] as const
export type LineField = (typeof lineFields)[number]
export type Said = Partial<Record<LineField, string>>

const labels: readonly (readonly [LineField, Field])[] = [
  ['姓名', 'name'],
  ['性别', 'sex'],
  ['民族', 'ethnicity'],
  ['身份证号', 'id_number'],
  ['联系电话', 'phone'],
  ['困难类别', 'category'],
  ['致困原因', 'cause'],
  ['工作单位', 'unit'],
  ['家庭住址', 'address'],
]

/** Which column a label of a line stands for; undefined when it is none of them. */
export function fieldOfLabel(label: string): LineField | undefined {
  const key = headingKey(label)
  if (key === '序号' || key === '编号') return '序号'
  return labels.find(([, field]) => headingScore('hardship_worker', field, key) >= 0.7)?.[0]
}

const organisation = /(?:厂|公司|集团|局|院|校|学|中心|社|站|所|队|部|店|银行|工会|车间|矿|场)$/
const place = /[省市县区镇乡村街路巷道弄号室栋幢组屯寨湾沟里庄](?:\d|$|[\u4e00-\u9fff])/

/** What each piece of a line says. The first of a kind counts; what nothing recognises is kept as a remark. */
export function classify(pieces: readonly string[]): Said {
  const said: Said = {}
  const rest: string[] = []
  for (const piece of namesJoined(pieces)) {
    // 电话 that stood right before its number.
    if (/^[\u4e00-\u9fff]{2,6}$/.test(piece) && fieldOfLabel(piece) !== undefined) continue
    const [, label = '', value = ''] = /^([\u4e00-\u9fff]{2,8})[:：](.+)$/.exec(piece) ?? []
    const field = label === '' ? kindOf(piece, said) : fieldOfLabel(label)
    if (field === undefined || said[field] !== undefined) rest.push(piece)
    else said[field] = label === '' ? piece : value
  }
  if (rest.length > 0) said.备注 = rest.join(' ')
  return said
}

function kindOf(piece: string, said: Said): LineField | undefined {
  if (/^[\dXx]{13,20}$/.test(piece)) return '身份证号'
  if (/^(?:\d{7,12}|\d{3,4}-\d{7,8})$/.test(piece)) return '联系电话'
  if (findSex(piece) !== undefined && /^\D/.test(piece)) return '性别'
  if (/族$/.test(piece) && findEthnicity(piece) !== undefined) return '民族'
  if (!said.姓名 && isName(piece)) return '姓名'
  if (/困|深度|相对|意外致/.test(piece) && findCategory(piece) !== undefined) return '困难类别'
  if (/^\D/.test(piece) && findCause(piece) !== undefined) return '致困原因'
  if (organisation.test(piece) && piece.length >= 3) return '工作单位'
  return piece.length >= 4 && place.test(piece) ? '家庭住址' : undefined
}

// Of a line about somebody the first short word that is none of the others is the name, known surname or not.
const isName = (piece: string): boolean =>
  looksLikeName(piece) ||
  (/^[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{2,8})?$/.test(piece) &&
    !organisation.test(piece) &&
    findCategory(piece) === undefined &&
    findCause(piece) === undefined)

/** `张 三` was one word before it was cut at its space. */
function namesJoined(pieces: readonly string[]): string[] {
  const joined: string[] = []
  for (const [index, piece] of pieces.entries()) {
    const before = joined.at(-1)
    const both = /^[\u3400-\u9fff]$/
    if (before !== undefined && both.test(pieces[index - 1] ?? '') && both.test(piece) && before.length < 3)
      joined[joined.length - 1] = before + piece
    else joined.push(piece)
  }
  return joined
}
