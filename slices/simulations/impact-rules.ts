import type { PayPeriod } from '../policies/model.ts'
import { type Answers, states } from './answer-rules.ts'
import type { Impact, Step } from './model.ts'
import { categories, type Population } from './population-rules.ts'

/** How often in a year an amount is paid; a term is half a year of school. */
export const timesAYear: Readonly<Record<PayPeriod, number>> = { month: 12, year: 1, season: 1, term: 2, once: 1 }

/** A benefit before and after a change. */
export type Changed = { readonly period: PayPeriod | null; readonly before: Answers; readonly after: Answers }

const counts = [
  'all',
  'gained',
  'lost',
  'raised',
  'lowered',
  'entitledBefore',
  'entitledAfter',
  'unknownBefore',
  'unknownAfter',
] as const
const sums = ['yearBeforeFen', 'yearAfterFen', 'monthBeforeFen', 'monthAfterFen'] as const
type CountName = (typeof counts)[number]

/** Adds up families; sums of money stay below 2^53 fen, ninety trillion yuan. */
class Tally {
  readonly #households = new Float64Array(counts.length)
  readonly #persons = new Float64Array(counts.length)
  readonly #fen = new Float64Array(sums.length)

  count(name: CountName, persons: number): void {
    const at = counts.indexOf(name)
    this.#households[at] = (this.#households[at] as number) + 1
    this.#persons[at] = (this.#persons[at] as number) + persons
  }

  pay(yearBefore: number, yearAfter: number, monthBefore: number, monthAfter: number): void {
    const fen = this.#fen
    fen[0] = (fen[0] as number) + yearBefore
    fen[1] = (fen[1] as number) + yearAfter
    fen[2] = (fen[2] as number) + monthBefore
    fen[3] = (fen[3] as number) + monthAfter
  }

  impact(): Impact {
    const counted = counts.map((name, at) => [
      name,
      { households: this.#households[at] ?? 0, persons: this.#persons[at] ?? 0 },
    ])
    const paid = sums.map((name, at) => [name, String(this.#fen[at] ?? 0)])
    return Object.fromEntries([...counted, ...paid]) as Impact
  }
}

// In yuan a year; what stays the same is in none of them.
const edges = [-10_000, -5_000, -2_000, -1_000, -500, 0, 500, 1_000, 2_000, 5_000, 10_000]

/** What all changed benefits together do to everybody, to each county and to each category, and how much it is for whom. */
export function impactOn(population: Population, changed: readonly Changed[]) {
  const total = new Tally()
  const counties = new Map<string, Tally>()
  const byCategory = categories.map(() => new Tally())
  const steps = new Float64Array(edges.length + 1)
  const paying = changed.filter(({ period }) => period !== null)
  for (const { county, from, to } of population.places) {
    const own = counties.get(county) ?? new Tally()
    counties.set(county, own)
    for (let i = from; i < to; i++) {
      const tallies = [total, own, byCategory[population.category[i] as number] as Tally]
      const difference = addFamily(tallies, population.size[i] as number, paying.length > 0 ? paying : changed, i)
      if (difference === 0) continue
      const at = edges.findIndex((edge) => (difference < 0 ? difference / 100 <= edge : difference / 100 < edge))
      const step = at < 0 ? edges.length : at
      steps[step] = (steps[step] as number) + 1
    }
  }
  return {
    total: total.impact(),
    counties: [...counties].map(([code, tally]) => ({ code, impact: tally.impact() })),
    categories: categories.map((category, at) => ({ category, impact: (byCategory[at] as Tally).impact() })),
    steps: Array.from(
      steps,
      (households, at): Step => ({ from: edges[at - 1] ?? null, to: edges[at] ?? null, households }),
    ),
  }
}

/** What one benefit alone does to everybody. */
export function impactOfOne(population: Population, changed: Changed): Impact {
  const tally = new Tally()
  for (let i = 0; i < population.count; i++) addFamily([tally], population.size[i] as number, [changed], i)
  return tally.impact()
}

/** Counts a family and gives what it gets more or less in a year, in fen. */
function addFamily(tallies: readonly Tally[], persons: number, changed: readonly Changed[], i: number): number {
  let [before, after, monthBefore, monthAfter] = [0, 0, 0, 0]
  let [had, has, wasOpen, isOpen] = [false, false, false, false]
  for (const one of changed) {
    const times = one.period === null ? 0 : timesAYear[one.period]
    const [was, is] = [one.before.fen[i] as number, one.after.fen[i] as number]
    before += was * times
    after += is * times
    if (one.period === 'month') {
      monthBefore += was
      monthAfter += is
    }
    had ||= one.before.state[i] === states.yes
    has ||= one.after.state[i] === states.yes
    wasOpen ||= one.before.state[i] === states.unknown
    isOpen ||= one.after.state[i] === states.unknown
  }
  const names: CountName[] = ['all']
  if (had) names.push('entitledBefore')
  else if (wasOpen) names.push('unknownBefore')
  if (has) names.push('entitledAfter')
  else if (isOpen) names.push('unknownAfter')
  if (has && !had) names.push('gained')
  if (had && !has) names.push('lost')
  if (had && has && after !== before) names.push(after > before ? 'raised' : 'lowered')
  for (const tally of tallies) {
    for (const name of names) tally.count(name, persons)
    tally.pay(before, after, monthBefore, monthAfter)
  }
  return after - before
}
