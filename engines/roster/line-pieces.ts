import { findCategory, findCause, findEthnicity, findSex } from './codes.ts'
import { looksLikeName, resemblance } from './content.ts'
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
/** The same of a helper. */
export const helperFields = [
  '序号',
  '帮扶责任人',
  '单位',
  '职务',
  '联系电话',
  '县区',
  '特长',
  '可帮扶户数',
  '备注',
] as const
export type LineField = (typeof lineFields)[number] | (typeof helperFields)[number]
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

const labelsOfHelpers: readonly (readonly [LineField, Field])[] = [
  ['帮扶责任人', 'name'],
  ['单位', 'unit'],
  ['职务', 'post'],
  ['联系电话', 'phone'],
  ['县区', 'county'],
  ['特长', 'skill'],
  ['可帮扶户数', 'capacity'],
]

/** Which column a label of a line stands for; undefined when it is none of them. */
export function fieldOfLabel(label: string, helpers = false, least = 0.7): LineField | undefined {
  const key = headingKey(label)
  if (key === '序号' || key === '编号') return '序号'
  const [known, kind] = helpers ? ([labelsOfHelpers, 'helper'] as const) : ([labels, 'hardship_worker'] as const)
  return known.find(([, field]) => headingScore(kind, field, key) >= least)?.[0]
}

const organisation = /(?:厂|公司|集团|局|院|校|学|中心|社|站|所|队|部|店|银行|工会|车间|矿|场)$/
const place = /[省市县区镇乡村街路巷道弄号室栋幢组屯寨湾沟里庄](?:\d|$|[\u4e00-\u9fff])/

/** Where somebody works, beyond doubt: 市教育局 is no reason to be poor, 子女上中学 is one. */
const workplace = /(?:厂|公司|集团|局|中心|银行|工会|车间|矿|医院|法院|学校|小学|中学)$/
const schooling = /子女|孩子|[上读供]\S{0,2}学$/
const office = /(?:[委府]|妇联|残联|工商联|协会|学会|办|办公室|街道|机关|支队|大队)$/

/** What each piece of a line says. The first of a kind counts; what nothing recognises is kept as a remark. */
export function classify(pieces: readonly string[], helpers = false): Said {
  const said: Said = {}
  const rest: string[] = []
  const put = (piece: string, field: LineField | undefined) => {
    if (field === undefined || said[field] !== undefined) rest.push(piece)
    else said[field] = piece
  }
  const ofPiece = (piece: string) => (helpers ? kindOfHelper(piece, said) : kindOf(piece, said))
  for (const given of namesJoined(pieces)) {
    const piece = given.replace(/^[(（]([^()（）]+)[)）]$/, '$1')
    // 电话 that stood right before its number.
    if (/^[\u4e00-\u9fff]{2,6}$/.test(piece) && fieldOfLabel(piece, helpers, helpers ? 0.9 : 0.7) !== undefined)
      continue
    const [, label = '', value = ''] = /^([\u4e00-\u9fff]{2,8})[:：](.+)$/.exec(piece) ?? []
    const field = label === '' ? undefined : fieldOfLabel(label, helpers)
    if (label === '') put(piece, ofPiece(piece))
    else if (field === undefined && ['姓名', '帮扶责任人'].includes(ofPiece(label) ?? '')) {
      // 王建国：139…
      put(label, ofPiece(label))
      put(value, ofPiece(value))
    } else put(field === undefined ? piece : value, field)
  }
  if (rest.length > 0) said.备注 = rest.join(' ')
  return said
}

function kindOfHelper(piece: string, said: Said): LineField | undefined {
  if (/^(?:\d{7,12}|\d{3,4}-\d{7,8})$/.test(piece)) return '联系电话'
  if (/^(?:[1-9]\d?户?|[一二三四五六七八九十]户)$/.test(piece)) return '可帮扶户数'
  const named = said.帮扶责任人 !== undefined
  if (!named && looksLikeName(piece) && resemblance('post', [piece]) === 0) return '帮扶责任人'
  if (/^[\u4e00-\u9fff]{1,12}[县市区旗]$/.test(piece)) return '县区'
  if (piece.length >= 3 && (organisation.test(piece) || office.test(piece))) return '单位'
  if (resemblance('post', [piece]) === 1) return '职务'
  return !named && isName(piece) ? '帮扶责任人' : undefined
}

function kindOf(piece: string, said: Said): LineField | undefined {
  if (/^[\dXx]{13,20}$/.test(piece)) return '身份证号'
  if (/^(?:\d{7,12}|\d{3,4}-\d{7,8})$/.test(piece)) return '联系电话'
  if (findSex(piece) !== undefined && /^\D/.test(piece)) return '性别'
  if (/族$/.test(piece) && findEthnicity(piece) !== undefined) return '民族'
  if (!said.姓名 && isName(piece)) return '姓名'
  if (/困|深度|相对|意外致/.test(piece) && findCategory(piece) !== undefined) return '困难类别'
  if (workplace.test(piece) && piece.length >= 3 && !schooling.test(piece)) return '工作单位'
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
