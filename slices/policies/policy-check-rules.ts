import type { Text } from '../../core/messages.ts'
import { unknownNames } from '../../engines/feel/names.ts'
import { parseExpression, parseUnaryTests } from '../../engines/feel/syntax.ts'
import { SyntaxProblem } from '../../engines/feel/syntax-problem.ts'
import { partsOf, type Syntax, type UnaryTests } from '../../engines/feel/syntax-tree.ts'
import { unknownEntries } from './entry-rules.ts'
import { hintFor } from './expression-hint-rules.ts'
import { householdFacts } from './fact-rules.ts'
import { unitFault } from './parameter-bound-rules.ts'
import { policyFaultWords as words } from './policy-fault-messages.ts'
import { type Fault, filled, type ReadPolicy, readPolicyFile } from './policy-file-rules.ts'
import type { Condition, PolicyFile, Table } from './policy-model.ts'
import type { CheckedTable } from './policy-table-rules.ts'
import { laterFault } from './step-order-rules.ts'
import { tableFaults } from './table-check-rules.ts'

/** A step as it is evaluated: an expression or a table. */
export type CheckedStep = { readonly name: string; readonly formula?: Syntax; readonly table?: CheckedTable }

/** A policy whose every expression was read and whose every name exists; nothing else is ever evaluated. */
export type CheckedPolicy = {
  readonly file: PolicyFile
  readonly source: string
  readonly steps: readonly CheckedStep[]
  readonly conditions: readonly { readonly condition: Condition; readonly holds: Syntax }[]
  readonly amount: Syntax | undefined
  readonly answers: ReadonlyMap<string, Syntax>
  readonly shares?: { readonly entitled?: Syntax; readonly amounts?: Syntax }
}

type Path = readonly (string | number)[]

/** The function that gives a parameter as it was on another day. */
export const parameterOn = 'parameter_on'

/**
 * Reads and checks the file of a policy as far as it can be judged alone.
 * @returns the checked policy, or everything that is wrong with it
 */
export function checkPolicy(
  source: string,
): { readonly policy: CheckedPolicy } | { readonly faults: readonly Fault[] } {
  const read = readPolicyFile(source)
  if ('faults' in read) return read
  const check = new Check(read)
  const policy = check.policy()
  return check.faults.length > 0 ? { faults: check.faults } : { policy }
}

const nothing: Syntax = { kind: 'null', at: 0 }

class Check {
  readonly faults: Fault[] = []
  private readonly read: ReadPolicy
  private readonly known: Set<string>

  constructor(read: ReadPolicy) {
    this.read = read
    const { file } = read
    this.known = new Set([...file.inputs, ...file.parameters.map(({ name }) => name), ...file.uses, parameterOn])
  }

  private fault(path: Path, text: Text): void {
    this.faults.push(this.read.faultAt(path, text))
  }

  policy(): CheckedPolicy {
    const { file, source } = this.read
    this.declarations()
    const steps = file.steps.map((step, index): CheckedStep => {
      const path = ['steps', index]
      const checked = step.table
        ? { name: step.name, table: this.table(step.table, [...path, 'table'], step.name) }
        : { name: step.name, formula: this.expression(step.formula ?? 'null', [...path, 'formula'], step.name) }
      this.known.add(step.name)
      return checked
    })
    const conditions = file.conditions.map((condition, index) => ({
      condition,
      holds: this.expression(condition.holds, ['conditions', index, 'holds']),
    }))
    file.conditions.forEach(({ reason }, index) => {
      this.holes(reason, ['conditions', index, 'reason'])
    })
    if (file.granted) this.holes(file.granted, ['granted'])
    const amount = file.amount && this.expression(file.amount.formula, ['amount', 'formula'])
    const answers = new Map(
      Object.entries(file.answers).map(([name, formula]) => [name, this.expression(formula, ['answers', name])]),
    )
    file.figures.forEach((name, index) => {
      if (!file.steps.some((step) => step.name === name))
        this.fault(['figures', index], filled(words.unknownFigure, name))
    })
    const shares = this.shares()
    return { file, source, steps, conditions, amount, answers, ...(shares && { shares }) }
  }

  private shares(): CheckedPolicy['shares'] {
    const { members, inputs } = this.read.file
    if (!members) return undefined
    if (!inputs.includes('members')) this.fault(['members'], words.sharesWithoutMembers)
    const { entitled, amounts } = members
    return {
      ...(entitled !== undefined && { entitled: this.expression(entitled, ['members', 'entitled']) }),
      ...(amounts !== undefined && { amounts: this.expression(amounts, ['members', 'amounts']) }),
    }
  }

  private declarations(): void {
    const { file } = this.read
    file.inputs.forEach((name, index) => {
      if (!Object.hasOwn(householdFacts, name)) this.fault(['inputs', index], filled(words.unknownFact, name))
    })
    const names: [string, Path][] = [
      ...file.inputs.map((name, index): [string, Path] => [name, ['inputs', index]]),
      ...file.parameters.map(({ name }, index): [string, Path] => [name, ['parameters', index, 'name']]),
      ...file.uses.map((name, index): [string, Path] => [name, ['uses', index]]),
      ...file.steps.map(({ name }, index): [string, Path] => [name, ['steps', index, 'name']]),
    ]
    const seen = new Set<string>()
    for (const [name, path] of names) {
      if (seen.has(name)) this.fault(path, filled(words.twice, name))
      seen.add(name)
    }
    file.parameters.forEach(({ name, when_unset: instead }, index) => {
      const before = file.parameters.slice(0, index).some((one) => one.name === instead)
      if (instead !== undefined && !/^\d/.test(instead) && !before)
        this.fault(['parameters', index, 'when_unset'], filled(words.unsetName, instead, name))
    })
    file.parameters.forEach(({ suggested, unit }, index) => {
      const unlike = suggested === undefined ? undefined : unitFault(suggested, unit)
      if (unlike) this.fault(['parameters', index, 'suggested'], unlike)
    })
    if (file.valid.to !== null && file.valid.to <= file.valid.from) this.fault(['valid'], words.validity)
    if (file.reviews && !Object.hasOwn(file.answers, file.reviews.due_on))
      this.fault(['reviews', 'due_on'], filled(words.unknownAnswer, file.reviews.due_on))
    this.queue()
    const within = file.within_working_days
    if (within !== undefined && !file.parameters.some(({ name }) => name === within))
      this.fault(['within_working_days'], filled(words.noParameter, within))
    if (file.kind === 'benefit' && !file.amount) this.fault(['id'], words.benefitWithoutAmount)
  }

  /** What the order of turns is made of is shown beside every answer, or it could not be told why somebody stands there. */
  private queue(): void {
    const { queue, figures, inputs, conditions, per } = this.read.file
    if (!queue) return
    const { waits, turn, because, first, due } = queue
    if (per !== 'person') this.fault(['queue'], words.queueOfFamilies)
    if (!conditions.some(({ code }) => code === waits)) this.fault(['queue', 'waits'], filled(words.noCondition, waits))
    for (const [key, name] of Object.entries({ turn, because, first, due }))
      if (!figures.includes(name) && !(key === 'first' && inputs.includes(name)))
        this.fault(['queue', key], filled(words.notShown, name))
  }

  /** An expression of which every name is known where it stands. */
  private expression(source: string, path: Path, own?: string): Syntax {
    const syntax = this.parsed(source, path, () => parseExpression(source, this.known))
    if (!syntax) return nothing
    this.named(source, syntax, path, own)
    return syntax
  }

  private named(source: string, syntax: Syntax, path: Path, own?: string): void {
    const later = new Set(this.read.file.steps.map(({ name }) => name).filter((name) => !this.known.has(name)))
    for (const problem of unknownNames(source, syntax, this.known)) {
      const name = /“([^”]+)”/.exec(problem.text.zh)?.[1] ?? ''
      if (name === own) this.fault(path, filled(words.ownStep, name))
      else if (own !== undefined && later.has(name)) this.fault(path, laterFault(this.read.file.steps, own, name))
      else this.hinted(source, path, problem)
    }
    this.entries(source, syntax, path)
    this.divisions(source, syntax, path)
    this.lookups(source, syntax, path)
  }

  private hinted(source: string, path: Path, problem: SyntaxProblem): void {
    const fault = this.read.faultIn(path, problem)
    const hint = hintFor(source, problem, this.known)
    const { zh, en } = fault.text
    this.faults.push(hint ? { ...fault, text: { zh: `${zh}${hint.zh}`, en: `${en} ${hint.en}` } } : fault)
  }

  /** What is asked of members is something that members have; a slip there would be nobody, not a fault. */
  private entries(source: string, syntax: Syntax, path: Path): void {
    for (const { name, at } of unknownEntries(syntax, this.known)) {
      const text = filled(words.unknownEntry, name)
      this.hinted(source, path, new SyntaxProblem(source, at, text))
    }
  }

  private parsed<Read>(source: string, path: Path, read: () => Read): Read | undefined {
    try {
      return read()
    } catch (reason) {
      if (!(reason instanceof SyntaxProblem)) throw reason
      this.hinted(source, path, reason)
      return undefined
    }
  }

  /** A divisor must be sure not to be zero: a number, a fact that is at least one, or asked for by an `if` around it. */
  private divisions(source: string, syntax: Syntax, path: Path, asked: readonly string[] = []): void {
    if (syntax.kind === 'arithmetic' && syntax.operator === '/') {
      const { right } = syntax
      const zero = right.kind === 'number' && right.value.coefficient === 0n
      if (zero) this.faults.push(this.read.faultIn(path, new SyntaxProblem(source, right.at, words.divisionByZero)))
      const names = namesIn(right).filter((name) => (householdFacts[name]?.least ?? 0) <= 0)
      // A difference can be nothing whatever its parts are.
      const open = names.find((name) => !asked.includes(name)) ?? (isDifference(right) ? namesIn(right)[0] : undefined)
      if (open && !namesIn(right).some((name) => asked.includes(name)))
        this.faults.push(this.read.faultIn(path, new SyntaxProblem(source, right.at, filled(words.mayBeZero, open))))
    }
    const within = syntax.kind === 'if' ? [...asked, ...namesIn(syntax.condition)] : asked
    for (const part of partsOf(syntax)) this.divisions(source, part, path, within)
  }

  private lookups(source: string, syntax: Syntax, path: Path): void {
    if (syntax.kind === 'call' && syntax.callee.kind === 'name' && syntax.callee.name === parameterOn) {
      const first = syntax.values[0]
      const name = first?.kind === 'string' ? first.value : undefined
      if (!this.read.file.parameters.some((one) => one.name === name))
        this.faults.push(this.read.faultIn(path, new SyntaxProblem(source, syntax.at, words.parameterName)))
    }
    for (const part of partsOf(syntax)) this.lookups(source, part, path)
  }

  private table(table: Table, path: Path, own: string): CheckedTable {
    const inputs = table.inputs.map(({ expression }, index) =>
      this.expression(expression, [...path, 'inputs', index, 'expression'], own),
    )
    const before = this.faults.length
    const rows = table.rows.map((row, index) => {
      if (row.length !== inputs.length + 1)
        this.fault([...path, 'rows', index], filled(words.rowLength, inputs.length + 1, inputs.length))
      const cells = row
        .slice(0, inputs.length)
        .map((cell, column) => this.cell(cell, [...path, 'rows', index, column], own))
      const last = row.length - 1
      return { cells, output: this.expression(row[last] ?? 'null', [...path, 'rows', index, last], own) }
    })
    const otherwise =
      table.otherwise === undefined ? undefined : this.expression(table.otherwise, [...path, 'otherwise'], own)
    const checked = { table, inputs, rows, otherwise }
    if (this.faults.length === before)
      for (const { row, text } of tableFaults(checked))
        this.fault(row === undefined ? path : [...path, 'rows', row], text)
    return checked
  }

  private cell(source: string, path: Path, own: string): UnaryTests {
    const tests = this.parsed(source, path, () => parseUnaryTests(source, this.known))
    for (const test of tests?.tests ?? []) {
      this.named(source, test, path, own)
      this.range(source, test, path)
    }
    return tests ?? { negated: false, any: true, tests: [] }
  }

  /** `18-59` is a subtraction, which hardly anybody means in a cell. */
  private range(source: string, test: Syntax, path: Path): void {
    if (test.kind !== 'arithmetic' || test.operator !== '-') return
    const { left, right } = test
    if (left.kind !== 'number' || right.kind !== 'number') return
    const text = filled(words.rangeAsMinus, source.trim(), String(left.value), String(right.value))
    this.faults.push(this.read.faultIn(path, new SyntaxProblem(source, test.at, text)))
  }

  /** What stands in braces in a sentence has to be something. */
  private holes(sentence: Text, path: Path): void {
    const parameters = this.read.file.parameters.flatMap(({ name }) => [`${name}_region`, `${name}_from`])
    for (const name of holesIn(sentence))
      if (name !== 'amount' && !this.known.has(name) && !parameters.includes(name))
        this.fault(path, filled(words.unknownHole, name))
  }
}

const isDifference = (syntax: Syntax): boolean =>
  syntax.kind === 'arithmetic' && (syntax.operator === '-' || partsOf(syntax).some(isDifference))

/** The plain names in an expression. */
export const namesIn = (syntax: Syntax): string[] =>
  syntax.kind === 'name' ? [syntax.name] : partsOf(syntax).flatMap(namesIn)

/** What stands in braces in a sentence, each once. */
export const holesIn = ({ zh, en }: Text): string[] => [
  ...new Set([...`${zh}${en}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)),
]
