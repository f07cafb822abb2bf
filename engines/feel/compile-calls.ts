import { aligned, type BooleanCode, type Code, type NumberCode, numberCode, sum } from './compile-code.ts'
import { type Aggregate, type GroupWriter, overGroup } from './compile-group.ts'
import { inverted } from './compile-logic.ts'
import { rounded } from './compile-round.ts'
import type { Rounding } from './decimal.ts'
import type { Syntax } from './syntax-tree.ts'

type Names = { readonly get: (name: string) => Code | undefined }
/** What calls need of the compiler that they are part of. */
interface CallCompiler extends GroupWriter {
  compile(node: Syntax, names: Names): Code
  condition(node: Syntax, names: Names): BooleanCode
  number(node: Syntax, names: Names): NumberCode
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

/**
 * Code for a function that is written in place; undefined where it cannot be run over columns.
 * @param compile its body, with arguments by name @param refused the fault of calling itself or with other arguments
 */
export function functionWritten(
  { body, parameters }: Syntax & { kind: 'function' },
  compile: (body: Syntax, bound: ReadonlyMap<string, Code>) => Code,
  refused: () => Error,
): Code | undefined {
  if (!body || parameters.some(({ type }) => type)) return undefined
  let depth = 0
  const call = (values: readonly Code[]): Code => {
    if (values.length !== parameters.length || ++depth > 1) throw refused()
    const code = compile(body, new Map(parameters.map(({ name }, index) => [name, values[index] as Code])))
    depth--
    return code
  }
  return { kind: 'function', call }
}
