import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExportOf, askList, Nothing, pageInput, Uuid, Version } from '../../core/contract.ts'
import { Kinship, Quota, RunRequest, SuitabilityRule, SuitabilityRules } from './matching-model.ts'
import { Proposal, ProposalLine, Reason, Unserved } from './model.ts'

const text = z.strictObject({ zh: z.string(), en: z.string() })

export const LineFilter = z.strictObject({
  id: Uuid,
  state: z.enum(['standing', 'dropped', 'unserved', 'by_hand', 'locked', 'broken', 'kept']).optional(),
  area: AreaCode.optional(),
  helper: Uuid.optional(),
  unit: Uuid.optional(),
  search: z.string().trim().max(40).optional(),
})

export const LineListInput = z.strictObject({
  ...LineFilter.shape,
  ...pageInput,
  sort: z.enum(['area', 'cost', 'helper', 'head']).default('area'),
  order: z.enum(['asc', 'desc']).default('asc'),
})

/** Somebody who could take a family of a proposal. */
export const LineCandidate = z.strictObject({
  helperId: Uuid,
  name: z.string(),
  post: z.string().nullable(),
  unit: z.string().nullable(),
  cost: z.int(),
  why: z.array(Reason),
  /** Families this helper could still take besides the other lines; at 0 only an exchange is possible. */
  room: z.int(),
  kinship: Kinship,
  excluded: z.boolean(),
  /** Why the run did not choose this helper, from the prices; null where it was no candidate. */
  because: z.string().nullable(),
  /** What choosing this helper adds to the lowest total when everybody else is placed anew; null where it was no candidate. */
  extra: z.int().nullable(),
  /** How many families would then have another helper. */
  moves: z.int().nullable(),
})
export type LineCandidate = z.infer<typeof LineCandidate>

const line = { id: Uuid, householdId: Uuid }
const changed = z.strictObject({ version: Version })

const lineList = askList({
  path: '/proposals/{id}/lines',
  summary: 'The lines of a proposal: family, helper, cost and why',
  permission: 'pairing.read',
  audit: 'proposals.lines',
  input: LineListInput,
  filter: LineFilter,
  row: ProposalLine,
})

/** What a helper, or a unit, would carry. */
export const HelperLoad = z.strictObject({
  id: Uuid,
  name: z.string(),
  unit: z.string().nullable(),
  helpers: z.int(),
  capacity: z.int(),
  before: z.int(),
  given: z.int(),
  most: z.int().nullable(),
})
export type HelperLoad = z.infer<typeof HelperLoad>

const loadList = ask({
  method: 'GET',
  path: '/proposals/{id}/loads',
  summary: 'What each helper or unit would carry, those with the most first',
  permission: 'pairing.read',
  audit: 'proposals.loads',
  input: z.strictObject({ id: Uuid, by: z.enum(['helper', 'unit']).default('helper'), ...pageInput }),
  output: z.strictObject({ rows: z.array(HelperLoad), more: z.boolean(), total: z.int() }),
})

const linesContract = {
  lines: lineList.list,
  lineTotal: lineList.total,
  exportLines: lineList.export,
  candidates: ask({
    method: 'GET',
    path: '/proposals/{id}/lines/{householdId}/candidates',
    summary: 'Other helpers for one family, the cheapest first, and why the run did not choose them',
    permission: 'pairing.read',
    audit: 'proposals.candidates',
    input: z.strictObject({ ...line, search: z.string().trim().max(40).optional() }),
    output: z.strictObject({
      rows: z.array(LineCandidate),
      /** Why the family was left out, from the prices. */
      unserved: z.string().nullable(),
    }),
  }),
  changeLine: ask({
    method: 'PUT',
    path: '/proposals/{id}/lines/{householdId}',
    summary: 'Give one family of a proposal another helper, or drop the line (helperId null)',
    permission: 'pairing.write',
    audit: 'proposals.change_line',
    input: z.strictObject({ ...line, helperId: Uuid.nullable() }),
    output: changed,
  }),
  lockLine: ask({
    method: 'PUT',
    path: '/proposals/{id}/lines/{householdId}/lock',
    summary: 'Lock a pair so that a run based on this proposal keeps it, or take the lock back',
    permission: 'pairing.write',
    audit: 'proposals.lock_line',
    input: z.strictObject({ ...line, locked: z.boolean() }),
    output: changed,
  }),
  exclude: ask({
    method: 'PUT',
    path: '/proposals/{id}/lines/{householdId}/exclude',
    summary: 'Rule a helper out for a family in runs based on this proposal, or take that back',
    permission: 'pairing.write',
    audit: 'proposals.exclude',
    input: z.strictObject({ ...line, helperId: Uuid, excluded: z.boolean() }),
    output: changed,
  }),
  holders: ask({
    method: 'GET',
    path: '/proposals/{id}/lines/{householdId}/exchange',
    summary: 'Families that have a helper in this proposal, and what exchanging with each would cost',
    permission: 'pairing.write',
    audit: 'proposals.exchange_cost',
    input: z.strictObject({ ...line, helperId: Uuid }),
    output: z.strictObject({
      rows: z.array(z.strictObject({ householdId: Uuid, headName: z.string(), difference: z.int().nullable() })),
    }),
  }),
  exchange: ask({
    method: 'POST',
    path: '/proposals/{id}/lines/{householdId}/exchange',
    summary: 'Exchange the helpers of two families of a proposal',
    permission: 'pairing.write',
    audit: 'proposals.exchange',
    input: z.strictObject({ ...line, otherHouseholdId: Uuid }),
    output: changed,
  }),
}

const proposalList = ask({
  method: 'GET',
  path: '/proposals',
  summary: 'Proposals of pairs, the newest first',
  permission: 'pairing.read',
  audit: 'proposals.list',
  input: z.strictObject({ ...pageInput }),
  output: z.strictObject({ rows: z.array(Proposal), more: z.boolean() }),
})

export const proposalsContract = {
  list: proposalList,
  export: askExportOf(proposalList),
  set: ask({
    method: 'GET',
    path: '/proposals/set',
    summary: 'What a set holds before it is run: families, helpers with room, quotas in force',
    permission: 'pairing.read',
    audit: 'proposals.set',
    input: z.strictObject({
      area: AreaCode,
      unit: Uuid.optional(),
      category: RunRequest.shape.category.unwrap().unwrap().optional(),
      rematch: z.enum(['true', 'false']).optional(),
    }),
    output: z.strictObject({
      households: z.int(),
      severe: z.int(),
      paired: z.int(),
      helpers: z.int(),
      room: z.int(),
      waiting: z.int(),
      quotas: z.int(),
    }),
  }),
  start: ask({
    method: 'POST',
    path: '/proposals',
    summary: 'Find the best helpers for the families of an area, a unit or a category',
    permission: 'pairing.write',
    audit: 'proposals.start',
    input: RunRequest,
    output: z.strictObject({ id: Uuid }),
  }),
  compare: ask({
    method: 'GET',
    path: '/proposals/compare',
    summary: 'Two runs beside each other: their figures, and the families to whom they give different helpers',
    permission: 'pairing.read',
    audit: 'proposals.compare',
    input: z.strictObject({ one: Uuid, other: Uuid, ...pageInput }),
    output: z.strictObject({
      one: Proposal,
      other: Proposal,
      rules: z.array(z.strictObject({ rule: z.string(), one: z.int(), other: z.int() })),
      total: z.int(),
      rows: z.array(
        z.strictObject({
          householdId: Uuid,
          headName: z.string(),
          areaName: z.string(),
          one: z.string().nullable(),
          other: z.string().nullable(),
          oneCost: z.int().nullable(),
          otherCost: z.int().nullable(),
        }),
      ),
      more: z.boolean(),
    }),
  }),
  get: ask({
    method: 'GET',
    path: '/proposals/{id}',
    summary: 'A proposal with the progress of its run',
    permission: 'pairing.read',
    audit: 'proposals.read',
    input: z.strictObject({ id: Uuid }),
    output: Proposal,
  }),
  cancel: ask({
    method: 'POST',
    path: '/proposals/{id}/cancel',
    summary: 'Stop a run; nothing of it is kept',
    permission: 'pairing.write',
    audit: 'proposals.cancel',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
  score: ask({
    method: 'GET',
    path: '/proposals/{id}/score',
    summary: 'What a proposal costs as it stands, rule by rule, with the names of the rules',
    permission: 'pairing.read',
    audit: 'proposals.score',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({
      total: z.int(),
      rules: z.array(z.strictObject({ rule: z.string(), name: text, cost: z.int(), lines: z.int() })),
    }),
  }),
  areas: ask({
    method: 'GET',
    path: '/proposals/{id}/areas',
    summary: 'Served and unserved by area, one level below the given one, with the reasons counted',
    permission: 'pairing.read',
    audit: 'proposals.areas',
    input: z.strictObject({ id: Uuid, parent: AreaCode.optional() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          code: AreaCode,
          name: z.string(),
          households: z.int(),
          served: z.int(),
          /** Helpers who would stand by them. */
          helpers: z.int(),
          broken: z.int(),
          reasons: z.partialRecord(z.enum([...Unserved.options, 'dropped']), z.int()),
        }),
      ),
    }),
  }),
  loads: loadList,
  exportLoads: askExportOf(loadList),
  ...linesContract,
  accept: ask({
    method: 'POST',
    path: '/proposals/{id}/accept',
    summary: 'Approve a proposal as a whole; only then its pairs exist. Whoever proposed or changed it may not',
    permission: 'pairing.approve',
    audit: 'proposals.accept',
    input: z.strictObject({ id: Uuid, version: Version }),
    output: z.strictObject({ pairs: z.int(), ended: z.int(), kept: z.int() }),
  }),
  discard: ask({
    method: 'POST',
    path: '/proposals/{id}/discard',
    summary: 'Discard a proposal; nothing is paired',
    permission: 'pairing.write',
    audit: 'proposals.discard',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
}

const bounds = { least: z.int().min(0).max(100_000), most: z.int().min(0).max(100_000) }

export const suitabilityContract = {
  get: ask({
    method: 'GET',
    path: '/suitability',
    summary: 'The rules and weights of the matching in force, and the facts that rules may speak of',
    permission: 'pairing.read',
    audit: 'suitability.read',
    input: Nothing,
    output: z.strictObject({
      version: Version,
      rules: SuitabilityRules,
      standard: SuitabilityRules,
      note: z.string().nullable(),
      by: z.string().nullable(),
      at: z.string().nullable(),
      facts: z.array(text),
    }),
  }),
  check: ask({
    method: 'POST',
    path: '/suitability/check',
    summary: 'Whether the expression of a rule can be used, and what is wrong with it',
    permission: 'pairing.write',
    audit: 'suitability.check',
    input: SuitabilityRule,
    output: z.strictObject({ fault: text.nullable() }),
  }),
  save: ask({
    method: 'PUT',
    path: '/suitability',
    summary: 'Put other rules and weights into force; earlier versions are kept',
    permission: 'pairing.approve',
    audit: 'suitability.save',
    input: z.strictObject({
      version: Version,
      rules: SuitabilityRules,
      note: z.string().trim().max(200).nullable().default(null),
    }),
    output: z.strictObject({ version: Version }),
  }),
  quotas: ask({
    method: 'GET',
    path: '/suitability/quotas',
    summary: 'How many families units and areas take at most and at least, and how many they have',
    permission: 'pairing.read',
    audit: 'quotas.list',
    input: Nothing,
    output: z.strictObject({ rows: z.array(z.strictObject({ ...Quota.shape, families: z.int() })) }),
  }),
  addQuota: ask({
    method: 'POST',
    path: '/suitability/quotas',
    summary: 'Set a quota for a unit or an area',
    permission: 'pairing.write',
    audit: 'quotas.add',
    input: z.strictObject({
      organisationId: Uuid.nullable().default(null),
      areaCode: AreaCode.nullable().default(null),
      ...bounds,
    }),
    output: z.strictObject({ id: Uuid }),
  }),
  changeQuota: ask({
    method: 'PUT',
    path: '/suitability/quotas/{id}',
    summary: 'Change a quota',
    permission: 'pairing.write',
    audit: 'quotas.change',
    input: z.strictObject({ id: Uuid, version: Version, ...bounds }),
    output: z.strictObject({ version: Version }),
  }),
  removeQuota: ask({
    method: 'DELETE',
    path: '/suitability/quotas/{id}',
    summary: 'Remove a quota',
    permission: 'pairing.write',
    audit: 'quotas.remove',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
}
