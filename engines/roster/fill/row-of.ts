import type { RowOf } from './form-reading.ts'
import { formScore } from './form-words.ts'

const studentName = /^(?:受助|贫困|困难|资助|受资助|在校|在读|被资助)?(?:大|中|小)?学生(?:本人)?(?:姓名|名称)?$/
const disabledName = /^(?:贫困|困难)?残疾(?:人|职工|儿童)(?:本人)?(?:姓名|名称)?$/
const ofSchool = /学校|院校|年级|班级|学段|就学|就读|在读/
const ofParents = /家长|监护人/
const ofDisability = /^残疾(?:证|人证|等级|级别|类别|类型)/

/**
 * What the rows of a table are, by the keys of its headings and what stands above: 学生姓名, or 姓名 beside 家长姓名 and
 * 就读学校, asks for the students of the families and never for their heads; so does 残疾人姓名 for those with a disability.
 */
export function rowOf(keys: readonly string[], above: string): RowOf {
  const some = (pattern: RegExp) => keys.some((key) => pattern.test(key))
  const isPlain = keys.some((key) => formScore('name', key, false) >= 0.9 && !/户主|职工|申请人/.test(key))
  if (some(studentName) || (isPlain && some(ofSchool) && (some(ofParents) || /学生|学子/.test(above)))) return 'student'
  if (some(disabledName) || (isPlain && some(ofDisability) && /残疾(?:人|儿童)/.test(above))) return 'disabled'
  const isOfMembers = keys.some((key) => formScore('relation', key, true) >= 0.7 || /^(?:家庭)?成员姓名$/.test(key))
  return isOfMembers ? 'member' : 'family'
}
