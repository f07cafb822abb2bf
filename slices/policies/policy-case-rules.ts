import type { Day } from '../../core/date.ts'
import { Decimal, fromInteger } from '../../engines/feel/decimal.ts'
import { acceptsOpen, unknownOf } from '../../engines/feel/evaluate-open.ts'
import { type Quick, quick, slow } from '../../engines/feel/quick.ts'
import { type Run, Scope } from '../../engines/feel/scope.ts'
import type { UnaryTests } from '../../engines/feel/syntax-tree.ts'
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
import { type CheckedPolicy, parameterOn } from './policy-check-rules.ts'
import { type CaseFrame, type How, type Plan, planOf, type Told } from './policy-plan-rules.ts'
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

const none: readonly string[] = []

/** One policy for one family. */
export class PolicyCase implements CaseFrame {
  readonly locals: Quick[] = []
  private readonly policy: CheckedPolicy
  private readonly plan: Plan
  private readonly family: AskedFamily
  private readonly found: (Quick | undefined)[]
  private readonly trace: FoundParameter[] = []
  /** The facts that were read. */
  private readonly read: string[] = []
  private readonly used: string[] = []
  private around: Scope | undefined
  private said: { answer: PolicyAnswer; explained: boolean } | undefined
  private told: LazyNames | undefined

  constructor(policy: CheckedPolicy, family: AskedFamily, how: How) {
    this.policy = policy
    this.plan = planOf(policy, how)
    this.family = family
    this.found = new Array(this.plan.places.length)
  }

  /** The names of the policy as the evaluator asks for them. */
  get scope(): Scope {
    this.around ??= new Scope(new LazyNames((name) => this.named(name)), this.family.run)
    return this.around
  }

  /** What others may know of it. */
  get entries(): Value {
    this.told ??= new LazyNames((name) => this.entry(name))
    return this.told
  }

  private entry(name: string): Value | undefined {
    if (name === 'entitled') {
      const { holds, missing } = this.answer(false)
      return holds ?? new Unknown(missing)
    }
    if (name === 'amount_fen') {
      const { state, amountFen, missing } = this.answer(false)
      return state === 'unknown' ? new Unknown(missing) : fromInteger(amountFen)
    }
    const answer = this.policy.answers.get(name)
    return answer ? slow(this.plan.formulaOf(answer)(this)) : this.named(name)
  }

  private named(name: string): Value | undefined {
    const slot = this.plan.slots.get(name)
    return slot === undefined ? undefined : slow(this.slot(slot))
  }

  slot(index: number): Quick {
    const known = this.found[index]
    if (known !== undefined) return known
    const value = this.valueOf(index)
    this.found[index] = value
    return value
  }

  private valueOf(index: number): Quick {
    const place = this.plan.places[index]
    switch (place?.kind) {
      case 'step':
        return place.formula(this)
      case 'table':
        return this.decide(place.table)
      case 'fact':
        this.read.push(place.name)
        return this.held(this.family.facts.values.get(place.name) ?? notKnown(place.name))
      case 'policy':
        this.used.push(place.name)
        return this.family.entries(place.name)
      case 'parameter':
        return this.held(this.parameter(place.name, this.family.facts.on))
      default:
        return this.lookup()
    }
  }

  /** A value as formulas hold it. */
  private held(value: Value): Quick {
    return this.plan.how === 'prepared' ? quick(value) : value
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

  private decide(table: CheckedTable): Quick {
    const { formulaOf, cellOf } = this.plan
    const accepts = (cell: UnaryTests, input: Value) =>
      cellOf(cell)?.(quick(input)) ?? acceptsOpen(cell, input, this.scope)
    return this.held(decideTable(table, (syntax) => slow(formulaOf(syntax)(this)), accepts))
  }

  /** @param explain also limits and distances */
  answer(explain: boolean): PolicyAnswer {
    if (this.said && (this.said.explained || !explain)) return this.said.answer
    const answer = this.work(explain)
    this.said = { answer, explained: explain }
    return answer
  }

  private work(explain: boolean): PolicyAnswer {
    const { policy, plan } = this
    const { file } = policy
    const notes = this.family.run.notes
    const notesBefore = notes.length
    const judged = plan.conditions.map(({ code, holds }) => ({ code, value: holds(this) }))
    const byConditions = stateOf(judged)
    const fen = byConditions === 'eligible' && plan.amount ? plan.amount(this) : undefined
    const given = plan.answers.map(([, formula]) => formula(this))
    const missing = this.missing([...judged.map(({ value }) => value), fen, ...given])
    const isAmount = typeof fen === 'number' || fen instanceof Decimal
    const amountFen = isAmount && file.amount ? roundedFen(fen, file.amount.rounding) : 0n
    const noAmount = byConditions === 'eligible' && plan.amount && !isAmount
    const nothing = byConditions === 'eligible' && isAmount && amountFen === 0n
    const reasons: Reason[] = []
    for (const [index, { code, value }] of judged.entries())
      if (value === false) reasons.push({ code, figures: this.figures(plan.conditions[index]?.told ?? []) })
    const answers: Record<string, Plain> = {}
    for (const [index, value] of given.entries()) answers[plan.answers[index]?.[0] ?? ''] = plain(value)
    return {
      policy: file.id,
      state: noAmount ? 'unknown' : nothing ? 'not_eligible' : byConditions,
      holds: byConditions === 'unknown' ? undefined : byConditions === 'eligible',
      amountFen,
      reasons: nothing ? [{ code: nothingDue, figures: {} }] : reasons,
      granted:
        byConditions === 'eligible' && plan.granted
          ? { code: grantedCode, figures: this.figures(plan.granted) }
          : undefined,
      missing,
      answers,
      figures: this.figures(plan.figures),
      limits: explain
        ? policy.conditions.flatMap((one) => limitOf(one, (syntax) => plan.formulaOf(syntax)(this)) ?? [])
        : [],
      trace: [...this.trace],
      inputs: explain ? this.inputs() : {},
      notes: notes.length > notesBefore ? notes.slice(notesBefore).map(({ text }) => text) : [],
    }
  }

  /** What is not known of some values, and of the policies that were used. */
  private missing(values: readonly (Quick | undefined)[]): readonly string[] {
    const names = unknownOf(values)?.names ?? none
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
    const told = (syntax: typeof shares.entitled): Value => (syntax ? slow(this.plan.formulaOf(syntax)(this)) : null)
    return { entitled: told(shares.entitled), amounts: told(shares.amounts) }
  }

  /** The values of some names as plain text. */
  private figures(names: readonly Told[]): Record<string, Plain> {
    const told: Record<string, Plain> = {}
    for (const [name, slot] of names) told[name] = plain(slot === undefined ? null : this.slot(slot))
    return told
  }
}
