import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

/** What a family asks for, by field of help. */
export const RequestKind = z.enum(['living', 'job', 'medical', 'schooling', 'housing', 'policy', 'legal', 'other'])
export type RequestKind = z.infer<typeof RequestKind>

export const RequestState = z.enum(['open', 'answered', 'closed'])
export type RequestState = z.infer<typeof RequestState>

/** What came of a request. */
export const Outcome = z.enum(['done', 'not_possible', 'taken_back'])
export type Outcome = z.infer<typeof Outcome>

export const RequestText = z.string().trim().min(1, { error: 'blank' }).max(500)

/** A request of a family (诉求) as lists show it. */
export const FamilyRequest = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  kind: RequestKind,
  text: z.string(),
  raisedOn: Day,
  dueOn: Day,
  visitId: Uuid.nullable(),
  responsibleId: Uuid,
  responsibleName: z.string(),
  helperId: Uuid.nullable(),
  helperName: z.string().nullable(),
  state: RequestState,
  answer: z.string().nullable(),
  answeredOn: Day.nullable(),
  closedOn: Day.nullable(),
  outcome: Outcome.nullable(),
  version: z.int(),
})
export type FamilyRequest = z.infer<typeof FamilyRequest>
