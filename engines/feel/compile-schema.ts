import type { Text } from '../../core/messages.ts'
import { SyntaxProblem } from './syntax-problem.ts'

/** A number in columns: an integer counted in 10^-scale (fen are yuan with scale 2), between two bounds. */
export type NumberField = {
  readonly kind: 'number'
  readonly scale: number
  /** Bounds of the integer as stored, both included. */
  readonly low: number
  readonly high: number
  /** True when NaN may stand for a fact that is missing; such a column is a Float64Array. */
  readonly nullable?: boolean
}
/** 0 false, 1 true and, where it may be missing, 2 unknown. */
export type BooleanField = { readonly kind: 'boolean'; readonly nullable?: boolean }
/** One of a list of texts by its index; -1 where it is missing. */
export type CodeField = { readonly kind: 'code'; readonly values: readonly string[]; readonly nullable?: boolean }
/** A calendar day as days from 1970-01-01; NaN where it is missing. */
export type DayField = { readonly kind: 'day'; readonly nullable?: boolean }
export type Field = NumberField | BooleanField | CodeField | DayField
/** One number of a group divided by another that is above zero, such as an income by persons. */
export type RatioField = { readonly kind: 'ratio'; readonly top: string; readonly bottom: string }

/** What belongs to each row in any number, such as a household's members. */
export type GroupField = {
  readonly kind: 'group'
  readonly fields: Readonly<Record<string, Field | RatioField>>
  /** How many a row has at least and at most. */
  readonly least: number
  readonly most: number
  /** True when the whole list may be not known; only in a schema that is open. */
  readonly nullable?: boolean
}

/**
 * What the names of an expression stand for. A parameter is one value for all rows that may change from run to run.
 */
export type Schema = {
  readonly columns: Readonly<Record<string, Field | GroupField>>
  readonly parameters?: Readonly<Record<string, Field>>
  /** Parameters that are asked for on other days too, by `parameter_on`; what is handed in is a `Series`. */
  readonly series?: Readonly<Record<string, NumberField>>
  /**
   * What is missing is not null but not known, as `startOpenRun` means it: no answer is drawn from it. What would be
   * null for another reason, such as a division by zero, is refused.
   */
  readonly open?: boolean
}

export type Numbers = Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array
/** A group's columns; row i has the elements from `starts[i]` up to `starts[i + 1]`. `known` is 0 where its list is not. */
export type GroupColumns = {
  readonly starts: Numbers
  readonly columns: Readonly<Record<string, Numbers>>
  readonly known?: Numbers
}
export type Columns = Readonly<Record<string, Numbers | GroupColumns>>

/** Every intermediate result stays within this, so that twice it and as much again is still exact in a double. */
export const largest = 2 ** 51

/** Days are counted on by so many months at most, so that every day lies within the years that FEEL knows. */
export const farthestMonths = 1_000_000

/** The expression is right, but cannot be run over columns; it can still be evaluated row by row. */
export class CompileProblem extends SyntaxProblem {}

export const problem = (source: string, at: number, what: Text): CompileProblem => new CompileProblem(source, at, what)
