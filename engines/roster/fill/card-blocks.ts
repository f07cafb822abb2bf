import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import type { GridView } from './form-grid.ts'
import { officialOf } from './officers.ts'

const numbered = /^(?:第?[一二三四五六七八九十\d]{1,3}(?:部分|[、.．])|[（(][一二三四五六七八九十\d]{1,3}[)）])/
const about = /(?:基本|主要|个人)*(?:情况|信息|资料|概况)$/
const otherPerson =
  /^(?:受助|受资助|资助|贫困|困难|被救助)?(?:学生|考生|患者|病人|子女|配偶|爱人|父亲|母亲|残疾人|老人|儿童|孤儿|被?监护人|被?委托人|受托人|代理人|代领人|代办人|证明人|担保人)(?:本人)?$/

/** 二、帮扶责任人基本情况 without its number and without what it has of everybody. */
const keyOfBlock = (text: string): string =>
  headingKey(clean(text).replaceAll(' ', '').replace(numbered, '')).replace(about, '')

/** True for a block of a card about one other person: 配偶, 监护人, 父亲. */
export const isOfOther = (text: string): boolean => otherPerson.test(keyOfBlock(text))

const speaksOfSomebody = (text: string): boolean => {
  const key = keyOfBlock(text)
  return key !== '' && (isOfOther(text) || officialOf(key) !== undefined)
}

/**
 * Whose the labels of a row are where a card says it for several of them at once: 帮扶责任人 merged down the left of its rows,
 * or alone above them over the whole width. Undefined where that is the family itself.
 */
export function blockOf(view: GridView, row: number, column: number): string | undefined {
  const beside = (view.row(row)?.cells ?? [])
    .filter((cell) => cell.column < column)
    .map((cell) => view.merges.at(row, cell.column))
    .filter((merge) => merge !== undefined && merge.bottom > merge.top && merge.right < column)
    .at(-1)
  const text = beside ? (view.cell(beside.top, beside.left)?.text ?? '') : sectionAbove(view, row)
  return clean(text) !== '' && speaksOfSomebody(text) ? keyOfBlock(text) : undefined
}

// Rows below a section that it may still speak of; a card has hardly more in all.
const longestBlock = 60

/** The last line above a row that stands alone over the width of the form. */
function sectionAbove(view: GridView, row: number): string {
  for (let number = row - 1; number >= Math.max(1, row - longestBlock); number--) {
    const cells = view.row(number)?.cells ?? []
    const [only, ...others] = cells.filter(({ text }) => clean(text) !== '')
    if (!only || others.length > 0) continue
    const width = Math.max(...cells.map(({ column }) => view.rightEnd(number, column)))
    if (only.column === (cells[0]?.column ?? 0) && view.rightEnd(number, only.column) >= width && width > only.column)
      return only.text
  }
  return ''
}
