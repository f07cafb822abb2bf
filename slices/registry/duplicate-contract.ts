import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Comparison, DuplicatePair, HouseholdLink, MatchRun, PairState, TakenFact } from './duplicate-model.ts'

/** What the queue of possible duplicates may be narrowed by. */
export const DuplicateFilter = z.strictObject({
  area: AreaCode.optional(),
  household: Uuid.optional(),
  state: PairState.default('open'),
})
export type DuplicateFilter = z.infer<typeof DuplicateFilter>

export const DuplicateListInput = z.strictObject({ ...DuplicateFilter.shape, ...pageInput })

const pair = { low: Uuid, high: Uuid }
const why = z.string().trim().min(2, { error: 'blank' }).max(200)

const duplicateList = askList({
  path: '/duplicates',
  summary: 'People who may be filed twice, the surest first, with the reasons',
  permission: 'registry.write',
  audit: 'duplicates.list',
  input: DuplicateListInput,
  filter: DuplicateFilter,
  row: DuplicatePair,
})

export const duplicateContract = {
  ...duplicateList,
  lastRun: ask({
    method: 'GET',
    path: '/duplicates/runs/last',
    summary: 'The last search through everybody',
    permission: 'registry.write',
    audit: 'duplicates.list',
    input: Nothing,
    output: z.strictObject({ run: MatchRun.nullable() }),
  }),
  run: ask({
    method: 'POST',
    path: '/duplicates/runs',
    summary: 'Search through everybody anew',
    permission: 'registry.write',
    audit: 'duplicates.run',
    input: Nothing,
    output: z.strictObject({ id: Uuid }),
  }),
  cancelRun: ask({
    method: 'POST',
    path: '/duplicates/runs/{id}/cancel',
    summary: 'End a search through everybody; what it has found so far stays',
    permission: 'registry.write',
    audit: 'duplicates.cancel',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
  compare: ask({
    method: 'GET',
    path: '/duplicates/{low}/{high}',
    summary: 'Both families side by side',
    permission: 'registry.write',
    audit: 'duplicates.compare',
    input: z.strictObject(pair),
    output: Comparison,
  }),
  different: ask({
    method: 'POST',
    path: '/duplicates/{low}/{high}/different',
    summary: 'They are two people; nobody is asked again',
    permission: 'registry.write',
    audit: 'duplicates.different',
    input: z.strictObject({ ...pair, why }),
    output: Nothing,
  }),
  merge: ask({
    method: 'POST',
    path: '/duplicates/{low}/{high}/merge',
    summary: 'One family filed twice: one file is kept, the other is closed and points to it',
    permission: 'registry.write',
    audit: 'duplicates.merge',
    input: z.strictObject({
      ...pair,
      keptId: Uuid,
      keptVersion: Version,
      givenUpVersion: Version,
      /** Facts taken from the file that is given up. */
      take: z.array(TakenFact).max(10).default([]),
      /** Who stands in both. */
      same: z.array(z.strictObject({ kept: Uuid, givenUp: Uuid })).max(30),
      why,
    }),
    output: z.strictObject({ linkId: Uuid, householdId: Uuid }),
  }),
  onePerson: ask({
    method: 'POST',
    path: '/duplicates/{low}/{high}/one-person',
    summary: 'One person counted in two families: stays in one, leaves the other',
    permission: 'registry.write',
    audit: 'duplicates.one_person',
    input: z.strictObject({ ...pair, staysId: Uuid, newHeadId: Uuid.nullable().default(null), why }),
    output: z.strictObject({ linkId: Uuid, householdId: Uuid }),
  }),
  links: ask({
    method: 'GET',
    path: '/households/{id}/links',
    summary: 'Which files this one was merged with or split from',
    permission: 'registry.read',
    audit: 'registry.read',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({ rows: z.array(HouseholdLink) }),
  }),
  undo: ask({
    method: 'POST',
    path: '/household-links/{id}/undo',
    summary: 'Take a merge back: both files as they were',
    permission: 'registry.write',
    audit: 'duplicates.undo',
    input: z.strictObject({ id: Uuid, why }),
    output: Nothing,
  }),
  split: ask({
    method: 'POST',
    path: '/households/{id}/split',
    summary: 'Members leave to be a family of their own, with a file of its own',
    permission: 'registry.write',
    audit: 'registry.split',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      personIds: z.array(Uuid).min(1).max(29),
      headId: Uuid,
      areaCode: AreaCode,
      address: z.string().trim().max(200).nullable().default(null),
      from: Day.optional(),
      why,
    }),
    output: z.strictObject({ id: Uuid, fileNumber: z.string() }),
  }),
}
