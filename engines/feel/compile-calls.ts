import {
  aligned,
  type BooleanCode,
  type Code,
  type GroupCode,
  type NumberCode,
  numberCode,
  sum,
} from './compile-code.ts'
import { inverted } from './compile-logic.ts'
import { rounded, type Writer } from './compile-round.ts'
import type { Rounding } from './decimal.ts'
import type { Syntax } from './syntax-tree.ts'

type Names = { readonly get: (name: string) => Code | undefined }
/** What calls need of the compiler that they are part of. */
interface CallCompiler extends Writer {
  readonly open: boolean
  statement(code: string): void
  /** A variable that starts as zero. */
  counter(): string
  compile(node: Syntax, names: Names): Code
  condition(node: Syntax, names: Names): BooleanCode
  number(node: Syntax, names: Names): NumberCode
  eachElement(group: GroupCode, body: (code: Code, kept: string | undefined) => void): void
  sizeOf(group: GroupCode): string
}
type Call = Syntax & { kind: 'call' }

const roundings: Readonly<Record<string, Rounding>> = {
  decimal: 'half even',
  floor: 'floor',
  ceiling: 'ceiling',
  'round up': 'up',
  'round down': 'down',
  'round half up': 'half up',
  'round half down': 'half down',
}

/** Code for a call of a built-in function; undefined when it cannot be run over columns. */
export function callBuiltIn(name: string, node: Call, names: Names, compiler: CallCompiler): Code | undefined {
  const rounding = Object.hasOwn(roundings, name) ? roundings[name] : undefined
  if (rounding) return round(name, rounding, node, names, compiler)
  const [first] = node.values
  if (!first) return undefined
  if (name === 'not' && node.values.length === 1) return inverted(compiler.condition(first, names), compiler)
  if (name === 'abs' && node.values.length === 1) {
    const value = compiler.number(first, names)
    const high = Math.max(-value.low, value.high)
    return numberCode(`Math.abs(${value.code})`, value.scale, 0, high, value.nullable)
  }
  if (name !== 'min' && name !== 'max' && name !== 'sum' && name !== 'count') return undefined
  return overValues(name, node, names, compiler)
}

function round(name: string, rounding: Rounding, node: Call, names: Names, compiler: CallCompiler): Code | undefined {
  const [first, second] = node.values
  const mayLackScale = name === 'floor' || name === 'ceiling'
  if (!first || node.values.length > 2 || (!second && !mayLackScale)) return undefined
  const scale = second ? literalScale(second) : 0
  if (scale === undefined) return undefined
  const value = known(compiler.compile(first, names))
  if (value.kind !== 'number' && value.kind !== 'quotient') return undefined
  return rounded(value, scale, rounding, compiler)
}

/** A null among numbers is a number that is missing. */
const known = (value: Code): Code => (value.kind === 'null' ? numberCode('NaN', 0, 0, 0, true) : value)

/** The digits to keep must be written as a number, so that the units of the result are known. */
function literalScale(node: Syntax): number | undefined {
  if (node.kind !== 'number' || node.value.exponent !== 0) return undefined
  const scale = Number(node.value.coefficient)
  return scale >= 0 && scale <= 15 ? scale : undefined
}

type Aggregate = 'min' | 'max' | 'sum' | 'count'

function overValues(name: Aggregate, node: Call, names: Names, compiler: CallCompiler): Code | undefined {
  const values = node.values.map((value) => known(compiler.compile(value, names)))
  const [only] = values
  if (values.length === 1 && only?.kind === 'group') return overGroup(name, only, compiler)
  const items = values.length === 1 && only?.kind === 'list' ? only.items.map(known) : values
  if (name === 'count')
    return items.length > 0 ? numberCode(String(items.length), 0, items.length, items.length, false) : undefined
  if (items.length === 0 || !items.every((item): item is NumberCode => item.kind === 'number')) return undefined
  if (name === 'sum') return items.reduce((total, item) => sum(total, item, '+'))
  return items.reduce((best, item) => extreme(name, best, item))
}

/** Math.min and Math.max answer NaN when one is NaN, which is what null asks for. */
function extreme(name: 'min' | 'max', left: NumberCode, right: NumberCode): NumberCode {
  const [a, b] = aligned(left, right)
  const pick = name === 'min' ? Math.min : Math.max
  const code = `Math.${name}(${a.code}, ${b.code})`
  return numberCode(code, a.scale, pick(a.low, b.low), pick(a.high, b.high), a.nullable || b.nullable)
}

function overGroup(name: Aggregate, group: GroupCode, compiler: CallCompiler): Code | undefined {
  const mayBeEmpty = group.field.least === 0 || group.keep.length > 0
  const { most } = group.field
  if (name === 'count' && group.keep.length === 0)
    return numberCode(compiler.sizeOf(group), 0, group.field.least, most, false)
  // Of no elements at all nothing can be summed, and that is null, not unknown.
  if (compiler.open && name !== 'count' && mayBeEmpty) return undefined
  const total = compiler.counter()
  if (name === 'count') {
    compiler.eachElement({ ...group, take: (element) => element }, (_, kept) =>
      compiler.statement(`${total} += ${kept} ? 1 : 0;`),
    )
    return numberCode(total, 0, 0, most, false)
  }
  const seen = mayBeEmpty || name !== 'sum' ? compiler.counter() : undefined
  let taken: Code | undefined
  compiler.eachElement(group, (code, kept) => {
    taken = code
    if (code.kind !== 'number') return
    const value = compiler.hold(code.code)
    if (name === 'sum') {
      compiler.statement(`${total} += ${kept ? `${kept} ? ${value} : 0` : value};`)
      if (seen) compiler.statement(`${seen} += ${kept ? `${kept} ? 1 : 0` : '1'};`)
      return
    }
    const extreme = `${total} = ${seen}++ === 0 ? ${value} : Math.${name}(${total}, ${value});`
    compiler.statement(kept ? `if (${kept}) ${extreme}` : extreme)
  })
  const value = taken as Code | undefined
  if (value?.kind !== 'number') return undefined
  const code = mayBeEmpty ? `(${seen} === 0 ? NaN : ${total})` : total
  const [low, high] =
    name === 'sum' ? [Math.min(0, value.low * most), Math.max(0, value.high * most)] : [value.low, value.high]
  return numberCode(code, value.scale, low, high, value.nullable || mayBeEmpty)
}
