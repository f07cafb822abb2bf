import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Category, Cause } from '../registry/model.ts'
import { BarKind, barsContract } from './bar-contract.ts'
import { diaryContract } from './diary-contract.ts'
import {
  EndReason,
  HelperDraft,
  HelperGroup,
  HelperKind,
  HelperRow,
  Language,
  Pair,
  PairKind,
  PairRow,
  Skill,
  Vetting,
} from './model.ts'
import { plansContract } from './plan-contract.ts'
import { proposalsContract, suitabilityContract } from './proposal-contract.ts'
import { rhythmContract } from './rhythm-contract.ts'
import { handOversContract, responsibilityContract } from './teamwork-contract.ts'
import { unitPairsContract } from './unit-pair-contract.ts'

/** What a list of helpers may be narrowed by. */
export const HelperFilter = z.strictObject({
  area: AreaCode.optional(),
  kind: HelperKind.optional(),
  group: HelperGroup.optional(),
  unit: Uuid.optional(),
  state: z.enum(['active', 'retired']).optional(),
  vetting: Vetting.optional(),
  /** Those who may be paired as far as vetting goes. */
  fit: queryFlag.optional(),
  skill: Skill.optional(),
  language: Language.optional(),
  search: z.string().trim().max(40).optional(),
  /** Those with room for another family. */
  free: queryFlag.optional(),
  /** Those who stand by a family now. */
  paired: queryFlag.optional(),
  importId: Uuid.optional(),
})
export type HelperFilter = z.infer<typeof HelperFilter>

/** What a list of pairs may be narrowed by. */
export const PairFilter = z.strictObject({
  state: z.enum(['live', 'unpaired', 'ended']).default('live'),
  area: AreaCode.optional(),
  category: Category.optional(),
  cause: Cause.optional(),
  kind: PairKind.optional(),
  helper: Uuid.optional(),
  /** The helper's unit. */
  unit: Uuid.optional(),
  household: Uuid.optional(),
  /** A helper stands by a member of the family in particular, such as a student. */
  person: queryFlag.optional(),
  /** The next visit should have been by now, by the rhythm of the area and the kind of helper. */
  overdue: queryFlag.optional(),
  /** Nobody has been there for so many days. */
  notVisitedDays: z.coerce.number().int().min(1).max(3650).optional(),
  /** The agreed term ends within so many days, or is over. */
  termWithinDays: z.coerce.number().int().min(0).max(3650).optional(),
  search: z.string().trim().max(40).optional(),
  importId: Uuid.optional(),
})
export type PairFilter = z.infer<typeof PairFilter>

const sorting = <const Keys extends readonly [string, ...string[]]>(keys: Keys) => ({
  sort: z.enum(keys).default(keys[0]),
  order: z.enum(['asc', 'desc']).default('asc'),
})

export const HelperListInput = z.strictObject({
  ...HelperFilter.shape,
  ...pageInput,
  ...sorting(['area', 'name', 'kind', 'unit', 'families', 'capacity']),
})
export const PairListInput = z.strictObject({
  ...PairFilter.shape,
  ...pageInput,
  ...sorting(['area', 'head', 'helper', 'since', 'visited', 'category']),
})

const note = z.string().trim().max(200).default('')

const helpersContract = {
  ...askList({
    path: '/helpers',
    summary: 'Helpers with their families and room',
    permission: 'pairing.read',
    audit: 'helpers.list',
    input: HelperListInput,
    filter: HelperFilter,
    row: HelperRow,
  }),
  accounts: ask({
    method: 'GET',
    path: '/helpers/accounts',
    summary: 'Accounts of helpers that belong to nobody on file yet',
    permission: 'pairing.write',
    audit: 'helpers.accounts',
    input: Nothing,
    output: z.strictObject({
      rows: z.array(z.strictObject({ membershipId: Uuid, displayName: z.string(), loginName: z.string() })),
    }),
  }),
  get: ask({
    method: 'GET',
    path: '/helpers/{id}',
    summary: 'One helper',
    permission: 'pairing.read',
    audit: 'helpers.read',
    input: z.strictObject({ id: Uuid }),
    output: HelperRow,
  }),
  create: ask({
    method: 'POST',
    path: '/helpers',
    summary: 'Register a helper; no account is needed',
    permission: 'pairing.write',
    audit: 'helpers.create',
    input: HelperDraft,
    output: z.strictObject({ id: Uuid }),
  }),
  change: ask({
    method: 'PUT',
    path: '/helpers/{id}',
    summary: 'Change a helper',
    permission: 'pairing.write',
    audit: 'helpers.change',
    input: z.strictObject({ id: Uuid, version: Version, ...HelperDraft.shape }),
    output: z.strictObject({ version: Version }),
  }),
  retire: ask({
    method: 'POST',
    path: '/helpers/{id}/retire',
    summary: 'A helper takes no families any more, and with `leave` leaves those of now',
    permission: 'pairing.write',
    audit: 'helpers.retire',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      reason: z.string().trim().min(1, { error: 'blank' }).max(200),
      /** Leave the families as well: the second helper takes over, or the family waits in the queue of exceptions. */
      leave: z.boolean().default(false),
    }),
    output: z.strictObject({ takenOver: z.int(), unpaired: z.int() }),
  }),
  vet: ask({
    method: 'POST',
    path: '/helpers/{id}/vet',
    summary: 'Say whether a helper from society may be paired',
    permission: 'pairing.approve',
    audit: 'helpers.vet',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      fit: z.boolean(),
      note: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: z.strictObject({ version: Version }),
  }),
  bar: ask({
    method: 'POST',
    path: '/helpers/{id}/bars',
    summary: 'Declare that a helper is kin of a family, or has a conflict of interest with it',
    permission: 'pairing.write',
    audit: 'helpers.bar',
    input: z.strictObject({
      id: Uuid,
      householdId: Uuid,
      kind: BarKind,
      reason: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: Nothing,
  }),
  phone: ask({
    method: 'POST',
    path: '/helpers/{id}/phone',
    summary: 'Show the phone of one helper, with the reason; always audited',
    permission: 'pairing.read',
    audit: 'helpers.phone',
    input: z.strictObject({ id: Uuid, reason: z.string().trim().min(2, { error: 'blank' }).max(200) }),
    output: z.strictObject({ value: z.string().nullable() }),
  }),
}

const UnitRow = z.strictObject({
  id: Uuid,
  name: z.string(),
  areaName: z.string(),
  helpers: z.int(),
  pairs: z.int(),
})

const pairsContract = {
  ...askList({
    path: '/pairs',
    summary: 'Families with their lead helper; also those without one, and pairs that have ended',
    permission: 'pairing.read',
    audit: 'pairs.list',
    input: PairListInput,
    filter: PairFilter,
    row: PairRow,
  }),
  counts: ask({
    method: 'GET',
    path: '/pairs/counts',
    summary: 'Live pairs, units, cadres and helpers from society, each counted once; families without a pair',
    permission: 'pairing.read',
    audit: 'pairs.counts',
    input: z.strictObject({ area: AreaCode.optional() }),
    output: z.strictObject({
      pairs: z.int(),
      units: z.int(),
      cadres: z.int(),
      social: z.int(),
      bodies: z.int(),
      unpaired: z.int(),
    }),
  }),
  units: ask({
    method: 'GET',
    path: '/pairs/units',
    summary: 'Units with helpers in live pairs',
    permission: 'pairing.read',
    audit: 'pairs.units',
    input: z.strictObject({ area: AreaCode.optional(), ...pageInput }),
    output: z.strictObject({ rows: z.array(UnitRow), more: z.boolean(), total: z.int() }),
  }),
  get: ask({
    method: 'GET',
    path: '/pairs/{id}',
    summary: 'One pair with its members',
    permission: 'pairing.read',
    audit: 'pairs.read',
    input: z.strictObject({ id: Uuid }),
    output: Pair,
  }),
  begin: ask({
    method: 'POST',
    path: '/pairs',
    summary: 'Pair a family with its lead helper by hand',
    permission: 'pairing.write',
    audit: 'pairs.begin',
    input: z.strictObject({
      householdId: Uuid,
      helperId: Uuid,
      /** Checks and supports the lead, and takes over when the lead leaves. */
      secondHelperId: Uuid.nullable().default(null),
      furtherHelperIds: z.array(Uuid).max(20).default([]),
      /** Whom of the family the lead stands by in particular, such as a student. */
      personId: Uuid.nullable().default(null),
      kind: PairKind.nullable().default(null),
      organisationId: Uuid.nullable().default(null),
      since: Day.optional(),
      /** For a term that is to be renewed; open where nothing is said. */
      termUntil: Day.nullable().default(null),
    }),
    output: z.strictObject({ id: Uuid }),
  }),
  addHelper: ask({
    method: 'POST',
    path: '/pairs/{id}/helpers',
    summary: 'Add a further helper to a pair',
    permission: 'pairing.write',
    audit: 'pairs.add_helper',
    input: z.strictObject({
      id: Uuid,
      helperId: Uuid,
      role: z.enum(['second', 'further']).default('further'),
      personId: Uuid.nullable().default(null),
      since: Day.optional(),
    }),
    output: z.strictObject({ version: Version }),
  }),
  endHelper: ask({
    method: 'POST',
    path: '/pairs/{id}/helpers/{helperId}/end',
    summary: 'A further helper leaves a pair',
    permission: 'pairing.write',
    audit: 'pairs.end_helper',
    input: z.strictObject({ id: Uuid, helperId: Uuid, reason: EndReason, note }),
    output: z.strictObject({ version: Version }),
  }),
  changeLead: ask({
    method: 'POST',
    path: '/pairs/{id}/lead',
    summary: 'Give the family to another lead helper; the old pair ends and stays in the chain',
    permission: 'pairing.write',
    audit: 'pairs.change_lead',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      helperId: Uuid,
      /** Why the old one stops. */
      reason: EndReason.default('lead_changed'),
      note,
      since: Day.optional(),
    }),
    output: z.strictObject({ id: Uuid }),
  }),
  renew: ask({
    method: 'POST',
    path: '/pairs/{id}/renew',
    summary: 'Agree on a new term; every term before stays on record',
    permission: 'pairing.write',
    audit: 'pairs.renew',
    input: z.strictObject({ id: Uuid, version: Version, until: Day, note }),
    output: z.strictObject({ version: Version }),
  }),
  end: ask({
    method: 'POST',
    path: '/pairs/{id}/end',
    summary: 'End a pair with the reason',
    permission: 'pairing.write',
    audit: 'pairs.end',
    input: z.strictObject({ id: Uuid, version: Version, reason: EndReason, note, on: Day.optional() }),
    output: Nothing,
  }),
}

export const pairingContract = {
  handOvers: handOversContract,
  responsibility: responsibilityContract,
  unitPairs: unitPairsContract,
  bars: barsContract,
  diary: diaryContract,
  rhythm: rhythmContract,

  helpers: helpersContract,
  pairs: pairsContract,
  proposals: proposalsContract,
  suitability: suitabilityContract,
  plans: plansContract,
}
