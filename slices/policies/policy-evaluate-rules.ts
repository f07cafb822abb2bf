import type { Day } from '../../core/date.ts'
import { Decimal, parseDecimal } from '../../engines/feel/decimal.ts'
import { startOpenRun } from '../../engines/feel/evaluate-open.ts'
import { type Quick, quick } from '../../engines/feel/quick.ts'
import type { Run } from '../../engines/feel/scope.ts'
import { isContext, isList, Unknown, type Value } from '../../engines/feel/values.ts'
import type { FormBook, FormedAnswer } from './answer-form-rules.ts'
import { isPersonal } from './fact-rules.ts'
import { type FamilyFacts, notKnown } from './family-facts-rules.ts'
import { Fork } from './fork-rules.ts'
import type { PayPeriod } from './model.ts'
import { daysOfChange, findParameter, type ParameterBook } from './parameter-rules.ts'
import { entriesOf, type PersonAnswer, togetherOf } from './person-answer-rules.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'
import { type Found, PolicyCase } from './policy-case-rules.ts'
import { type How, planOf } from './policy-plan-rules.ts'
import type { PolicySet } from './policy-set-rules.ts'

/** Results of policies that are handed in instead of being computed, as tests do. */
export type GivenAnswers = Readonly<Record<string, ReadonlyMap<string, Value>>>

/** Families of one place and day: the answers that they share, by policy and by what tells families apart. */
type Alike = { readonly number: number; readonly said: Fork<PolicyAnswer> }

/** Looks parameters up once for all families of a place and day. */
export class ParameterViews {
  private readonly book: ParameterBook
  private readonly views = new Map<string, Map<string, Found>>()
  private last: { county: string; residence: string; on: Day; view: Map<string, Found> } | undefined
  /** By place and policy: answers that many families share, because what they turn on is the same for all of them. */
  private readonly shared = new Map<string, Alike>()
  /** The same answers, to tell them from those of single families. */
  readonly common = new Set<PolicyAnswer>()

  constructor(book: ParameterBook) {
    this.book = book
  }

  find(name: string, county: string, residence: 'urban' | 'rural', on: Day): Found {
    const view = this.viewOf(county, residence, on)
    const known = view.get(name)
    if (known) return known
    const found = findParameter(this.book, name, { county, residence }, on)
    const value = found ? (parseDecimal(found.value) ?? null) : notKnown(name)
    const looked = { value, found }
    view.set(name, looked)
    return looked
  }

  /** The days from which some parameters become others anywhere. */
  daysOfChange(names: ReadonlySet<string>): readonly Day[] {
    return daysOfChange(this.book, names)
  }

  /** A family asks for many parameters of its place, one after the other. */
  private viewOf(county: string, residence: string, on: Day): Map<string, Found> {
    const { last } = this
    if (last && last.county === county && last.residence === residence && last.on === on) return last.view
    const place = `${county}${residence}${on}`
    const view = this.views.get(place) ?? new Map<string, Found>()
    this.views.set(place, view)
    this.last = { county, residence, on, view }
    return view
  }

  /** The answers in a place that several families share, by policy and by what tells families apart. */
  alike(place: string): Alike {
    const known = this.shared.get(place) ?? { number: this.shared.size, said: new Fork<PolicyAnswer>() }
    this.shared.set(place, known)
    return known
  }
}

/** One family under a set of policies: each is answered once, when it is first asked for. */
export class FamilyEvaluation {
  readonly run: Run
  readonly facts: FamilyFacts
  readonly views: ParameterViews
  private readonly set: PolicySet
  private readonly given: GivenAnswers
  private readonly how: How
  private readonly asked = new Map<string, PolicyCase>()
  private readonly quickFacts = new Map<string, Quick>()
  private place: Alike | undefined

  /** @param how formulas are worked out; walking their trees says the same and is slower */
  constructor(
    set: PolicySet,
    facts: FamilyFacts,
    views: ParameterViews,
    given: GivenAnswers = {},
    how: How = 'prepared',
  ) {
    this.how = how
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
    return this.common(id) ?? this.caseOf(id).answer(false)
  }

  /** An answer that many families share; undefined where what it turns on is hardly the same for two. */
  private common(id: string): PolicyAnswer | undefined {
    const at = this.alikeAt(id)
    if (at === undefined || at.kept) return at?.kept
    const answer = this.caseOf(id).answer(false)
    at.kept = answer
    this.views.common.add(answer)
    return answer
  }

  private alike(): Alike {
    const { county, residence, on } = this.facts
    this.place ??= this.views.alike(`${county} ${residence} ${on}`)
    return this.place
  }

  /** The same as a form and figures; answers to single families are never written out where their form is known. */
  formed(id: string, book: FormBook, period: PayPeriod | null, version: string): FormedAnswer {
    const own = this.facts.persons && this.ofPersons(id, false)
    if (own) return book.formed(togetherOf(own), period, version, false)
    const common = this.asked.has(id) ? undefined : this.common(id)
    if (common) return book.formed(common, period, version, this.views.common.has(common))
    return book.sketched(this.caseOf(id), id, this.alike().number, period, version)
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
      return new FamilyEvaluation(this.set, { on, county, residence, values: known }, this.views, this.given, this.how)
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
   * What tells families of one answer in a place on a day: every fact that the policy may read and what it reads of others.
   * Undefined where one of them is too many-valued, such as incomes and members.
   */
  private alikeAt(id: string): Fork<PolicyAnswer> | undefined {
    const policy = this.set.byId.get(id)
    const { reads, many } = policy ? planOf(policy, this.how) : {}
    if (!policy || !reads || !many || (reads.length > 0 && Object.keys(this.given).length > 0)) return undefined
    const { values } = this.facts
    for (const name of many) {
      const value = values.get(name)
      if (value !== undefined && !(value instanceof Unknown)) return undefined
    }
    let at: Fork<PolicyAnswer> | undefined = this.alike().said.to(id)
    for (const name of policy.file.inputs) {
      at = stepOf(at, name, values.get(name))
      if (at === undefined) return undefined
    }
    for (const [used, entry] of reads) {
      const entries = this.entries(used)
      at = isContext(entries) ? stepOf(at, entry, entries.get(entry)) : undefined
      if (at === undefined) return undefined
      at = at.through(this.missingOf(used))
    }
    return at
  }

  /** A fact as prepared formulas hold it: most are read by several policies. */
  quickFact(name: string): Quick {
    const known = this.quickFacts.get(name)
    if (known !== undefined) return known
    const value = quick(this.facts.values.get(name) ?? notKnown(name))
    this.quickFacts.set(name, value)
    return value
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
    return this.given[id] ? [] : this.caseOf(id).missingNames
  }

  private caseOf(id: string): PolicyCase {
    const known = this.asked.get(id)
    if (known) return known
    const policy = this.set.byId.get(id)
    if (!policy) throw new RangeError(`no policy ${id}`)
    const made = new PolicyCase(policy, this, this.how)
    this.asked.set(id, made)
    return made
  }
}

/** On with a value; undefined for lists and sums of money, which hardly two families have in common. */
function stepOf(at: Fork<PolicyAnswer>, name: string, value: Value | undefined): Fork<PolicyAnswer> | undefined {
  if (value === undefined) return at.to(undefined)
  if (value instanceof Unknown) {
    const [first, ...more] = value.names
    return first === name && more.length === 0 ? at.to(undefined) : at.to(unknown).through(value.names)
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return at.to(value)
  if (isList(value) || isContext(value) || (value instanceof Decimal && name.endsWith('_fen'))) return undefined
  const held = quick(value)
  return typeof held === 'number' ? at.to(held) : at.to(written).to(String(value))
}

// Texts are steps of their own.
const [unknown, written] = [Symbol('unknown'), Symbol('written')]
