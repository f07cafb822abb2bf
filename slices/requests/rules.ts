import { addDays, type Day, daysBetween } from '../../core/date.ts'

/** Days in which a request is to be answered when nobody says otherwise (A-35: a deadline for every request). */
export const answerDays = 30

/** The day by which a request raised on a day is due. */
export const dueDay = (raisedOn: Day): Day => addDays(raisedOn, answerDays)

/** Days a request is late on `today`; 0 while it is in time or closed. */
export const daysLate = (request: { state: string; dueOn: Day }, today: Day): number =>
  request.state === 'closed' ? 0 : Math.max(0, daysBetween(request.dueOn, today))
