import { randomInt, randomUUIDv7 } from 'node:crypto'
import { areaRange, sixDigits } from '../../core/area-code.ts'
import { Problem } from '../../core/problem.ts'
import { proposePairs } from '../../engines/assignment/propose.ts'
import type { Candidate } from '../../engines/assignment/question.ts'
import type { Act } from '../../platform/server/act.ts'
import { parametersInForce } from '../policies/parameter-store.ts'
import { distanceOf } from './matching-rules.ts'
import { unitPairWords as words } from './unit-pair-messages.ts'
import { lineFor, villageLine } from './unit-pair-rules.ts'
import * as pairs from './unit-pair-store.ts'

/** A village, the unit that would sponsor it, and the strong village that would help, chosen after the unit. */
export type VillageMatch = {
  areaCode: string
  areaName: string
  perCapitaFen: string
  lineFen: string
  giverId: string | null
  giverName: string | null
  partnerCode: string | null
  partnerName: string | null
}

type Village = pairs.VillageIncome & { lineFen: string }
type Unit = { id: string; name: string; areaCode: string; kind: string }
type Strong = pairs.VillageIncome

// Points: a step in the area tree weighs most, then the duty of offices to sponsor before others do.
const step = 100
const otherKinds = 60
// Of two villages that cannot both have a unit, the one further under its line has it.
const leastUnserved = 2_000
const mostVillages = 2_000
const candidatesEach = 60
/** Villages that one strong village takes at most; a second and third cost more, so that the help is spread. */
const strongLoads = [0, 80, 200]

/** Proposes sponsors for the villages under the line, without writing anything. */
export async function matchVillages(act: Act, input: { area?: string | undefined }) {
  const { rows, seed } = await matched(act, input)
  const given = rows.filter((row) => row.giverId !== null).length
  return { rows, given, left: rows.length - given, seed }
}

/** Writes the proposals; each waits for its missing links and for another person's approval. */
export async function proposeVillages(
  act: Act,
  input: { area?: string | undefined; dueOn: string | null; seed?: number | undefined },
) {
  const { rows, seed } = await matched(act, input)
  const given = rows.filter((row) => row.giverId !== null)
  if (given.length === 0) throw new Problem('conflict', words.nothingToPropose)
  for (const row of given)
    await pairs.addUnitPair(act.tx, {
      id: randomUUIDv7(),
      kind: 'village',
      areaCode: row.areaCode,
      receiverId: null,
      since: act.today,
      giverId: row.giverId,
      leaderName: null,
      residentName: null,
      partnerCode: row.partnerCode,
      dueOn: input.dueOn,
      plan: null,
      tasksDone: [],
      ...{ stationedFrom: null, stationedUntil: null, team: [] },
    })
  act.about('unit_pair', 'villages', { proposed: given.length, area: input.area ?? '', seed })
  return { proposed: given.length }
}

async function matched(act: Act, { area, seed: asked }: { area?: string | undefined; seed?: number | undefined }) {
  const range = area ? areaRange(area) : undefined
  const lines = await parametersInForce(act.tx, [villageLine])
  if (lines.length === 0) throw new Problem('conflict', words.lineUnknown)
  const villages = (await pairs.unsponsoredVillages(act.tx, { areaFrom: range?.from, areaTo: range?.to }))
    .flatMap((village) => {
      const line = lineFor(lines, village.areaCode, act.today)
      return line && BigInt(village.perCapitaFen) < BigInt(line.value) ? [{ ...village, lineFen: line.value }] : []
    })
    .slice(0, mostVillages)
  // The seed decides among units that are equally good, not the alphabet.
  const seed = asked ?? randomInt(1, 2_147_483_647)
  const units = await pairs.freeSponsors(act.tx)
  const giverOf = sponsors(villages, units, seed)
  const sponsored = villages.filter((village) => giverOf.has(village.areaCode))
  const strong = (await pairs.villagesNotUnder(act.tx, sponsored)).filter((village) => {
    const line = lineFor(lines, village.areaCode, act.today)
    return line && BigInt(village.perCapitaFen) >= BigInt(line.value)
  })
  const partnerOf = partners(sponsored, strong, seed)
  const rows = villages.map((village): VillageMatch => {
    const giver = giverOf.get(village.areaCode)
    const partner = partnerOf.get(village.areaCode)
    const { areaCode, areaName, perCapitaFen, lineFen } = village
    return {
      ...{ areaCode, areaName, perCapitaFen, lineFen },
      giverId: giver?.id ?? null,
      giverName: giver?.name ?? null,
      partnerCode: partner?.areaCode ?? null,
      partnerName: partner?.areaName ?? null,
    }
  })
  return { rows, seed }
}

/** First stage: a unit for each village, near before far, offices before other bodies, one village each. */
function sponsors(villages: readonly Village[], units: readonly Unit[], seed: number): Map<string, Unit> {
  const cost = (village: Village, unit: Unit) =>
    step * distanceOf(unit.areaCode, village.areaCode) + (unit.kind === 'party_government' ? 0 : otherKinds)
  const need = (village: Village) =>
    leastUnserved +
    Number((1_000n * (BigInt(village.lineFen) - BigInt(village.perCapitaFen))) / BigInt(village.lineFen))
  return chosen(villages, units, (unit) => unit.id, { capacity: 1, loads: [0], cost, need, seed })
}

/** Second stage, once it is known who is sponsored: a strong village of the same county, the nearest, spread evenly. */
function partners(villages: readonly Village[], strong: readonly Strong[], seed: number): Map<string, Strong> {
  const cost = (village: Village, one: Strong) =>
    sixDigits(one.areaCode) === sixDigits(village.areaCode)
      ? step * distanceOf(one.areaCode, village.areaCode)
      : undefined
  return chosen(villages, strong, (one) => one.areaCode, {
    ...{ capacity: strongLoads.length, loads: strongLoads, seed },
    cost,
    need: () => leastUnserved,
  })
}

type Choice<Giver> = {
  capacity: number
  loads: readonly number[]
  /** Undefined: not these two. */
  cost: (village: Village, giver: Giver) => number | undefined
  need: (village: Village) => number
  seed: number
}

function chosen<Giver>(
  villages: readonly Village[],
  givers: readonly Giver[],
  idOf: (giver: Giver) => string,
  { capacity, loads, cost, need, seed }: Choice<Giver>,
): Map<string, Giver> {
  if (villages.length === 0 || givers.length === 0) return new Map()
  const each = Math.max(candidatesEach, villages.length)
  const candidates = villages.flatMap((village): Candidate[] =>
    givers
      .flatMap((giver): Candidate[] => {
        const points = cost(village, giver)
        return points === undefined ? [] : [{ household: village.areaCode, helper: idOf(giver), cost: points }]
      })
      .sort((one, other) => one.cost - other.cost)
      // No village needs more to choose from than there are villages to choose before it.
      .slice(0, each),
  )
  const byId = new Map(givers.map((giver) => [idOf(giver), giver]))
  const found = proposePairs(
    {
      households: villages.map((village) => ({ id: village.areaCode, unservedCost: need(village) })),
      helpers: givers.map((giver) => ({ id: idOf(giver), capacity, loadCosts: loads })),
      candidates,
      unservedCost: leastUnserved,
    },
    { seed },
  )
  return new Map(found.pairs.map(({ household, helper }) => [household, byId.get(helper) as Giver]))
}
