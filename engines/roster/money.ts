import { clean, saysNothing } from './characters.ts'
import { chineseNumber } from './chinese-number.ts'
import { type Cell, CellError, numberText, SerialDay } from './grid.ts'
import type { Judgement } from './judgement.ts'

export type Period = 'year' | 'month'

/** How a column of amounts is to be read: what one stands for in fen, and for which time. */
export type MoneyColumn = { readonly unitFen: number; readonly period?: Period | undefined }

export const yuan = 100
const multipliers: Record<string, number> = {
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 10_000,
  萬: 10_000,
  // 1.2w is how people type 1.2万 on a phone.
  w: 10_000,
  W: 10_000,
  亿: 100_000_000,
}
const unreadableAmount: Judgement<number> = { value: null, fault: 'amount_unreadable' }
// 10^13 fen: the limit of one line of the ledger.
const mostFen = 10 ** 13

/** A cell of money in fen. 无, — and 0元 are 0; what is not certain to the fen is `amount_unreadable`. */
export function readMoney(cell: Cell, column: MoneyColumn): Judgement<number> {
  if (cell === undefined) return { value: null }
  if (typeof cell === 'number') return inFen(numberText(cell), column.unitFen)
  if (typeof cell === 'boolean' || cell instanceof CellError || cell instanceof SerialDay) return unreadableAmount
  const text = clean(cell).replaceAll(' ', '')
  if (text === '') return { value: null }
  return readMoneyText(text, column)
}

/** The same as a value of somebody: one below nothing is kept, with a word, for brackets may have meant something else. */
export function readAmount(cell: Cell, column: MoneyColumn): Judgement<number> {
  const judged = readMoney(cell, column)
  return judged.value !== null && judged.value < 0 ? { ...judged, note: 'amount_negative' } : judged
}

function readMoneyText(text: string, column: MoneyColumn): Judgement<number> {
  if (/^(?:[-—–―‐−─]+|无|没有|零|〇|无收入|没有收入|无支出|没有支出)(?:元|圆)?$/.test(text)) return { value: 0 }
  if (saysNothing(text)) return { value: null, note: 'not_applicable' }
  const bracketed = /^\((.+)\)$/.exec(text)
  if (bracketed) {
    const inner = readMoneyText(bracketed[1] as string, column)
    return inner.value === null ? unreadableAmount : { ...inner, value: inner.value === 0 ? 0 : -inner.value }
  }
  const bare = text
    .replace(/^(?:人民币|RMB|CNY)?:?[¥￥]?/i, '')
    .replace(/[。;；]$/, '')
    .replace(/(?:人民币|RMB|CNY)$/i, '')
    .replace(/^(?:共计?|合计|总计):?(?=\d)/, '')
    // 年收入1200元 and 月收入：100元 name the time, which has to be that of the column.
    .replace(/^(?:家庭|全家)?(?:全?(年|月))?(?:总?收入|总?支出)(?:合计|共|为)?:?(?=[¥￥]?\d)/, '$1')
    .replace(/^([年月]?)[¥￥]/, '$1')
    .replace(/\((元|年|月)\)$/, (_, unit: string) => (unit === '元' ? unit : `/${unit}`))
  const { amount, period } = withoutPeriod(bare)
  if (period !== undefined && column.period !== undefined && period !== column.period) return unreadableAmount
  const judged = digitAmount(amount, column) ?? writtenAmount(amount) ?? unreadableAmount
  // The heading names no time, and a month's amount is not that of a year.
  const monthly = period === 'month' && column.period === undefined && judged.value !== null && judged.value !== 0
  return monthly ? { ...judged, note: 'amount_monthly' } : judged
}

/** `500元/月` and `每月500元` say for which time; the time is taken off. */
function withoutPeriod(text: string): { amount: string; period?: Period } {
  const behind = /^(.+?)(?:(?:\/|每)(?:人|户))?(?:\/|每|·|一)(年|月)$/.exec(text)
  const before = /^(?:每|全|月|年)(?:人|户)?(?:均)?(年|月)?(.+)$/.exec(text)
  if (behind) return { amount: behind[1] as string, period: behind[2] === '年' ? 'year' : 'month' }
  if (before && /^\d/.test(before[2] as string)) {
    const time = before[1] ?? text[0]
    if (time === '年' || time === '月') return { amount: before[2] as string, period: time === '年' ? 'year' : 'month' }
  }
  return { amount: text }
}

function digitAmount(text: string, column: MoneyColumn): Judgement<number> | undefined {
  // 1万2345元; 1万2 may be 12,000 or 10,002 and stays unread.
  const mixed = /^(?:(\d{1,4})万)?(?:(\d)千)?(\d{3,4})(?:元|圆)[整正]?$/.exec(text)
  // 3万9千600元: below 万 stand four figures, below 千 three.
  if (mixed && (mixed[1] ?? mixed[2]) !== undefined && mixed[3]?.length === (mixed[2] === undefined ? 4 : 3))
    return inFen(String(Number(mixed[1] ?? 0) * 10_000 + Number(mixed[2] ?? 0) * 1000 + Number(mixed[3])), yuan)
  // 1万2千 and 1万2千5百元 say every place by its name.
  const named = /^(\d{1,4})万(?=\d)(?:(\d)千)?(?:(\d)百)?(?:元|圆)?[整正]?$/.exec(text)
  if (named)
    return inFen(String(Number(named[1]) * 10_000 + Number(named[2] ?? 0) * 1000 + Number(named[3] ?? 0) * 100), yuan)
  const match =
    /^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)([百佰千仟万萬亿wW])?(元|圆|块钱|块)?([整正])?$/.exec(text)
  if (!match) return undefined
  const [, digits = '', multiplier, unit] = match
  const written = multiplier !== undefined || unit !== undefined
  const unitFen = written ? (multipliers[multiplier ?? ''] ?? 1) * yuan : column.unitFen
  return inFen(digits.replaceAll(',', ''), unitFen)
}

/** `壹仟贰佰元伍角整` in fen. */
function writtenAmount(text: string): Judgement<number> | undefined {
  const match = /^([^元圆块角分整正]+?)(?:(?:元|圆|块钱?)(?:([^角分整正])角)?(?:零?([^角分整正])分)?)?[整正]?$/.exec(
    text,
  )
  if (!match) return undefined
  const [, whole = '', tenths, cents] = match
  const parts = [chineseNumber(whole), tenths ? chineseNumber(tenths) : 0, cents ? chineseNumber(cents) : 0]
  if (parts.some((part) => part === undefined)) return undefined
  const [yuanPart = 0, tenthPart = 0, centPart = 0] = parts
  return { value: (yuanPart as number) * 100 + (tenthPart as number) * 10 + (centPart as number) }
}

/** A decimal number times its unit, exact; finer than a fen is rounded half up and noted. */
function inFen(decimal: string, unitFen: number): Judgement<number> {
  const match = /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(decimal)
  if (!match) return unreadableAmount
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return unreadableAmount
  const places = fraction.length - Number(exponent)
  if (Math.abs(places) > 40) return unreadableAmount
  const scaled = BigInt(whole + fraction) * BigInt(unitFen) * (places < 0 ? 10n ** BigInt(-places) : 1n)
  const divisor = places > 0 ? 10n ** BigInt(places) : 1n
  const fen = (2n * scaled + divisor) / (2n * divisor)
  if (fen > BigInt(mostFen)) return unreadableAmount
  const value = sign === '-' && fen !== 0n ? -Number(fen) : Number(fen)
  return scaled % divisor === 0n ? { value } : { value, note: 'rounded' }
}

const unitPatterns = [
  /\((?:单位:?)?(?:[人户]?[年月]?\/)?(?:人民币)?(百万|[百千万亿])?[元圆][^)]*\)/,
  /(?:(?<![\u4e00-\u9fff])|金额|货币|计量)单位:\s*(?:人民币)?(百万|[百千万亿])?[元圆](?![\u4e00-\u9fff])/,
  /(百万|[百千万亿])?元(?:\/[人户]?[·/]?[年月])?$/,
  // （万） and 单位：万 leave out 元. Nobody counts money in bare hundreds.
  /\((?:单位:?)?([万亿])\)/,
  /(?:(?<![\u4e00-\u9fff])|金额|货币|计量)单位:\s*([万亿])(?![\u4e00-\u9fff])/,
]

/** What one stands for in fen when a header or a metadata row says 万元 or 元; undefined when it says neither. */
export function moneyUnit(text: string): number | undefined {
  const plain = clean(text)
    // 年收入/万元： and 年收入/万元* end in the marks of a heading.
    .replace(/(?<=元)[\s:：*＊、]+$/, '')
    .replace(/[[【〔{]/g, '(')
    .replace(/[\]】〕}]/g, ')')
  for (const pattern of unitPatterns) {
    const match = pattern.exec(plain)
    if (match) return match[1] === '百万' ? 100_000_000 : (multipliers[match[1] ?? ''] ?? 1) * yuan
  }
  return undefined
}
