import assert from 'node:assert/strict'
import { test } from 'node:test'
import { say } from '../../core/messages.ts'
import { scatter } from './arcs.ts'
import { explainChoice, explainUnserved, openWhatIf, weighChoices } from './explain.ts'
import { proposePairs } from './propose.ts'
import type { PairingQuestion } from './question.ts'

function question(seed: number): PairingQuestion {
  const roll = (k: number, sides: number): number => scatter(k, seed) % sides
  const households = Array.from({ length: 12 }, (_, i) => ({
    id: `household-${i}`,
    need: 1 + (roll(i, 5) === 0 ? 1 : 0),
  }))
  const helpers = Array.from({ length: 8 }, (_, j) => ({
    id: `helper-${j}`,
    capacity: 1 + roll(j + 50, 3),
    loadCosts: [0, 20, 60],
    group: roll(j + 80, 2) === 0 ? 'unit' : undefined,
  }))
  const candidates = households.flatMap(({ id }, i) =>
    helpers
      .filter((_, j) => roll(100 + i * 8 + j, 3) > 0)
      .map((helper, j) => ({ household: id, helper: helper.id, cost: roll(300 + i * 8 + j, 100) })),
  )
  return { households, helpers, groups: [{ id: 'unit', quota: 6 }], candidates, unservedCost: 150 }
}

test('a pair forced by hand costs what locking it and solving anew costs, and nothing stays changed', () => {
  for (let seed = 1; seed <= 15; seed++) {
    const asked = question(seed)
    const proposal = proposePairs(asked, { seed })
    const costOfPair = openWhatIf(proposal)
    for (const candidate of asked.candidates) {
      const locked = proposePairs({ ...asked, locked: [candidate] }, { seed })
      const { extra, households } = costOfPair(candidate.household, candidate.helper)
      assert.equal(extra, locked.cost - proposal.cost, `seed ${seed}: ${candidate.household} ${candidate.helper}`)
      const paired = proposal.pairs.some(
        (pair) => pair.household === candidate.household && pair.helper === candidate.helper,
      )
      if (paired) assert.equal(extra, 0)
      else assert.ok(households.includes(candidate.household))
    }
  }
})

test('the prices say at least how much dearer the other helper is', () => {
  const asked = question(4)
  const proposal = proposePairs(asked)
  const costOfPair = openWhatIf(proposal)
  let told = 0
  for (const { id } of asked.households) {
    for (const choice of weighChoices(proposal, id)) {
      if (choice.chosen) continue
      const { text, parameters } = explainChoice(proposal, id, choice.helper)
      const { extra } = costOfPair(id, choice.helper)
      if (typeof parameters.difference === 'number') assert.ok(parameters.difference <= extra)
      for (const language of ['zh', 'en'] as const) assert.ok(!say(text, language, parameters).includes('{'))
      told++
    }
  }
  assert.ok(told > 20)
})

test('a household without candidates and one whom nobody is worth are told apart', () => {
  const proposal = proposePairs({
    households: [{ id: 'alone' }, { id: 'far', unservedCost: 10 }, { id: 'near' }],
    helpers: [{ id: 'helper', capacity: 3 }],
    candidates: [
      { household: 'far', helper: 'helper', cost: 30 },
      { household: 'near', helper: 'helper', cost: 5 },
    ],
    unservedCost: 100,
  })
  assert.deepEqual(
    proposal.unserved.map(({ household }) => household),
    ['alone', 'far'],
  )
  assert.equal(explainUnserved(proposal, 'alone').text.en, 'There is no candidate helper at all.')
  assert.deepEqual(explainUnserved(proposal, 'far').parameters, {
    count: 1,
    unserved: 10,
    other: 'helper',
    otherTotal: 30,
  })
})
