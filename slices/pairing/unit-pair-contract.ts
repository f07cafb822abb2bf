import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { NonNegativeFen } from '../../core/money.ts'
import { EnterpriseState } from '../organisations/model.ts'
import { UnitPairDraft, UnitPairKind, UnitPairRow } from './unit-pair-model.ts'

export const UnitPairFilter = z.strictObject({
  area: AreaCode.optional(),
  kind: UnitPairKind.optional(),
  state: z.enum(['proposed', 'approved', 'ended']).optional(),
  /** Villages that lack one of their four links. */
  missing: queryFlag.optional(),
  /** And should have had all of them by now. */
  late: queryFlag.optional(),
})
export type UnitPairFilter = z.infer<typeof UnitPairFilter>
export const UnitPairListInput = z.strictObject({ ...UnitPairFilter.shape, ...pageInput })

/** Enterprises nobody answers for may be narrowed to an area. */
export const UnansweredInput = z.strictObject({ area: AreaCode.optional() })
export const UnansweredListInput = z.strictObject({ ...UnansweredInput.shape, ...pageInput })

const VillageIncome = { areaCode: AreaCode, areaName: z.string(), year: z.int(), perCapitaFen: z.string() }

/** Decides among units that are equally good. */
const Seed = z.int().min(1).max(2_147_483_646)

const VillageMatch = z.strictObject({
  areaCode: AreaCode,
  areaName: z.string(),
  perCapitaFen: z.string(),
  lineFen: z.string(),
  giverId: Uuid.nullable(),
  giverName: z.string().nullable(),
  partnerCode: AreaCode.nullable(),
  partnerName: z.string().nullable(),
})

const unitPairList = askList({
  path: '/unit-pairs',
  summary: 'Bodies that stand by bodies: units by villages, enterprises by enterprises, work teams',
  permission: 'pairing.read',
  audit: 'unit_pairs.list',
  input: UnitPairListInput,
  filter: UnitPairFilter,
  row: UnitPairRow,
})

const unansweredList = askList({
  path: '/unit-pairs/unanswered',
  summary: 'Enterprises in hardship or bankrupt without a responsible person or the leader of a work team',
  permission: 'pairing.read',
  audit: 'unit_pairs.unanswered',
  input: UnansweredListInput,
  filter: UnansweredInput,
  row: z.strictObject({ id: Uuid, name: z.string(), areaName: z.string(), enterpriseState: EnterpriseState }),
})

export const unitPairsContract = {
  match: ask({
    method: 'GET',
    path: '/unit-pairs/match',
    summary:
      'Who would best sponsor the villages under the line: units without a task, then strong villages; nothing is written',
    permission: 'pairing.write',
    audit: 'unit_pairs.match',
    input: z.strictObject({ area: AreaCode.optional() }),
    output: z.strictObject({ rows: z.array(VillageMatch), given: z.int(), left: z.int(), seed: Seed }),
  }),
  propose: ask({
    method: 'POST',
    path: '/unit-pairs/match',
    summary: 'Propose the best sponsors of the villages under the line; each waits for another person’s approval',
    permission: 'pairing.write',
    audit: 'unit_pairs.propose',
    input: z.strictObject({
      area: AreaCode.optional(),
      dueOn: Day.nullable().default(null),
      /** Of the answer that was looked at: with the same facts the same sponsors are proposed. */
      seed: Seed.optional(),
    }),
    output: z.strictObject({ proposed: z.int() }),
  }),
  ...unitPairList,
  create: ask({
    method: 'POST',
    path: '/unit-pairs',
    summary: 'Propose a pair of bodies: villages only under the income line, units only without a task',
    permission: 'pairing.write',
    audit: 'unit_pairs.create',
    input: z.strictObject({
      kind: UnitPairKind,
      villageCode: AreaCode.nullable().default(null),
      receiverId: Uuid.nullable().default(null),
      ...UnitPairDraft.shape,
    }),
    output: z.strictObject({ id: Uuid }),
  }),
  change: ask({
    method: 'PUT',
    path: '/unit-pairs/{id}',
    summary: 'Fill in links, plan or tasks that are done',
    permission: 'pairing.write',
    audit: 'unit_pairs.change',
    input: z.strictObject({ id: Uuid, version: Version, ...UnitPairDraft.shape }),
    output: z.strictObject({ version: Version }),
  }),
  approve: ask({
    method: 'POST',
    path: '/unit-pairs/{id}/approve',
    summary: 'Approve a pair of bodies; a village needs its four links, and whoever proposed it may not',
    permission: 'pairing.approve',
    audit: 'unit_pairs.approve',
    input: z.strictObject({ id: Uuid, version: Version }),
    output: z.strictObject({ version: Version }),
  }),
  end: ask({
    method: 'POST',
    path: '/unit-pairs/{id}/end',
    summary: 'End a pair of bodies with the reason',
    permission: 'pairing.write',
    audit: 'unit_pairs.end',
    input: z.strictObject({ id: Uuid, version: Version, note: z.string().trim().min(1, { error: 'blank' }).max(200) }),
    output: Nothing,
  }),
  income: ask({
    method: 'PUT',
    path: '/villages/{areaCode}/income',
    summary: 'File the income by head of a village for a year',
    permission: 'pairing.write',
    audit: 'villages.income',
    input: z.strictObject({ areaCode: AreaCode, year: z.int().min(1990).max(2100), perCapitaFen: NonNegativeFen }),
    output: Nothing,
  }),
  unanswered: unansweredList.list,
  unansweredTotal: unansweredList.total,
  exportUnanswered: unansweredList.export,
  line: ask({
    method: 'GET',
    path: '/unit-pairs/line',
    summary: 'The income line under which villages of an area are sponsored today, with its document',
    permission: 'pairing.read',
    audit: 'unit_pairs.line',
    input: z.strictObject({ area: AreaCode }),
    output: z.strictObject({
      line: z.strictObject({ fen: z.string(), from: Day, document: z.string().nullable() }).nullable(),
    }),
  }),
  openVillages: ask({
    method: 'GET',
    path: '/unit-pairs/open-villages',
    summary: 'Villages under the line without a sponsor, the poorest first',
    permission: 'pairing.read',
    audit: 'unit_pairs.open_villages',
    input: z.strictObject({ area: AreaCode.optional(), ...pageInput }),
    output: z.strictObject({
      rows: z.array(z.strictObject({ ...VillageIncome, lineFen: z.string() })),
      more: z.boolean(),
      total: z.int(),
    }),
  }),
  freeUnits: ask({
    method: 'GET',
    path: '/unit-pairs/free-units',
    summary: 'Units that sponsor no village yet',
    permission: 'pairing.read',
    audit: 'unit_pairs.free_units',
    input: z.strictObject({ name: z.string().trim().max(60).optional(), ...pageInput }),
    output: z.strictObject({
      rows: z.array(z.strictObject({ id: Uuid, name: z.string(), areaName: z.string() })),
      more: z.boolean(),
    }),
  }),
  strongVillages: ask({
    method: 'GET',
    path: '/unit-pairs/strong-villages',
    summary: 'Villages of the same county that are not under the line and can help a village',
    permission: 'pairing.read',
    audit: 'unit_pairs.strong_villages',
    input: z.strictObject({ village: AreaCode, ...pageInput }),
    output: z.strictObject({ rows: z.array(z.strictObject(VillageIncome)), more: z.boolean() }),
  }),
}
