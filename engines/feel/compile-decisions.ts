import { assemble, type Compiled } from './compile.ts'
import {
  type BooleanCode,
  type Code,
  constant,
  isTrue,
  literalBoolean,
  type NumberCode,
  numberCode,
  type QuotientCode,
  type TextCode,
} from './compile-code.ts'
import { ExpressionCompiler } from './compile-expression.ts'
import { chosen, connected, inverted, unknownWhere } from './compile-logic.ts'
import { rounded } from './compile-round.ts'
import { type CompileProblem, problem, type Schema } from './compile-schema.ts'
import { partsOf, type Syntax, type UnaryTests } from './syntax-tree.ts'

/** A decision table with one output; in a unique table no two rows apply together. */
export type DecisionRows = {
  readonly hit: string
  readonly inputs: readonly Syntax[]
  readonly rows: readonly { readonly cells: readonly UnaryTests[]; readonly output: Syntax }[]
  readonly otherwise: Syntax | undefined
}

/** What is decided for each row: steps, conditions that must all hold, and an amount when they do. */
export type Decision = {
  readonly id: string
  /** Names that stand for columns and parameters of the schema; one that has no column is not known. */
  readonly names: readonly string[]
  /** Decisions this one reads: their `entitled`, `amount_fen`, answers and steps. */
  readonly uses: readonly string[]
  readonly steps: readonly { readonly name: string; readonly formula?: Syntax; readonly table?: DecisionRows }[]
  readonly conditions: readonly { readonly code: string; readonly holds: Syntax }[]
  readonly amount: Syntax | undefined
  /** Digits after the point, below zero before it, and which way. */
  readonly rounding: { readonly scale: 0 | -2; readonly up: boolean }
  readonly answers: ReadonlyMap<string, Syntax>
}

/** States as columns hold them, by index. */
export const decisionStates = ['no', 'yes', 'unknown'] as const
/** Reasons beside the codes of conditions: the first is that it is granted, the last two close every list. */
export const grantedReason = 'granted'
const closingReasons = ['nothing_due', 'unknown'] as const

type Names = { readonly get: (name: string) => Code | undefined }
type Compiling = { readonly compiler: ExpressionCompiler; readonly facts: Names }
type Answered = { readonly entries: ReadonlyMap<string, Code>; readonly results: readonly [string, Code][] }

/**
 * Makes decisions into one loop over columns. Each writes `id.state`, `id.amount` (in fen, 0 unless yes) and `id.reason`:
 * granted, the first condition that fails, nothing_due when everything holds and the amount is nothing, or unknown.
 * @param decisions those that others read first
 * @param derived facts that are computed from columns, such as sums over members
 * @throws CompileProblem when one cannot be run exactly over the columns
 */
export function compileDecisions(
  decisions: readonly Decision[],
  schema: Schema,
  derived: ReadonlyMap<string, Syntax> = new Map(),
): Compiled {
  const open = { ...schema, open: true }
  const compiler = new ExpressionCompiler('', open)
  const columns = compiler.columns()
  const computed = new Map([...derived].map(([name, syntax]) => [name, compiler.compile(syntax, columns)]))
  const facts: Names = { get: (name) => computed.get(name) ?? columns.get(name) }
  const answered = new Map<string, Code>()
  const results = new Map<string, Code>()
  const asked = entriesRead(decisions)
  for (const decision of decisions) {
    const { entries, results: own } = decide(
      decision,
      answered,
      { compiler, facts },
      asked.get(decision.id) ?? new Set(),
    )
    answered.set(decision.id, { kind: 'context', entries })
    for (const [name, code] of own) results.set(`${decision.id}.${name}`, code)
  }
  return assemble(compiler, results, (name) => cannot(`“${name}”`, `'${name}'`))
}

const cannot = (zh: string, en: string): CompileProblem =>
  problem('', 0, { zh: `${zh}不能按列计算。`, en: `${en} cannot be run over columns.` })

function decide(
  decision: Decision,
  answered: ReadonlyMap<string, Code>,
  { compiler, facts }: Compiling,
  asked: ReadonlySet<string>,
): Answered {
  const steps = new Map<string, Code>()
  const known = new Set(decision.names)
  const used = new Set(decision.uses)
  const names: Names = {
    get: (name) =>
      steps.get(name) ??
      (used.has(name) ? answered.get(name) : undefined) ??
      (known.has(name) ? (facts.get(name) ?? { kind: 'null' }) : undefined),
  }
  const needed = neededSteps(decision, asked)
  for (const { name, formula, table } of decision.steps) {
    if (!needed.has(name)) continue
    const code = table ? tabled(table, names, compiler) : formula && compiler.compile(formula, names)
    if (code) steps.set(name, code)
  }
  const judged = decision.conditions.map(({ holds }) => compiler.condition(holds, names))
  const holds = heldCode(
    judged.reduce((all, one) => connected('and', all, one, compiler)),
    compiler,
  )
  const amount = decision.amount && fenOf(decision, decision.amount, names, compiler)
  const reasons = [grantedReason, ...decision.conditions.map(({ code }) => code), ...closingReasons]
  const { state, amountFen, reason } = outcome(judged, holds, amount, reasons, compiler)
  const answers = new Map<string, Code>()
  for (const [name, syntax] of decision.answers) if (asked.has(name)) answers.set(name, compiler.compile(syntax, names))
  const unknownAmount = compiler.hold(`(${state.code} === 2 ? NaN : ${amountFen.code})`)
  const entries = new Map<string, Code>([
    ...steps,
    ...answers,
    ['entitled', holds],
    ['amount_fen', { ...amountFen, code: unknownAmount, nullable: true }],
  ])
  return {
    entries,
    results: [
      ['state', state],
      ['amount', amountFen],
      ['reason', reason],
    ],
  }
}

const heldCode = (value: BooleanCode, compiler: ExpressionCompiler): BooleanCode => ({
  ...value,
  code: compiler.hold(value.code),
})

/** State, amount and reason from what the conditions and the amount came out as. */
function outcome(
  judged: readonly BooleanCode[],
  holds: BooleanCode,
  amount: NumberCode | undefined,
  reasons: readonly string[],
  compiler: ExpressionCompiler,
): { state: TextCode; amountFen: NumberCode; reason: TextCode } {
  const yes = isTrue(holds)
  const fen = amount && compiler.hold(amount.code)
  const unknown = anyOf([
    holds.nullable ? `${holds.code} === 2` : undefined,
    amount?.nullable ? `${yes} && ${fen} !== ${fen}` : undefined,
  ])
  const due = amount ? `${yes} && ${fen} > 0` : yes
  const paid = compiler.hold(`(${due})`)
  const [nothing, unknownReason] = [judged.length + 1, judged.length + 2]
  const failing = judged.map((one, index) => [one.nullable ? `${one.code} === 0` : `!${one.code}`, index + 1] as const)
  const first = failing.reduceRight((rest, [test, number]) => `${test} ? ${number} : ${rest}`, String(nothing))
  const open = unknown ? compiler.hold(`(${unknown})`) : undefined
  const state = `(${paid} ? 1 : ${open ? `${open} ? 2 : ` : ''}0)`
  const reason = `(${paid} ? 0 : ${open ? `${open} ? ${unknownReason} : ` : ''}${first})`
  return {
    state: { kind: 'code', code: compiler.hold(state), values: decisionStates, nullable: false },
    amountFen: fen
      ? numberCode(compiler.hold(`(${paid} ? ${fen} : 0)`), 0, 0, Math.max(0, amount.high), false)
      : constant(0, 0),
    reason: { kind: 'code', code: compiler.hold(reason), values: reasons, nullable: false },
  }
}

/** The amount in fen as it is rounded, half up or up, to the fen or to whole yuan. */
function fenOf(decision: Decision, syntax: Syntax, names: Names, compiler: ExpressionCompiler): NumberCode {
  const code = compiler.compile(syntax, names)
  if (code.kind === 'null') return { ...constant(0, 0), code: 'NaN', nullable: true }
  if (code.kind !== 'number' && code.kind !== 'quotient') throw cannot('金额', 'the amount')
  const { scale, up } = decision.rounding
  if (scale === 0) return rounded(code, 0, up ? 'up' : 'half up', compiler)
  const hundredth = hundredthOf(code)
  const yuan = rounded(hundredth, 0, up ? 'up' : 'half up', compiler)
  return numberCode(`(${yuan.code} * 100)`, 0, yuan.low * 100, yuan.high * 100, yuan.nullable)
}

function hundredthOf(code: NumberCode | QuotientCode): NumberCode | QuotientCode {
  if (code.kind === 'number') return { ...code, scale: code.scale + 2 }
  const { numerator } = code
  return { ...code, numerator: { ...numerator, scale: numerator.scale + 2 } }
}

/** A decision table: the row that surely applies; not known where one may apply and none surely does. */
function tabled(table: DecisionRows, names: Names, compiler: ExpressionCompiler): Code {
  if (table.hit !== 'unique' && table.hit !== 'first') throw cannot('这种决策表', 'this kind of decision table')
  const rows = table.rows.map(({ cells, output }) => ({
    applies: heldCode(rowApplies(table.inputs, cells, names, compiler), compiler),
    output: compiler.compile(output, names),
  }))
  const otherwise = table.otherwise && compiler.compile(table.otherwise, names)
  if (table.hit === 'first') return firstRow(rows, otherwise, compiler)
  const open = anyOf(rows.map(({ applies }) => (applies.nullable ? `${applies.code} === 2` : undefined)))
  const none: Code = otherwise ?? { kind: 'null' }
  const last = open ? unknownWhere(compiler.hold(`(${open})`), none) : none
  if (!last) throw cannot('决策表的结果', 'the result of the table')
  return rows.reduceRight<Code>((rest, { applies, output }) => {
    const sure: BooleanCode = { kind: 'boolean', code: isTrue(applies), nullable: false }
    return picked(sure, output, rest, compiler)
  }, last)
}

function firstRow(
  rows: readonly { readonly applies: BooleanCode; readonly output: Code }[],
  otherwise: Code | undefined,
  compiler: ExpressionCompiler,
): Code {
  return rows.reduceRight<Code>(
    (rest, { applies, output }) => picked(applies, output, rest, compiler),
    otherwise ?? { kind: 'null' },
  )
}

function picked(condition: BooleanCode, then: Code, otherwise: Code, compiler: ExpressionCompiler): Code {
  const result = chosen(condition, then, otherwise, compiler)
  if (!result) throw cannot('决策表的结果', 'the result of the table')
  return result
}

function rowApplies(
  inputs: readonly Syntax[],
  cells: readonly UnaryTests[],
  names: Names,
  compiler: ExpressionCompiler,
): BooleanCode {
  const tests = cells.flatMap((cell, index): BooleanCode[] => {
    const value = inputs[index]
    if (cell.any || !value) return []
    const accepted = compiler.condition({ kind: 'in', at: value.at, value, tests: cell.tests }, names)
    return [cell.negated ? inverted(accepted, compiler) : accepted]
  })
  return tests.reduce((all, one) => connected('and', all, one, compiler), literalBoolean(true))
}

/** Which entries of each decision others read. */
function entriesRead(decisions: readonly Decision[]): ReadonlyMap<string, Set<string>> {
  const read = new Map(decisions.map(({ id }) => [id, new Set<string>()]))
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === 'path' && syntax.from.kind === 'name') read.get(syntax.from.name)?.add(syntax.name)
    for (const part of partsOf(syntax)) visit(part)
  }
  for (const decision of decisions) expressionsOf(decision).forEach(visit)
  return read
}

const expressionsOf = ({ steps, conditions, amount, answers }: Decision): Syntax[] => [
  ...steps.flatMap(({ formula, table }) => [...(formula ? [formula] : []), ...(table ? expressionsIn(table) : [])]),
  ...conditions.map(({ holds }) => holds),
  ...(amount ? [amount] : []),
  ...answers.values(),
]

const expressionsIn = ({ inputs, rows, otherwise }: DecisionRows): Syntax[] => [
  ...inputs,
  ...rows.flatMap(({ cells, output }) => [output, ...cells.flatMap(({ tests }) => tests)]),
  ...(otherwise ? [otherwise] : []),
]

/** What is true where one of the tests is. */
const anyOf = (tests: readonly (string | undefined)[]): string =>
  tests.filter((test) => test !== undefined).join(' || ')

/** The steps that conditions, the amount and what others read need. */
function neededSteps(decision: Decision, asked: ReadonlySet<string>): ReadonlySet<string> {
  const steps = new Map(decision.steps.map((step) => [step.name, step]))
  const needed = new Set<string>()
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === 'name' && steps.has(syntax.name)) need(syntax.name)
    for (const part of partsOf(syntax)) visit(part)
  }
  const need = (name: string): void => {
    if (needed.has(name)) return
    needed.add(name)
    const step = steps.get(name)
    if (step?.formula) visit(step.formula)
    if (step?.table) expressionsIn(step.table).forEach(visit)
  }
  for (const { holds } of decision.conditions) visit(holds)
  if (decision.amount) visit(decision.amount)
  for (const [name, answer] of decision.answers) if (asked.has(name)) visit(answer)
  for (const name of asked) if (steps.has(name) && !decision.answers.has(name)) need(name)
  return needed
}
