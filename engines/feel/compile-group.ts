import {
  type BooleanCode,
  type Code,
  type ElementCode,
  fieldCode,
  type GroupCode,
  type NumberCode,
  numberCode,
} from './compile-code.ts'
import { partOfDay } from './compile-days.ts'
import type { Writer } from './compile-round.ts'
import type { Field, GroupField, RatioField } from './compile-schema.ts'
import { normalName } from './syntax-parser.ts'

/** What is written into for the elements of a group. */
export interface GroupWriter extends Writer {
  readonly open: boolean
  statement(code: string): void
  /** A variable that starts as zero. */
  counter(): string
  /** Gives what is true after the loop where the list is not known; undefined where it always is. */
  eachElement(group: GroupCode, body: (code: Code, kept: string | undefined) => void): string | undefined
  sizeOf(group: GroupCode): string
}

/** Built-in functions that make one number of many. */
export type Aggregate = 'min' | 'max' | 'sum' | 'count'

/** A number, not known where the list is not. */
const knownWhere = (lacking: string | undefined, value: NumberCode): NumberCode =>
  lacking ? { ...value, code: `(${lacking} ? NaN : ${value.code})`, nullable: true } : value

/** One number of the elements of a group; undefined when that cannot be run over columns. */
export function overGroup(name: Aggregate, group: GroupCode, compiler: GroupWriter): Code | undefined {
  const mayBeEmpty = group.field.least === 0 || group.keep.length > 0
  const { least, most } = group.field
  if (name === 'count' && group.keep.length === 0)
    return knownWhere(group.unknown, numberCode(compiler.sizeOf(group), 0, least, most, false))
  // Of no elements at all nothing can be summed, and that is null, not unknown.
  if (compiler.open && name !== 'count' && mayBeEmpty) return undefined
  const total = compiler.counter()
  if (name === 'count') {
    const lacking = compiler.eachElement({ ...group, take: (element) => element }, (_, kept) =>
      compiler.statement(`${total} += ${kept} ? 1 : 0;`),
    )
    return knownWhere(lacking, numberCode(total, 0, 0, most, false))
  }
  const seen = mayBeEmpty || name !== 'sum' ? compiler.counter() : undefined
  let taken: Code | undefined
  const lacking = compiler.eachElement(group, (code, kept) => {
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
  return knownWhere(lacking, numberCode(code, value.scale, low, high, value.nullable || mayBeEmpty))
}

/** Whether some or every element of a group fulfils a condition, three-valued. */
export function quantified(kind: 'some' | 'every', group: GroupCode, compiler: GroupWriter): BooleanCode {
  const [found, unknown] = [compiler.counter(), compiler.counter()]
  const decisive = kind === 'some' ? 1 : 0
  let nullable = false
  const lacking = compiler.eachElement(group, (code, kept) => {
    const value = code as BooleanCode
    nullable = value.nullable
    const decided = nullable ? `${value.code} === ${decisive}` : `${value.code} === ${kind === 'some'}`
    const counts = kept ? `${kept} && ` : ''
    compiler.statement(`if (${counts}${decided}) ${found} = 1;`)
    if (nullable) compiler.statement(`if (${counts}${value.code} === 2) ${unknown} = 1;`)
  })
  if (!nullable && !lacking) return { kind: 'boolean', code: `(${found} === ${decisive})`, nullable }
  // What a loop without an unknown one has counted is zero.
  const answer = `${found} === 1 ? ${decisive} : ${unknown} === 1 ? 2 : ${1 - decisive}`
  return { kind: 'boolean', code: lacking ? `(${lacking} ? 2 : ${answer})` : `(${answer})`, nullable: true }
}

/** One element of a group. @param read the code that reads one of its columns */
export function elementOf({ fields }: GroupField, read: (name: string) => string): ElementCode {
  const column = (name: string): Field | RatioField | undefined =>
    Object.hasOwn(fields, name) ? fields[name] : undefined
  const numbered = (name: string): NumberCode => {
    const field = column(name)
    const code = field && field.kind !== 'ratio' ? fieldCode(field, read(name)) : undefined
    if (code?.kind !== 'number') throw new TypeError(`a ratio of '${name}', which is no column of numbers`)
    return code
  }
  return {
    kind: 'element',
    get: (name) => {
      const field = column(name)
      if (field?.kind !== 'ratio') return field && fieldCode(field, read(name))
      return { kind: 'quotient', numerator: numbered(field.top), denominator: numbered(field.bottom) }
    },
  }
}

/** An entry of a context or an element, or a part of a day; undefined where there is none of that name. */
export function entryOf(code: Code, name: string): Code | undefined {
  if (code.kind === 'context') return code.entries.get(normalName(name))
  if (code.kind === 'day' || code.kind === 'span') return partOfDay(code, name)
  // Of what is not known no part is.
  if (code.kind === 'null') return code
  return code.kind === 'element' ? code.get(name) : undefined
}
