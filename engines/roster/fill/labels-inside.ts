import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import type { FormField } from './form-fields.ts'
import { formScore } from './form-words.ts'
import { isPlaceholder } from './placeholder.ts'

// What a form says of itself in one line: who reports, when, and who filled it in. 单位：元 is none of these.
const ofForm =
  /(?:填[报表]|报送|上报|编报|申报)单位(?:[（(][^()（）]*[)）])?[:：]|(?:填[报表]|报送|上报|制表)(?:日期|时间)[:：]|(?:填[报表]|制表|报送)人[:：]/g
const withColon = /[\u4e00-\u9fff]{2,10}[:：]/g
// What a card says of the family above its frame: 职工编号：____　所属社区：____.
const aboveFrame: readonly FormField[] = ['file_number', 'registered_on', 'county', 'township', 'village', 'area']

// 联系人 alone is whoever answers for the form.
const ofPair: readonly FormField[] = ['helper_name', 'helper_unit', 'paired_on', 'head_name']

const isAboveFrame = (key: string): boolean =>
  key === '编号' ||
  (/帮扶|结对|包[保联扶]|户主/.test(key) && ofPair.some((field) => formScore(field, key, false) >= 0.9)) ||
  aboveFrame.some((field) => formScore(field, key, false) >= 0.75)

/** Labels whose place is behind them in the same line, and blank: 填报单位：　　　填报日期：　年　月　日. */
export function labelsInside(text: string, placeBeside: boolean): string[] {
  const found = [
    ...text.matchAll(ofForm),
    ...[...text.matchAll(withColon)].filter(([label]) => isAboveFrame(headingKey(label))),
  ]
  return found
    .sort((a, b) => a.index - b.index)
    .flatMap(({ 0: label, index }) => {
      const behind = text.slice(index + label.length)
      const alone = text.trim() === label
      // A label that ends its cell has its place in the next one, where that is blank.
      return !(alone && placeBeside) && /^(?:[\s_＿年月日]|$)/.test(behind) ? [label] : []
    })
}

// 年收入（单位：元） and 签名：（手印） say how to answer, and have no answer yet.
const inBrackets = /[（(【[][^（）()【】[\]]*[)）】\]]/g
const dated = /(?:日期|时间|年月)[\s_＿]*(?:20\d\d|二[〇○零])/

// 住址：详细到门牌号 and 其中：残疾人 go on asking.
const asksOn = /填|写|注明|详细|具体|精确|请|如|例|按|选|是否|有无|[?？]/

/** True for a label that is answered in its own cell, as 填报时间：2026年11月: the blank cell beside it is not its place. */
export function isAnswered(text: string): boolean {
  const plain = text.replace(inBrackets, '')
  const [, label = '', behind = ''] = /^([^:：]*)[:：]([\s\S]*)$/.exec(plain) ?? []
  const answer = clean(behind).replace(/[\s_＿]/g, '')
  if (dated.test(plain)) return true
  if (!/[\u4e00-\u9fff\w]/.test(answer) || isPlaceholder(answer) || asksOn.test(answer)) return false
  // 致困原因：1因病 2因残 is called by what stands before its legend.
  return !label.endsWith('其中') && headingKey(label) !== headingKey(plain)
}
