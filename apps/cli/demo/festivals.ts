import { Lunar } from 'lunar-typescript'
import { addDays, type Day, daysBetween } from '../../../core/date.ts'
import type { Dice } from './random.ts'
import type { DemoFestival, DemoFestivalEntry, DemoHousehold } from './rows.ts'

/** 春节, the first day of the first lunar month of a year. */
export const springFestival = (year: number): Day => Lunar.fromYmd(year, 1, 1).getSolar().toYmd()

/** The last 春节 before a day, and the coming one; on the day itself it is the coming one. */
export function springFestivalsAround(today: Day): { last: Day; coming: Day } {
  const year = Number(today.slice(0, 4))
  const past = springFestival(year) < today
  return past
    ? { last: springFestival(year), coming: springFestival(year + 1) }
    : { last: springFestival(year - 1), coming: springFestival(year) }
}

/** What a family gets, by how hard its case is: goods for all, more money for the hardest. */
function entry(household: DemoHousehold): DemoFestivalEntry {
  const yuan = { severe: 800, accident: 600, relative: 500 }[household.category]
  return {
    household: household.key,
    amountFen: String(yuan * 100),
    goods: household.members.length > 3 ? '大米20公斤、面粉10公斤、豆油10升' : '大米10公斤、面粉10公斤、豆油5升',
    receivedOn: null,
    receivedBy: null,
    exception: null,
  }
}

const exceptions = ['全家外出务工，节后补发。', '本人住院，由亲属节后代领。', '春节期间去外地子女家，节后补发。']

/** The share of a list that has been handed over so many days before the festival: a little early, nearly all at the end. */
function handedShare(daysLeft: number): number {
  if (daysLeft >= 60) return 0.06
  if (daysLeft <= 0) return 0.985
  return 0.985 - (daysLeft / 60) * 0.925
}

/**
 * The lists of the last Spring Festival, handed over but for a few named exceptions, and of the coming one, handed over
 * as far as it would be on this day. Families filed after a festival are not on its list.
 */
export function inventFestivals(dice: Dice, today: Day, households: readonly DemoHousehold[]): DemoFestival[] {
  const { last, coming } = springFestivalsAround(today)
  const name = (day: Day) => `${day.slice(0, 4)}年春节`
  const before = households.filter((household) => household.filedOn < addDays(last, -25)).map(entry)
  for (const [place, one] of before.entries()) {
    const household = households[one.household] as DemoHousehold
    // About one in two thousand families could not be reached in time.
    const missed = place % 1900 === 700
    one.receivedOn = addDays(last, missed ? dice.whole(3, 20) : -dice.whole(2, 22))
    one.receivedBy = household.members[0]?.name ?? null
    if (missed) one.exception = exceptions[Math.floor(place / 1900) % exceptions.length] as string
  }
  const share = handedShare(daysBetween(today, coming))
  const next = households.map((household) => {
    const one = entry(household)
    // Families without heating, and those far away, get theirs first.
    if (!dice.chance(household.heating === 'none' ? Math.max(share, 0.4) : share)) return one
    return { ...one, receivedOn: addDays(today, -dice.whole(0, 12)), receivedBy: household.members[0]?.name ?? null }
  })
  return [
    { key: 0, name: name(last), day: last, entries: before },
    { key: 1, name: name(coming), day: coming, entries: next },
  ]
}
