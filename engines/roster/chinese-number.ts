const digitValues: Record<string, number> = {}
for (const [value, letters] of [
  '零〇○',
  '一壹幺弌',
  '二贰两貳',
  '三叁參',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒',
  '八捌',
  '九玖',
].entries())
  for (const letter of letters) digitValues[letter] = value
const smallUnits: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const bigUnits: Record<string, number> = { 万: 10_000, 萬: 10_000, 亿: 100_000_000, 億: 100_000_000 }

/** A whole number written out in Chinese, `一万二千` or `壹仟贰佰`; undefined for what could be meant in two ways. */
export function chineseNumber(text: string): number | undefined {
  if (text === '') return undefined
  let total = 0
  let section = 0
  let digit: number | undefined
  let smallest = 10_000
  let biggest = 1e12
  let zeroBefore = false
  for (const letter of text) {
    const value = digitValues[letter]
    const small = smallUnits[letter]
    const big = bigUnits[letter]
    if (value === 0) {
      if (digit !== undefined) return undefined
      zeroBefore = true
    } else if (value !== undefined) {
      if (digit !== undefined) return undefined
      digit = value
    } else if (small !== undefined) {
      if (small >= smallest || (digit === undefined && (small !== 10 || section > 0))) return undefined
      section += (digit ?? 1) * small
      smallest = small
      digit = undefined
      zeroBefore = false
    } else if (big !== undefined) {
      if (section + (digit ?? 0) === 0 || big >= biggest) return undefined
      total += (section + (digit ?? 0)) * big
      ;[section, digit, smallest, biggest, zeroBefore] = [0, undefined, 10_000, big, false]
    } else return undefined
  }
  // “一万二” and “三千五” may mean 二千 and 五百: only a digit after 十, after 零 or alone is certain.
  const certain = digit === undefined || zeroBefore || smallest === 10 || (section === 0 && total === 0)
  if (!certain) return undefined
  return total + section + (digit ?? 0)
}

/** A year written digit by digit: 一九七五, 二〇〇六. */
export function chineseDigits(text: string): string | undefined {
  let digits = ''
  for (const letter of text) {
    const value = digitValues[letter]
    if (value === undefined) return undefined
    digits += value
  }
  return digits === '' ? undefined : digits
}
