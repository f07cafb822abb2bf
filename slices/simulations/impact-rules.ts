import type { PayPeriod } from '../policies/model.ts'
import { type Answers, states } from './answer-rules.ts'
import type { Impact, Step } from './model.ts'
import { categories, type Population } from './population-rules.ts'

/** How often in a year an amount is paid; a term is half a year of school. */
export const timesAYear: Readonly<Record<PayPeriod, number>> = { month: 12, year: 1, season: 1, term: 2, once: 1 }

/** A benefit before and after a change. */
export type Changed = { readonly period: PayPeriod | null; readonly before: Answers; readonly after: Answers }

const sums = ['yearBeforeFen', 'yearAfterFen', 'monthBeforeFen', 'monthAfterFen'] as const

/** How the answers and the money of families stand before and after, family by family. */
type Sides = {
  /** One of `states`. */
  readonly was: Uint8Array
  readonly is: Uint8Array
  /** Fen, paid so many times a year. */
  readonly before: Float64Array
  readonly after: Float64Array
  readonly times: number
  /** Fen of what is paid by the month. */
  readonly monthBefore: Float64Array
  readonly monthAfter: Float64Array
  /** 0 where nothing of it is paid by the month. */
  readonly monthTimes: 0 | 1
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

  constructor(groups: number) {
    this.groups = groups
    this.households = new Float64Array(groups * cells)
    this.persons = new Float64Array(groups * cells)
    this.fen = new Float64Array(groups * sums.length)
  }

  /** Counts families that lie one after the other; the group of each is `first` and its category. */
  count({ size, category }: Population, sides: Sides, { from, to }: { from: number; to: number }, first = 0): void {
    const { households, persons, fen } = this
    const { was, is, before, after, times, monthBefore, monthAfter, monthTimes } = sides
    for (let i = from; i < to; i++) {
      const group = first + (category[i] as number)
      const [had, has] = [before[i] as number, after[i] as number]
      const turn = has === had || times === 0 ? turns.same : has > had ? turns.more : turns.less
      const cell = group * cells + cellOf(answered(was[i] as number), answered(is[i] as number), turn)
      households[cell] = (households[cell] as number) + 1
      persons[cell] = (persons[cell] as number) + (size[i] as number)
      const sum = group * sums.length
      fen[sum] = (fen[sum] as number) + had * times
      fen[sum + 1] = (fen[sum + 1] as number) + has * times
      if (monthTimes === 0) continue
      fen[sum + 2] = (fen[sum + 2] as number) + (monthBefore[i] as number)
      fen[sum + 3] = (fen[sum + 3] as number) + (monthAfter[i] as number)
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

/** What all changed benefits together do to everybody, to each county and to each category, and how much it is for whom. */
export function impactOn(population: Population, changed: readonly Changed[]) {
  const paying = changed.filter(({ period }) => period !== null)
  const sides = together(population.count, paying.length > 0 ? paying : changed)
  const counties = [...new Set(population.places.map(({ county }) => county))]
  const tally = new Tally(counties.length * categories.length)
  for (const place of population.places)
    tally.count(population, sides, place, counties.indexOf(place.county) * categories.length)
  const steps = new Float64Array(edges.length + 1)
  for (let i = 0; i < population.count; i++) {
    const difference = (sides.after[i] as number) - (sides.before[i] as number)
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

/** What one benefit alone does to everybody. */
export function impactOfOne(population: Population, { period, before, after }: Changed): Impact {
  const tally = new Tally(categories.length)
  const sides: Sides = {
    ...{ was: before.state, is: after.state, before: before.fen, after: after.fen, times: timesIn(period) },
    ...{ monthBefore: before.fen, monthAfter: after.fen, monthTimes: period === 'month' ? 1 : 0 },
  }
  tally.count(population, sides, { from: 0, to: population.count })
  return tally.impact()
}

const timesIn = (period: PayPeriod | null): number => (period === null ? 0 : timesAYear[period])

/** Several benefits as one: entitled to it is who is entitled to any of them, with what all of them are in a year. */
function together(count: number, changed: readonly Changed[]): Sides {
  const sides: Sides = {
    ...{ was: new Uint8Array(count), is: new Uint8Array(count), times: 1, monthTimes: 1 },
    ...{ before: new Float64Array(count), after: new Float64Array(count) },
    ...{ monthBefore: new Float64Array(count), monthAfter: new Float64Array(count) },
  }
  for (const { period, before, after } of changed) {
    addStates(before.state, sides.was)
    addStates(after.state, sides.is)
    addFen(before.fen, timesIn(period), sides.before)
    addFen(after.fen, timesIn(period), sides.after)
    if (period !== 'month') continue
    addFen(before.fen, 1, sides.monthBefore)
    addFen(after.fen, 1, sides.monthAfter)
  }
  return sides
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
