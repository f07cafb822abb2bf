import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scatter } from './arcs.ts'
import { checkCertificate } from './certificate.ts'
import { type ArrivingHousehold, LiveMatching } from './incremental.ts'
import type { MatchingProblem } from './problem.ts'
import { buildProblem } from './question-problem.ts'
import { solve } from './solve.ts'

/** 60 households and 50 helpers in 8 units of 2 townships; every number from the seed. */
function city(seed: number): MatchingProblem {
  const roll = (k: number, sides: number): number => scatter(k, seed) % sides
  const groups = Array.from({ length: 8 }, (_, u) => ({
    id: `unit-${u}`,
    quota: 4 + roll(u, 6),
    parent: `town-${u % 2}`,
  }))
  return buildProblem({
    households: Array.from({ length: 60 }, (_, i) => ({ id: `household-${i}`, need: 1 + (roll(i, 6) === 0 ? 1 : 0) })),
    helpers: Array.from({ length: 50 }, (_, j) => ({
      id: `helper-${j}`,
      capacity: 1 + roll(j + 100, 3),
      loadCosts: [0, 30, 90],
      group: roll(j + 200, 3) === 0 ? undefined : `unit-${roll(j + 300, 8)}`,
    })),
    groups: [...groups, { id: 'town-0', quota: 30, loadCosts: [0, 0, 5] }, { id: 'town-1', quota: 25 }],
    candidates: Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 50 }, (_, j) => ({
        household: `household-${i}`,
        helper: `helper-${j}`,
        cost: roll(i * 50 + j, 200),
      })).filter((_, j) => roll(i * 50 + j + 9000, 4) === 0),
    ).flat(),
    unservedCost: 400,
  }).problem
}

const arrival = (seed: number, k: number): ArrivingHousehold => ({
  need: 1 + (k % 3 === 0 ? 1 : 0),
  unservedCost: 300 + (scatter(k, seed) % 300),
  candidates: Array.from({ length: k % 7 }, (_, c) => ({
    helper: (scatter(k, seed + 1) + c * 7) % 50,
    cost: scatter(k * 10 + c, seed + 2) % 200,
  })),
})

test('after every retirement and arrival the matching costs what solving anew costs, and its certificate holds', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const live = new LiveMatching(city(seed), { seed })
    for (let k = 0; k < 40; k++) {
      if (scatter(k, seed + 5) % 2 === 0) live.retireHelper(scatter(k, seed + 6) % 50)
      else live.addHousehold(arrival(seed, k))
      const problem = live.problem()
      const matching = live.matching()
      assert.equal(matching.cost, live.cost, `seed ${seed}, change ${k}`)
      assert.deepEqual(checkCertificate(problem, matching), { ok: true }, `seed ${seed}, change ${k}`)
      assert.equal(solve(problem).cost, live.cost, `seed ${seed}, change ${k}`)
    }
  }
})

test('a change names the households it moved, and nobody else moves', () => {
  const live = new LiveMatching(city(3), { seed: 3 })
  const helpersOf = (): string[] => {
    const { arcHelper } = live.problem()
    const { pairArc, pairHousehold } = live.matching()
    const helpers: string[][] = []
    pairArc.forEach((arc, k) => {
      const household = pairHousehold[k] as number
      helpers[household] = [...(helpers[household] ?? []), `${arcHelper[arc]}`]
    })
    return Array.from(helpers, (list) => (list ?? []).sort().join())
  }
  for (const helper of [4, 8, 15, 16, 23, 42]) {
    const before = helpersOf()
    const { households } = live.retireHelper(helper)
    helpersOf().forEach((helpers, i) => {
      if (!households.includes(i)) assert.equal(helpers, before[i])
      assert.ok(!helpers.split(',').includes(`${helper}`))
    })
  }
})
