import type { Day } from '../../core/date.ts'
import { Decimal, parseDecimal, zero } from '../../engines/feel/decimal.ts'
import { acceptsOpen, unknownOf } from '../../engines/feel/evaluate-open.ts'
import { type Run, Scope } from '../../engines/feel/scope.ts'
import { partsOf, type Syntax } from '../../engines/feel/syntax-tree.ts'
import { FeelDate } from '../../engines/feel/temporal-values.ts'
import { FeelFunction, Unknown, type Value } from '../../engines/feel/values.ts'
import { type FamilyFacts, notKnown } from './family-facts-rules.ts'
import type { FoundParameter, Plain, Reason } from './model.ts'
import {
  grantedCode,
  limitOf,
  nothingDue,
  type PolicyAnswer,
  plain,
  plainFact,
  roundedFen,
  stateOf,
} from './policy-answer-rules.ts'
import { type CheckedPolicy, holesIn, parameterOn } from './policy-check-rules.ts'
import { type CheckedTable, decideTable } from './policy-table-rules.ts'
import { whenUnset } from './unset-rules.ts'

/** A parameter as it was looked up. */
export type Found = { readonly value: Value; readonly found: FoundParameter | undefined }

/** What a policy asks of the family that it is evaluated for. */
export type AskedFamily = {
  readonly run: Run
  readonly facts: FamilyFacts
  readonly views: { find(name: string, county: string, residence: 'urban' | 'rural', on: Day): Found }
  entries(id: string): Value
  missingOf(id: string): readonly string[]
}

type Place =
  | { readonly kind: 'step'; readonly formula: Syntax }
  | { readonly kind: 'table'; readonly table: CheckedTable }
  | { readonly kind: 'fact' | 'parameter' | 'policy' | 'lookup' }

/** What each name of a policy stands for, and the names in the sentences of its reasons: worked out once a policy. */
type Plan = {
  readonly places: ReadonlyMap<string, Place>
  readonly reasons: readonly (readonly string[])[]
  readonly granted: readonly string[] | undefined
  readonly answers: readonly (readonly [string, Syntax])[]
  /** What is read of others; undefined where that is more than a few values. */
  readonly reads: readonly (readonly [policy: string, entry: string])[] | undefined
}
const plans = new WeakMap<CheckedPolicy, Plan>()

export function planOf(policy: CheckedPolicy): Plan {
  const known = plans.get(policy)
  if (known) return known
  const { file } = policy
  const places = new Map<string, Place>([[parameterOn, { kind: 'lookup' }]])
  for (const name of file.inputs) places.set(name, { kind: 'fact' })
  for (const { name } of file.parameters) places.set(name, { kind: 'parameter' })
  for (const name of file.uses) places.set(name, { kind: 'policy' })
  for (const { name, table, formula } of policy.steps) {
    if (table) places.set(name, { kind: 'table', table })
    else if (formula) places.set(name, { kind: 'step', formula })
  }
  const reasons = file.conditions.map(({ reason }) => holesIn(reason).filter((name) => places.has(name)))
  const granted = file.granted && holesIn(file.granted).filter((name) => places.has(name))
  const plan = { places, reasons, granted, answers: [...policy.answers], reads: readsOf(policy) }
  plans.set(policy, plan)
  return plan
}

/** The entries of others that a policy reads; undefined where one is money or it takes another policy as a whole. */
function readsOf({ file, steps, conditions, amount, answers }: CheckedPolicy): Plan['reads'] {
  const used = new Set(file.uses)
  const found = new Map<string, readonly [string, string]>()
  let few = true
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === 'path' && syntax.from.kind === 'name' && used.has(syntax.from.name)) {
      if (syntax.name.endsWith('_fen')) few = false
      found.set(`${syntax.from.name}.${syntax.name}`, [syntax.from.name, syntax.name])
    } else if (syntax.kind === 'name' && used.has(syntax.name)) few = false
    else partsOf(syntax).forEach(visit)
  }
  for (const { formula, table } of steps) {
    if (formula) visit(formula)
    if (!table) continue
    table.inputs.forEach(visit)
    for (const { cells, output } of table.rows)
      for (const one of [output, ...cells.flatMap((cell) => cell.tests)]) visit(one)
    if (table.otherwise) visit(table.otherwise)
  }
  for (const { holds } of conditions) visit(holds)
  for (const one of [...answers.values(), ...(amount ? [amount] : [])]) visit(one)
  return few ? [...found.values()] : undefined
}

/** Names that are worked out when somebody asks for them. */
class LazyNames extends Map<string, Value> {
  private readonly find: (name: string) => Value | undefined

  constructor(find: (name: string) => Value | undefined) {
    super()
    this.find = find
  }

  override get(name: string): Value | undefined {
    const known = super.get(name)
    if (known !== undefined) return known
    const value = this.find(name)
    if (value !== undefined) this.set(name, value)
    return value
  }
}

/** One policy for one family. */
export class PolicyCase {
  private readonly policy: CheckedPolicy
  private readonly plan: Plan
  private readonly family: AskedFamily
  private readonly names: LazyNames
  private readonly scope: Scope
  private readonly trace: FoundParameter[] = []
  /** The facts that were read. */
  private readonly read: string[] = []
  private readonly used: string[] = []
  private found: { answer: PolicyAnswer; explained: boolean } | undefined
  private told: LazyNames | undefined

  constructor(policy: CheckedPolicy, family: AskedFamily) {
    this.policy = policy
    this.plan = planOf(policy)
    this.family = family
    this.names = new LazyNames((name) => this.valueOf(name))
    this.scope = new Scope(this.names, family.run)
  }

  /** What others may know of it. */
  get entries(): Value {
    this.told ??= new LazyNames((name) => this.entry(name, this.names))
    return this.told
  }

  private entry(name: string, names: LazyNames): Value | undefined {
    if (name === 'entitled') {
      const { holds, missing } = this.answer(false)
      return holds ?? new Unknown(missing)
    }
    if (name === 'amount_fen') {
      const { state, amountFen, missing } = this.answer(false)
      return state === 'unknown' ? new Unknown(missing) : (parseDecimal(amountFen.toString()) ?? zero)
    }
    const answer = this.policy.answers.get(name)
    return answer ? this.evaluate(answer) : names.get(name)
  }

  private valueOf(name: string): Value | undefined {
    const place = this.plan.places.get(name)
    switch (place?.kind) {
      case 'step':
        return this.evaluate(place.formula)
      case 'table':
        return this.decide(place.table)
      case 'fact':
        this.read.push(name)
        return this.family.facts.values.get(name) ?? notKnown(name)
      case 'policy':
        this.used.push(name)
        return this.family.entries(name)
      case 'lookup':
        return this.lookup()
      case 'parameter':
        return this.parameter(name, this.family.facts.on)
      default:
        return undefined
    }
  }

  private lookup(): FeelFunction {
    return new FeelFunction(parameterOn, [['name', 'day']], ([name, day]) =>
      typeof name === 'string' && day instanceof FeelDate ? this.parameter(name, String(day)) : undefined,
    )
  }

  private parameter(name: string, on: Day | undefined): Value {
    const { county, residence } = this.family.facts
    if (on === undefined || county === undefined || residence === undefined) {
      const place = { on, county, residence }
      return new Unknown(Object.entries(place).flatMap(([one, value]) => (value === undefined ? [one] : [])))
    }
    const { value, found } = this.family.views.find(name, county, residence, on)
    const instead = found || !(value instanceof Unknown) ? undefined : whenUnset(this.policy.file, name)
    if (instead !== undefined)
      return instead.number ?? (instead.parameter === undefined ? value : this.parameter(instead.parameter, on))
    if (found && !this.trace.some((one) => one.name === name && one.region === found.region && one.from === found.from))
      this.trace.push(found)
    return value
  }

  private decide(table: CheckedTable): Value {
    return decideTable(
      table,
      (syntax) => this.evaluate(syntax),
      (cell, input) => acceptsOpen(cell, input, this.scope),
    )
  }

  private evaluate(syntax: Syntax): Value {
    return this.scope.evaluate(syntax)
  }

  /** @param explain also limits and distances */
  answer(explain: boolean): PolicyAnswer {
    if (this.found && (this.found.explained || !explain)) return this.found.answer
    const answer = this.work(explain)
    this.found = { answer, explained: explain }
    return answer
  }

  private work(explain: boolean): PolicyAnswer {
    const { file, conditions, amount } = this.policy
    const notes = this.family.run.notes
    const notesBefore = notes.length
    const judged = conditions.map(({ condition, holds }) => ({ code: condition.code, value: this.evaluate(holds) }))
    const byConditions = stateOf(judged)
    const fen = byConditions === 'eligible' && amount ? this.evaluate(amount) : undefined
    const given = this.plan.answers.map(([, syntax]) => this.evaluate(syntax))
    const missing = this.missing([...judged.map(({ value }) => value), fen, ...given])
    const amountFen = fen instanceof Decimal && file.amount ? roundedFen(fen, file.amount.rounding) : 0n
    const noAmount = byConditions === 'eligible' && amount && !(fen instanceof Decimal)
    const nothing = byConditions === 'eligible' && fen instanceof Decimal && amountFen === 0n
    const reasons: Reason[] = []
    for (const [index, { code, value }] of judged.entries())
      if (value === false) reasons.push({ code, figures: this.figures(this.plan.reasons[index] ?? []) })
    const answers: Record<string, Plain> = {}
    for (const [index, value] of given.entries()) answers[this.plan.answers[index]?.[0] ?? ''] = plain(value)
    return {
      policy: file.id,
      state: noAmount ? 'unknown' : nothing ? 'not_eligible' : byConditions,
      holds: byConditions === 'unknown' ? undefined : byConditions === 'eligible',
      amountFen,
      reasons: nothing ? [{ code: nothingDue, figures: {} }] : reasons,
      granted:
        byConditions === 'eligible' && this.plan.granted
          ? { code: grantedCode, figures: this.figures(this.plan.granted) }
          : undefined,
      missing,
      answers,
      figures: this.figures(file.figures),
      limits: explain ? conditions.flatMap((one) => limitOf(one, (syntax) => this.evaluate(syntax)) ?? []) : [],
      trace: [...this.trace],
      inputs: explain ? this.inputs() : {},
      notes: notes.length > notesBefore ? notes.slice(notesBefore).map(({ text }) => text) : [],
    }
  }

  /** What is not known of some values, and of the policies that were used. */
  private missing(values: readonly (Value | undefined)[]): readonly string[] {
    const names = unknownOf(values)?.names ?? []
    if (this.used.length === 0) return names.length > 1 ? [...new Set(names)] : names
    return [...new Set([...names, ...this.used.flatMap((id) => this.family.missingOf(id))])]
  }

  private inputs(): Record<string, Plain> {
    const { values } = this.family.facts
    return Object.fromEntries(this.read.map((name) => [name, plainFact(values.get(name) ?? notKnown(name))]))
  }

  /** What the policy tells of each member, as it was evaluated; null where it does not tell. */
  shares(): { readonly entitled: Value; readonly amounts: Value } | undefined {
    const { shares } = this.policy
    if (!shares) return undefined
    const { entitled, amounts } = shares
    return { entitled: entitled ? this.evaluate(entitled) : null, amounts: amounts ? this.evaluate(amounts) : null }
  }

  /** The values of some names as plain text. */
  private figures(names: readonly string[]): Record<string, Plain> {
    const told: Record<string, Plain> = {}
    for (const name of names) told[name] = plain(this.scope.find(name) ?? null)
    return told
  }
}
