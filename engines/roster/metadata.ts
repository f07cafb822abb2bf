import { clean } from './characters.ts'
import { cellText, type Row } from './grid.ts'
import type { MergeIndex } from './merges.ts'
import { moneyUnit } from './money.ts'

/** What stands above a table. */
export type Metadata = {
  readonly title: string
  /** Who filled it in. */
  readonly unit: string | undefined
  /** As written: the officer's own form of the date. */
  readonly date: string | undefined
  /** Fen per one of the amounts below; undefined when nothing is said. */
  readonly unitFen: number | undefined
  readonly rows: readonly { readonly row: number; readonly reason: 'title' | 'meta' | 'note' }[]
}

const labelled =
  /(?:填报|编报|报送|制表|申报|上报|主管)?(?:单位|部门)(?:\([^)]*\))?[:：]|(?:填[报表]|制表|上报|报送|统计)?(?:日期|时间)[:：]|单位[:：]|年度[:：]|联系(?:人|电话)[:：]/

/** Reads the rows above a heading: the first that says nothing by label is the title. */
export function readMetadata(rows: readonly Row[], merges: MergeIndex): Metadata {
  let title = ''
  let unit: string | undefined
  let date: string | undefined
  let unitFen: number | undefined
  const kinds: { row: number; reason: 'title' | 'meta' | 'note' }[] = []
  for (const row of rows) {
    const texts = row.cells.map((cell) => clean(cellText(cell))).filter((text) => text !== '')
    const text = texts.join(' ')
    if (text === '') continue
    if (labelled.test(text)) {
      unit ??= /(?:填报|编报|报送|制表|申报|上报)?(?:单位|部门)(?:\([^)]*\))?[:：]\s*([^\s:：]+?)(?=\s|$)/.exec(
        withoutMoney(text),
      )?.[1]
      date ??= /(?:日期|时间)[:：]\s*(\S+(?: \d+[年月日]\S*)*)/.exec(text)?.[1]
      unitFen ??= moneyUnit(text)
      kinds.push({ row: row.number, reason: 'meta' })
    } else if (title === '' && (texts.length === 1 || isWide(row, merges))) {
      title = text
      kinds.push({ row: row.number, reason: 'title' })
    } else {
      unitFen ??= moneyUnit(text)
      date ??= /\d{4}年\d{1,2}月(?:\d{1,2}日)?/.exec(text)?.[0]
      kinds.push({ row: row.number, reason: texts.length === 1 && text.length > 20 ? 'note' : 'meta' })
    }
  }
  return { title, unit, date, unitFen: unitFen ?? moneyUnit(title), rows: kinds }
}

const withoutMoney = (text: string) => text.replace(/(?<![\u4e00-\u9fff])单位[:：]\s*(?:人民币)?[百千万亿]*元/g, '')

const isWide = (row: Row, merges: MergeIndex) => {
  const merge = merges.at(row.number, 0)
  return merge !== undefined && merge.right > merge.left
}
