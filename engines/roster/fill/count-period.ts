import { clean } from '../characters.ts'

/** Days from the first to the last, both counted, as `YYYY-MM-DD`. */
export type Period = { readonly from: string; readonly to: string }

/** What a heading counts in: the period of the form itself, its month, its quarter, its year up to its last day or to a month. */
export type Span = 'own' | 'month' | 'quarter' | 'year' | `to-${number}`

const digits = '〇一二三四五六七八九'
const two = (number: number): string => String(number).padStart(2, '0')

/** The months `first` to `last` of a year. */
export const monthsOf = (year: number, first: number, last: number): Period => ({
  from: `${year}-${two(first)}-01`,
  to: `${year}-${two(last)}-${new Date(Date.UTC(year, last, 0)).getUTCDate()}`,
})

const quarterWords: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, '1': 1, '2': 2, '3': 3, '4': 4 }
const named =
  /(20\d\d)年(?:度)?(?:第?([一二三四1-4])季度|(上|下)半年|(\d{1,2})[-—–~～至到](\d{1,2})月|(\d{1,2})月(?!\d{1,2}日)|(?!\d{1,2}[月日-]))/g

// 截至2026年11月 and 2024年以来 say where something ends or begins, and 2025-2026年 is more than one year.
const endBefore = /(?:截[至止]到?|[-—–~～至到\d])$/
const beginBehind = /^(?:以来|以前|以后|[起前后底末初至到])/

const plainOf = (text: string): string =>
  clean(text)
    .replaceAll(' ', '')
    .replace(/二[〇○零][〇一二三四五六七八九]{2}(?=年)/g, (year) =>
      [...year].map((one) => Math.max(0, digits.indexOf(one))).join(''),
    )

/** The only period that a heading names: 2026年11月, 2026年三季度, 2026年1-9月, 2026年度; a day is none. */
export function periodIn(text: string): Period | undefined {
  const plain = plainOf(text)
  const found = [...plain.matchAll(named)].flatMap((match): (Period | undefined)[] => {
    const [whole, year = '', quarter, half, first, last, month] = match
    const isOpen =
      endBefore.test(plain.slice(0, match.index)) || beginBehind.test(plain.slice(match.index + whole.length))
    const of = (from: number, to: number) =>
      from >= 1 && to >= from && to <= 12 && !isOpen ? [monthsOf(Number(year), from, to)] : [undefined]
    const place = quarterWords[quarter ?? '']
    if (place !== undefined) return of(place * 3 - 2, place * 3)
    if (half !== undefined) return half === '上' ? of(1, 6) : of(7, 12)
    if (first !== undefined) return of(Number(first), Number(last))
    return month === undefined ? of(1, 12) : of(Number(month), Number(month))
  })
  const [one, ...others] = found
  return others.every((other) => other?.from === one?.from && other?.to === one?.to) ? one : undefined
}

/** A form of a month, a quarter or a year, whether it says which or leaves that blank. */
export function isPeriodic(text: string): boolean {
  const plain = plainOf(text)
  return (
    plain.search(named) >= 0 ||
    /[月季年]报(?!到)|月份|季度|年度|半年|\d月(?!\d{1,2}日)|年[_＿]*月(?![_＿]*日)/.test(plain)
  )
}

const spans: readonly (readonly [RegExp, Span])[] = [
  [/^(?:(?:本|当|今)年度?(?:以来)?(?:累计)?|年初至今|全年(?:累计)?|1[-—至]本?月累计|年度累计)/, 'year'],
  [/^(?:本|当)季度?/, 'quarter'],
  [/^(?:本|当)月/, 'month'],
  [/^本期/, 'own'],
]

const upToMonth = /^1月?[-—–~～至到](\d{1,2})月份?(?:累计)?/

/** 本月救助金额 is 救助金额 of the month. */
export function spanSaid(word: string): { span: Span; rest: string } | undefined {
  const upTo = upToMonth.exec(word)
  if (upTo) return { span: `to-${Number(upTo[1])}`, rest: restOf(word, upTo[0]) }
  for (const [pattern, span] of spans) {
    const said = pattern.exec(word)?.[0]
    if (said !== undefined) return { span, rest: restOf(word, said) }
  }
  return undefined
}

const restOf = (word: string, said: string): string => word.slice(said.length).replace(/^(?:数|[,，、：:])$/, '')

/**
 * The days that a span means in a form of this period; undefined for the month of a form that is about a quarter, and for
 * 1-11月 in one that does not end in November.
 */
export function spanIn(span: Span, { from, to }: Period): Period | undefined {
  const months = Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
  if (span === 'own') return { from, to }
  if (span === 'year') return { from: `${from.slice(0, 4)}-01-01`, to }
  if (span.startsWith('to-'))
    return span === `to-${Number(to.slice(5, 7))}` ? { from: `${from.slice(0, 4)}-01-01`, to } : undefined
  if (span === 'month') return months === 1 ? { from, to } : undefined
  return months === 3 && Number(to.slice(5, 7)) % 3 === 0 ? { from, to } : undefined
}

/** A period as it is told: 2026年11月, 2026年1月至9月. */
export function periodText({ from, to }: Period): string {
  const [year = '', first = ''] = from.split('-')
  const last = to.slice(5, 7)
  if (first === last) return `${year}年${Number(first)}月`
  return first === '01' && last === '12' ? `${year}年` : `${year}年${Number(first)}月至${Number(last)}月`
}
