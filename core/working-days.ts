import chineseDays from 'chinese-days'
import { addDays, type Day } from './date.ts'

/** The day that lies so many working days after another, by the holidays and make-up days of the state. */
export function afterWorkingDays(day: Day, count: number): Day {
  let on = day
  for (let left = count; left > 0; ) {
    on = addDays(on, 1)
    if (chineseDays.isWorkday(on)) left--
  }
  return on
}
