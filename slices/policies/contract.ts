import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExport, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { NonNegativeFen } from '../../core/money.ts'
import { dueItemContract } from './due-item-contract.ts'
import {
  BothLanguages,
  Coverage,
  EndCause,
  Enrolment,
  HouseholdAnswer,
  HouseholdFact,
  HouseholdMonth,
  Parameter,
  ParameterChange,
  ParameterDraft,
  ParameterName,
  ParameterResidence,
  PolicyId,
  Programme,
  Region,
  ResultRow,
  ResultState,
} from './model.ts'
import { turnContract } from './turn-contract.ts'
import { versionContract } from './version-contract.ts'
import { watchContract } from './watch-contract.ts'

/** What a list of standards may be narrowed by. */
export const ParameterFilter = z.strictObject({
  name: ParameterName.optional(),
  region: Region.optional(),
  residence: ParameterResidence.optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  importId: Uuid.optional(),
  history: queryFlag.optional(),
})
export type ParameterFilter = z.infer<typeof ParameterFilter>

export const ParameterListInput = z.strictObject({
  ...ParameterFilter.shape,
  ...pageInput,
  sort: z.enum(['name', 'region', 'from', 'value', 'recorded']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
export type ParameterListInput = z.infer<typeof ParameterListInput>

/** What a list of results may be narrowed by; `none` are families that were never computed. */
export const ResultFilter = z.strictObject({
  policy: PolicyId.default('dibao'),
  area: AreaCode.optional(),
  state: z.enum([...ResultState.options, 'none']).optional(),
  enrolled: queryFlag.optional(),
  coverage: Coverage.optional(),
  search: z.string().trim().max(40).optional(),
})
export type ResultFilter = z.infer<typeof ResultFilter>

export const ResultListInput = z.strictObject({
  ...ResultFilter.shape,
  ...pageInput,
  sort: z.enum(['area', 'head', 'income', 'amount', 'state', 'enrolled']).default('area'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
export type ResultListInput = z.infer<typeof ResultListInput>

/** A file of parameters as text; a sheet of a city is a few kilobytes. */
export const ParameterFile = z.strictObject({
  fileName: z.string().trim().min(1, { error: 'blank' }).max(200),
  text: z.string().min(1, { error: 'blank' }).max(800_000),
  publishedOn: Day.nullable().default(null),
  document: z.string().trim().max(200).nullable().default(null),
})
export type ParameterFile = z.infer<typeof ParameterFile>

const counts = { new: z.int(), changed: z.int(), unchanged: z.int(), wrong: z.int() }

export const JudgedLine = z.strictObject({
  line: z.int(),
  state: z.enum(['new', 'changed', 'unchanged', 'wrong']),
  name: z.string(),
  region: z.string(),
  residence: z.string(),
  from: z.string(),
  value: z.string(),
  oldValue: z.string().nullable(),
  /** What is wrong, in the reader's language. */
  fault: z.string().nullable(),
})
export type JudgedLine = z.infer<typeof JudgedLine>

export const Run = z.strictObject({
  id: Uuid,
  policy: PolicyId,
  onDay: Day,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  total: z.int(),
  done: z.int(),
  changed: z.int(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})

const why = z.string().trim().min(1, { error: 'blank' }).max(200)

export const policiesContract = {
  ...versionContract,
  ...dueItemContract,
  ...watchContract,
  ...turnContract,
  parameters: ask({
    method: 'GET',
    path: '/policies/parameters',
    summary: 'Dated regional standards (E-09)',
    permission: 'policies.read',
    audit: 'policies.parameters',
    input: ParameterListInput,
    output: z.strictObject({ rows: z.array(Parameter), more: z.boolean() }),
  }),
  parametersTotal: ask({
    method: 'GET',
    path: '/policies/parameters/total',
    summary: 'How many standards a filter finds',
    permission: 'policies.read',
    audit: 'policies.parameters',
    input: ParameterFilter,
    output: z.strictObject({ total: z.int() }),
  }),
  parametersExport: askExport({
    path: '/policies/parameters/export',
    summary: 'The list of standards as a spreadsheet',
    permission: 'policies.read',
    audit: 'policies.export_parameters',
    input: z.strictObject({
      ...ParameterFilter.shape,
      sort: ParameterListInput.shape.sort,
      order: ParameterListInput.shape.order,
    }),
  }),
  parameterChoices: ask({
    method: 'GET',
    path: '/policies/parameters/choices',
    summary: 'Regions, names and years for which standards are on file',
    permission: 'policies.read',
    audit: 'policies.parameters',
    input: Nothing,
    output: z.strictObject({
      regions: z.array(z.strictObject({ code: Region, name: z.string() })),
      names: z.array(z.string()),
      /** What parameters are called by the policies that read them. */
      titles: z.record(z.string(), BothLanguages),
      years: z.array(z.int()),
    }),
  }),
  addParameter: ask({
    method: 'POST',
    path: '/policies/parameters',
    summary: 'Add a standard for a region and a day that has none',
    permission: 'policies.write',
    audit: 'policies.add_parameter',
    input: ParameterDraft,
    output: z.strictObject({ id: Uuid, runId: Uuid }),
  }),
  changeParameter: ask({
    method: 'PUT',
    path: '/policies/parameters/{id}',
    summary: 'Put another value in the place of one; the replaced value is kept',
    permission: 'policies.write',
    audit: 'policies.change_parameter',
    input: z.strictObject({ id: Uuid, version: Version, ...ParameterChange.shape }),
    output: z.strictObject({ id: Uuid, version: Version, runId: Uuid }),
  }),
  withdrawParameter: ask({
    method: 'POST',
    path: '/policies/parameters/{id}/withdraw',
    summary: 'Take back a standard that was recorded by mistake; it stays in the history',
    permission: 'policies.write',
    audit: 'policies.withdraw_parameter',
    input: z.strictObject({ id: Uuid, why }),
    output: z.strictObject({ runId: Uuid }),
  }),
  judgeFile: ask({
    method: 'POST',
    path: '/policies/parameters/check',
    summary: 'What importing a file of standards would do, row by row; nothing is written',
    permission: 'policies.write',
    audit: 'policies.check_file',
    input: ParameterFile,
    output: z.strictObject({ ...counts, rows: z.array(JudgedLine), more: z.boolean() }),
  }),
  importFile: ask({
    method: 'POST',
    path: '/policies/parameters/import',
    summary: 'Import a file of standards: new and changed rows; wrong ones are left out',
    permission: 'policies.write',
    audit: 'policies.import_file',
    input: ParameterFile,
    output: z.strictObject({ ...counts, importId: Uuid, runId: Uuid }),
  }),
  imports: ask({
    method: 'GET',
    path: '/policies/parameters/imports',
    summary: 'Imports of standards, the newest first',
    permission: 'policies.read',
    audit: 'policies.parameters',
    input: Nothing,
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: Uuid,
          at: z.string(),
          by: z.string().nullable(),
          fileName: z.string(),
          document: z.string().nullable(),
          publishedOn: Day.nullable(),
          added: z.int(),
          changed: z.int(),
          unchanged: z.int(),
          wrong: z.int(),
        }),
      ),
    }),
  }),
  results: ask({
    method: 'GET',
    path: '/policies/results',
    summary: 'Registered families with what they are due and what they receive',
    permission: 'policies.read',
    audit: 'policies.results',
    input: ResultListInput,
    output: z.strictObject({ rows: z.array(ResultRow), more: z.boolean() }),
  }),
  resultsTotal: ask({
    method: 'GET',
    path: '/policies/results/total',
    summary: 'How many families a filter finds',
    permission: 'policies.read',
    audit: 'policies.results',
    input: ResultFilter,
    output: z.strictObject({ total: z.int() }),
  }),
  resultsExport: askExport({
    path: '/policies/results/export',
    summary: 'What every family is due, as a spreadsheet',
    permission: 'policies.read',
    audit: 'policies.export_results',
    input: z.strictObject({
      ...ResultFilter.shape,
      sort: ResultListInput.shape.sort,
      order: ResultListInput.shape.order,
    }),
  }),
  figures: ask({
    method: 'GET',
    path: '/policies/results/figures',
    summary: 'Families and money by answer and enrolment; the parts add up to all registered families',
    permission: 'policies.read',
    audit: 'policies.results',
    input: ResultFilter,
    output: z.strictObject({
      households: z.int(),
      states: z.strictObject({ eligible: z.int(), not_eligible: z.int(), unknown: z.int(), none: z.int() }),
      coverage: z.strictObject({
        eligible_not_enrolled: z.int(),
        enrolled_not_eligible: z.int(),
        agree: z.int(),
        undecided: z.int(),
      }),
      enrolled: z.int(),
      personsDue: z.int(),
      dueFen: z.string(),
      paidFen: z.string(),
      counties: z.array(
        z.strictObject({
          area: AreaCode,
          name: z.string(),
          eligible: z.int(),
          enrolled: z.int(),
          undecided: z.int(),
        }),
      ),
    }),
  }),
  household: ask({
    method: 'GET',
    path: '/policies/households/{id}',
    summary: 'What one family is due, why, by which standard, and what it receives',
    permission: 'policies.read',
    audit: 'policies.household',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({
      results: z.array(HouseholdAnswer),
      changes: z.array(
        z.strictObject({
          at: z.string(),
          policy: PolicyId,
          oldState: ResultState.nullable(),
          newState: ResultState,
          oldFen: z.string().nullable(),
          newFen: z.string(),
        }),
      ),
      enrolments: z.array(Enrolment),
      facts: z.array(HouseholdFact),
      months: z.array(HouseholdMonth),
      members: z.array(z.strictObject({ id: Uuid, name: z.string() })),
    }),
  }),
  evaluateAll: ask({
    method: 'POST',
    path: '/policies/runs',
    summary: 'Compute again for all families in the scope of the asker',
    permission: 'policies.evaluate',
    audit: 'policies.evaluate_all',
    input: z.strictObject({ policy: PolicyId.default('dibao') }),
    output: z.strictObject({ runId: Uuid }),
  }),
  run: ask({
    method: 'GET',
    path: '/policies/runs/{id}',
    summary: 'How far a run is',
    permission: 'policies.read',
    audit: 'policies.run',
    input: z.strictObject({ id: Uuid }),
    output: Run,
  }),
  latestRun: ask({
    method: 'GET',
    path: '/policies/runs/latest',
    summary: 'The latest run, null when there was none',
    permission: 'policies.read',
    audit: 'policies.run',
    input: Nothing,
    output: z.strictObject({ run: Run.nullable() }),
  }),
  startEnrolment: ask({
    method: 'POST',
    path: '/policies/enrolments',
    summary: 'A family starts to receive',
    permission: 'enrolments.write',
    audit: 'policies.start_enrolment',
    input: z.strictObject({
      householdId: Uuid,
      programme: Programme,
      /** Who of the family, where the policy is for one person. */
      personId: Uuid.nullable().default(null),
      fromDay: Day,
      /** In the period of the policy; `monthlyFen` says the same of what is paid by the month. */
      amountFen: NonNegativeFen.nullable().default(null),
      monthlyFen: NonNegativeFen.nullable().default(null),
      why,
    }),
    output: Enrolment,
  }),
  endEnrolment: ask({
    method: 'POST',
    path: '/policies/enrolments/{id}/end',
    summary: 'A family no longer receives; `toDay` is the first day without',
    permission: 'enrolments.write',
    audit: 'policies.end_enrolment',
    input: z.strictObject({ id: Uuid, version: Version, toDay: Day, why, cause: EndCause.nullable().default(null) }),
    output: Nothing,
  }),
}
