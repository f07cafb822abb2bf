import { Decimal, type Rounding } from './decimal.ts'
import type { Frame, Preparing } from './prepare-frame.ts'
import { type Quick, quick } from './quick.ts'
import type { ComparisonOperator, Syntax } from './syntax-tree.ts'

/** A fraction of two whole numbers that doubles hold exactly. It is written over by the next one: nothing is made for it. */
type Ratio = { top: number; bottom: number }

/** Works a number out as a fraction; false where that cannot be done exactly, and the long way has to. */
type Fraction<Of> = (frame: Of) => boolean

/**
 * A formula that can be worked out as a fraction. `endless`: it may be a quotient without end, of which decimals keep 34
 * digits. Such a one may be added to a number and divided again, nothing else: then it rounds and compares as its decimals do,
 * because what ends after few digits only comes of a quotient that ends, and what lies nearest to it is far away.
 */
type Fractional<Of> = { readonly work: Fraction<Of>; readonly endless: boolean }

const found: Ratio = { top: 0, bottom: 1 }

// Fractions with larger parts might lie so near to each other that 34 digits cannot tell them apart.
const largestBottom = 2 ** 40

const put = (top: number, bottom: number): boolean => {
  if (!Number.isSafeInteger(top) || !(bottom > 0 && bottom <= largestBottom)) return false
  found.top = top
  found.bottom = bottom
  return true
}

const powers = Array.from({ length: 13 }, (_, exponent) => 10 ** exponent)

function putValue(value: Quick | undefined): boolean {
  if (typeof value === 'number') return put(value, 1)
  if (!(value instanceof Decimal) || value.exponent >= 0 || value.exponent < -12) return false
  return put(Number(value.coefficient), powers[-value.exponent] as number)
}

/** Undefined for whatever is no plain arithmetic of numbers and names outside of loops. */
function fractional<Of extends Frame>(node: Syntax, preparer: Preparing<Of>): Fractional<Of> | undefined {
  switch (node.kind) {
    case 'number': {
      const value = quick(node.value)
      return { work: () => putValue(value), endless: false }
    }
    case 'name': {
      const value = preparer.named(node.name)
      return value && { work: (frame) => putValue(value(frame)), endless: false }
    }
    case 'path': {
      const from = node.from.kind === 'name' ? preparer.named(node.from.name) : undefined
      const { name } = node
      // Whatever has no such entry is told by the long way, once.
      return (
        from && {
          work: (frame) => {
            const value = from(frame)
            const entry = value instanceof Map ? value.get(name) : undefined
            return entry !== undefined && putValue(quick(entry))
          },
          endless: false,
        }
      )
    }
    case 'arithmetic': {
      const left = fractional(node.left, preparer)
      const right = left && fractional(node.right, preparer)
      return left && right && together(node.operator, left, right)
    }
    default:
      return undefined
  }
}

function together<Of>(operator: string, left: Fractional<Of>, right: Fractional<Of>): Fractional<Of> | undefined {
  const work = (combine: (a: number, b: number, c: number, d: number) => boolean): Fraction<Of> => {
    return (frame) => {
      if (!left.work(frame)) return false
      const { top, bottom } = found
      return right.work(frame) && combine(top, bottom, found.top, found.bottom)
    }
  }
  const endless = left.endless || right.endless
  switch (operator) {
    case '+':
    case '-': {
      if (left.endless && right.endless) return undefined
      const sign = operator === '+' ? 1 : -1
      return { work: work((a, b, c, d) => (b === d ? put(a + sign * c, b) : sum(a * d, sign * c * b, b * d))), endless }
    }
    case '*':
      return endless ? undefined : { work: work((a, b, c, d) => put(a * c, b * d)), endless }
    case '/':
      if (right.endless) return undefined
      return { work: work((a, b, c, d) => (c < 0 ? put(-a * d, -c * b) : put(a * d, b * c))), endless: true }
    default:
      return undefined
  }
}

const sum = (a: number, b: number, bottom: number): boolean =>
  Number.isSafeInteger(a) && Number.isSafeInteger(b) && put(a + b, bottom)

/** A formula whose value is rounded to a whole number; undefined where no fraction is rounded, or it cannot be one. */
export function roundedFraction<Of extends Frame>(
  node: Syntax,
  rounding: Rounding,
  preparer: Preparing<Of>,
): ((frame: Of) => number | undefined) | undefined {
  const fraction = node.kind === 'arithmetic' ? fractional(node, preparer) : undefined
  return fraction && ((frame) => (fraction.work(frame) ? whole(found.top, found.bottom, rounding) : undefined))
}

/** Two formulas compared by their order; undefined where neither has a fraction, or one cannot be one. */
export function comparedFractions<Of extends Frame>(
  node: Syntax & { kind: 'comparison' },
  orders: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>>,
  preparer: Preparing<Of>,
): ((frame: Of) => boolean | undefined) | undefined {
  if (node.left.kind !== 'arithmetic' && node.right.kind !== 'arithmetic') return undefined
  const left = fractional(node.left, preparer)
  const right = left && fractional(node.right, preparer)
  if (!left || !right || (left.endless && right.endless)) return undefined
  const ordered = orders[node.operator]
  return (frame) => {
    if (!left.work(frame)) return undefined
    const { top, bottom } = found
    if (!right.work(frame) || bottom * found.bottom > largestBottom) return undefined
    const [one, other] = [top * found.bottom, found.top * bottom]
    return Number.isSafeInteger(one) && Number.isSafeInteger(other) ? ordered(one, other) : undefined
  }
}

/** The whole number that top / bottom rounds to; the bottom is above zero. */
function whole(top: number, bottom: number, rounding: Rounding): number {
  const rest = top % bottom
  const cut = (top - rest) / bottom + 0
  if (rest === 0) return cut
  const away = top < 0 ? cut - 1 : cut + 1
  const doubled = 2 * Math.abs(rest)
  switch (rounding) {
    case 'up':
      return away
    case 'down':
      return cut
    case 'floor':
      return top < 0 ? away : cut
    case 'ceiling':
      return top < 0 ? cut : away
    case 'half up':
      return doubled >= bottom ? away : cut
    case 'half down':
      return doubled > bottom ? away : cut
    case 'half even':
      return doubled > bottom || (doubled === bottom && cut % 2 !== 0) ? away : cut
  }
}

/** How a call rounds to whole numbers, where it is one that does; undefined for any other. */
export function wholeRounding(node: Syntax & { kind: 'call' }): Rounding | undefined {
  const name = node.callee.kind === 'name' ? node.callee.name : ''
  const rounding = Object.hasOwn(roundings, name) ? roundings[name] : undefined
  const [, scale] = node.values
  if (!rounding || node.names || node.values.length > 2) return undefined
  if (!scale) return rounding === 'floor' || rounding === 'ceiling' ? rounding : undefined
  return scale.kind === 'number' && scale.value.coefficient === 0n ? rounding : undefined
}

const roundings: Readonly<Record<string, Rounding>> = {
  floor: 'floor',
  ceiling: 'ceiling',
  decimal: 'half even',
  'round up': 'up',
  'round down': 'down',
  'round half up': 'half up',
  'round half down': 'half down',
}
