import { type BuiltIn, builtIn, overList } from './builtins-define.ts'
import {
  absolute,
  add,
  compareDecimals,
  Decimal,
  divide,
  fromInteger,
  isInteger,
  modulo,
  multiply,
  parseDecimal,
  type Rounding,
  round,
  subtract,
  zero,
} from './decimal.ts'
import { exponential, isOdd, logarithm, squareRoot } from './decimal-functions.ts'
import { DayTimeDuration, YearMonthDuration } from './temporal-values.ts'
import { compare, type Value } from './values.ts'

// The exponents that decimal128 has room for.
const [leastScale, mostScale] = [-6111, 6176]

function rounded(value: Decimal, scale: Decimal, rounding: Rounding): Decimal | undefined {
  const whole = round(scale, 0, 'down')
  const digits = whole && Number(whole.coefficient) * 10 ** whole.exponent
  if (digits === undefined || digits < leastScale || digits > mostScale) return undefined
  return round(value, digits, rounding)
}

const rounder = (name: string, rounding: Rounding, scale: 'scale' | 'scale?'): BuiltIn =>
  builtIn(name, [`n: number, ${scale}: number`], (given) =>
    rounded(given.number(0), given.has(1) ? given.number(1) : zero, rounding),
  )

function numbersOf(list: readonly Value[]): Decimal[] | undefined {
  return list.every((item) => item instanceof Decimal) ? (list as Decimal[]) : undefined
}

const sumOf = (numbers: readonly Decimal[]): Decimal | undefined =>
  numbers.reduce<Decimal | undefined>((total, number) => total && add(total, number), zero)

function meanOf(numbers: readonly Decimal[]): Decimal | undefined {
  const total = sumOf(numbers)
  return total && divide(total, fromInteger(numbers.length))
}

function extreme(list: readonly Value[], wanted: 1 | -1): Value | undefined {
  let best = list[0]
  if (best === undefined) return undefined
  for (const item of list) {
    const order = compare(item, best)
    if (order === undefined) return undefined
    if (order === wanted) best = item
  }
  return best
}

function median(list: readonly Value[]): Value | undefined {
  const numbers = numbersOf(list)?.toSorted(compareDecimals)
  if (!numbers || numbers.length === 0) return undefined
  const middle = Math.floor(numbers.length / 2)
  if (numbers.length % 2 === 1) return numbers[middle]
  return meanOf(numbers.slice(middle - 1, middle + 1))
}

/** Standard deviation of a sample: at least two numbers. */
function deviation(list: readonly Value[]): Value | undefined {
  const numbers = numbersOf(list)
  const mean = numbers && numbers.length > 1 ? meanOf(numbers) : undefined
  if (!numbers || !mean) return undefined
  const squares: Decimal[] = []
  for (const number of numbers) {
    const distance = subtract(number, mean)
    const square = distance && multiply(distance, distance)
    if (!square) return undefined
    squares.push(square)
  }
  const total = sumOf(squares)
  const variance = total && divide(total, fromInteger(numbers.length - 1))
  return variance && squareRoot(variance)
}

/** The most frequent numbers, smallest first. */
function mode(list: readonly Value[]): Value | undefined {
  const numbers = numbersOf(list)
  if (!numbers) return undefined
  const counts = new Map<string, { readonly number: Decimal; count: number }>()
  for (const number of numbers) {
    const key = `${number.coefficient}e${number.exponent}`
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { number, count: 1 })
  }
  const most = [...counts.values()].reduce((highest, { count }) => Math.max(highest, count), 0)
  return [...counts.values()]
    .filter(({ count }) => count === most)
    .map(({ number }) => number)
    .sort(compareDecimals)
}

const onNumber = (name: string, parameter: string, body: (value: Decimal) => Value | undefined): BuiltIn =>
  builtIn(name, [`${parameter}: number`], (given) => body(given.number(0)))

const separators = new Set([' ', ',', '.'])

/** `number("1 234,5", " ", ",")`: the separators may not be the same. */
function numberFrom(text: string, grouping: Value, point: Value): Value | undefined {
  if (grouping !== null && !separators.has(grouping as string)) return undefined
  if (point !== null && (!separators.has(point as string) || point === ' ' || point === grouping)) return undefined
  const plain = grouping === null ? text : text.replaceAll(grouping as string, '')
  if (point === ',' && plain.includes('.')) return undefined
  const numeral = point === ',' ? plain.replaceAll(',', '.') : plain
  return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(numeral) ? parseDecimal(numeral) : undefined
}

export const numberFunctions: readonly BuiltIn[] = [
  builtIn(
    'number',
    ['from: some', 'from: some, grouping separator: nullable string, decimal separator: nullable string'],
    (given) => {
      const from = given.value(0)
      if (from instanceof Decimal && given.values.length === 1) return from
      return typeof from === 'string' ? numberFrom(from, given.value(1), given.value(2)) : undefined
    },
  ),
  rounder('decimal', 'half even', 'scale'),
  rounder('floor', 'floor', 'scale?'),
  rounder('ceiling', 'ceiling', 'scale?'),
  rounder('round up', 'up', 'scale'),
  rounder('round down', 'down', 'scale'),
  rounder('round half up', 'half up', 'scale'),
  rounder('round half down', 'half down', 'scale'),
  builtIn('abs', ['n: number', 'n: duration'], (given) => {
    const value = given.value(0)
    if (value instanceof Decimal) return absolute(value)
    if (value instanceof YearMonthDuration) return value.months < 0 ? new YearMonthDuration(-value.months) : value
    const duration = value as DayTimeDuration
    return duration.nanos < 0n ? new DayTimeDuration(-duration.nanos) : duration
  }),
  builtIn('modulo', ['dividend: number, divisor: number'], (given) => modulo(given.number(0), given.number(1))),
  onNumber('sqrt', 'number', squareRoot),
  onNumber('log', 'number', logarithm),
  onNumber('exp', 'number', exponential),
  onNumber('odd', 'number', (value) => (isInteger(value) ? isOdd(value) : undefined)),
  onNumber('even', 'number', (value) => (isInteger(value) ? !isOdd(value) : undefined)),
  overList('count', (list) => fromInteger(list.length)),
  overList('min', (list) => extreme(list, -1)),
  overList('max', (list) => extreme(list, 1)),
  overList('sum', (list) => (list.length === 0 ? undefined : total(list))),
  overList('mean', (list) => {
    const numbers = numbersOf(list)
    return numbers && numbers.length > 0 ? meanOf(numbers) : undefined
  }),
  overList('product', (list) => {
    const numbers = numbersOf(list)
    if (!numbers || numbers.length === 0) return undefined
    return numbers.reduce<Decimal | undefined>(
      (product, number) => product && multiply(product, number),
      fromInteger(1),
    )
  }),
  overList('median', median),
  overList('stddev', deviation),
  overList('mode', (list) => (list.length === 0 ? [] : mode(list))),
]

function total(list: readonly Value[]): Value | undefined {
  const numbers = numbersOf(list)
  return numbers && sumOf(numbers)
}
