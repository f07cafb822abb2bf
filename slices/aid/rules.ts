import { Lunar } from 'lunar-typescript'
import { addDays, type Day } from '../../core/date.ts'
import { type FieldProblem, Problem } from '../../core/problem.ts'
import { aidWords } from './messages.ts'
import { type AidDraft, type AidListDraft, aidKinds, type Festival, handsOver } from './model.ts'

/** Field (C-02) and mode of a kind. */
export const classOf = (kind: AidDraft['kind']) => aidKinds[kind]

/** Refuses a draft that says too little to be proved later. */
export function checkAid(draft: AidDraft, today: Day): void {
  const faults: FieldProblem[] = []
  if (draft.givenOn > today) faults.push({ field: 'givenOn', text: aidWords.dayInFuture })
  if (handsOver(draft.kind) === 'cash' && draft.amountFen === null)
    faults.push({ field: 'amountFen', text: aidWords.amountNeeded })
  if (handsOver(draft.kind) === 'goods' && (draft.item === null || draft.quantity === null))
    faults.push({ field: 'item', text: aidWords.goodsNeeded })
  if ((draft.item === null) !== (draft.quantity === null))
    faults.push({ field: 'quantity', text: aidWords.goodsNeeded })
  const { field, mode } = classOf(draft.kind)
  if (draft.amountFen === null && draft.item === null && mode === 'relief' && field !== 2)
    faults.push({ field: 'amountFen', text: aidWords.amountOrGoods })
  if (faults.length > 0) throw new Problem('bad_input', aidWords.wrong, { fields: faults })
}

// Days by the lunar calendar: month and day.
const lunarDays: Partial<Record<Festival, readonly [number, number]>> = {
  spring_festival: [1, 1],
  lantern: [1, 15],
  dragon_boat: [5, 5],
  mid_autumn: [8, 15],
}
const solarDays: Partial<Record<Festival, string>> = { new_year: '01-01', labour_day: '05-01', national_day: '10-01' }

/**
 * The day of a festival in a year; undefined for `other` and for 古尔邦节, whose official day differs by region and is
 * given by the officer.
 */
export function festivalDay(festival: Festival, year: number): Day | undefined {
  const lunar = lunarDays[festival]
  if (lunar) return Lunar.fromYmd(year, lunar[0], lunar[1]).getSolar().toYmd()
  const solar = solarDays[festival]
  return solar ? `${year}-${solar}` : undefined
}

/** The last day to receive: the day before the festival (D-04: delivered before 春节). */
export const dueBefore = (day: Day): Day => addDays(day, -1)

/** Refuses a list that says neither how much money nor which goods, or has no day. */
export function checkList(draft: AidListDraft): Day {
  const faults: FieldProblem[] = []
  const day = draft.day ?? festivalDay(draft.festival, draft.year)
  if (!day) faults.push({ field: 'day', text: aidWords.dayNeeded })
  if (draft.kind === 'comfort_grant' && draft.amountFen === null)
    faults.push({ field: 'amountFen', text: aidWords.amountNeeded })
  if (draft.kind === 'comfort_goods' && (draft.item === null || draft.quantity === null))
    faults.push({ field: 'item', text: aidWords.goodsNeeded })
  if (faults.length > 0 || !day) throw new Problem('bad_input', aidWords.wrong, { fields: faults })
  return day
}
