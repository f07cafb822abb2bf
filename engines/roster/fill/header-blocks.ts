import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import type { GridView } from './form-grid.ts'
import { formScore } from './form-words.ts'
import { recordOf } from './record-words.ts'

/** The rows and columns of the headings of one table. */
export type Header = { readonly from: number; readonly to: number; readonly left: number; readonly right: number }

/** The texts above a column, from the top level down. */
export type PathOf = (header: Header, column: number) => readonly string[]

type Column = { readonly column: number; readonly path: readonly string[]; readonly key: string }

/**
 * The tables that stand beside each other under one row of headings: the same headings once more, a column left empty
 * between two lists, or members beside a record of what was done for them.
 */
export function sideBySide(view: GridView, header: Header, pathOf: PathOf): Header[] {
  const columns = columnsOf(header, pathOf)
  return repeated(header, columns) ?? apart(view, header, columns) ?? grouped(header, columns) ?? [header]
}

const columnsOf = (header: Header, pathOf: PathOf): Column[] =>
  Array.from({ length: header.right - header.left + 1 }, (_, at) => header.left + at).map((column) => {
    const path = pathOf(header, column)
    return { column, path, key: headingKey(path.at(-1) ?? '') }
  })

const blockOf = (header: Header, columns: readonly Column[]): Header => ({
  ...header,
  left: columns[0]?.column ?? header.left,
  right: columns.at(-1)?.column ?? header.right,
})

/** 序号 姓名 金额 签字 序号 姓名 金额 签字: as many lists as the headings repeat. */
function repeated(header: Header, all: readonly Column[]): Header[] | undefined {
  const columns = all.filter(({ key }) => key !== '')
  // A heading merged over two columns names both.
  const heads = columns.filter(({ key }, at) => key !== columns[at - 1]?.key)
  for (let times = 4; times >= 2; times--) {
    const length = heads.length / times
    if (!Number.isInteger(length) || length < 2) continue
    if (!heads.every(({ key }, at) => key === heads[at % length]?.key)) continue
    const starts = Array.from({ length: times }, (_, block) => heads[block * length]?.column ?? header.left)
    return starts.map((start, block) => {
      const next = starts[block + 1] ?? header.right + 1
      return blockOf(
        header,
        columns.filter(({ column }) => column >= start && column < next),
      )
    })
  }
  return undefined
}

const isTable = (columns: readonly Column[], title: string): boolean => {
  const keys = columns.map(({ key }) => key).filter(Boolean)
  const names = keys.some((key) => formScore('name', key, false) >= 0.75 || formScore('head_name', key, false) >= 0.75)
  return keys.length >= 2 && (names || recordOf(keys, title) !== undefined)
}

/** Lists with a column without any heading between them, each with names or a record of its own. */
function apart(view: GridView, header: Header, columns: readonly Column[]): Header[] | undefined {
  const blocks: Column[][] = [[]]
  for (const column of columns)
    if (column.key === '') blocks.push([])
    else blocks.at(-1)?.push(column)
  const full = blocks.filter((block) => block.length > 0)
  if (full.length < 2) return undefined
  const headers = full.map((block) => blockOf(header, block))
  return full.every((block, at) => isTable(block, titleAbove(view, headers[at] ?? header))) ? headers : undefined
}

/** 家庭成员 over the left columns and 帮扶记录 over the right ones: two tables, not one. */
function grouped(header: Header, columns: readonly Column[]): Header[] | undefined {
  if (!columns.some(({ key }) => formScore('relation', key, true) >= 0.7)) return undefined
  const blocks: Column[][] = []
  for (const [at, column] of columns.entries()) {
    const [group] = column.path
    const last = columns[at - 1]
    if (last && column.path.length > 1 && last.path[0] === group) blocks.at(-1)?.push(column)
    else if (last && column.path.length === 1 && last.path.length === 1) blocks.at(-1)?.push(column)
    else blocks.push([column])
  }
  const isRecord = (block: readonly Column[]) => {
    const [group = ''] = block[0]?.path ?? []
    const keys = block.map(({ key }) => key)
    return block.length > 1 && /记录|台账|情况/.test(group) && recordOf(keys, group) !== undefined
  }
  if (!blocks.some(isRecord)) return undefined
  // What stands between two records belongs together.
  const tables: Column[][] = []
  let open: Column[] | undefined
  for (const block of blocks) {
    if (isRecord(block)) {
      tables.push(block)
      open = undefined
    } else if (open) open.push(...block)
    else {
      open = [...block]
      tables.push(open)
    }
  }
  return tables.map((table) => blockOf(header, table))
}

const longestTitle = 40

/** The title of its own that stands right above the headings of a table; empty without one. */
export function titleAbove(view: GridView, { from, left, right }: Header): string {
  for (let number = from - 1; number >= Math.max(1, from - 2); number--) {
    const texts = (view.row(number)?.cells ?? []).filter(
      ({ column, text }) =>
        clean(text) !== '' && column <= right && view.rightEnd(number, column) >= left && column >= Math.min(left, 0),
    )
    if (texts.length === 0) continue
    const text = clean(texts[0]?.text ?? '')
    return texts.length === 1 && text.length <= longestTitle && !/[:：]\s*(?:$|_)/.test(text) ? text : ''
  }
  if (from > 2 && view.row(from - 1)) return ''
  const line = clean(view.grid.before.trim().split('\n').at(-1) ?? '')
  return line.length <= longestTitle ? line : ''
}

/** True for the row below the headings that numbers the columns: 1 2 3, or 甲 乙 1 2. */
export function numbersColumns(labels: readonly string[]): boolean {
  const numbers = labels.map((label) => label.replace(/[()（）]/g, '')).filter((label) => /^\d{1,2}$/.test(label))
  return (
    numbers.length >= 3 &&
    labels.length - numbers.length <= 4 &&
    numbers.every((label, index) => index === 0 || Number(label) === Number(numbers[index - 1]) + 1) &&
    labels.every((label) => /^[(（]?\d{1,2}[)）]?$|^[甲乙丙丁A-D]$/.test(label))
  )
}
