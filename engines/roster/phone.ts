import { clean, saysNothing } from './characters.ts'
import { type Cell, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'

const mobile = /^1[3-9]\d{9}$/
// 010 and 02x have eight digits after them, other areas seven or eight; an extension may follow.
const landline = /^(?:0(?:10|2\d|[3-9]\d{2})-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/

/** A mobile number as 11 digits, or a landline as written. Of several numbers the first mobile is taken and noted. */
export function readPhone(cell: Cell): Judgement<string> {
  const text = clean(cellText(cell)).replace(/[－—–―‐−]/g, '-')
  if (saysNothing(text.replaceAll(' ', '').replace(/^(无|没有)(?:电话|手机|联系方式|联系电话)$/, '$1')))
    return { value: null }
  const whole = readNumber(text)
  if (whole !== undefined) return { value: whole }
  const readings = text
    .split(/[/、,，;；|]|或|和| (?=1[3-9]\d)/)
    .map((part) => readNumber(part))
    .filter((number) => number !== undefined)
  const found = readings.find((number) => mobile.test(number)) ?? readings[0] ?? onlyMobileIn(text)
  if (found === undefined) return { value: null, fault: 'phone_invalid' }
  return { value: found, note: readings.length > 1 ? 'several_values' : 'remark_removed', detail: { kept: found } }
}

function readNumber(text: string): string | undefined {
  const bare = text.replace(/\.0+$/, '').replace(/^(?:手机|电话|联系电话|手机号码?)[:：]?/, '')
  const digits = bare.replace(/[ \-.()]/g, '').replace(/^(?:(?:\+|00)?86|0)(?=1[3-9]\d{9}$)/, '')
  if (mobile.test(digits)) return digits
  const line = bare
    .replace(/[()]/g, '-')
    .replace(/^-|[ ]/g, '')
    .replace(/-{2,}/g, '-')
  return landline.test(line) ? line : undefined
}

/** `李四13900000000`: one mobile among other words. */
function onlyMobileIn(text: string): string | undefined {
  const found = text.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? []
  return found.length === 1 && !/\d/.test(text.replace(found[0] as string, '')) ? found[0] : undefined
}
