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

/** What a pair of bodies may lack: a village its links, a work team its leader and the days in the enterprise. */
export const PairLink = z.enum([...VillageLink.options, 'team_leader', 'stationed'])
export type PairLink = z.infer<typeof PairLink>

/** The five tasks of a work team. */
export const TeamTask = z.enum(['party', 'ideology', 'restructuring', 'difficulties', 'help'])
export type TeamTask = z.infer<typeof TeamTask>

/** Somebody of a work team, from the day of joining to that of leaving. */
export const TeamMember = z.strictObject({
  name: z.string().trim().min(1, { error: 'blank' }).max(60),
  post: z.string().trim().max(60).nullable().default(null),
  lead: z.boolean().default(false),
  since: Day,
  until: Day.nullable().default(null),
})
export type TeamMember = z.infer<typeof TeamMember>

const words = (most: number) => z.string().trim().max(most).nullable().default(null)

export const UnitPairDraft = z.strictObject({
  giverId: Uuid.nullable().default(null),
  leaderName: words(60),
  residentName: words(60),
  partnerCode: AreaCode.nullable().default(null),
  dueOn: Day.nullable().default(null),
  plan: words(400),
  tasksDone: z.array(TeamTask).max(5).default([]),
  /** When a work team is in its enterprise; without an end while it stays. */
  stationedFrom: Day.nullable().default(null),
  stationedUntil: Day.nullable().default(null),
  team: z.array(TeamMember).max(30).default([]),
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
  /** What is not there yet. */
  missing: z.array(PairLink),
  version: z.int(),
})
export type UnitPairRow = z.infer<typeof UnitPairRow>
