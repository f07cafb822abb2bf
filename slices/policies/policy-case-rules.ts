import type { Day } from '../../core/date.ts'
import type { Text } from '../../core/messages.ts'
import { Decimal, fromInteger } from '../../engines/feel/decimal.ts'
import { acceptsOpen, unknownOf } from '../../engines/feel/evaluate-open.ts'
import { isQuickList, type Quick, quick, slow } from '../../engines/feel/quick.ts'
import { type Note, type Run, Scope } from '../../engines/feel/scope.ts'
import type { UnaryTests } from '../../engines/feel/syntax-tree.ts'
import { FeelDate } from '../../engines/feel/temporal-values.ts'
import { FeelFunction, Unknown, type Value } from '../../engines/feel/values.ts'
import type { Sketch, Sketched } from './answer-form-rules.ts'
import { type FamilyFacts, notKnown } from './family-facts-rules.ts'
import type { Fork } from './fork-rules.ts'
import type { FoundParameter, Plain, Reason, ResultState } from './model.ts'
import {
  grantedCode,
  type Limit,
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
  /** A fact as prepared formulas hold it. */
  quickFact(name: string): Quick
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
/** Goes before what is told as text and is no text. */
const written = Symbol('written')
const nobodys: readonly Note[] = []

/** What conditions and amount came out as. */
type Judgement = {
  readonly outcomes: readonly Quick[]
  readonly byConditions: ResultState
  readonly state: ResultState
  readonly amountFen: bigint
  /** Everything holds, and the amount is nothing. */
  readonly nothing: boolean
  readonly given: readonly Quick[]
  readonly missing: readonly string[]
  readonly notes: readonly Note[]
}

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
  private judgement: Judgement | undefined
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

  /** The names that the answer still waits for. */
  get missingNames(): readonly string[] {
    return this.judge().missing
  }

  /** What others may know of it. */
  get entries(): Value {
    this.told ??= new LazyNames((name) => this.entry(name))
    return this.told
  }

  private entry(name: string): Value | undefined {
    if (name === 'entitled') {
      const { byConditions, missing } = this.judge()
      return byConditions === 'unknown' ? new Unknown(missing) : byConditions === 'eligible'
    }
    if (name === 'amount_fen') {
      const { state, amountFen, missing } = this.judge()
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
        return this.plan.how === 'prepared'
          ? this.family.quickFact(place.name)
          : (this.family.facts.values.get(place.name) ?? notKnown(place.name))
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
    if (found && !this.isTraced(found)) this.trace.push(found)
    return value
  }

  private isTraced(found: FoundParameter): boolean {
    for (const one of this.trace)
      if (one === found || (one.name === found.name && one.region === found.region && one.from === found.from))
        return true
    return false
  }

  private decide(table: CheckedTable): Quick {
    const { formulaOf, cellOf } = this.plan
    const accepts = (cell: UnaryTests, input: Quick) =>
      cellOf(cell)?.(input) ?? acceptsOpen(cell, slow(input), this.scope)
    const result = decideTable(table, (syntax) => formulaOf(syntax)(this), accepts)
    return typeof result === 'number' || isQuickList(result) ? result : this.held(result)
  }

  /** @param explain also limits and distances */
  answer(explain: boolean): PolicyAnswer {
    if (this.said && (this.said.explained || !explain)) return this.said.answer
    const answer = this.work(explain)
    this.said = { answer, explained: explain }
    return answer
  }

  private judge(): Judgement {
    if (this.judgement) return this.judgement
    const { plan } = this
    const { notes } = this.family.run
    const before = notes.length
    const outcomes: Quick[] = []
    for (const { holds } of plan.conditions) outcomes.push(holds(this))
    const byConditions = stateOf(outcomes)
    const fen = byConditions === 'eligible' && plan.amount ? plan.amount(this) : undefined
    const given: Quick[] = []
    for (const [, formula] of plan.answers) given.push(formula(this))
    const missing = this.missing(outcomes, fen, given)
    const { amount } = this.policy.file
    const isAmount = typeof fen === 'number' || fen instanceof Decimal
    const amountFen = isAmount && amount ? roundedFen(fen, amount.rounding) : 0n
    const noAmount = byConditions === 'eligible' && plan.amount && !isAmount
    const nothing = byConditions === 'eligible' && isAmount && amountFen === 0n
    const state = noAmount ? 'unknown' : nothing ? 'not_eligible' : byConditions
    this.judgement = {
      ...{ outcomes, byConditions, state, amountFen, nothing, given, missing },
      notes: notes.length > before ? notes.slice(before) : nobodys,
    }
    return this.judgement
  }

  private work(explain: boolean): PolicyAnswer {
    const { policy, plan } = this
    const { outcomes, byConditions, state, amountFen, nothing, given, missing, notes } = this.judge()
    const all = this.family.run.notes
    const before = all.length
    const reasons: Reason[] = []
    for (let index = 0; index < outcomes.length; index++) {
      const condition = plan.conditions[index]
      if (condition && outcomes[index] === false)
        reasons.push({ code: condition.code, figures: this.figures(condition.told) })
    }
    const answers: Record<string, Plain> = {}
    for (let index = 0; index < given.length; index++)
      answers[plan.answers[index]?.[0] ?? ''] = plain(given[index] ?? null)
    const holds = byConditions === 'unknown' ? undefined : byConditions === 'eligible'
    const granted = holds && plan.granted ? { code: grantedCode, figures: this.figures(plan.granted) } : undefined
    const figures = this.figures(plan.figures)
    const limits = explain ? this.limits(outcomes) : []
    return {
      policy: policy.file.id,
      state,
      holds,
      amountFen,
      reasons: nothing ? [{ code: nothingDue, figures: {} }] : reasons,
      granted,
      missing,
      answers,
      figures,
      limits,
      trace: this.trace.slice(),
      inputs: explain ? this.inputs() : {},
      notes: this.notesOf(notes, all, before),
    }
  }

  private notesOf(judged: readonly Note[], all: readonly Note[], before: number): readonly Text[] {
    if (judged.length === 0 && all.length === before) return []
    return [...judged, ...all.slice(before)].map(({ text }) => text)
  }

  /** Limits and distances of the conditions that compare two numbers. */
  private limits(outcomes: readonly Quick[]): readonly Limit[] {
    const limits: Limit[] = []
    for (let index = 0; index < outcomes.length; index++) {
      const { code, sides } = this.plan.conditions[index] ?? {}
      if (code === undefined || !sides) continue
      const answer = outcomes[index] ?? null
      const limit = limitOf(code, sides.less, sides.value(this), sides.limit(this), answer)
      if (limit) limits.push(limit)
    }
    return limits
  }

  /**
   * What is said without saying it: two families of one place that come to the same fork are told the same but for the values
   * of their own names. Everything is asked in the order of `answer`, so that the same parameters were read.
   */
  sketch(from: Fork<Sketched>): Sketch {
    const { plan } = this
    const { outcomes, byConditions, state, amountFen, given, missing } = this.judge()
    let at = from.to(state).through(missing)
    let [code, place] = [0, 0]
    for (const { told } of plan.conditions) {
      const value = outcomes[place++]
      code = code * 3 + (value === true ? 1 : value === false ? 0 : 2)
      // As many as a number holds exactly.
      if (place % 32 === 0) at = at.to(code)
      if (value === false) this.ask(told)
    }
    at = at.to(code)
    if (byConditions === 'eligible' && plan.granted) this.ask(plan.granted)
    this.ask(plan.figures)
    for (const value of given)
      at = value === null || typeof value !== 'object' ? at.to(value) : at.to(written).to(plain(value))
    return { at: at.through(this.trace), state, amountFen }
  }

  /** Reads the parameters among some names: their values are the same in a place, but that they were read is told. */
  private ask(told: readonly Told[]): void {
    for (const [, slot] of told) if (slot !== undefined) this.slot(slot)
  }

  slotOf(name: string): number | undefined {
    return this.plan.slots.get(name)
  }

  /** The value in a slot as plain text. */
  figure(slot: number | undefined): Plain {
    return slot === undefined ? null : plain(this.slot(slot))
  }

  /** What is not known of some values, and of the policies that were used. */
  private missing(outcomes: readonly Quick[], fen: Quick | undefined, given: readonly Quick[]): readonly string[] {
    let open = unknownOf(outcomes)
    if (fen instanceof Unknown) open = unknownOf([fen], open)
    const names = unknownOf(given, open)?.names ?? none
    if (this.used.length === 0 && names.length < 2) return names
    const all = new Set(names)
    for (const id of this.used) for (const name of this.family.missingOf(id)) all.add(name)
    return all.size === names.length ? names : [...all]
  }

  private inputs(): Record<string, Plain> {
    const { values } = this.family.facts
    const inputs: Record<string, Plain> = {}
    for (const name of this.read) inputs[name] = plainFact(values.get(name) ?? notKnown(name))
    return inputs
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
