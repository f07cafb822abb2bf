import { builtIns } from './builtins.ts'
import { compareDecimals, Decimal, fromInteger, type Rounding, round } from './decimal.ts'
import { calledWith } from './evaluate-open.ts'
import type { Frame, Prepared, Preparing } from './prepare-frame.ts'
import { roundedFraction, wholeRounding } from './prepare-ratio.ts'
import { isQuickList, type Quick, quick, slow } from './quick.ts'
import type { Syntax } from './syntax-tree.ts'
import { FeelFunction } from './values.ts'

type Call = Syntax & { kind: 'call' }
/** A built-in function on what it is mostly given; undefined where the function itself has to say. */
type Shortcut = (first: Quick, second: Quick | undefined) => Quick | undefined

/** A call of a function, built in or given by the names around. */
export function preparedCall<Of extends Frame>(node: Call, preparer: Preparing<Of>): Prepared<Of> {
  const callee = preparer.prepare(node.callee)
  const values = node.values.map((value) => preparer.prepare(value))
  const name = node.callee.kind === 'name' ? node.callee.name : ''
  const builtIn = builtIns.get(name)
  const wide = node.names || values.length === 0 || values.length > 2
  const shortcut = wide || !Object.hasOwn(shortcuts, name) ? undefined : shortcuts[name]
  const [first, second] = values
  const evaluated = preparer.evaluated(node)
  const rounding = wholeRounding(node)
  const [argument] = node.values
  const fraction = rounding && argument && roundedFraction(argument, rounding, preparer)
  return (frame) => {
    const called = callee(frame)
    if (!(called instanceof FeelFunction)) return evaluated(frame)
    if (fraction && called === builtIn) {
      const whole = fraction(frame)
      if (whole !== undefined) return whole
    }
    if (!shortcut || called !== builtIn || !first)
      return quick(
        calledWith(
          called,
          node,
          values.map((value) => slow(value(frame))),
          frame.scope,
        ),
      )
    const one = first(frame)
    const other = second?.(frame)
    const result = shortcut(one, other)
    if (result !== undefined) return result
    return quick(calledWith(called, node, other === undefined ? [slow(one)] : [slow(one), slow(other)], frame.scope))
  }
}

function sumOf(list: Quick): number | undefined {
  if (!isQuickList(list) || list.length === 0) return undefined
  let total = 0
  for (const one of list) {
    if (typeof one !== 'number') return undefined
    total += one
  }
  return Number.isSafeInteger(total) ? total : undefined
}

/** The smaller or larger of two numbers; of equal ones it does not matter which. */
function extreme(a: Quick, b: Quick | undefined, wanted: 1 | -1): Quick | undefined {
  const [one, other] = [typeof a === 'number' ? fromInteger(a) : a, typeof b === 'number' ? fromInteger(b) : b]
  if (!(one instanceof Decimal) || !(other instanceof Decimal)) return undefined
  return compareDecimals(other, one) === wanted ? b : a
}

const rounder =
  (rounding: Rounding): Shortcut =>
  (value, scale = 0) => {
    if (typeof scale !== 'number' || scale < 0 || scale > 15) return undefined
    if (typeof value === 'number') return value
    const result = value instanceof Decimal ? round(value, scale, rounding) : undefined
    return result && quick(result)
  }

/** Whether a scale must be said is told by the function itself. */
const scaled =
  (rounding: Rounding): Shortcut =>
  (value, scale) =>
    scale === undefined ? undefined : rounder(rounding)(value, scale)

const shortcuts: Readonly<Record<string, Shortcut>> = {
  min: (a, b) => (typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : extreme(a, b, -1)),
  max: (a, b) => (typeof a === 'number' && typeof b === 'number' ? Math.max(a, b) : extreme(a, b, 1)),
  sum: (a, b) => (b === undefined ? sumOf(a) : sumOf([a, b])),
  count: (a, b) => (b === undefined && isQuickList(a) ? a.length : undefined),
  not: (a, b) => (b === undefined && typeof a === 'boolean' ? !a : undefined),
  abs: (a, b) => (b === undefined && typeof a === 'number' ? Math.abs(a) : undefined),
  floor: rounder('floor'),
  ceiling: rounder('ceiling'),
  decimal: scaled('half even'),
  'round up': scaled('up'),
  'round down': scaled('down'),
  'round half up': scaled('half up'),
  'round half down': scaled('half down'),
}
