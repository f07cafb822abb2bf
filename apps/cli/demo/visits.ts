import { addDays, type Day, daysBetween } from '../../../core/date.ts'
import type { Dice } from './random.ts'
import type { DemoGoods, DemoHousehold, DemoPair, DemoRequest, DemoVisit, RequestKind } from './rows.ts'
import { goodsWords, promiseWords, requestWords, sawWords } from './visit-words.ts'

/** How far back the city remembers visits and aid. */
export const rememberedDays = 365
/** A request is answered within this many days. */
const answerDays = 15

/** Days on which a family was visited, in order: some every month, most every second, a few seldom or never. */
function visitDays(dice: Dice, since: Day, today: Day): Day[] {
  const [first, last] = [Math.max(-rememberedDays, daysBetween(today, since)), 0]
  if (first >= last || dice.chance(0.004)) return []
  const seldom = dice.chance(0.025)
  const latest = seldom ? last - 90 : last
  const yearly = seldom
    ? dice.whole(1, 2)
    : dice.weighted([
        [dice.whole(4, 6), 70],
        [dice.whole(7, 12), 30],
      ])
  const count = Math.max(1, Math.round((yearly * -first) / rememberedDays))
  if (latest <= first) return []
  const days = new Set<Day>()
  for (let visit = 0; visit < count; visit++) {
    const step = (latest - first) / count
    days.add(addDays(today, Math.min(latest, Math.floor(first + step * (visit + dice.share())))))
  }
  return [...days].sort()
}

export function inventGoods(dice: Dice): DemoGoods {
  const [name, unit, most, valueYuan] = dice.pick(goodsWords)
  const quantity = name === '大米' || name === '面粉' ? most : dice.whole(1, most)
  return { name, unit, quantity, valueFen: String(quantity * valueYuan * 100) }
}

/** What a family like this asks for. */
function requestKind(dice: Dice, household: DemoHousehold): RequestKind {
  const likely: [RequestKind, number][] = [
    ['living', 3],
    ['policy', 2],
    ['housing', 1],
    ['legal', 0.4],
  ]
  const facts = [household.cause, ...household.furtherCauses]
  if (facts.includes('illness') || facts.includes('disability')) likely.push(['medical', 4])
  if (facts.includes('schooling')) likely.push(['schooling', 4])
  if (facts.includes('unemployed')) likely.push(['job', 4])
  if (facts.includes('accident')) likely.push(['legal', 2])
  return dice.weighted(likely)
}

function promise(dice: Dice, day: Day, today: Day): DemoVisit['promise'] {
  const due = addDays(day, dice.whole(7, 45))
  const keptOn = addDays(day, dice.whole(2, Math.max(3, daysBetween(day, due))))
  // Four in a hundred promises are forgotten: the helper's page shows them as open.
  return { text: dice.pick(promiseWords), due, keptOn: keptOn <= today && !dice.chance(0.04) ? keptOn : null }
}

function request(dice: Dice, key: number, visit: DemoVisit, kind: RequestKind, today: Day): DemoRequest {
  const [text, outcome] = dice.pick(requestWords[kind])
  const due = addDays(visit.day, answerDays)
  const done = addDays(visit.day, dice.chance(0.92) ? dice.whole(1, answerDays) : dice.whole(answerDays + 1, 40))
  const doneOn = done <= today && !dice.chance(0.02) ? done : null
  const { household, key: visitKey, day: raisedOn } = visit
  return { key, household, visit: visitKey, kind, text, raisedOn, due, doneOn, outcome: doneOn && outcome }
}

/** Visits of the last year with what was seen, asked, promised and handed over; requests are what was asked. */
export function inventVisits(
  dice: Dice,
  today: Day,
  households: readonly DemoHousehold[],
  pairs: readonly DemoPair[],
): { visits: DemoVisit[]; requests: DemoRequest[] } {
  const visits: DemoVisit[] = []
  const requests: DemoRequest[] = []
  for (const pair of pairs) {
    const household = households[pair.household] as DemoHousehold
    for (const day of visitDays(dice, pair.since, today)) {
      const others = pair.furtherHelpers
      const helper = others.length > 0 && dice.chance(0.3) ? dice.pick(others) : pair.leadHelper
      const kind = dice.chance(0.16) ? requestKind(dice, household) : null
      const handed = dice.weighted([
        ['nothing', 84],
        ['cash', 6],
        ['goods', 10],
      ] as const)
      const visit: DemoVisit = {
        ...{ key: visits.length, pair: pair.key, household: household.key, helper, day },
        saw: dice.pick(dice.chance(0.5) ? sawWords[household.cause] : sawWords.any),
        asks: null,
        promise: dice.chance(0.22) ? promise(dice, day, today) : null,
        cashFen: handed === 'cash' ? String(dice.whole(1, 5) * 10_000) : null,
        goods: handed === 'goods' ? inventGoods(dice) : null,
      }
      visits.push(visit)
      if (kind === null) continue
      const asked = request(dice, requests.length, visit, kind, today)
      visit.asks = asked.text
      requests.push(asked)
    }
  }
  return { visits, requests }
}
