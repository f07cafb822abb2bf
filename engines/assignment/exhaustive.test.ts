import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../core/problem.ts'
import { proposePairs } from './propose.ts'
import type { Candidate, PairingQuestion } from './question.ts'

/** A small generator of its own, so that a failing question can be made again from its number. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2654435761 + 1
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

function randomQuestion(seed: number): PairingQuestion {
  const roll = dice(seed)
  const rising = (length: number): number[] => {
    const costs = [roll(6)]
    while (costs.length < length) costs.push((costs.at(-1) as number) + roll(8))
    return costs
  }
  const townships = roll(2) === 0 ? [] : [{ id: 'township', quota: 2 + roll(4), loadCosts: rising(2) }]
  const units = Array.from({ length: roll(3) }, (_, u) => ({
    id: `unit-${u}`,
    quota: 1 + roll(4),
    loadCosts: rising(2),
    minimum: roll(6) === 0 ? 1 : 0,
    parent: townships.length > 0 && roll(3) > 0 ? 'township' : undefined,
  }))
  const households = Array.from({ length: 1 + roll(4) }, (_, i) => ({
    id: `household-${i}`,
    need: 1 + (roll(3) === 0 ? roll(3) : 0),
    unservedCost: 5 + roll(25),
  }))
  const helpers = Array.from({ length: 1 + roll(4) }, (_, j) => {
    const capacity = 1 + roll(3)
    const group = units.length > 0 && roll(4) > 0 ? `unit-${roll(units.length)}` : undefined
    return { id: `helper-${j}`, capacity, loadCosts: rising(1 + roll(3)), minimum: roll(8) === 0 ? 1 : 0, group }
  })
  const candidates: Candidate[] = []
  for (const household of households)
    for (const helper of helpers)
      if (roll(3) > 0) candidates.push({ household: household.id, helper: helper.id, cost: roll(20) - 2 })
  const some = (share: number): Candidate[] => candidates.filter(() => roll(share) === 0)
  const locked = some(12)
  const excluded = some(9).filter((pair) => !locked.includes(pair))
  return { households, helpers, groups: [...townships, ...units], candidates, locked, excluded, unservedCost: 30 }
}

/** The least cost over all matchings there are; undefined when none keeps every minimum. */
function leastCost(question: PairingQuestion): number | undefined {
  const { households, helpers, groups = [], candidates, locked = [], excluded = [] } = question
  const names = ({ household, helper }: { household: string; helper: string }): string => `${household} ${helper}`
  const mustBe = new Set(locked.map(names))
  const mayNotBe = new Set(excluded.map(names))
  const load = new Map<string, number>()
  const above = new Map([
    ...helpers.map(({ id, group }) => [id, group] as const),
    ...groups.map(({ id, parent }) => [id, parent] as const),
  ])
  const left = new Map(households.map(({ id, need = 1 }) => [id, need]))
  let best: number | undefined
  const finish = (cost: number): void => {
    let total = cost
    for (const { id, unservedCost = 0 } of households) total += (left.get(id) as number) * unservedCost
    for (const bearer of [...helpers, ...groups]) {
      const slots = 'capacity' in bearer ? bearer.capacity : bearer.quota
      const carried = load.get(bearer.id) ?? 0
      if (carried > slots || carried < (bearer.minimum ?? 0)) return
      const costs = bearer.loadCosts ?? [0]
      for (let slot = 0; slot < carried; slot++) total += costs[Math.min(slot, costs.length - 1)] as number
    }
    if (best === undefined || total < best) best = total
  }
  const choose = (k: number, cost: number): void => {
    const candidate = candidates[k]
    if (candidate === undefined) {
      finish(cost)
      return
    }
    if (!mustBe.has(names(candidate))) choose(k + 1, cost)
    const need = left.get(candidate.household) as number
    if (mayNotBe.has(names(candidate)) || need === 0) return
    const path: string[] = []
    for (let b: string | undefined = candidate.helper; b !== undefined; b = above.get(b)) path.push(b)
    left.set(candidate.household, need - 1)
    for (const b of path) load.set(b, (load.get(b) ?? 0) + 1)
    choose(k + 1, cost + candidate.cost)
    for (const b of path) load.set(b, (load.get(b) as number) - 1)
    left.set(candidate.household, need)
  }
  choose(0, 0)
  return best
}

/** The same question at the far end of what costs may be, and without a common divisor. */
function dearer(question: PairingQuestion): PairingQuestion {
  const more = (cost: number): number => cost * 200_000
  const bearer = <Bearer extends { loadCosts?: readonly number[] | undefined }>(one: Bearer): Bearer => ({
    ...one,
    loadCosts: one.loadCosts?.map(more),
  })
  return {
    ...question,
    households: question.households.map((one) => ({ ...one, unservedCost: more(one.unservedCost ?? 0) })),
    helpers: question.helpers.map(bearer),
    groups: question.groups?.map(bearer),
    candidates: question.candidates.map((one, k) => ({ ...one, cost: more(one.cost) + (k % 7) })),
    unservedCost: more(question.unservedCost),
  }
}

test('on small questions no matching there is costs less', () => {
  let solved = 0
  let refused = 0
  for (let seed = 1; seed <= 1200; seed++) {
    const question = seed % 4 === 0 ? dearer(randomQuestion(seed)) : randomQuestion(seed)
    const least = leastCost(question)
    try {
      const proposal = proposePairs(question, { seed })
      assert.equal(proposal.cost, least, `question ${seed}`)
      assert.deepEqual(proposal.certificate, { ok: true })
      solved++
    } catch (problem) {
      assert.ok(problem instanceof Problem, `question ${seed}: ${problem}`)
      const refusal = problem.data?.refusal
      if (refusal !== 'nothingToMatch') assert.equal(least, undefined, `question ${seed}: ${refusal}`)
      refused++
    }
  }
  assert.ok(solved > 800 && refused > 20, `${solved} solved, ${refused} refused`)
})
