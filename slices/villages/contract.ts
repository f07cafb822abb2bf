import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Version } from '../../core/contract.ts'
import { Village, VillageProfile, VillageRow, VillageYear } from './model.ts'

export const VillageFilter = z.strictObject({
  area: AreaCode.optional(),
  reservoir: queryFlag.optional(),
  /** Per-capita income of the newest year below so many fen (D-08: 3,000 yuan in its time). */
  incomeBelowFen: z
    .string()
    .regex(/^\d{1,13}$/)
    .optional(),
})
export type VillageFilter = z.infer<typeof VillageFilter>
export const VillageSort = z.enum(['area', 'income', 'population', 'registered'])
export type VillageSort = z.infer<typeof VillageSort>
export const VillageListInput = z.strictObject({
  ...VillageFilter.shape,
  ...pageInput,
  sort: VillageSort.default('income'),
  order: z.enum(['asc', 'desc']).default('asc'),
})

const code = { code: AreaCode }

export const villagesContract = {
  ...askList({
    path: '/villages',
    summary: 'Villages with the figures of their newest year',
    permission: 'villages.read',
    audit: 'villages.list',
    input: VillageListInput,
    filter: VillageFilter,
    row: VillageRow,
  }),
  create: ask({
    method: 'POST',
    path: '/villages',
    summary: 'Put a village of the area tree on the list',
    permission: 'villages.write',
    audit: 'villages.create',
    input: z.strictObject({ ...code, profile: VillageProfile }),
    output: z.strictObject(code),
  }),
  get: ask({
    method: 'GET',
    path: '/villages/{code}',
    summary: 'One village with its figures year by year',
    permission: 'villages.read',
    audit: 'villages.read',
    input: z.strictObject(code),
    output: Village,
  }),
  change: ask({
    method: 'PUT',
    path: '/villages/{code}',
    summary: 'Change the profile of a village',
    permission: 'villages.write',
    audit: 'villages.change',
    input: z.strictObject({ ...code, version: Version, profile: VillageProfile }),
    output: Nothing,
  }),
  record: ask({
    method: 'PUT',
    path: '/villages/{code}/years',
    summary: 'Record the figures of a year; the same year again is a correction',
    permission: 'villages.write',
    audit: 'villages.record',
    input: z.strictObject({ ...code, figures: VillageYear }),
    output: Nothing,
  }),
}
