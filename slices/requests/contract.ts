import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { FamilyRequest, Outcome, RequestKind, RequestState, RequestText } from './model.ts'

/** What a list of requests may be narrowed by. */
export const RequestFilter = z.strictObject({
  area: AreaCode.optional(),
  state: RequestState.optional(),
  /** Whatever is not closed yet. */
  unsettled: queryFlag.optional(),
  /** Not closed and past its day. */
  overdue: queryFlag.optional(),
  kind: RequestKind.optional(),
  household: Uuid.optional(),
  helper: Uuid.optional(),
  responsible: Uuid.optional(),
})
export type RequestFilter = z.infer<typeof RequestFilter>

export const RequestListInput = z.strictObject({
  ...RequestFilter.shape,
  ...pageInput,
  sort: z.enum(['due', 'raised', 'head', 'area']).default('due'),
  order: z.enum(['asc', 'desc']).default('asc'),
})

const answer = z.string().trim().min(1, { error: 'blank' }).max(1000)
const versioned = z.strictObject({ version: Version })

export const requestsContract = {
  ...askList({
    path: '/requests',
    summary: 'Requests of families, the most urgent first',
    permission: 'requests.read',
    audit: 'requests.list',
    input: RequestListInput,
    filter: RequestFilter,
    row: FamilyRequest,
  }),
  get: ask({
    method: 'GET',
    path: '/requests/{id}',
    summary: 'One request',
    permission: 'requests.read',
    audit: 'requests.read',
    input: z.strictObject({ id: Uuid }),
    output: FamilyRequest,
  }),
  raise: ask({
    method: 'POST',
    path: '/requests',
    summary: 'Write down what a family asks for',
    permission: 'requests.write',
    audit: 'requests.raise',
    input: z.strictObject({
      householdId: Uuid,
      kind: RequestKind,
      text: RequestText,
      raisedOn: Day.optional(),
      /** 30 days after it was raised unless said otherwise. */
      dueOn: Day.optional(),
      helperId: Uuid.nullable().default(null),
    }),
    output: z.strictObject({ id: Uuid, dueOn: Day }),
  }),
  answer: ask({
    method: 'POST',
    path: '/requests/{id}/answer',
    summary: 'Answer a request',
    permission: 'requests.write',
    audit: 'requests.answer',
    input: z.strictObject({ id: Uuid, version: Version, answer }),
    output: versioned,
  }),
  close: ask({
    method: 'POST',
    path: '/requests/{id}/close',
    summary: 'Close a request with what came of it',
    permission: 'requests.write',
    audit: 'requests.close',
    input: z.strictObject({ id: Uuid, version: Version, outcome: Outcome, answer }),
    output: versioned,
  }),
  reopen: ask({
    method: 'POST',
    path: '/requests/{id}/reopen',
    summary: 'The family says it is not settled: open it again',
    permission: 'requests.write',
    audit: 'requests.reopen',
    input: z.strictObject({ id: Uuid, version: Version, dueOn: Day }),
    output: versioned,
  }),
}
