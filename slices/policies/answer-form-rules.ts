import { Fork } from './fork-rules.ts'
import type { FoundParameter, PayPeriod, Plain, Reason, ResultState } from './model.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'

type Figures = Readonly<Record<string, Plain>>

/**
 * What many families are told alike: the conditions that fail, what is missing, which parameters were read, which version
 * spoke. The figures of the single family are null in it.
 */
export type AnswerForm = {
  readonly policy: string
  readonly state: ResultState
  readonly period: PayPeriod | null
  readonly reasons: readonly Reason[]
  readonly missing: readonly string[]
  readonly trace: readonly FoundParameter[]
  readonly figures: Figures
  readonly answers: Figures
  readonly policyVersion: string
}

/** An answer as it is stored: form and figures give it back whole. */
export type FormedAnswer = {
  readonly form: AnswerForm
  readonly amountFen: string
  /** JSON list of the values that are null in the form, by their names; empty where there are none. */
  readonly values: string
}

/** Where a value that a form leaves out stands in an answer: in a reason by its place, or among the figures (−1). */
type Hole = { readonly name: string; readonly place: number }
type Kept = { readonly form: AnswerForm; readonly holes: readonly Hole[] }

/** What is known of all cases that tell the same: their form, and where in each the values stand that it leaves out. */
export type Sketched = Kept & { readonly slots: readonly (number | undefined)[] }
/** Where a case comes to by what tells it apart, and what it is due. */
export type Sketch = { readonly at: Fork<Sketched>; readonly state: ResultState; readonly amountFen: bigint }

/** A case that tells what makes its form what it is, and its figures one by one (policy-case-rules.ts). */
type SketchedCase = {
  sketch(from: Fork<Sketched>): Sketch
  answer(explain: boolean): PolicyAnswer
  slotOf(name: string): number | undefined
  figure(slot: number | undefined): Plain
}

/** The sentences of an answer: what is granted, or what fails. */
const saidBy = ({ granted, state, reasons }: PolicyAnswer): readonly Reason[] =>
  granted && state === 'eligible' ? [granted] : reasons

/** Takes answers apart; equal forms are one and the same object. */
export class FormBook {
  readonly #kept = new Map<string, Kept>()
  readonly #parameters = new Map<string, number>()
  readonly #numbers = new WeakMap<FoundParameter, number>()
  readonly #formed = new Map<PolicyAnswer, FormedAnswer>()
  readonly #sketched = new Fork<Sketched>()

  /**
   * @param period of the policy
   * @param policyVersion which version of it spoke
   * @param common whether the same answer is given to several families, so that it is worth being kept
   */
  formed(answer: PolicyAnswer, period: PayPeriod | null, policyVersion: string, common: boolean): FormedAnswer {
    const known = common ? this.#formed.get(answer) : undefined
    if (known) return known
    const said = saidBy(answer)
    const key = this.#keyOf(answer, said, policyVersion)
    let kept = this.#kept.get(key)
    if (!kept) {
      kept = keptOf(answer, said, period, policyVersion)
      this.#kept.set(key, kept)
    }
    const values: Plain[] = []
    for (const { name, place } of kept.holes)
      values.push((place < 0 ? answer.figures : (said[place] as Reason).figures)[name] ?? null)
    const one = {
      form: kept.form,
      amountFen: answer.state === 'eligible' ? String(answer.amountFen) : '0',
      values: values.length > 0 ? JSON.stringify(values) : '',
    }
    if (common) this.#formed.set(answer, one)
    return one
  }

  /**
   * The same for a case that need not be written out where its form is known.
   * @param policy its id
   * @param place number of the place: parameters are the same within it
   */
  sketched(
    one: SketchedCase,
    policy: string,
    place: number,
    period: PayPeriod | null,
    policyVersion: string,
  ): FormedAnswer {
    const { at, state, amountFen } = one.sketch(this.#sketched.to(policy).to(place))
    const known = at.kept
    if (!known) {
      const answer = one.answer(false)
      const formed = this.formed(answer, period, policyVersion, false)
      const kept = this.#kept.get(this.#keyOf(answer, saidBy(answer), policyVersion)) as Kept
      at.kept = { ...kept, slots: kept.holes.map(({ name }) => one.slotOf(name)) }
      return formed
    }
    const values = known.slots.map((slot) => one.figure(slot))
    return {
      form: known.form,
      amountFen: state === 'eligible' ? String(amountFen) : '0',
      values: values.length > 0 ? JSON.stringify(values) : '',
    }
  }

  /** Everything that makes a form what it is. */
  #keyOf({ state, missing, trace, figures, answers }: PolicyAnswer, said: readonly Reason[], version: string): string {
    let key = `${version} ${state} ${missing.join(' ')} |`
    for (const one of trace) key += ` ${this.#numberOf(one)}`
    for (const { code, figures: own } of said) {
      key += `\n${code}`
      for (const name in own) key += fixedKey(name, own[name] as Plain, trace)
    }
    key += '\n'
    for (const name in figures) key += fixedKey(name, figures[name] as Plain, trace)
    for (const name in answers) key += typeof answers[name] === 'string' ? `\t"${answers[name]}` : `\t${answers[name]}`
    return key
  }

  #numberOf(found: FoundParameter): number {
    const known = this.#numbers.get(found)
    if (known !== undefined) return known
    const text = JSON.stringify(found)
    const number = this.#parameters.get(text) ?? this.#parameters.size
    this.#parameters.set(text, number)
    this.#numbers.set(found, number)
    return number
  }
}

/** The value of a parameter is the same for all whose parameters are, so it stays in the form. */
const isFixed = (name: string, value: Plain, trace: readonly FoundParameter[]): boolean =>
  value !== null && trace.some((one) => one.name === name)

const fixedKey = (name: string, value: Plain, trace: readonly FoundParameter[]): string =>
  isFixed(name, value, trace) ? `\t${name} ${String(value)}` : ''

function keptOf(answer: PolicyAnswer, said: readonly Reason[], period: PayPeriod | null, policyVersion: string): Kept {
  const { policy, state, missing, trace, figures, answers } = answer
  const holes = new Map<string, number>()
  const without = (own: Figures, place: number): Record<string, Plain> =>
    Object.fromEntries(
      Object.entries(own).map(([name, value]) => {
        if (isFixed(name, value, trace)) return [name, value]
        if (!holes.has(name)) holes.set(name, place)
        return [name, null]
      }),
    )
  const reasons = said.map(({ code, figures: own }, place) => ({ code, figures: without(own, place) }))
  const form = {
    ...{ policy, state, period, reasons, missing, trace, figures: without(figures, -1), answers, policyVersion },
  }
  return { form, holes: [...holes].map(([name, place]) => ({ name, place })).sort(byName) }
}

const byName = (one: { name: string }, other: { name: string }): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0

type Told = { reasons: readonly Reason[]; figures: Figures }

/** Reasons and figures of a form with the values of a family put back. @param values as `FormedAnswer` has them */
export function filledForm(
  { reasons, figures }: Told,
  values: readonly Plain[],
): { reasons: Reason[]; figures: Record<string, Plain> } {
  const names = new Set<string>()
  for (const own of [...reasons.map((one) => one.figures), figures])
    for (const name in own) if (own[name] === null) names.add(name)
  const told = new Map([...names].sort().map((name, place) => [name, values[place] ?? null]))
  const fill = (own: Figures): Record<string, Plain> =>
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, value ?? told.get(name) ?? null]))
  return { reasons: reasons.map(({ code, figures: own }) => ({ code, figures: fill(own) })), figures: fill(figures) }
}
