import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { GuaranteeRule } from '../guarantees/model.ts'

/** What may wait for somebody. The page knows the words and the list behind each. */
export const TodoKey = z.enum([
  // The first steps of a new installation.
  'first_accounts',
  'first_organisation',
  'first_household',
  'first_standards',
  // Somebody is missed.
  'guarantees_late',
  'arrears',
  'requests_overdue',
  'promises_overdue',
  'entitled',
  'unpaired',
  'visits_overdue',
  'lists_due',
  'village_links_late',
  // Work to be decided or completed.
  'due_items',
  'proposals',
  'village_line',
  'enterprises_unanswered',
  'duplicates',
  'file_transfers',
  'files_not_reviewed',
  'never_helped',
  'income_unknown',
  'without_role',
  'invited',
])
export type TodoKey = z.infer<typeof TodoKey>

export const Todo = z.strictObject({
  key: TodoKey,
  /** The list or guarantee it speaks of, where each has a line of its own; its name stands in the line. */
  about: z.strictObject({ id: Uuid, name: z.string(), rule: GuaranteeRule.nullable() }).nullable(),
  /** How many; null for a first step, which is not counted. */
  count: z.int().nullable(),
  /** The day it is due, where there is one for all. */
  dueOn: Day.nullable(),
  /** People are missed, or something for them is late. */
  late: z.boolean(),
})
export type Todo = z.infer<typeof Todo>

export const FigureKey = z.enum(['households', 'persons', 'pairs', 'visits', 'aid_cash'])
export type FigureKey = z.infer<typeof FigureKey>

/** A number that is a door to its list; fen for money, a count otherwise. */
export const Figure = z.strictObject({ key: FigureKey, value: z.string(), since: Day.nullable() })
export type Figure = z.infer<typeof Figure>
