import { z } from 'zod'

/**
 * Area codes as the statistical office writes them: twelve digits, province 2, prefecture 2, county 2, township 3,
 * village 3; what is above ends in zeros (`231202000000` is 北林区). One level may be skipped above a township: a
 * prefecture without counties (东莞 4419, 中山 4420, 儋州 4604) has its townships directly (`441900003000`), and old
 * codes of Hainan put counties straight under the province (`460001000000`). Today's counties under the province stand
 * under a prefecture that only the numbering knows (`429000000000`, 省直辖县级行政区划), and those of the Production
 * and Construction Corps (兵团) likewise under `659000000000`.
 */
export const AreaCode = z
  .string()
  .refine(isAreaCode, { error: 'not_an_area_code' })
  .meta({ description: 'Area code of 12 digits; 000000000000 is the whole country' })
export type AreaCode = z.infer<typeof AreaCode>

export const AreaLevel = z.enum(['country', 'province', 'prefecture', 'county', 'township', 'village'])
export type AreaLevel = z.infer<typeof AreaLevel>

/** The whole country: it contains every code. */
export const countryCode: AreaCode = '000000000000'

// Greater than every code of twelve digits in every collation, because a longer text follows its own beginning.
const afterEveryCode = '9999999999999'

/** How many leading digits say where an area is; the rest are zeros. */
const significantDigits = { country: 0, province: 2, prefecture: 4, county: 6, township: 9, village: 12 } as const

/** True for twelve digits that skip no more levels than `AreaCode` allows. */
export function isAreaCode(text: string): boolean {
  if (!/^\d{12}$/.test(text)) return false
  if (text === countryCode) return true
  if (text.startsWith('00')) return false
  const [divided, town, village] = [text.slice(2, 6) !== '0000', text.slice(6, 9) !== '000', !text.endsWith('000')]
  return (divided || !town) && (town || !village)
}

/** The level of a well-formed code. 东莞 is a prefecture although its townships name it where a county would stand. */
export function levelOf(code: AreaCode): AreaLevel {
  if (code.slice(9) !== '000') return 'village'
  if (code.slice(6, 9) !== '000') return 'township'
  if (code.slice(4, 6) !== '00') return 'county'
  if (code.slice(2, 4) !== '00') return 'prefecture'
  return code === countryCode ? 'country' : 'province'
}

/** The part of a code that says where it is: `2312` for 绥化市, empty for the country, `441900003` for a township. */
export const prefixOf = (code: AreaCode): string => code.slice(0, significantDigits[levelOf(code)])

/** The area above; undefined for the country. The township of a prefecture without counties stands under that prefecture. */
export function parentOf(code: AreaCode): AreaCode | undefined {
  const level = levelOf(code)
  if (level === 'country') return undefined
  if (level === 'province') return countryCode
  const above = { prefecture: 'province', county: 'prefecture', township: 'county', village: 'township' } as const
  return code.slice(0, significantDigits[above[level]]).padEnd(12, '0')
}

/** The areas above, the nearest first, the country last. */
export function ancestorsOf(code: AreaCode): AreaCode[] {
  const parent = parentOf(code)
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)]
}

/** The ancestor at a level, or the area itself; undefined when it has none, as 东莞's townships have no county. */
export const atLevel = (code: AreaCode, level: AreaLevel): AreaCode | undefined =>
  [code, ...ancestorsOf(code)].find((area) => levelOf(area) === level)

/**
 * Everything inside an area is `from <= code < to`, compared as text. Row security uses this: a plain comparison that
 * an index on `area_code` serves. `to` is a bound, not always a code.
 */
export function areaRange(code: AreaCode): { from: AreaCode; to: string } {
  const digits = significantDigits[levelOf(code)]
  if (digits === 0) return { from: code, to: afterEveryCode }
  return { from: code, to: after(code.slice(0, digits)) }
}

/** The bound behind all codes that begin with these digits. */
function after(prefix: string): string {
  const next = String(BigInt(prefix) + 1n)
  return next.length > prefix.length ? afterEveryCode : next.padStart(prefix.length, '0').padEnd(12, '0')
}

/**
 * The six digits that a whole range of codes begins with, as of a county or of what lies inside it; undefined when the range
 * spans more. `from` and `to` as `areaRange` gives them.
 */
export function countyAround(from: string, to: string): string | undefined {
  const county = from.slice(0, significantDigits.county)
  return /^\d{6}$/.test(county) && from < to && to <= after(county) ? county : undefined
}

/** True when `inner` is `outer` or lies inside it. */
export function contains(outer: AreaCode, inner: AreaCode): boolean {
  const { from, to } = areaRange(outer)
  return inner >= from && inner < to
}

/** The narrower of two areas when one contains the other; undefined when they have nothing in common. */
export function intersect(one: AreaCode, other: AreaCode): AreaCode | undefined {
  if (contains(one, other)) return other
  return contains(other, one) ? one : undefined
}

/** Two, four, six, nine or twelve digits, as spreadsheets and identity numbers have them, as a code; undefined otherwise. */
export function padAreaCode(digits: string): AreaCode | undefined {
  if (![2, 4, 6, 9, 12].includes(digits.length)) return undefined
  const code = digits.padEnd(12, '0')
  return isAreaCode(code) ? code : undefined
}

/** The first six digits: what identity numbers and most forms use. */
export const sixDigits = (code: AreaCode): string => code.slice(0, 6)
