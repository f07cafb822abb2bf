import { type BuiltIn, builtIn } from './builtins-define.ts'
import { parseExpression } from './syntax.ts'
import { SyntaxProblem } from './syntax-problem.ts'
import type { Syntax } from './syntax-tree.ts'
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal-parse.ts'
import { compare, Range, type Value } from './values.ts'

/** An end of a range: an open lower end lies just behind its value, an open upper end just before. */
type End = { readonly value: Value | undefined; readonly shift: -1 | 0 | 1 }
type Span = { readonly low: End; readonly high: End }

class Incomparable extends Error {}

/** A point is the range of itself. */
function spanOf(value: Value): Span {
  if (!(value instanceof Range)) return { low: { value, shift: 0 }, high: { value, shift: 0 } }
  return {
    low: { value: value.low, shift: value.lowIncluded || value.low === undefined ? 0 : 1 },
    high: { value: value.high, shift: value.highIncluded || value.high === undefined ? 0 : -1 },
  }
}

/** Order of two ends; `side` says which way an end without a value lies. */
function order(left: End, leftSide: -1 | 1, right: End, rightSide: -1 | 1): number {
  if (left.value === undefined || right.value === undefined) {
    const rank = (end: End, side: -1 | 1): number => (end.value === undefined ? side : 0)
    return rank(left, leftSide) - rank(right, rightSide)
  }
  const values = compare(left.value, right.value)
  if (values === undefined) throw new Incomparable()
  return values !== 0 ? values : left.shift - right.shift
}

const lows = (a: Span, b: Span): number => order(a.low, -1, b.low, -1)
const highs = (a: Span, b: Span): number => order(a.high, 1, b.high, 1)
/** The end of the first against the start of the second. */
const ends = (a: Span, b: Span): number => order(a.high, 1, b.low, -1)

type Relation = (a: Span, b: Span) => boolean
const before: Relation = (a, b) => ends(a, b) < 0
const meets: Relation = (a, b) => ends(a, b) === 0 && a.high.shift === 0 && a.high.value !== undefined
const overlaps: Relation = (a, b) => ends(a, b) >= 0 && ends(b, a) >= 0
const overlapsBefore: Relation = (a, b) => lows(a, b) < 0 && ends(a, b) >= 0 && highs(a, b) <= 0
const finishes: Relation = (a, b) => highs(a, b) === 0 && lows(a, b) >= 0
const includes: Relation = (a, b) => lows(a, b) <= 0 && highs(a, b) >= 0
const starts: Relation = (a, b) => lows(a, b) === 0 && highs(a, b) <= 0
const coincides: Relation = (a, b) => lows(a, b) === 0 && highs(a, b) === 0

const inverse =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a)

const bothPoints = 'point1: point, point2: point'
const bothRanges = 'range1: range, range2: range'
const pointFirst = 'point: point, range: range'
const rangeFirst = 'range: range, point: point'

const relationFunction = (name: string, signatures: readonly string[], relation: Relation): BuiltIn =>
  builtIn(name, signatures, (given) => {
    try {
      return relation(spanOf(given.value(0)), spanOf(given.value(1)))
    } catch (problem) {
      if (problem instanceof Incomparable) return undefined
      throw problem
    }
  })

const constructors: Readonly<Record<string, (text: string) => Value | undefined>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
}

/** An end written in the text of a range: a literal, or a date, time or duration made from one. */
function endOf(node: Syntax): Value | undefined {
  switch (node.kind) {
    case 'number':
    case 'string':
      return node.value
    case 'temporal':
      return node.value ?? undefined
    case 'call': {
      const [text] = node.values
      if (node.callee.kind !== 'name' || node.values.length !== 1 || node.names || text?.kind !== 'string')
        return undefined
      return constructors[node.callee.name]?.(text.value)
    }
    default:
      return undefined
  }
}

/** `range("[1..3]")`; an end that is not included may be left out, as in `(..3]`. */
function rangeFrom(text: string): Range | undefined {
  const openLow = /^\s*[(\]]\s*\.\./.test(text)
  const openHigh = /\.\.\s*[)[]\s*$/.test(text)
  if (openLow && openHigh) return undefined
  const filled = openLow
    ? text.replace('..', 'null..')
    : openHigh
      ? text.replace(/\.\.(?=\s*[)[]\s*$)/, '..null')
      : text
  const node = parsed(filled)
  if (node?.kind !== 'range' || !node.low || !node.high) return undefined
  const low = openLow ? undefined : endOf(node.low)
  const high = openHigh ? undefined : endOf(node.high)
  if ((low === undefined && !openLow) || (high === undefined && !openHigh)) return undefined
  if (low !== undefined && high !== undefined) {
    const sequence = compare(low, high)
    if (sequence === undefined || sequence > 0) return undefined
  }
  return new Range(low, high, !openLow && node.lowIncluded, !openHigh && node.highIncluded)
}

function parsed(text: string): Syntax | undefined {
  try {
    return parseExpression(text)
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return undefined
    throw problem
  }
}

export const rangeFunctions: readonly BuiltIn[] = [
  builtIn('range', ['from: string'], (given) => rangeFrom(given.text(0))),
  relationFunction('before', [bothPoints, pointFirst, rangeFirst, bothRanges], before),
  relationFunction('after', [bothPoints, pointFirst, rangeFirst, bothRanges], inverse(before)),
  relationFunction('meets', [bothRanges], meets),
  relationFunction('met by', [bothRanges], inverse(meets)),
  relationFunction('overlaps', [bothRanges], overlaps),
  relationFunction('overlaps before', [bothRanges], overlapsBefore),
  relationFunction('overlaps after', [bothRanges], inverse(overlapsBefore)),
  relationFunction('finishes', [pointFirst, bothRanges], finishes),
  relationFunction('finished by', [rangeFirst, bothRanges], inverse(finishes)),
  relationFunction('includes', [rangeFirst, bothRanges], includes),
  relationFunction('during', [pointFirst, bothRanges], inverse(includes)),
  relationFunction('starts', [pointFirst, bothRanges], starts),
  relationFunction('started by', [rangeFirst, bothRanges], inverse(starts)),
  relationFunction('coincides', [bothPoints, bothRanges], coincides),
]
