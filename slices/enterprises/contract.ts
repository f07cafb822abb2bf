import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { EnterpriseState } from '../organisations/model.ts'
import { Enterprise, EnterpriseFigures, EnterpriseProfile, EnterpriseRow, EventKind } from './model.ts'

export const EnterpriseFilter = z.strictObject({
  area: AreaCode.optional(),
  state: EnterpriseState.optional(),
  arrears: queryFlag.optional(),
  name: z.string().trim().max(60).optional(),
})
export type EnterpriseFilter = z.infer<typeof EnterpriseFilter>
export const EnterpriseSort = z.enum(['name', 'arrears', 'laidOff', 'households'])
export type EnterpriseSort = z.infer<typeof EnterpriseSort>
export const EnterpriseListInput = z.strictObject({
  ...EnterpriseFilter.shape,
  ...pageInput,
  sort: EnterpriseSort.default('arrears'),
  order: z.enum(['asc', 'desc']).default('desc'),
})

export const enterprisesContract = {
  ...askList({
    path: '/enterprises',
    summary: 'Enterprises with their newest figures',
    permission: 'enterprises.read',
    audit: 'enterprises.list',
    input: EnterpriseListInput,
    filter: EnterpriseFilter,
    row: EnterpriseRow,
  }),
  get: ask({
    method: 'GET',
    path: '/enterprises/{id}',
    summary: 'One enterprise with its figures over time and what happened',
    permission: 'enterprises.read',
    audit: 'enterprises.read',
    input: z.strictObject({ id: Uuid }),
    output: Enterprise,
  }),
  change: ask({
    method: 'PUT',
    path: '/enterprises/{id}',
    summary: 'Change the profile of an enterprise',
    permission: 'enterprises.write',
    audit: 'enterprises.change',
    input: z.strictObject({ id: Uuid, version: Version, profile: EnterpriseProfile }),
    output: Nothing,
  }),
  record: ask({
    method: 'PUT',
    path: '/enterprises/{id}/figures',
    summary: 'Record figures as they stood on a day; the same day again is a correction',
    permission: 'enterprises.write',
    audit: 'enterprises.record',
    input: z.strictObject({ id: Uuid, figures: EnterpriseFigures }),
    output: Nothing,
  }),
  happened: ask({
    method: 'POST',
    path: '/enterprises/{id}/events',
    summary: 'Record what happened to an enterprise',
    permission: 'enterprises.write',
    audit: 'enterprises.happened',
    input: z.strictObject({
      id: Uuid,
      kind: EventKind.exclude(['state']),
      onDay: Day,
      text: z.string().trim().min(2, { error: 'blank' }).max(300),
    }),
    output: z.strictObject({ eventId: Uuid }),
  }),
}
