import { type AreaCode, contains } from '../../../core/area-code.ts'
import { addDays, type Day } from '../../../core/date.ts'
import type { Dice } from './random.ts'
import type { DemoHelper, DemoHousehold, DemoPair } from './rows.ts'

// Of the cadres, this share helps further families of others instead of leading one.
const furtherShare = 0.05
/** No family has more than this many helpers, the lead among them. */
const mostHelpers = 4

/** Leads given out so far: helper by household. */
type Leads = Map<number, DemoHelper>

/** Gives every household at most one lead out of helpers who take one each; those left over come back. */
function lead(leads: Leads, households: readonly DemoHousehold[], helpers: readonly DemoHelper[]): DemoHelper[] {
  const open = households.filter((household) => !leads.has(household.key))
  for (const [place, household] of open.entries()) {
    const helper = helpers[place]
    if (helper) leads.set(household.key, helper)
  }
  return helpers.slice(open.length)
}

/** The lead helper of every household, and the helpers who lead none. */
function chooseLeads(
  dice: Dice,
  households: readonly DemoHousehold[],
  helpers: readonly DemoHelper[],
  counties: readonly AreaCode[],
) {
  const leads: Leads = new Map()
  const cadres = helpers.filter((helper) => helper.kind === 'cadre' && !dice.chance(furtherShare))
  const social = helpers.filter((helper) => helper.kind !== 'cadre')
  const [families, willing] = [dice.shuffled(households), dice.shuffled(cadres)]
  const inside = <Thing extends { areaCode: AreaCode }>(things: readonly Thing[], county: AreaCode) =>
    things.filter((thing) => contains(county, thing.areaCode))
  for (const county of counties) lead(leads, inside(families, county), inside(willing, county))
  const municipal = willing.filter((helper) => !counties.some((county) => contains(county, helper.areaCode)))
  lead(leads, families, municipal)
  for (const county of counties) {
    const open = inside(families, county).filter((household) => !leads.has(household.key))
    // Of the families still open in a county a third goes to society, the others to cadres who take a second one.
    lead(leads, open.slice(0, Math.floor(open.length / 3)), dice.shuffled(inside(social, county)))
    const local = inside(willing, county)
    lead(leads, open, dice.shuffled(local.length > 0 ? local : willing))
    for (const household of open) if (!leads.has(household.key)) leads.set(household.key, dice.pick(helpers))
  }
  const leading = new Set([...leads.values()].map((helper) => helper.key))
  return { leads, others: helpers.filter((helper) => !leading.has(helper.key)) }
}

/** Puts every helper who leads no family beside the lead of one, the hardest cases first. */
function joinOthers(
  dice: Dice,
  pairs: readonly DemoPair[],
  households: readonly DemoHousehold[],
  others: readonly DemoHelper[],
  counties: readonly AreaCode[],
) {
  const severity = { severe: 0, accident: 1, relative: 2 }
  const hardest = dice
    .shuffled(pairs)
    .sort((one, two) => severity[categoryAt(households, one)] - severity[categoryAt(households, two)])
  const queues = new Map(
    counties.map((county) => [county, hardest.filter((pair) => contains(county, areaAt(households, pair)))]),
  )
  const next = new Map<AreaCode | undefined, number>()
  for (const helper of dice.shuffled(others)) {
    const county = counties.find((code) => contains(code, helper.areaCode))
    const queue =
      county === undefined || queues.get(county)?.length === 0 ? hardest : (queues.get(county) as DemoPair[])
    for (let tries = 0; tries < queue.length; tries++) {
      const turn = next.get(county) ?? 0
      next.set(county, turn + 1)
      const pair = queue[turn % queue.length] as DemoPair
      if (pair.furtherHelpers.length + 1 >= mostHelpers) continue
      pair.furtherHelpers.push(helper.key)
      break
    }
  }
}

const categoryAt = (households: readonly DemoHousehold[], pair: DemoPair) =>
  (households[pair.household] as DemoHousehold).category
const areaAt = (households: readonly DemoHousehold[], pair: DemoPair) =>
  (households[pair.household] as DemoHousehold).areaCode

/** Two in a hundred pairs of a single cadre are borne by the whole unit (单位帮一). */
function nameForms(dice: Dice, pairs: readonly DemoPair[], helpers: readonly DemoHelper[]) {
  const families = new Map<number, number>()
  for (const pair of pairs) families.set(pair.leadHelper, (families.get(pair.leadHelper) ?? 0) + 1)
  for (const pair of pairs) {
    const helper = helpers[pair.leadHelper] as DemoHelper
    if (pair.furtherHelpers.length > 0) pair.form = 'many_to_one'
    else if ((families.get(pair.leadHelper) as number) > 1) pair.form = 'one_to_many'
    else if (helper.organisation !== null && dice.chance(0.02)) {
      pair.form = 'unit_to_one'
      pair.organisation = helper.organisation
    }
  }
}

/**
 * One pair for every household: exactly one lead, every helper in at least one pair, nobody beyond the capacity, which
 * grows with what the helper was given.
 */
export function inventPairs(
  dice: Dice,
  today: Day,
  households: readonly DemoHousehold[],
  helpers: readonly DemoHelper[],
  counties: readonly AreaCode[],
): DemoPair[] {
  const { leads, others } = chooseLeads(dice, households, helpers, counties)
  const pairs = households.map((household): DemoPair => {
    const since = addDays(household.filedOn, dice.whole(3, 40))
    return {
      key: household.key,
      household: household.key,
      leadHelper: (leads.get(household.key) as DemoHelper).key,
      furtherHelpers: [],
      form: 'one_to_one',
      organisation: null,
      since: since <= today ? since : today,
    }
  })
  joinOthers(dice, pairs, households, others, counties)
  nameForms(dice, pairs, helpers)
  const taken = new Map<number, number>()
  for (const pair of pairs)
    for (const key of [pair.leadHelper, ...pair.furtherHelpers]) taken.set(key, (taken.get(key) ?? 0) + 1)
  for (const helper of helpers) helper.capacity = Math.max(helper.capacity, taken.get(helper.key) ?? 0)
  return pairs
}
