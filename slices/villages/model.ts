import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { NonNegativeFen } from '../../core/money.ts'

export const Facility = z.enum(['road', 'tap_water', 'power', 'internet', 'clinic', 'school', 'culture_room', 'bus'])
export type Facility = z.infer<typeof Facility>

export const VillageProfile = z.strictObject({
  /** In a reservoir area (库区村). */
  reservoir: z.boolean().default(false),
  facilities: z.array(Facility).max(8).default([]),
  note: z.string().trim().max(500).nullable().default(null),
})
export type VillageProfile = z.infer<typeof VillageProfile>

const count = (most: number) => z.int().min(0).max(most).nullable().default(null)

/** Figures of a village in a year; null is unknown. */
export const VillageYear = z.strictObject({
  year: z.int().min(1949).max(2100),
  households: count(1_000_000),
  population: count(10_000_000),
  perCapitaIncomeFen: NonNegativeFen.nullable().default(null),
  collectiveIncomeFen: NonNegativeFen.nullable().default(null),
  farmlandMu: z
    .string()
    .regex(/^\d{1,8}(\.\d)?$/)
    .nullable()
    .default(null),
  source: z.string().trim().max(100).nullable().default(null),
})
export type VillageYear = z.infer<typeof VillageYear>

/** A village in the list, with its newest year. */
export const VillageRow = z.strictObject({
  areaCode: AreaCode,
  name: z.string(),
  townshipName: z.string(),
  reservoir: z.boolean(),
  year: z.int().nullable(),
  population: z.int().nullable(),
  perCapitaIncomeFen: z.string().nullable(),
  /** Registered families that live there. */
  registered: z.int(),
})
export type VillageRow = z.infer<typeof VillageRow>

export const Village = z.strictObject({
  ...VillageRow.shape,
  ...VillageProfile.shape,
  version: z.int(),
  years: z.array(z.strictObject({ ...VillageYear.shape, version: z.int() })),
})
export type Village = z.infer<typeof Village>
