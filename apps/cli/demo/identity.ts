import { type Day, daysInMonth } from '../../../core/date.ts'
import { checkCharacter } from '../../../core/identity-number.ts'
import type { Sex } from './names.ts'
import type { Dice } from './random.ts'

/** Six-digit codes of the counties, and those that identity numbers of the same places bore before 2000 (绥化地区). */
export const formerCodes: Readonly<Record<string, string>> = {
  '231202': '232301',
  '231221': '232324',
  '231222': '232325',
  '231223': '232326',
  '231224': '232330',
  '231225': '232331',
  '231226': '232332',
  '231281': '232302',
  '231282': '232303',
  '231283': '232304',
}
// 绥化 became a prefecture-level city at the turn of 1999 to 2000; numbers given before keep the old code for life.
const firstYearOfTodaysCodes = 2000

// Order codes once kept for centenarians, which no living person of these ages bears: odd for men, even for women.
const orderCodes: Record<Sex, readonly string[]> = { 1: ['997', '999'], 2: ['996', '998'] }

/** A day in a year, not later than `latest`. */
export function inventBirth(dice: Dice, year: number, latest: Day): Day {
  const month = dice.whole(1, 12)
  const day = dice.whole(1, daysInMonth(year, month))
  const birth = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return birth <= latest ? birth : latest
}

/** Gives out identity numbers, valid in form, none twice. */
export type IdentityRegister = (county: string, birth: Day, sex: Sex) => string | undefined

/** A register of its own. It answers undefined when both order codes of that place, day and sex are given out. */
export function openRegister(): IdentityRegister {
  const given = new Set<string>()
  return (county, birth, sex) => {
    const code = Number(birth.slice(0, 4)) < firstYearOfTodaysCodes ? (formerCodes[county] ?? county) : county
    for (const order of orderCodes[sex]) {
      const first17 = code + birth.replaceAll('-', '') + order
      if (given.has(first17)) continue
      given.add(first17)
      return first17 + checkCharacter(first17)
    }
    return undefined
  }
}
