import type { PayPeriod } from '../policies/model.ts'
import { type Answers, states } from './answer-rules.ts'
import type { Impact, Step } from './model.ts'
import { categories, type Population } from './population-rules.ts'

/** How often in a year an amount is paid; a term is half a year of school. */
export const timesAYear: Readonly<Record<PayPeriod, number>> = { month: 12, year: 1, season: 1, term: 2, once: 1 }

/** A benefit before and after a change. */
export type Changed = { readonly period: PayPeriod | null; readonly before: Answers; readonly after: Answers }

const sums = ['yearBeforeFen', 'yearAfterFen', 'monthBeforeFen', 'monthAfterFen'] as const

/** How the answers and the money of families stand, family by family. */
type Side = {
  /** One of `states`. */
  readonly state: Uint8Array
  /** Fen, paid so many times a year. */
  readonly fen: Float64Array
  readonly times: number
  /** Fen of what is paid by the month; undefined where nothing of it is. */
  readonly month: Float64Array | undefined
}

// Families that are alike in what they were, what they are and whether they get more or less are counted in one cell.
const cells = 3 * 3 * 3
const turns = { same: 0, more: 1, less: 2 } as const

const cellOf = (was: number, is: number, turn: number): number => (was * 3 + is) * 3 + turn
// Who is asked under a policy that is not in force gets nothing of it.
const answered = (state: number): number => (state === states.notInForce ? states.no : state)

/** Which families each count of an impact counts. */
const counted: Readonly<Record<string, (was: number, is: number, turn: number) => boolean>> = {
  all: () => true,
  gained: (was, is) => is === states.yes && was !== states.yes,
  lost: (was, is) => was === states.yes && is !== states.yes,
  raised: (was, is, turn) => was === states.yes && is === states.yes && turn === turns.more,
  lowered: (was, is, turn) => was === states.yes && is === states.yes && turn === turns.less,
  entitledBefore: (was) => was === states.yes,
  entitledAfter: (_, is) => is === states.yes,
  unknownBefore: (was) => was === states.unknown,
  unknownAfter: (_, is) => is === states.unknown,
}

/** Adds up groups of families; sums of money stay below 2^53 fen, ninety trillion yuan. */
class Tally {
  private readonly groups: number
  private readonly households: Float64Array
  private readonly persons: Float64Array
  private readonly fen: Float64Array

  constructor(groups: number, from?: Tally) {
    this.groups = groups
    this.households = from ? from.households.slice() : new Float64Array(groups * cells)
    this.persons = from ? from.persons.slice() : new Float64Array(groups * cells)
    this.fen = from ? from.fen.slice() : new Float64Array(groups * sums.length)
  }

  /** Counts families that lie one after the other as they stand, nobody changed; the group of each is `first` and its category. */
  stand({ size, category }: Population, side: Side, { from, to }: Range, first = 0): void {
    const { households, persons, fen } = this
    const { state, fen: each, times, month } = side
    for (let i = from; i < to; i++) {
      const group = first + (category[i] as number)
      const stood = answered(state[i] as number)
      const cell = group * cells + cellOf(stood, stood, turns.same)
      households[cell] = (households[cell] as number) + 1
      persons[cell] = (persons[cell] as number) + (size[i] as number)
      const sum = group * sums.length
      const year = (each[i] as number) * times
      fen[sum] = (fen[sum] as number) + year
      fen[sum + 1] = (fen[sum + 1] as number) + year
      if (!month) continue
      fen[sum + 2] = (fen[sum + 2] as number) + (month[i] as number)
      fen[sum + 3] = (fen[sum + 3] as number) + (month[i] as number)
    }
  }

  /** Counts those of them anew who became another case. */
  change({ size, category }: Population, before: Side, after: Side, { from, to }: Range, first = 0): void {
    const { households, persons, fen } = this
    const { state: was, fen: had, times, month: hadMonth } = before
    const { state: is, fen: has, month: hasMonth } = after
    for (let i = from; i < to; i++) {
      const more = (has[i] as number) - (had[i] as number)
      if (more === 0 && was[i] === is[i]) continue
      const group = first + (category[i] as number)
      const stood = answered(was[i] as number)
      const old = group * cells + cellOf(stood, stood, turns.same)
      const turn = more === 0 || times === 0 ? turns.same : more > 0 ? turns.more : turns.less
      const cell = group * cells + cellOf(stood, answered(is[i] as number), turn)
      households[old] = (households[old] as number) - 1
      households[cell] = (households[cell] as number) + 1
      persons[old] = (persons[old] as number) - (size[i] as number)
      persons[cell] = (persons[cell] as number) + (size[i] as number)
      const sum = group * sums.length
      fen[sum + 1] = (fen[sum + 1] as number) + more * times
      if (hadMonth && hasMonth)
        fen[sum + 3] = (fen[sum + 3] as number) + (hasMonth[i] as number) - (hadMonth[i] as number)
    }
  }

  /** What all groups together make, or those of which it is asked. */
  impact(asked: (group: number) => boolean = () => true): Impact {
    const groups = Array.from({ length: this.groups }, (_, group) => group).filter(asked)
    const added = (of: Float64Array, width: number, at: number): number =>
      groups.reduce((sum, group) => sum + (of[group * width + at] as number), 0)
    const told = Object.entries(counted).map(([name, counts]) => {
      let [households, persons] = [0, 0]
      for (const was of [states.no, states.yes, states.unknown])
        for (const is of [states.no, states.yes, states.unknown])
          for (const turn of Object.values(turns)) {
            if (!counts(was, is, turn)) continue
            households += added(this.households, cells, cellOf(was, is, turn))
            persons += added(this.persons, cells, cellOf(was, is, turn))
          }
      return [name, { households, persons }]
    })
    const paid = sums.map((name, at) => [name, String(added(this.fen, sums.length, at))])
    return Object.fromEntries([...told, ...paid]) as Impact
  }
}

// In yuan a year; what stays the same is in none of them.
const edges = [-10_000, -5_000, -2_000, -1_000, -500, 0, 500, 1_000, 2_000, 5_000, 10_000]

/** The step of families that get so much more or less in a year, in fen. */
function stepOf(difference: number): number {
  const yuan = difference / 100
  let step = 0
  while (step < edges.length && (difference < 0 ? yuan > (edges[step] as number) : yuan >= (edges[step] as number)))
    step++
  return step
}

type Range = { readonly from: number; readonly to: number }

/** What all changed benefits together do to everybody, to each county and to each category, and how much it is for whom. */
export function impactOn(population: Population, changed: readonly Changed[]) {
  const paying = changed.filter(({ period }) => period !== null)
  const benefits = paying.length > 0 ? paying : changed
  const counties = [...new Set(population.places.map(({ county }) => county))]
  const firstOf = ({ county }: { county: string }) => counties.indexOf(county) * categories.length
  const { side: stood, tally: before } = standingTogether(population, benefits, (side) => {
    const counted = new Tally(counties.length * categories.length)
    for (const place of population.places) counted.stand(population, side, place, firstOf(place))
    return counted
  })
  const now = together(
    population.count,
    benefits.map(({ period, after }) => ({ period, answers: after })),
  )
  const tally = new Tally(counties.length * categories.length, before)
  for (const place of population.places) tally.change(population, stood, now, place, firstOf(place))
  const steps = new Float64Array(edges.length + 1)
  for (let i = 0; i < population.count; i++) {
    const difference = (now.fen[i] as number) - (stood.fen[i] as number)
    if (difference === 0) continue
    const step = stepOf(difference)
    steps[step] = (steps[step] as number) + 1
  }
  return {
    total: tally.impact(),
    counties: counties.map((code, at) => ({
      code,
      impact: tally.impact((group) => Math.floor(group / categories.length) === at),
    })),
    categories: categories.map((category, at) => ({
      category,
      impact: tally.impact((group) => group % categories.length === at),
    })),
    steps: Array.from(
      steps,
      (households, at): Step => ({ from: edges[at - 1] ?? null, to: edges[at] ?? null, households }),
    ),
  }
}

// A slider moves what is after; how families stood before is counted once, as long as somebody has these answers.
const stoodAlone = new WeakMap<
  Answers,
  { readonly population: Population; readonly times: number; readonly tally: Tally }
>()

/** What one benefit alone does to everybody. */
export function impactOfOne(population: Population, { period, before, after }: Changed): Impact {
  const all = { from: 0, to: population.count }
  const [stood, now] = [sideOf(period, before), sideOf(period, after)]
  let known = stoodAlone.get(before)
  if (known?.population !== population || known.times !== stood.times) {
    known = { population, times: stood.times, tally: new Tally(categories.length) }
    known.tally.stand(population, stood, all)
    stoodAlone.set(before, known)
  }
  const tally = new Tally(categories.length, known.tally)
  tally.change(population, stood, now, all)
  return tally.impact()
}

const timesIn = (period: PayPeriod | null): number => (period === null ? 0 : timesAYear[period])

const sideOf = (period: PayPeriod | null, { state, fen }: Answers): Side => ({
  ...{ state, fen, times: timesIn(period), month: period === 'month' ? fen : undefined },
})

type Benefit = { readonly period: PayPeriod | null; readonly answers: Answers }

type Stood = { readonly befores: readonly Benefit[]; readonly side: Side; readonly tally: Tally }
const stoodTogether = new WeakMap<Population, Stood>()

/** How families stood before under several benefits; the same as for the movement before where these are the same. */
function standingTogether(population: Population, changed: readonly Changed[], count: (side: Side) => Tally): Stood {
  const known = stoodTogether.get(population)
  const befores = changed.map(({ period, before }) => ({ period, answers: before }))
  const same = (one: Benefit, at: number) =>
    known?.befores[at]?.answers === one.answers && known.befores[at]?.period === one.period
  if (known?.befores.length === befores.length && befores.every(same)) return known
  const side = together(population.count, befores)
  const stood = { befores, side, tally: count(side) }
  stoodTogether.set(population, stood)
  return stood
}

/** Several benefits as one: entitled to it is who is entitled to any of them, with what all of them are in a year. */
function together(count: number, benefits: readonly Benefit[]): Side {
  const [state, fen, month] = [new Uint8Array(count), new Float64Array(count), new Float64Array(count)]
  for (const { period, answers } of benefits) {
    addStates(answers.state, state)
    if (period !== null) addFen(answers.fen, timesIn(period), fen)
    if (period === 'month') addFen(answers.fen, 1, month)
  }
  return { state, fen, times: 1, month }
}

function addStates(state: Uint8Array, into: Uint8Array): void {
  for (let i = 0; i < into.length; i++) {
    const own = state[i] as number
    if (own === states.yes || (own === states.unknown && into[i] === states.no)) into[i] = own
  }
}

function addFen(fen: Float64Array, times: number, into: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) + (fen[i] as number) * times
}
