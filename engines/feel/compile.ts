import { asThree, type Code } from './compile-code.ts'
import { calendar, type Series } from './compile-days.ts'
import { ExpressionCompiler } from './compile-expression.ts'
import { loopBody } from './compile-loop.ts'
import {
  type Columns,
  type CompileProblem,
  type GroupColumns,
  type Numbers,
  problem,
  type Schema,
} from './compile-schema.ts'
import { parseExpression } from './syntax.ts'
import type { Syntax } from './syntax-tree.ts'

/** What comes out under one name: counted in 10^-scale, NaN, 2 or -1 where it is null. */
export type Output =
  | { readonly kind: 'number'; readonly scale: number; readonly nullable: boolean }
  | { readonly kind: 'boolean'; readonly nullable: boolean }
  | { readonly kind: 'code'; readonly values: readonly string[]; readonly nullable: boolean }
  | { readonly kind: 'day'; readonly nullable: boolean }

/** What parameters are in a run, as they are stored; a series for those that are asked for on any day. */
export type GivenParameters = Readonly<Record<string, number | Series>>

/** An expression made into a loop over columns. */
export type Compiled = {
  readonly outputs: ReadonlyMap<string, Output>
  /** The JavaScript that runs, for tests and for reading. */
  readonly code: string
  /** Columns for the results of so many rows. */
  readonly allocate: (rows: number) => Record<string, Numbers>
  /** Computes the rows from `from` up to `to` into `results`. */
  readonly run: (
    columns: Columns,
    parameters: GivenParameters,
    results: Readonly<Record<string, Numbers>>,
    from: number,
    to: number,
  ) => void
}

/**
 * Makes an expression into one loop over columns, which computes exactly what the evaluator would for each row. A
 * context gives a result for each of its entries, anything else one called `result`.
 * @param wanted the entries to give; all that can become columns unless said
 * @throws SyntaxProblem when the expression cannot be read
 * @throws CompileProblem when it cannot be run exactly over the columns
 */
export function compileColumns(source: string, schema: Schema, wanted?: readonly string[]): Compiled {
  const names = [...Object.keys(schema.columns), ...Object.keys(schema.parameters ?? {})]
  return compileSyntax(source, parseExpression(source, names), schema, wanted)
}

/** The same from a checked tree. @throws CompileProblem */
export function compileSyntax(source: string, syntax: Syntax, schema: Schema, wanted?: readonly string[]): Compiled {
  const compiler = new ExpressionCompiler(source, schema)
  const code = compiler.compile(syntax)
  const results = new Map<string, Code>(code.kind === 'context' ? namedResults(syntax, code) : [['result', code]])
  for (const [name, result] of results)
    if ((wanted && !wanted.includes(name)) || ['function', 'group', 'list'].includes(result.kind)) results.delete(name)
  return assemble(compiler, results, (name) =>
    problem(source, syntax.at, {
      zh: `“${name}”的结果不能成为一列；相除的结果要先取整。`,
      en: `the result '${name}' cannot become a column; a quotient must be rounded first.`,
    }),
  )
}

/** A loop that is run block by block over the same columns: they are looked up once. */
export type Assembled = Compiled & {
  /** @returns computes the rows from `from` up to `to`; what is kept by the block has its first row at `base` */
  readonly over: (
    columns: Columns,
    parameters: GivenParameters,
    results: Readonly<Record<string, Numbers>>,
  ) => (from: number, to: number, base: number) => void
}

/**
 * The loop that writes results into columns.
 * @param refused the problem with a result that cannot become a column
 * @param byBlock the columns that hold only the block of rows under way; `results` stands for what the loop writes
 */
export function assemble(
  compiler: ExpressionCompiler,
  results: ReadonlyMap<string, Code>,
  refused: (name: string) => CompileProblem,
  byBlock: { readonly columns: ReadonlySet<string>; readonly results: boolean } = {
    columns: new Set(),
    results: false,
  },
): Assembled {
  const outputs = new Map<string, Output>()
  const writes: string[] = []
  for (const [name, result] of results) {
    const write = written(result)
    if (!write) throw refused(name)
    outputs.set(name, write.output)
    writes.push(`r${writes.length}[i] = ${write.code};`)
  }
  const handed = [...compiler.used].map(([what, name]) => [what.split('\n'), name] as const)
  const blockwise = handed.filter(([[kind, name = '']]) => kind === 'column' && byBlock.columns.has(name))
  const cells = writes.map((_, index) => `r${index}`)
  const body = `"use strict";\n${loopBody({
    ...{ preamble: compiler.preamble, statements: compiler.statements, writes },
    scalars: new Set(handed.filter(([[kind]]) => kind === 'parameter').map(([, name]) => name)),
    blockwise: new Set([...blockwise.map(([, name]) => name), ...(byBlock.results ? cells : [])]),
  })}`
  const mentioned = new Set(body.match(/\ba\d+\b/g))
  const used = handed.filter(([, name]) => mentioned.has(name))
  const names = [...outputs.keys()]
  const parameters = ['calendar', ...used.map(([, name]) => name), ...cells, 'from', 'to', 'base']
  // The only place where code is made: every part of it was written by the compiler from the checked tree.
  const loop = new Function(...parameters, body) as (...given: unknown[]) => void
  const over: Assembled['over'] = (columns, given, into) => {
    const handed = [...used.map(([what]) => inputOf(what, columns, given)), ...names.map((name) => into[name])]
    return (from, to, base) => loop(calendar, ...handed, from, to, base)
  }
  return {
    outputs,
    code: body,
    allocate: (rows) => Object.fromEntries([...outputs].map(([name, output]) => [name, columnFor(output, rows)])),
    over,
    run: (columns, given, into, from, to) => over(columns, given, into)(from, to, 0),
  }
}

/** Entries under the names as they are written. */
function namedResults(syntax: Syntax, code: Code & { kind: 'context' }): [string, Code][] {
  const names = syntax.kind === 'context' ? syntax.entries.map(({ name }) => name) : [...code.entries.keys()]
  const values = [...code.entries.values()]
  return names.map((name, index) => [name, values[index] as Code])
}

function written(code: Code): { readonly code: string; readonly output: Output } | undefined {
  switch (code.kind) {
    case 'number':
      return { code: code.code, output: { kind: 'number', scale: code.scale, nullable: code.nullable } }
    case 'boolean':
      return { code: asThree(code), output: { kind: 'boolean', nullable: code.nullable } }
    case 'code':
      return { code: code.code, output: { kind: 'code', values: code.values, nullable: code.nullable } }
    case 'day':
      return { code: code.code, output: { kind: 'day', nullable: code.nullable } }
    case 'null':
      return { code: 'NaN', output: { kind: 'number', scale: 0, nullable: true } }
    default:
      return undefined
  }
}

function columnFor(output: Output, rows: number): Numbers {
  if (output.kind === 'boolean') return new Uint8Array(rows)
  return output.kind === 'code' ? new Int16Array(rows) : new Float64Array(rows)
}

/** Under which name the series of a parameter is handed in. */
export const seriesOf = (parameter: string): string => `${parameter} on`

function inputOf(
  [kind, name = '', field = '']: readonly string[],
  columns: Columns,
  parameters: GivenParameters,
): unknown {
  if (kind === 'parameter') return parameters[name]
  if (kind === 'series') return parameters[seriesOf(name)]
  if (kind === 'column') return columns[name]
  const group = columns[name] as GroupColumns
  if (kind === 'known') return group.known
  return kind === 'starts' ? group.starts : group.columns[field]
}
