import { type Text, words } from '../../core/messages.ts'
import { LiveMatching } from './incremental.ts'
import type { Proposal } from './propose.ts'
import { refuse } from './refusals.ts'

/** One candidate seen through the prices: its own cost, what the helper's place is worth to others, and both together. */
export type Choice = {
  readonly helper: string
  readonly cost: number
  /** What one more pair with this helper costs everybody else: load, quota, and who would have to make room. */
  readonly price: number
  readonly total: number
  readonly chosen: boolean
}
export type Explanation = {
  readonly text: Text
  readonly parameters: Readonly<Record<string, string | number>>
}

const sentences = words({
  dearer: {
    zh: '没有选 {other}：匹配成本 {otherCost}，加上占用这个名额对其他家庭的影响 {otherPrice}，合计 {otherTotal}；选 {chosen} 合计 {chosenTotal}，至少省 {difference}。',
    en: '{other} was not chosen: its cost {otherCost} and what its place is worth to other households, {otherPrice}, make {otherTotal}; {chosen} makes {chosenTotal}, at least {difference} less.',
  },
  equal: {
    zh: '{other} 与 {chosen} 合计同为 {chosenTotal}，两者一样好，由随机种子决定。',
    en: '{other} and {chosen} both make {chosenTotal}: equally good, so the seed decided.',
  },
  unservedDearer: {
    zh: '没有选 {other}：匹配成本 {otherCost}，加上占用这个名额对其他家庭的影响 {otherPrice}，合计 {otherTotal}，高于暂不安排的成本 {unserved}。',
    en: '{other} was not chosen: its cost {otherCost} and what its place is worth to other households, {otherPrice}, make {otherTotal}, more than {unserved} for staying unserved.',
  },
  noCandidate: { zh: '没有任何候选帮扶责任人。', en: 'There is no candidate helper at all.' },
  allDearer: {
    zh: '{count} 名候选的合计成本都不低于暂不安排的成本 {unserved}，最低的是 {other}，合计 {otherTotal}。',
    en: 'All {count} candidates make no less than {unserved}, the cost of staying unserved; the lowest is {other} with {otherTotal}.',
  },
})

/**
 * All candidates of a household by cost plus price, cheapest first. Locked pairs are decided and are not among them.
 * @throws Problem when the household is unknown.
 */
export function weighChoices({ named, matching }: Proposal, household: string): Choice[] {
  const i = named.householdNames.indexOf(household)
  if (i < 0) throw refuse('unknown', { what: household })
  const { arcStart, arcHelper, arcCost } = named.problem
  const pairs = arcsHeldBy(matching, i)
  const choices: Choice[] = []
  for (let arc = arcStart[i] as number; arc < (arcStart[i + 1] as number); arc++) {
    const helper = arcHelper[arc] as number
    const cost = arcCost[arc] as number
    const price = matching.bearerPrice[helper] as number
    const name = named.bearerNames[helper] as string
    choices.push({ helper: name, cost, price, total: cost + price, chosen: pairs.has(arc) })
  }
  return choices.sort((a, b) => a.total - b.total)
}

/** The arcs of one household's pairs. */
function arcsHeldBy({ pairHousehold, pairArc }: Proposal['matching'], household: number): Set<number> {
  const arcs = new Set<number>()
  for (let k = 0; k < pairHousehold.length; k++) if (pairHousehold[k] === household) arcs.add(pairArc[k] as number)
  return arcs
}

/**
 * Why the household did not get `other`: against the helper it got (the dearest of several), or against staying
 * unserved. The difference is what the prices prove; the true cost of the change may be more (`costOfPair`).
 * @throws Problem when `other` is no candidate of the household, or has been chosen.
 */
export function explainChoice(proposal: Proposal, household: string, other: string): Explanation {
  const choices = weighChoices(proposal, household)
  const rejected = choices.find(({ helper, chosen }) => helper === other && !chosen)
  if (rejected === undefined) throw refuse('noSuchCandidate', { household, helper: other })
  const shared = { other, otherCost: rejected.cost, otherPrice: rejected.price, otherTotal: rejected.total }
  const i = proposal.named.householdNames.indexOf(household)
  const chosen = choices.findLast((choice) => choice.chosen)
  if ((proposal.matching.unserved[i] as number) > 0 || chosen === undefined) {
    const unserved = proposal.named.problem.unservedCost[i] as number
    return { text: sentences.unservedDearer, parameters: { ...shared, unserved } }
  }
  const difference = rejected.total - chosen.total
  const parameters = { ...shared, chosen: chosen.helper, chosenTotal: chosen.total, difference }
  return { text: difference > 0 ? sentences.dearer : sentences.equal, parameters }
}

/** Why a household was left unserved. */
export function explainUnserved(proposal: Proposal, household: string): Explanation {
  const [cheapest, ...more] = weighChoices(proposal, household).filter(({ chosen }) => !chosen)
  if (cheapest === undefined) return { text: sentences.noCandidate, parameters: {} }
  const unserved = proposal.named.problem.unservedCost[proposal.named.householdNames.indexOf(household)] as number
  return {
    text: sentences.allDearer,
    parameters: { count: more.length + 1, unserved, other: cheapest.helper, otherTotal: cheapest.total },
  }
}

/** What a change by hand costs in truth: everybody else is placed anew as well as the change leaves possible. */
export type PairCost = { readonly extra: number; readonly households: readonly string[] }

/** Answers what-if questions about a proposal; opening it solves the problem once, each question is then quick. */
export function openWhatIf({ named, seed }: Proposal): (household: string, helper: string) => PairCost {
  const live = new LiveMatching(named.problem, { seed })
  return (household, helper) => {
    const i = named.householdNames.indexOf(household)
    const j = named.bearerNames.indexOf(helper)
    const { extra, households } = live.costOfPair(i, j) ?? {}
    if (extra === undefined || households === undefined) throw refuse('noSuchCandidate', { household, helper })
    return { extra, households: households.map((moved) => named.householdNames[moved] as string) }
  }
}
