import type { Day } from '../../core/date.ts'
import { Decimal, parseDecimal, zero } from '../../engines/feel/decimal.ts'
import { acceptsOpen, startOpenRun, unknownOf } from '../../engines/feel/evaluate-open.ts'
import { type Run, Scope } from '../../engines/feel/scope.ts'
import type { Syntax } from '../../engines/feel/syntax-tree.ts'
import { FeelDate } from '../../engines/feel/temporal-values.ts'
import { FeelFunction, isList, Unknown, type Value } from '../../engines/feel/values.ts'
import { isPersonal } from './fact-rules.ts'
import { type FamilyFacts, notKnown } from './family-facts-rules.ts'
import type { FoundParameter, Reason } from './model.ts'
import { findParameter, type ParameterBook } from './parameter-rules.ts'
import { entriesOf, type PersonAnswer, togetherOf } from './person-answer-rules.ts'
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
import type { PolicySet } from './policy-set-rules.ts'
import { type CheckedTable, decideTable } from './policy-table-rules.ts'

/** Results of policies that are handed in instead of being computed, as tests do. */
export type GivenAnswers = Readonly<Record<string, ReadonlyMap<string, Value>>>

type Found = { readonly value: Value; readonly found: FoundParameter | undefined }

/** Looks parameters up once for all families of a place and day. */
export class ParameterViews {
  private readonly book: ParameterBook
  private readonly views = new Map<string, Map<string, Found>>()
  /** Answers that many families share, because what they turn on is the same for all of them. */
  readonly answers = new Map<string, PolicyAnswer>()

  constructor(book: ParameterBook) {
    this.book = book
  }

  find(name: string, county: string, residence: 'urban' | 'rural', on: Day): Found {
    const place = `${county}${residence}${on}`
    let view = this.views.get(place)
    if (!view) {
      view = new Map()
      this.views.set(place, view)
    }
    const known = view.get(name)
    if (known) return known
    const found = findParameter(this.book, name, { county, residence }, on)
    const value = found ? (parseDecimal(found.value) ?? null) : notKnown(name)
    const looked = { value, found }
    view.set(name, looked)
    return looked
  }
}

/** One family under a set of policies: each is answered once, when it is first asked for. */
export class FamilyEvaluation {
  readonly run: Run
  readonly facts: FamilyFacts
  readonly views: ParameterViews
  private readonly set: PolicySet
  private readonly given: GivenAnswers
  private readonly asked = new Map<string, PolicyCase>()

  constructor(set: PolicySet, facts: FamilyFacts, views: ParameterViews, given: GivenAnswers = {}) {
    this.set = set
    this.facts = facts
    this.views = views
    this.given = given
    this.run = startOpenRun({ now: facts.on && `${facts.on}T00:00:00` })
  }

  /** What a policy of the set says. @param explain also limits and distances */
  answer(id: string, explain = false): PolicyAnswer {
    if (this.facts.persons) {
      const own = this.ofPersons(id, explain)
      if (own) return togetherOf(own)
    }
    if (explain || this.asked.has(id)) return this.caseOf(id).answer(explain)
    const key = this.sameKey(id)
    if (key === undefined) return this.caseOf(id).answer(false)
    const known = this.views.answers.get(key)
    if (known) return known
    const answer = this.caseOf(id).answer(false)
    this.views.answers.set(key, answer)
    return answer
  }

  /**
   * What a policy for single persons says of each member of whom one of its facts is known, and of nobody in particular
   * where facts were recorded for the family; undefined where no member has any.
   */
  ofPersons(id: string, explain: boolean): PersonAnswer[] | undefined {
    const { persons = [], values } = this.facts
    const file = this.set.byId.get(id)?.file
    if (file?.per !== 'person') return undefined
    const own = file.inputs.filter(isPersonal)
    const asked = persons.filter((one) => own.some((name) => one.values.has(name)))
    if (asked.length === 0) return undefined
    const shared = new Map([...values].filter(([name]) => !isPersonal(name)))
    const answerWith = (known: ReadonlyMap<string, Value>) => {
      const { on, county, residence } = this.facts
      return new FamilyEvaluation(this.set, { on, county, residence, values: known }, this.views, this.given)
    }
    const each = asked.map(({ member, values: recorded }): PersonAnswer => {
      const answer = answerWith(new Map([...shared, ...recorded])).answer(id, explain)
      return { member, answer }
    })
    if (!own.some((name) => values.has(name))) return each
    return [...each, { member: undefined, answer: answerWith(values).answer(id, explain) }]
  }

  /** The part of each member in a policy for the family; undefined where the policy does not tell. */
  sharesOf(id: string): { readonly entitled: Value; readonly amounts: Value } | undefined {
    return this.caseOf(id).shares()
  }

  /**
   * What tells families of one answer: place, day and every fact that the policy may read. Undefined where facts are too
   * many-valued, such as incomes and members, or where other policies are used.
   */
  private sameKey(id: string): string | undefined {
    const file = this.set.byId.get(id)?.file
    if (!file || file.uses.length > 0) return undefined
    const { county, residence, on, values } = this.facts
    let key = `${id} ${county} ${residence} ${on}`
    for (const name of file.inputs) {
      const value = values.get(name)
      if (value === undefined) key += ' ?'
      else if (value instanceof Unknown) key += ` ?${value.names.join('+')}`
      else if (isList(value) || (value instanceof Decimal && name.endsWith('_fen'))) return undefined
      else key += ` ${String(value)}`
    }
    return key
  }

  /** What other policies may know of a policy: `entitled`, `amount_fen`, its answers and its steps. */
  entries(id: string): Value {
    const given = this.given[id]
    if (given) return given
    const own = this.facts.persons && this.ofPersons(id, false)
    return own ? entriesOf(togetherOf(own)) : this.caseOf(id).entries
  }

  /** The names that the answer of a policy still waits for. */
  missingOf(id: string): readonly string[] {
    return this.given[id] ? [] : this.caseOf(id).answer(false).missing
  }

  private caseOf(id: string): PolicyCase {
    const known = this.asked.get(id)
    if (known) return known
    const policy = this.set.byId.get(id)
    if (!policy) throw new RangeError(`no policy ${id}`)
    const made = new PolicyCase(policy, this)
    this.asked.set(id, made)
    return made
  }
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
}
const plans = new WeakMap<CheckedPolicy, Plan>()

function planOf(policy: CheckedPolicy): Plan {
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
  const plan = { places, reasons, granted, answers: [...policy.answers] }
  plans.set(policy, plan)
  return plan
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
class PolicyCase {
  readonly entries: Value
  private readonly policy: CheckedPolicy
  private readonly plan: Plan
  private readonly family: FamilyEvaluation
  private readonly scope: Scope
  private readonly trace = new Map<string, FoundParameter>()
  private readonly inputs: Record<string, string | boolean | null> = {}
  private readonly used = new Set<string>()
  private found: { answer: PolicyAnswer; explained: boolean } | undefined

  constructor(policy: CheckedPolicy, family: FamilyEvaluation) {
    this.policy = policy
    this.plan = planOf(policy)
    this.family = family
    const names = new LazyNames((name) => this.valueOf(name))
    this.scope = new Scope(names, family.run)
    this.entries = new LazyNames((name) => this.entry(name, names))
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
      case 'fact': {
        const value = this.family.facts.values.get(name) ?? notKnown(name)
        this.inputs[name] = plainFact(value)
        return value
      }
      case 'policy':
        this.used.add(name)
        return this.family.entries(name)
      case 'lookup':
        return this.lookup
      case 'parameter':
        return this.parameter(name, this.family.facts.on)
      default:
        return undefined
    }
  }

  private readonly lookup = new FeelFunction(parameterOn, [['name', 'day']], ([name, day]) =>
    typeof name === 'string' && day instanceof FeelDate ? this.parameter(name, String(day)) : undefined,
  )

  private parameter(name: string, on: Day | undefined): Value {
    const { county, residence } = this.family.facts
    if (on === undefined || county === undefined || residence === undefined) {
      const place = { on, county, residence }
      return new Unknown(Object.entries(place).flatMap(([one, value]) => (value === undefined ? [one] : [])))
    }
    const { value, found } = this.family.views.find(name, county, residence, on)
    if (found) this.trace.set(`${name}@${found.region}@${found.from}`, found)
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
    const notesBefore = this.family.run.notes.length
    const judged = conditions.map(({ condition, holds }) => ({ code: condition.code, value: this.evaluate(holds) }))
    const byConditions = stateOf(judged)
    const fen = byConditions === 'eligible' && amount ? this.evaluate(amount) : undefined
    const given = this.plan.answers.map(([name, syntax]): [string, Value] => [name, this.evaluate(syntax)])
    const open = unknownOf([...judged.map(({ value }) => value), fen, ...given.map(([, value]) => value)])
    const missing = [...(open?.names ?? []), ...[...this.used].flatMap((id) => [...this.family.missingOf(id)])]
    const amountFen = fen instanceof Decimal && file.amount ? roundedFen(fen, file.amount.rounding) : 0n
    const noAmount = byConditions === 'eligible' && amount && !(fen instanceof Decimal)
    const nothing = byConditions === 'eligible' && fen instanceof Decimal && amountFen === 0n
    const reasons: Reason[] = conditions.flatMap(({ condition }, index) =>
      judged[index]?.value === false ? [this.reason(condition.code, this.plan.reasons[index] ?? [])] : [],
    )
    return {
      policy: file.id,
      state: noAmount ? 'unknown' : nothing ? 'not_eligible' : byConditions,
      holds: byConditions === 'unknown' ? undefined : byConditions === 'eligible',
      amountFen,
      reasons: nothing ? [{ code: nothingDue, figures: {} }] : reasons,
      granted:
        byConditions === 'eligible' && this.plan.granted ? this.reason(grantedCode, this.plan.granted) : undefined,
      missing: [...new Set(missing)],
      answers: Object.fromEntries(given.map(([name, value]) => [name, plain(value)])),
      figures: Object.fromEntries(file.figures.map((name) => [name, plain(this.scope.find(name) ?? null)])),
      limits: explain ? conditions.flatMap((one) => limitOf(one, (syntax) => this.evaluate(syntax)) ?? []) : [],
      trace: [...this.trace.values()],
      inputs: this.inputs,
      notes: this.family.run.notes.slice(notesBefore).map(({ text }) => text),
    }
  }

  /** What the policy tells of each member, as it was evaluated; null where it does not tell. */
  shares(): { readonly entitled: Value; readonly amounts: Value } | undefined {
    const { shares } = this.policy
    if (!shares) return undefined
    const { entitled, amounts } = shares
    return { entitled: entitled ? this.evaluate(entitled) : null, amounts: amounts ? this.evaluate(amounts) : null }
  }

  /** A reason with the values of the names in its sentence. */
  private reason(code: string, names: readonly string[]): Reason {
    return { code, figures: Object.fromEntries(names.map((name) => [name, plain(this.scope.find(name) ?? null)])) }
  }
}
