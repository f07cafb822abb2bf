import { type Assembled, assemble, type Compiled } from './compile.ts'
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

/** Reasons beside the codes of conditions: the first is that it is granted, the last two close every list. */
export const grantedReason = 'granted'
const closingReasons = ['nothing_due', 'unknown'] as const

type Names = { readonly get: (name: string) => Code | undefined }
type Compiling = { readonly compiler: ExpressionCompiler; readonly facts: Names }
type Answered = { readonly entries: ReadonlyMap<string, Code>; readonly results: readonly [string, Code][] }

/**
 * Makes decisions into one loop over columns. Each of those that are wanted writes `id.amount` (in fen, 0 unless granted)
 * and `id.reason`: granted, the first condition that fails, nothing_due when everything holds and the amount is nothing,
 * or unknown.
 * @param decisions those that others read first
 * @param wanted ids of decisions, and entries such as `dibao.entitled`, which are written under their own names
 * @param derived facts that are computed from columns, such as sums over members; never null
 * @throws CompileProblem when one cannot be run exactly over the columns
 */
export function compileDecisions(
  decisions: readonly Decision[],
  wanted: readonly string[],
  schema: Schema,
  derived: ReadonlyMap<string, Syntax> = new Map(),
): Compiled {
  return derived.size > 0 ? summedFirst(decisions, wanted, schema, derived) : decidedIn(decisions, wanted, schema)
}

/** @param byBlock columns that hold only the block of rows under way */
function decidedIn(
  decisions: readonly Decision[],
  wanted: readonly string[],
  schema: Schema,
  byBlock: ReadonlySet<string> = new Set(),
): Assembled {
  const compiler = new ExpressionCompiler('', { ...schema, open: true })
  const facts = compiler.columns()
  const answered = new Map<string, Code>()
  const results = new Map<string, Code>()
  const asked = entriesRead(decisions)
  const entriesWanted = wanted.filter((name) => name.includes('.')).map((name) => [name, ...name.split('.')] as const)
  for (const [, id = '', entry = ''] of entriesWanted) asked.get(id)?.add(entry)
  for (const decision of decisions) {
    const read = asked.get(decision.id) ?? new Set()
    const { entries, results: own } = decide(decision, answered, { compiler, facts }, read)
    answered.set(decision.id, { kind: 'context', entries })
    if (wanted.includes(decision.id)) for (const [name, code] of own) results.set(`${decision.id}.${name}`, code)
    for (const [name, id, entry = ''] of entriesWanted) {
      const code = id === decision.id ? entries.get(entry) : undefined
      if (code) results.set(name, code)
    }
  }
  const none = entriesWanted.find(([name]) => !results.has(name))
  if (none) throw cannot(`“${none[0]}”`, `'${none[0]}'`)
  return assemble(compiler, results, (name) => cannot(`“${name}”`, `'${name}'`), { columns: byBlock, results: false })
}

// What a block of rows keeps in between stays in the nearest cache.
const block = 4096

/** Sums the groups of a block of rows first, then decides the block: two small loops are faster than one large one. */
function summedFirst(
  decisions: readonly Decision[],
  wanted: readonly string[],
  schema: Schema,
  derived: ReadonlyMap<string, Syntax>,
): Compiled {
  const compiler = new ExpressionCompiler('', { ...schema, open: true })
  const columns = compiler.columns()
  const codes = new Map([...derived].map(([name, syntax]) => [name, compiler.compile(syntax, columns)]))
  const fields = [...codes].map(([name, code]) => {
    if (code.kind !== 'number') throw cannot(`“${name}”`, `'${name}'`)
    const { scale, low, high, nullable } = code
    return [name, { kind: 'number', scale, low, high, nullable }] as const
  })
  const byBlock = { columns: new Set<string>(), results: true }
  const sums = assemble(compiler, codes, (name) => cannot(`“${name}”`, `'${name}'`), byBlock)
  const own = { ...schema, columns: { ...schema.columns, ...Object.fromEntries(fields) } }
  const decided = decidedIn(decisions, wanted, own, new Set(codes.keys()))
  const between = sums.allocate(block)
  return {
    outputs: decided.outputs,
    code: `${sums.code}\n${decided.code}`,
    allocate: decided.allocate,
    run: (given, parameters, results, from, to) => {
      const sum = sums.over(given, parameters, between)
      const decide = decided.over({ ...given, ...between }, parameters, results)
      for (let start = from; start < to; start += block) {
        const end = Math.min(to, start + block)
        sum(start, end, start)
        decide(start, end, start)
      }
    },
  }
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
  const { amountFen, reason, open } = outcome(judged, holds, amount, reasons, compiler)
  const answers = new Map<string, Code>()
  for (const [name, syntax] of decision.answers) if (asked.has(name)) answers.set(name, compiler.compile(syntax, names))
  const entries = new Map<string, Code>([
    ...steps,
    ...answers,
    ['entitled', holds],
    ['amount_fen', (open === undefined ? undefined : unknownWhere(open, amountFen)) ?? amountFen],
  ])
  return {
    entries,
    results: [
      ['amount', amountFen],
      ['reason', reason],
    ],
  }
}

const heldCode = (value: BooleanCode, compiler: ExpressionCompiler): BooleanCode => ({
  ...value,
  code: compiler.hold(value.code),
})

/** Amount and reason from what the conditions and the amount came out as. */
function outcome(
  judged: readonly BooleanCode[],
  holds: BooleanCode,
  amount: NumberCode | undefined,
  reasons: readonly string[],
  compiler: ExpressionCompiler,
): { amountFen: NumberCode; reason: TextCode; open: string | undefined } {
  const yes = isTrue(holds)
  const fen = amount && compiler.hold(`(${yes} ? ${amount.code} : 0)`)
  const unknown = anyOf([
    holds.nullable ? `${holds.code} === 2` : undefined,
    amount?.nullable ? `${fen} !== ${fen}` : undefined,
  ])
  const paid = compiler.hold(fen ? `(${fen} > 0)` : yes)
  const [nothing, unknownReason] = [judged.length + 1, judged.length + 2]
  const failing = judged.map((one, index) => [one.nullable ? `${one.code} === 0` : `!${one.code}`, index + 1] as const)
  const first = failing.reduceRight((rest, [test, number]) => `${test} ? ${number} : ${rest}`, String(nothing))
  const open = unknown ? compiler.hold(`(${unknown})`) : undefined
  const reason = `(${paid} ? 0 : ${open ? `${open} ? ${unknownReason} : ` : ''}${first})`
  return {
    open,
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
  const due = aboveZero(code)
  if (scale === 0) return rounded(due, 0, up ? 'up' : 'half up', compiler)
  const hundredth = hundredthOf(due)
  const yuan = rounded(hundredth, 0, up ? 'up' : 'half up', compiler)
  return numberCode(`(${yuan.code} * 100)`, 0, yuan.low * 100, yuan.high * 100, yuan.nullable)
}

/** Below zero nothing is due however it is rounded: the sign need not be asked. */
function aboveZero(code: NumberCode | QuotientCode): NumberCode | QuotientCode {
  const sure = (one: NumberCode): NumberCode => ({ ...one, low: Math.max(0, one.low), high: Math.max(0, one.high) })
  if (code.kind === 'number') return sure(code)
  return code.denominator.low > 0 ? { ...code, numerator: sure(code.numerator) } : code
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
  const complete = coversAll(table, names, compiler)
  const none: Code = (complete ? rows.at(-1)?.output : otherwise) ?? { kind: 'null' }
  const last = open ? unknownWhere(compiler.hold(`(${open})`), none) : none
  if (!last) throw cannot('决策表的结果', 'the result of the table')
  return (complete ? rows.slice(0, -1) : rows).reduceRight<Code>((rest, { applies, output }) => {
    const sure: BooleanCode = { kind: 'boolean', code: isTrue(applies), nullable: false }
    return picked(sure, output, rest, compiler)
  }, last)
}

/** Whether the rows name every text that the only input can be. */
function coversAll({ inputs, rows }: DecisionRows, names: Names, compiler: ExpressionCompiler): boolean {
  const [input, ...more] = inputs
  const code = input && more.length === 0 ? compiler.compile(input, names) : undefined
  if (code?.kind !== 'code' || code.nullable) return false
  const named = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.negated || cell.any ? [] : cell.tests)))
  const texts = new Set(named.map((test) => (test.kind === 'string' ? test.value : undefined)))
  return code.values.every((text) => texts.has(text))
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

/** The entries of others that a decision reads, such as `dibao.entitled`. */
export function entriesOfOthers(decision: Decision): string[] {
  const used = new Set(decision.uses)
  const found = new Set<string>()
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === 'path' && syntax.from.kind === 'name' && used.has(syntax.from.name))
      found.add(`${syntax.from.name}.${syntax.name}`)
    for (const part of partsOf(syntax)) visit(part)
  }
  expressionsOf(decision).forEach(visit)
  return [...found]
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
