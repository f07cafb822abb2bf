import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { NonNegativeFen } from '../../core/money.ts'
import { EnterpriseState } from '../organisations/model.ts'

export const Ownership = z.enum(['state', 'collective', 'private', 'foreign', 'other'])
export type Ownership = z.infer<typeof Ownership>

const count = z.int().min(0).max(10_000_000).nullable().default(null)
const fen = NonNegativeFen.nullable().default(null)

/** Figures of an enterprise as they stood on a day; null is unknown. */
export const EnterpriseFigures = z.strictObject({
  asOf: Day,
  employees: count,
  laidOff: count,
  hardshipWorkers: count,
  insured: count,
  arrearsPersons: count,
  wageArrearsFen: fen,
  averageWageFen: fen,
  source: z.string().trim().max(100).nullable().default(null),
})
export type EnterpriseFigures = z.infer<typeof EnterpriseFigures>

export const EventKind = z.enum(['state', 'layoff', 'arrears', 'restructuring', 'other'])
export type EventKind = z.infer<typeof EventKind>

export const EnterpriseEvent = z.strictObject({
  id: Uuid,
  kind: EventKind,
  onDay: Day,
  text: z.string(),
  by: z.string().nullable(),
})
export type EnterpriseEvent = z.infer<typeof EnterpriseEvent>

export const EnterpriseProfile = z.strictObject({
  industry: z.string().trim().max(60).nullable().default(null),
  ownership: Ownership.nullable().default(null),
  foundedOn: Day.nullable().default(null),
  note: z.string().trim().max(500).nullable().default(null),
})
export type EnterpriseProfile = z.infer<typeof EnterpriseProfile>

/** An enterprise in the list, with its newest figures. */
export const EnterpriseRow = z.strictObject({
  id: Uuid,
  name: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  state: EnterpriseState,
  asOf: Day.nullable(),
  employees: z.int().nullable(),
  laidOff: z.int().nullable(),
  hardshipWorkers: z.int().nullable(),
  wageArrearsFen: z.string().nullable(),
  /** Registered families that work there. */
  households: z.int(),
})
export type EnterpriseRow = z.infer<typeof EnterpriseRow>

export const Enterprise = z.strictObject({
  ...EnterpriseRow.shape,
  profile: EnterpriseProfile,
  version: z.int(),
  figures: z.array(z.strictObject({ ...EnterpriseFigures.shape, version: z.int() })),
  events: z.array(EnterpriseEvent),
})
export type Enterprise = z.infer<typeof Enterprise>
