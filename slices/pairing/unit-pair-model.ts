import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

/** Enterprise by enterprise, a work team in an enterprise, a unit by a village (D-08). */
export const UnitPairKind = z.enum(['enterprise', 'team', 'village'])
export type UnitPairKind = z.infer<typeof UnitPairKind>

/** The four links of a sponsored village (四落实). */
export const VillageLink = z.enum(['unit', 'leader', 'resident', 'partner'])
export type VillageLink = z.infer<typeof VillageLink>

/** The five tasks of a work team. */
export const TeamTask = z.enum(['party', 'ideology', 'restructuring', 'difficulties', 'help'])
export type TeamTask = z.infer<typeof TeamTask>

const words = (most: number) => z.string().trim().max(most).nullable().default(null)

export const UnitPairDraft = z.strictObject({
  giverId: Uuid.nullable().default(null),
  leaderName: words(60),
  residentName: words(60),
  partnerCode: AreaCode.nullable().default(null),
  dueOn: Day.nullable().default(null),
  plan: words(400),
  tasksDone: z.array(TeamTask).max(5).default([]),
})
export type UnitPairDraft = z.infer<typeof UnitPairDraft>

export const UnitPairRow = z.strictObject({
  ...UnitPairDraft.shape,
  id: Uuid,
  kind: UnitPairKind,
  areaCode: AreaCode,
  areaName: z.string(),
  giverName: z.string().nullable(),
  receiverName: z.string().nullable(),
  partnerName: z.string().nullable(),
  /** Latest income of the village by head, with its year. */
  incomeFen: z.string().nullable(),
  incomeYear: z.int().nullable(),
  since: Day,
  until: Day.nullable(),
  state: z.enum(['proposed', 'approved']),
  /** Whether the asker proposed it, and so may not approve. */
  own: z.boolean(),
  /** Links that are not there yet. */
  missing: z.array(VillageLink),
  version: z.int(),
})
export type UnitPairRow = z.infer<typeof UnitPairRow>
