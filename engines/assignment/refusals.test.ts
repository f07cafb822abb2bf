import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../core/problem.ts'
import { checkCertificate } from './certificate.ts'
import { findMatchingProblem, readMcf1 } from './mcf1.ts'
import { solveNetwork } from './network-simplex.ts'
import { proposePairs } from './propose.ts'
import type { PairingQuestion } from './question.ts'

const fair: PairingQuestion = {
  households: [{ id: 'household-1' }, { id: 'household-2', need: 2 }],
  helpers: [
    { id: 'helper-1', capacity: 1, group: 'unit' },
    { id: 'helper-2', capacity: 2, loadCosts: [0, 40], group: 'unit' },
  ],
  groups: [{ id: 'unit', quota: 3 }],
  candidates: [
    { household: 'household-1', helper: 'helper-1', cost: 10 },
    { household: 'household-1', helper: 'helper-2', cost: 30 },
    { household: 'household-2', helper: 'helper-1', cost: 20 },
    { household: 'household-2', helper: 'helper-2', cost: 50 },
  ],
  unservedCost: 1000,
}
const pair = (household: number, helper: number) => ({
  household: `household-${household}`,
  helper: `helper-${helper}`,
})

function refusalOf(change: Partial<PairingQuestion>): Problem {
  try {
    proposePairs({ ...fair, ...change })
  } catch (problem) {
    if (problem instanceof Problem) return problem
    throw problem
  }
  throw new Error('nothing was refused')
}

const badQuestions: readonly [string, Partial<PairingQuestion>, zh: string][] = [
  ['nothingToMatch', { candidates: [] }, '候选名单是空的'],
  ['nothingToMatch', { excluded: fair.candidates }, '候选名单是空的'],
  ['costOutOfRange', { candidates: [{ ...pair(1, 1), cost: 10_000_001 }] }, '的成本 10000001 超出范围'],
  ['costOutOfRange', { candidates: [{ ...pair(1, 1), cost: 0.5 }] }, '的成本 0.5 超出范围'],
  ['costOutOfRange', { candidates: [{ ...pair(1, 1), cost: Number.NaN }] }, '超出范围'],
  ['costOutOfRange', { unservedCost: Number.POSITIVE_INFINITY }, '超出范围'],
  ['countOutOfRange', { households: [{ id: 'household-1', need: -1 }] }, '的数量 -1 不对'],
  ['listedTwice', { households: [{ id: 'household-1' }, { id: 'household-1' }] }, 'household-1出现了两次'],
  ['listedTwice', { candidates: [...fair.candidates, { ...pair(1, 1), cost: 1 }] }, '出现了两次'],
  ['unknown', { candidates: [{ ...pair(1, 9), cost: 1 }] }, 'helper-9不在本次配对的名单里'],
  ['unknown', { groups: [] }, 'unit不在本次配对的名单里'],
  ['loadCostsFall', { helpers: [{ id: 'helper-1', capacity: 2, loadCosts: [5, 4] }] }, '负担成本不能递减'],
  ['groupsInCircle', { groups: [{ id: 'unit', quota: 3, parent: 'unit' }] }, '绕成了圈'],
  ['lockedAndExcluded', { locked: [pair(1, 1)], excluded: [pair(1, 1)] }, '既被锁定又被排除'],
  ['lockedBeyondNeed', { locked: [pair(1, 1), pair(1, 2)] }, '锁定了 2 名帮扶责任人，但只需要 1 名'],
  ['lockedBeyondCapacity', { locked: [pair(1, 1), pair(2, 1)] }, '被锁定 2 户，但最多只能帮 1 户'],
  ['lockedBeyondQuota', { locked: [pair(1, 1), pair(2, 2)], groups: [{ id: 'unit', quota: 1 }] }, '超过限额 1 对'],
  ['minimumAboveCapacity', { groups: [{ id: 'unit', quota: 1, minimum: 2 }] }, '至少要帮 2 户，但最多只能帮 1 户'],
  [
    'quotaBelowMinimums',
    { helpers: fair.helpers.map((helper) => ({ ...helper, minimum: 1 })), groups: [{ id: 'unit', quota: 1 }] },
    '的限额是 1 对，低于其下属必须完成的 2 对',
  ],
  [
    'minimumNotReached',
    { helpers: [fair.helpers[0] as never, { id: 'helper-2', capacity: 3, minimum: 3, group: 'unit' }] },
    'helper-2 至少要帮 3 户，按现有候选最多只能安排 2 户',
  ],
]

for (const [refusal, change, zh] of badQuestions) {
  test(`refused with its sentence: ${refusal} (${zh})`, () => {
    const problem = refusalOf(change)
    assert.equal(problem.data?.refusal, refusal)
    assert.equal(problem.code, 'bad_input')
    assert.ok(problem.sentence('zh').includes(zh), problem.sentence('zh'))
    for (const language of ['zh', 'en'] as const) assert.ok(!problem.sentence(language).includes('{'))
  })
}

test('locks, exclusions, minimums and quotas hold, and their costs count', () => {
  const plain = proposePairs(fair)
  assert.equal(plain.cost, 30 + 20 + 50 + 40)
  assert.deepEqual(Object.fromEntries(plain.loads), { 'helper-1': 1, 'helper-2': 2, unit: 3 })
  const locked = proposePairs({ ...fair, locked: [pair(1, 1)] })
  assert.equal(locked.cost, 10 + 50 + 1000)
  assert.deepEqual(locked.pairs[0], { ...pair(1, 1), cost: 10, locked: true })
  assert.deepEqual(locked.unserved, [{ household: 'household-2', units: 1 }])
  assert.deepEqual(Object.fromEntries(locked.loads), { 'helper-1': 1, 'helper-2': 1, unit: 2 })
  assert.equal(proposePairs({ ...fair, excluded: [pair(1, 2)] }).cost, 10 + 50 + 1000)
  assert.equal(proposePairs({ ...fair, groups: [{ id: 'unit', quota: 1 }] }).cost, 10 + 2000)
  assert.equal(proposePairs({ ...fair, unservedCost: 60 }).cost, 30 + 20 + 60)
  const minimum = fair.helpers.map((helper) => (helper.id === 'helper-2' ? { ...helper, minimum: 2 } : helper))
  assert.equal(proposePairs({ ...fair, helpers: minimum, unservedCost: 60 }).cost, 30 + 20 + 50 + 40)
})

test('a run is cancelled before it begins and in its middle, by its own progress if need be', () => {
  const isCancelled = (error: unknown): boolean => error instanceof Problem && error.data?.refusal === 'cancelled'
  assert.throws(() => proposePairs(fair, { signal: AbortSignal.abort() }), isCancelled)
  const controller = new AbortController()
  const stages: string[] = []
  const onProgress = ({ stage }: { stage: string }): void => {
    stages.push(stage)
    if (stage === 'certificate') controller.abort()
  }
  assert.throws(() => proposePairs(fair, { signal: controller.signal, onProgress }), isCancelled)
  assert.deepEqual(stages, ['auction', 'certificate'])
})

test('the certificate fails for a price, a cost or a pair that is wrong', () => {
  const { matching, named } = proposePairs(fair)
  assert.deepEqual(checkCertificate(named.problem, matching), { ok: true })
  for (const by of [-1000, 1000]) {
    for (let k = 0; k < matching.bearerPrice.length; k++) {
      const bearerPrice = matching.bearerPrice.map((price, b) => (b === k ? price + by : price))
      assert.equal(checkCertificate(named.problem, { ...matching, bearerPrice }).ok, false, `bearer ${k} by ${by}`)
    }
    for (let k = 0; k < matching.householdPrice.length; k++) {
      const householdPrice = matching.householdPrice.map((price, i) => (i === k ? price + by : price))
      assert.equal(checkCertificate(named.problem, { ...matching, householdPrice }).ok, false, `household ${k}`)
    }
  }
  assert.equal(checkCertificate(named.problem, { ...matching, cost: matching.cost - 1 }).ok, false)
  assert.equal(checkCertificate(named.problem, { ...matching, pairArc: matching.pairArc.slice(1) }).ok, false)
  const dearer = { pairArc: Int32Array.of(1, 2), pairHousehold: Int32Array.of(0, 1), cost: 30 + 20 + 1000 }
  assert.equal(checkCertificate(named.problem, { ...matching, ...dearer }).ok, false)
})

test('a file that is cut short or contradicts itself is refused, and another network is no matching', () => {
  const file = (header: number[], numbers: number[]): Uint8Array =>
    new Uint8Array(Int32Array.from([...header, ...numbers]).buffer)
  const header = [0x3146434d, 3, 2, 1, 1, 0, 0, 0]
  const network = [1, 0, -1, 0, 1, 1, 2, 1, 1, 5, 7]
  const isRefused = (error: unknown): boolean => error instanceof Problem && error.data?.refusal === 'notMcf1'
  assert.throws(() => readMcf1(new Uint8Array(5)), isRefused)
  assert.throws(() => readMcf1(file([0, ...header.slice(1)], network)), isRefused)
  assert.throws(() => readMcf1(file(header, network.slice(1))), isRefused)
  assert.throws(() => readMcf1(file(header, network.with(5, 3))), isRefused)
  assert.throws(() => readMcf1(file(header.with(7, 1), network)), isRefused)
  assert.throws(() => readMcf1(file(header, network.with(2, 0))), isRefused)
  // Without an arc that leaves its household unserved, this is a network but no matching.
  assert.equal(findMatchingProblem(readMcf1(file(header, network))), undefined)
  // A need of two thousand million is an amount for the simplex, not so many seats in memory.
  const most = 2 ** 31 - 1
  const vast = file([0x3146434d, 3, 3, 1, 1, 0, 0, 0], [most, 0, -most, 0, 0, 1, 1, 2, 2, 1, most, most, 5, 3, 0])
  assert.equal(findMatchingProblem(readMcf1(vast)), undefined)
  assert.equal(solveNetwork(readMcf1(vast)).cost, 3 * most)
})
