import { moneyUnit, yuan } from '../money.ts'
import { dayInFormat } from './content-controls.ts'
import { type FormField, formFields } from './form-fields.ts'
import type { FormSlot } from './form-reading.ts'
import { codeFor, offeredIn } from './offered-choices.ts'
import { isLoneBox, isPlaceholder, offeredOptions, offersBoxes, optionFor, tick } from './placeholder.ts'

/** What is put into a place: a text that stays text, with the day it means, or a number in decimal digits. */
export type Written = { readonly text: string; readonly day?: string } | { readonly number: string }

/** The place as it stands in the blank form. */
export type Place = {
  readonly text: string
  readonly dateStyle: boolean
  readonly date1904: boolean
  readonly choices?: readonly string[] | undefined
  /** Nothing but the choices may be written. */
  readonly onlyChoices?: boolean | undefined
  readonly dayFormat?: string | undefined
}

type Fact = string | number | boolean

const yesOrNo = [/^(?:是|有|享受|√)$/, /^(?:否|无|没有|不是|未享受|不享受)$/]

/** What offices call the same thing beside their boxes. */
const alike: Partial<Record<FormField, readonly RegExp[]>> = {
  sex: [/^男/, /^女/],
  main_cause: [/病/, /残/, /学/, /失业|下岗|无业/, /灾/, /意外|事故/, /劳动?力/],
  residence: [/^城|非农|居民户/, /^农/],
  employment: [
    /^在[业职岗]$|^已?就业$/,
    /失业|下岗|无业|待业|未就业/,
    /退休|离休/,
    /学生|在校|在读|在学/,
    /无劳动能力|丧失劳动/,
  ],
  heating: [/集中/, /自行|自采|自供|分散|土暖|燃煤/, /^无/],
  disability_grade: [/^(?:一|1|I|壹)级?$/, /^(?:二|2|II|贰)级?$/, /^(?:三|3|III|叁)级?$/, /^(?:四|4|IV|肆)级?$/],
}

/**
 * A fact as the form wants it: in its unit of money, its form of days, as a tick in one of its boxes or by the number that its
 * heading gives it. `further` are values besides it that may be ticked, too. Undefined when the place offers boxes or
 * numbers and none of them means the fact.
 */
export function writeValue(
  slot: FormSlot,
  fact: Fact,
  place: Place,
  further: readonly string[] = [],
): Written | undefined {
  const { field } = slot
  if (field === null) return { text: '' }
  const kind = formFields[field].kind
  const isWhether = kind === 'yes_no' || (kind === 'count' && asksWhether(slot.header, place.text))
  const plain = isWhether
    ? ({ text: yesNo(fact === true || Number(fact) > 0, slot.header) } as const)
    : plainValue(kind, slot, fact, place)
  const words = isWhether ? yesOrNo : (alike[field] ?? [])
  const hasOther = field === 'main_cause'
  const value = 'text' in plain ? plain.text : plain.number
  // A box without a word beside it asks for yes or no.
  if (isLoneBox(place.text)) return isWhether ? { text: yesOrNo[0]?.test(value) ? '☑' : '' } : undefined
  if (offersBoxes(place.text)) {
    const text = tick(place.text, value, words, hasOther)
    if (text === undefined) return undefined
    return { text: further.reduce((ticked, one) => tick(ticked, one, words) ?? ticked, text) }
  }
  const offered = alike[field] || isWhether || field === 'category' ? offeredIn(slot.header) : undefined
  // A list of choices in the cell that has the numbers, too, wants them.
  if (offered?.codes && (place.choices ?? offered.codes).some((one) => offered.codes?.includes(one))) {
    const code = codeFor(offered, value, words, hasOther)
    return code === undefined ? undefined : String(Number(code)) === code ? { number: code } : { text: code }
  }
  const choices = place.choices ?? offered?.words
  if (choices && 'text' in plain && plain.text !== '') {
    // A list of choices is filled in its own words; what none of them means is written as it is known.
    const choice = choices[optionFor(choices, plain.text, words, hasOther)]
    if (choice === undefined) return place.onlyChoices ? undefined : plain
    return { text: choice }
  }
  const unit = unitBehind(place.text)
  if (unit === '') return plain
  // 元 printed in the place goes on standing behind the figure.
  return { text: value + unit }
}

/** 有无车辆 and □有 □无 ask whether there is one, and not how many. */
const asksWhether = (header: string, text: string): boolean =>
  offersBoxes(text)
    ? offeredOptions(text).every((option) => yesOrNo.some((one) => one.test(option)))
    : /(?:^|-)(?:是否|有无)[^-]*$/.test(header)

function plainValue(kind: string, slot: FormSlot, fact: Fact, place: Place): Written {
  switch (kind) {
    case 'money':
      return { number: decimalOf(String(fact), printedUnit(place.text) ?? slot.unitFen) }
    case 'count':
      return { number: String(fact) }
    case 'day':
      return dayAs(String(fact), slot.header, place)
    default:
      return { text: String(fact) }
  }
}

/** 元 or 万元 printed in the place itself says more than any heading. */
function printedUnit(text: string): number | undefined {
  if (!isPlaceholder(text)) return undefined
  return /元\s*$/.test(text) ? (moneyUnit(text.trim()) ?? yuan) : undefined
}

const yesNo = (yes: boolean, header: string): string =>
  /√|打勾|打钩/.test(header) ? (yes ? '√' : '') : /有无[^-]*$/.test(header) ? (yes ? '有' : '无') : yes ? '是' : '否'

function unitBehind(text: string): string {
  if (!isPlaceholder(text)) return ''
  return /(万?元|人|岁|户|口|㎡|平方米|套|辆|次)\s*$/.exec(text.trim())?.[1] ?? ''
}

/** Fen in a unit of ten, a hundred, … fen, exact: 123456 fen are 0.123456 万元 with all their digits. */
export function decimalOf(fen: string, unitFen: number): string {
  const places = Math.max(0, Math.round(Math.log10(unitFen)))
  const negative = fen.startsWith('-')
  const digits = fen.replace('-', '').padStart(places + 1, '0')
  const whole = places === 0 ? digits : digits.slice(0, -places)
  const fraction = places === 0 ? '' : digits.slice(-places).replace(/0+$/, '')
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** A day in the form's own format: as a date where the cell is one, else as the heading shows it. */
function dayAs(day: string, header: string, place: Place): Written {
  const [year = '', month = '', date = ''] = day.split('-')
  const inControl = place.dayFormat === undefined ? undefined : dayInFormat(day, place.dayFormat)
  if (inControl !== undefined) return { text: inControl, day }
  if (place.dateStyle) return { number: String(serialOf(day) - (place.date1904 ? 1462 : 0)) }
  if (/年.*月.*日/.test(place.text)) return { text: `${year}年${Number(month)}月${Number(date)}日` }
  if (/年.*月\s*$/.test(place.text)) return { text: `${year}年${Number(month)}月` }
  const hint = /[(（]([^()（）]*)[)）]/.exec(header)?.[1] ?? ''
  if (/^(?:格式)?[:：]?\s*(?:\d{8}|y{4}m{2}d{2})/i.test(hint)) return { text: year + month + date }
  if (/(?:\d{4}|y{4})[.．]\d{0,2}/i.test(hint))
    return { text: monthOnly(header) ? `${year}.${month}` : `${year}.${month}.${date}` }
  if (/年.*月/.test(hint)) return { text: `${year}年${Number(month)}月${/日/.test(hint) ? `${Number(date)}日` : ''}` }
  return { text: monthOnly(header) ? `${year}-${month}` : day }
}

/** 出生年月 asks for the month only, 出生年月日 for the day. */
const monthOnly = (header: string): boolean => /年月(?!日)/.test(header)

/** Days since 30 December 1899. */
const serialOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569
