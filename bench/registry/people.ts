import { checkCharacter } from '../../core/identity-number.ts'

/** An invented person: order codes 996 to 999, born between 1950 and 1991 in one of ten counties. */
export type Invented = { name: string; number: string; phone: string; address: string; areaCode: string }

export const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
export const given = [...'明华国建文军英平芳伟秀敏静丽强磊洋勇艳杰娟涛超兰霞桂玉春红海']
const streets = ['人民街', '中直路', '康庄路', '北林路', '黄河路', '花园社区', '铁路社区', '西城社区']
const counties = [
  ['231202', '北林区'],
  ['231221', '望奎县'],
  ['231222', '兰西县'],
  ['231223', '青冈县'],
  ['231224', '庆安县'],
  ['231225', '明水县'],
  ['231226', '绥棱县'],
  ['231281', '安达市'],
  ['231282', '肇东市'],
  ['231283', '海伦市'],
] as const

/** 18,000 names, so that a whole name is rare and a surname is not. */
export const nameOf = (index: number): string =>
  `${surnames[index % 20]}${given[Math.floor(index / 20) % 30]}${given[Math.floor(index / 600) % 30]}`

/** The person of a number from 0 to 600,000, each with another identity number. */
export function invented(index: number): Invented {
  const [code, county] = counties[index % 10] as (typeof counties)[number]
  const born = new Date(Date.UTC(1950, 0, 1 + Math.floor(index / 40))).toISOString().slice(0, 10).replaceAll('-', '')
  const first17 = `${code}${born}${996 + (Math.floor(index / 10) % 4)}`
  return {
    name: nameOf(index * 7919),
    number: first17 + checkCharacter(first17),
    phone: `139${String(10_000_000 + index)}`,
    address: `${county}${streets[index % 8]}${1 + (index % 997)}号`,
    areaCode: `${code}000000`,
  }
}

/**
 * The same person born in another decade, as a slip of the pen writes it: a number that nobody else has. Each decade from the
 * fifties on has one of its own before them, so that no two people slip to the same number.
 */
export function slipped(index: number): Invented {
  const person = invented(index)
  const first17 = `${person.number.slice(0, 8)}${9 - Number(person.number[8])}${person.number.slice(9, 17)}`
  return { ...person, number: first17 + checkCharacter(first17) }
}

/** Whether a slip of this person's number is still a day of the calendar. */
export const canSlip = (index: number): boolean => invented(index).number.slice(10, 14) !== '0229'
