import { clean, saysNothing } from './characters.ts'
import { looksLikeName } from './content.ts'
import { type Cell, cellText, type Row } from './grid.ts'
import { headingKey, isWholeHeading, namesField } from './header-words.ts'
import type { MergeIndex } from './merges.ts'
import { isColumnNumbers, isHeaderRow, type TableHeader } from './table-header.ts'

export type SkipReason =
  | 'title'
  | 'meta'
  | 'header'
  | 'repeated_header'
  | 'blank'
  | 'total'
  | 'signature'
  | 'note'
  | 'continued'
  | 'outside'

/** What row reading needs to know of a table: where serial, name and identity number stand. */
export type TableShape = {
  readonly header: TableHeader
  /** The headings of every level, by column. */
  readonly headerKeys: ReadonlyMap<number, ReadonlySet<string>>
  readonly titles: ReadonlySet<string>
  readonly serial: number | undefined
  readonly name: number | undefined
  readonly identity: number | undefined
  readonly merges: MergeIndex
}

const total =
  /^(?:本?[页栋村组户]|累|总|年度|全[县市区部])?(?:合|总|小|共|累)计(?:数|金额|人数|户数)?[:：]?(?:\(?大写\)?.*)?$|^(?:小|合|总)计|^计[:：]?$/
const totalBehind =
  /(?:小计|合计|总计|共计|累计)[:：]?(?:\d+(?:户|人|名|口|元)+)*(?:\(元\))?$|^[\u4e00-\u9fff]{2,}共(?:计)?\d+(?:户|人|名|口)(?:\d+[人口])?$/
/** What is carried from page to page, means, and sums in capitals. */
const carried = /^(?:承[上前]页|[接转]上页|过次页|[转接]下页|(?:总|户|人)?(?:平均|均)(?:数|值)?)[:：]?$/
const inCapitals = /^(?:人民币)?\(?大写(?:金额)?\)?[:：]?/
/** How many, where a name would stand: 36户, 25人. */
const counted = /^(?:共|计)?(?:\d+(?:户|人|名|口))+$/
const nothingBelow = /^(?:[本此]页)?(?:以下|此处|下方)(?:均为)?(?:空白|无正文|无内容)$/
/** Whoever signs or seals, whatever the office: 场长（签字）：. */
const signs = /^[\u4e00-\u9fff、/]{0,12}\((?:签[字名章]|盖章|公章|手印)\)[:：]?|^(?:盖章|公章|签章)[:：]?$/
const dayAlone =
  /^(?:\d{4}|[〇零○一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?$/
const signature =
  /(?:负责人|填表人|制表人?|审核人?|经办人|填报人|复核人?|主管|领导|局长|主任|主席|签[字名章]|盖章|公章|联系电话|联系人|填[表报](?:日期|时间|单位)|制表日期|日期|会计|出纳|报送人|录入人|审批人?|分管.{0,4})(?:\(?(?:签[字名章]|盖章|公章)\)?)?[:：]/
/** The same without a colon, when it is all that the first cell says. */
const signatureLabel =
  /^(?:填[表报]单位|填[表报]人|填[表报]日期|经办人|审[核批]人|制表人|复核人|报送人|报送单位|单位负责人|主管领导|分管领导|工会主席|盖章|公章|签[字名章])(?:\(?(?:签[字名章]|盖章|公章)\)?)?$/
/** 单位：千元 says what the amounts of the next table are counted in, whoever signs beside it. */
const countsMoney = /(?<![\u4e00-\u9fff])(?:金额|货币)?单位[:：]\s*(?:人民币)?[百千万亿]*元|(?:金额|货币)单位[:：]/
const note =
  /^(?:注|备注|说明|填[表写]说明|附注|附|注意|提示|要求)\s*(?:\d+)?\s*[:：、.]|^[※*★●◆]|^注\d|^[(（]?\d+[)）.、].{12,}|^第\s*\d+\s*页|^共\s*\d+\s*页/

/** Where the numbers of columns begin: 1, (1), 甲. */
const numbersFirst = /^(?:\(?1\)?|[甲A])$/
/** 一、市直单位 and （三）工业系统 stand over the rows of one part. */
const part =
  /^(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}[部章节片区])/

const example = /^(?:示|样|范|举)?例(?:子|行|如|\d)?[:：]?$|^填[写报表]?(?:示|样|范)例[:：]?$/

const instruction = /必填|选填|填写|格式|如实|下拉|自动生成|示例|例如|\d+位|保留.{0,2}位小数|YYYY|yyyy/

/** The row right under a heading that says how each column is to be filled in: nobody's, and most of its cells tell. */
export function isInstruction(row: Row): boolean {
  const texts = row.cells
    .flatMap((cell) => (cell === undefined ? [] : [clean(cellText(cell))]))
    .filter((text) => text !== '')
  const told = texts.filter((text) => instruction.test(text) && !/\d{7}/.test(text)).length
  return told >= 2 && told >= texts.length * 0.4
}

/** Why a row below the heading is no record; undefined for a record. */
export function skipReason(row: Row, shape: TableShape): SkipReason | undefined {
  const labels = filledCells(row, shape.serial)
  if (labels.length === 0) return 'blank'
  const first = clean(cellText(row.cells[firstFilled(row)]))
  const compact = first.replaceAll(' ', '')
  if (example.test(compact)) return 'note'
  const hasIdentity = /\d{15}/.test(textAt(row, shape.identity).replace(/[ -]/g, ''))
  if (!hasIdentity) {
    if (isTotal(row, compact, shape)) return 'total'
    if (isRepeatedHeader(row, shape)) return 'repeated_header'
    if (numbersFirst.test(compact) && isColumnNumbers(row)) return 'repeated_header'
    if (signatureLabel.test(compact) && !isSomebodyOf(row, shape)) return 'signature'
    if (signs.test(compact) && labels.length <= 6 && !looksFilled(row, shape)) return 'signature'
    if (labels.every((cell) => saysNothing(compactText(cell)))) return 'blank'
    const nobody = nothingBelow.test(textAt(row, shape.name).replaceAll(' ', '')) || textAt(row, shape.name) === ''
    if (nobody && labels.some((cell) => nothingBelow.test(compactText(cell)))) return 'note'
    if (labels.length <= 6 && labels.some((cell) => countsMoney.test(clean(cellText(cell))))) return 'meta'
    if (signature.test(compact) && labels.length <= 6 && !looksFilled(row, shape)) return 'signature'
    if (isSigned(labels)) return 'signature'
    const remark = remarkReason(row, first, labels, shape)
    if (remark) return remark
  }
  const bothContinued =
    shape.name !== undefined &&
    shape.identity !== undefined &&
    shape.merges.isContinued(row.number, shape.name) &&
    shape.merges.isContinued(row.number, shape.identity)
  return bothContinued ? 'continued' : undefined
}

const office = /^[\u4e00-\u9fff()、/]{2,12}[:：]/

/** 发放人：, 监督人：王敏 or its name in the next cell: offices to sign in and nothing else, whatever they are called. */
function isSigned(labels: readonly Cell[]): boolean {
  if (labels.length > 6) return false
  let open = false
  return labels.every((cell) => {
    const text = typeof cell === 'string' ? compactText(cell) : ''
    const answers = open && /^[\u4e00-\u9fff·]{2,8}$/.test(text)
    const asks = office.test(text)
    open = asks && /[:：]$/.test(text)
    return asks || answers
  })
}

const compactText = (cell: Cell): string => clean(cellText(cell)).replaceAll(' ', '')

const textAt = (row: Row, column: number | undefined): string =>
  column === undefined ? '' : clean(cellText(row.cells[column]))

const firstFilled = (row: Row): number => row.cells.findIndex((cell) => clean(cellText(cell)) !== '')

// Whether a row holds eight cells or eighty makes no difference to what it is.
const mostCounted = 8

/** Cells that hold something, apart from a serial number typed ahead for rows nobody filled in. */
function filledCells(row: Row, serial: number | undefined): Cell[] {
  const filled: Cell[] = []
  for (let column = 0; column < row.cells.length && filled.length < mostCounted; column++) {
    const cell = row.cells[column]
    if (cell === undefined || cell === '') continue
    if (column === serial && (typeof cell === 'number' || /^\d*$/.test(clean(cellText(cell))))) continue
    if (typeof cell === 'string' && clean(cell) === '') continue
    filled.push(cell)
  }
  return filled
}

function isTotal(row: Row, first: string, shape: TableShape): boolean {
  if (total.test(first) && first.length <= 24) return true
  const upTo = Math.max(shape.name ?? 0, 3)
  const named = textAt(row, shape.name).replaceAll(' ', '')
  const nobody = named === '' || counted.test(named)
  return row.cells.slice(0, upTo + 1).some((cell, column) => {
    if (typeof cell !== 'string') return false
    const text = clean(cell).replaceAll(' ', '')
    if (total.test(text)) return text.length <= 12
    // “第二车间小计” in the column of units, with nobody's name.
    const sums = totalBehind.test(text) || carried.test(text) || inCapitals.test(text)
    return sums && text.length <= 30 && (column === shape.name || nobody)
  })
}

/** The heading printed again on a new page: most cells say what the heading says above them. */
export function isRepeatedHeader(row: Row, shape: TableShape): boolean {
  let filled = 0
  let same = 0
  let named = false
  for (const [column, cell] of row.cells.entries()) {
    if (cell === undefined || cell === '') continue
    filled++
    if (typeof cell !== 'string') return false
    const key = headingKey(cell)
    if (!shape.headerKeys.get(column)?.has(key)) continue
    same++
    named ||= namesField(key)
  }
  return (named && same / filled >= 0.6 && !headsOtherColumns(row, shape)) || (same >= 3 && same === filled)
}

/** A heading much like the one above, of which some columns changed places or gave way to others: what stands below is theirs. */
const headsOtherColumns = (row: Row, shape: TableShape): boolean =>
  isHeaderRow(row) &&
  row.cells.some((cell, column) => {
    const key = typeof cell === 'string' ? headingKey(cell) : ''
    return isWholeHeading(key) && !shape.headerKeys.get(column)?.has(key)
  })

/** True when another heading starts here: another table below the first, or a page with other columns. */
export function startsOtherTable(row: Row, shape: TableShape): boolean {
  // Looking at three cells first keeps a hundred thousand ordinary rows cheap; a number is no heading.
  const first = row.cells.find((cell) => cell !== undefined && cell !== '')
  if (typeof first !== 'string' || /^\d+$/.test(first)) return false
  const likely = [first, row.cells[shape.name ?? 0], row.cells[shape.identity ?? 1]].some(
    (cell, place, probes) =>
      typeof cell === 'string' &&
      cell.length <= 30 &&
      probes.indexOf(cell) === place &&
      isWholeHeading(headingKey(cell)),
  )
  return likely && isHeaderRow(row) && !isRepeatedHeader(row, shape)
}

/**
 * The title of the next table or page: all that stands in a row above a heading, and nobody's name. Between them may
 * stand who filled it in and what amounts are counted in.
 */
export function isTitleOfNext(row: Row, following: readonly Row[], shape: TableShape): boolean {
  if (row.cells.filter((cell) => cell !== undefined).length !== 1) return false
  if (looksLikeName(clean(cellText(row.cells[firstFilled(row)])).replaceAll(' ', ''))) return false
  for (const [place, next] of following.entries()) {
    if (next.number !== row.number + place + 1) return false
    if (startsOtherTable(next, shape) || isRepeatedHeader(next, shape)) return true
    const filled = next.cells.filter((cell) => cell !== undefined && cell !== '')
    if (!filled.every((cell) => typeof cell === 'string' && /^[^:：]{2,10}[:：]/.test(cell))) return false
  }
  return false
}

/** 工会主席 is a post as well as where somebody signs: the row of somebody names them and holds no other label. */
function isSomebodyOf(row: Row, shape: TableShape): boolean {
  const texts = row.cells.map((cell) => clean(cellText(cell)).replaceAll(' ', '')).filter((text) => text !== '')
  const labels = texts.filter((text) => signatureLabel.test(text) || signature.test(text))
  return labels.length === 1 && texts.length >= 4 && looksLikeName(textAt(row, shape.name).replaceAll(' ', ''))
}

const looksFilled = (row: Row, shape: TableShape): boolean =>
  /^[\u4e00-\u9fff·]{2,8}$/.test(textAt(row, shape.name)) && row.cells.filter((cell) => cell !== undefined).length > 6

function remarkReason(row: Row, first: string, labels: readonly Cell[], shape: TableShape): SkipReason | undefined {
  if (labels.length > 2) return undefined
  const compact = first.replaceAll(' ', '')
  if (shape.titles.has(compact)) return 'title'
  if (/单位[:：]|填[报表](?:单位|日期|时间)[:：]/.test(compact)) return 'meta'
  const column = firstFilled(row)
  const named = column === shape.name || column === shape.identity
  const merge = shape.merges.at(row.number, column)
  const wide = merge !== undefined && merge.right - merge.left >= 2
  if (note.test(first) || (wide && merge.top === merge.bottom)) return 'note'
  if (labels.length === 1 && !named && textAt(row, shape.name) === '') return 'note'
  if (labels.length === 1 && dayAlone.test(compact)) return 'signature'
  if (labels.length === 1 && part.test(compact)) return 'note'
  // A name cell with a whole sentence in it is nobody's name.
  if (labels.length === 1 && named && first.length > 20) return 'note'
  return labels.length === 1 && saysNothing(compact) ? 'blank' : undefined
}
