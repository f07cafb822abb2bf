import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Category } from '../registry/model.ts'

/**
 * What a rule does: `cost` adds weight × value to a pair, `load` adds weight × value for each further family of a
 * helper, `forbidden` rules a pair out where its value is true.
 */
const RuleKind = z.enum(['cost', 'load', 'forbidden'])

/** A named rule of the matching: an expression of the policy language over the facts of a pair. */
export const SuitabilityRule = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'not_a_key' }),
  name: z.strictObject({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) }),
  kind: RuleKind,
  /** Points that a value of 1 costs; ignored by forbidding rules. */
  weight: z.int().min(0).max(100_000),
  expression: z.string().trim().min(1, { error: 'blank' }).max(400),
  on: z.boolean().default(true),
})
export type SuitabilityRule = z.infer<typeof SuitabilityRule>

export const SuitabilityRules = z.array(SuitabilityRule).min(1).max(30)
export type SuitabilityRules = z.infer<typeof SuitabilityRules>

/** How many families the helpers of a unit, or of a township, take at most and at least. */
export const Quota = z.strictObject({
  id: Uuid,
  organisationId: Uuid.nullable(),
  areaCode: AreaCode.nullable(),
  name: z.string(),
  least: z.int(),
  most: z.int(),
  version: z.int(),
})
export type Quota = z.infer<typeof Quota>

/** Which families a run is for, and how it is to be made. */
export const RunRequest = z.strictObject({
  areaCode: AreaCode,
  /** Only families of this work unit. */
  unitId: Uuid.nullable().default(null),
  category: Category.nullable().default(null),
  /** Also families that have a helper; their pair is given up only where that gains more than `keepGain` points. */
  rematch: z.boolean().default(false),
  keepGain: z.int().min(0).max(1_000_000).default(300),
  quotas: z.boolean().default(true),
  /** Takes over locked pairs, changes by hand and exclusions of that proposal. */
  basedOn: Uuid.nullable().default(null),
  /** Only shows what would be found; with `rules` it is what other rules would find. */
  preview: z.boolean().default(false),
  rules: SuitabilityRules.nullable().default(null),
})
export type RunRequest = z.infer<typeof RunRequest>

/** How sure it is that a helper belongs to a family: unknown where the helper has neither number nor phone on file. */
export const Kinship = z.enum(['none', 'unknown', 'possible', 'certain'])
export type Kinship = z.infer<typeof Kinship>
