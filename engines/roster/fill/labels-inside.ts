import { headingKey } from '../header-words.ts'
import type { FormField } from './form-fields.ts'
import { formScore } from './form-words.ts'

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
