import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExport, askExportOf, askList, Nothing, pageInput, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { RegisterFact } from '../registry/fact-model.ts'
import { IdentityNumber, Phone } from '../registry/model.ts'
import {
  Answer,
  Answers,
  AreaCoverage,
  BaselineFigure,
  ChangeState,
  ExceptionReason,
  FormVersion,
  FoundFamily,
  Need,
  NeedSum,
  Survey,
  SurveyChange,
  SurveyDraft,
  SurveyForm,
  SurveyHousehold,
  SurveyState,
  SurveyTask,
} from './model.ts'

const one = z.strictObject({ id: Uuid })
const why = z.string().trim().max(300).default('')

export const SurveyHouseholdFilter = z.strictObject({
  id: Uuid,
  area: AreaCode.optional(),
  state: SurveyState.optional(),
  search: z.string().trim().max(40).optional(),
})
export type SurveyHouseholdFilter = z.infer<typeof SurveyHouseholdFilter>
export const SurveyHouseholdInput = z.strictObject({ ...SurveyHouseholdFilter.shape, ...pageInput })
const NeedFilter = z.strictObject({ id: Uuid, area: AreaCode.optional() })
export const NeedInput = z.strictObject({ ...NeedFilter.shape, ...pageInput })

export const SurveyChangeFilter = z.strictObject({
  id: Uuid,
  area: AreaCode.optional(),
  state: ChangeState.optional(),
  fact: RegisterFact.optional(),
})
export type SurveyChangeFilter = z.infer<typeof SurveyChangeFilter>
export const SurveyChangeInput = z.strictObject({ ...SurveyChangeFilter.shape, ...pageInput })

export const FoundInput = z.strictObject({ ...NeedFilter.shape, ...pageInput })

const answered = {
  answers: Answers,
  needs: z.array(Need).max(30).default([]),
  note: why,
  askedOn: Day,
}

/** What a phone keeps until it reaches the server; the payload is checked for itself. */
export const SurveyItem = z.strictObject({
  id: Uuid,
  kind: z.literal('survey_answer'),
  accountId: Uuid,
  device: z.string().max(60).default(''),
  madeAt: z.iso.datetime({ offset: true }),
  formVersion: z.int().min(0).max(9999).default(1),
  payload: z.strictObject({ surveyId: Uuid, householdId: Uuid, ...answered }),
  hash: z.string().max(64).default(''),
})

const OwnSurvey = z.strictObject({
  id: Uuid,
  name: z.string(),
  purpose: z.string().nullable(),
  toDay: Day,
  form: SurveyForm,
  families: z.array(
    z.strictObject({ householdId: Uuid, headName: z.string(), address: z.string().nullable(), state: SurveyState }),
  ),
})
export type OwnSurvey = z.infer<typeof OwnSurvey>

const surveyList = ask({
  method: 'GET',
  path: '/surveys',
  summary: 'Surveys with how far they are',
  permission: 'surveys.read',
  audit: 'surveys.list',
  input: Nothing,
  output: z.strictObject({ rows: z.array(Survey) }),
})

const areaCoverage = ask({
  method: 'GET',
  path: '/surveys/{id}/coverage',
  summary: 'Proof of coverage by area: surveyed, named with a reason, left',
  permission: 'surveys.read',
  audit: 'surveys.read',
  input: z.strictObject({ id: Uuid, area: AreaCode.optional() }),
  output: z.strictObject({ rows: z.array(AreaCoverage) }),
})

const taskList = ask({
  method: 'GET',
  path: '/surveys/{id}/tasks',
  summary: 'Who asks where, and how many families are left there',
  permission: 'surveys.read',
  audit: 'surveys.read',
  input: one,
  output: z.strictObject({ rows: z.array(SurveyTask) }),
})

const changesList = askList({
  path: '/surveys/{id}/changes',
  summary: 'Where answers differ from the files, to be looked at',
  permission: 'surveys.read',
  audit: 'surveys.changes',
  input: SurveyChangeInput,
  filter: SurveyChangeFilter,
  row: SurveyChange,
})

const householdsList = askList({
  path: '/surveys/{id}/households',
  summary: 'The families of a survey',
  permission: 'surveys.read',
  audit: 'surveys.households',
  input: SurveyHouseholdInput,
  filter: SurveyHouseholdFilter,
  row: SurveyHousehold,
})

export const surveysContract = {
  list: surveyList,
  export: askExportOf(surveyList),
  create: ask({
    method: 'POST',
    path: '/surveys',
    summary: 'Begin a survey of every family of an area',
    permission: 'surveys.write',
    audit: 'surveys.create',
    input: SurveyDraft,
    output: one,
  }),
  get: ask({
    method: 'GET',
    path: '/surveys/{id}',
    summary: 'One survey with its form and counts',
    permission: 'surveys.read',
    audit: 'surveys.read',
    input: one,
    output: Survey,
  }),
  forms: ask({
    method: 'GET',
    path: '/surveys/{id}/forms',
    summary: 'The form in all its versions, the newest first',
    permission: 'surveys.read',
    audit: 'surveys.read',
    input: one,
    output: z.strictObject({ rows: z.array(FormVersion) }),
  }),
  revise: ask({
    method: 'PUT',
    path: '/surveys/{id}/form',
    summary: 'Change the form of a survey under way: a new version, earlier answers stay',
    permission: 'surveys.write',
    audit: 'surveys.revise',
    input: z.strictObject({ id: Uuid, version: Version, form: SurveyForm }),
    output: z.strictObject({ formVersion: z.int() }),
  }),
  tasks: taskList,
  exportTasks: askExportOf(taskList),
  assign: ask({
    method: 'POST',
    path: '/surveys/{id}/tasks',
    summary: 'Give an area, or the families of a unit, to somebody',
    permission: 'surveys.write',
    audit: 'surveys.assign',
    input: z.strictObject({
      id: Uuid,
      areaCode: AreaCode,
      organisationId: Uuid.nullable().default(null),
      surveyor: z.string().trim().min(1, { error: 'blank' }).max(60),
      dueOn: Day,
    }),
    output: z.strictObject({ taskId: Uuid }),
  }),
  unassign: ask({
    method: 'DELETE',
    path: '/surveys/{id}/tasks/{taskId}',
    summary: 'Take an assignment back',
    permission: 'surveys.write',
    audit: 'surveys.unassign',
    input: z.strictObject({ id: Uuid, taskId: Uuid }),
    output: Nothing,
  }),
  coverage: areaCoverage,
  exportCoverage: askExportOf(areaCoverage),
  households: householdsList.list,
  total: householdsList.total,
  exportHouseholds: householdsList.export,
  sheet: askExport({
    path: '/surveys/{id}/sheet',
    summary: 'The form as a spreadsheet to be filled in outside and returned',
    permission: 'surveys.write',
    audit: 'surveys.export',
    input: SurveyHouseholdFilter,
  }),
  returnSheet: ask({
    method: 'POST',
    path: '/surveys/{id}/sheet',
    summary: 'Take in a returned spreadsheet; rows that cannot be read are named and left out',
    permission: 'surveys.write',
    audit: 'surveys.return',
    input: z.strictObject({ id: Uuid, file: z.file() }),
    output: z.strictObject({
      taken: z.int(),
      excepted: z.int(),
      /** Families not on file. */
      found: z.int(),
      faults: z.array(z.strictObject({ row: z.int(), text: z.string() })),
    }),
  }),
  answer: ask({
    method: 'GET',
    path: '/surveys/{id}/households/{householdId}',
    summary: 'What a family answered, beside what is on file',
    permission: 'surveys.read',
    audit: 'surveys.answer_read',
    input: z.strictObject({ id: Uuid, householdId: Uuid }),
    output: Answer,
  }),
  enter: ask({
    method: 'PUT',
    path: '/surveys/{id}/households/{householdId}',
    summary: 'Enter what a family answered and needs',
    permission: 'surveys.write',
    audit: 'surveys.enter',
    input: z.strictObject({ id: Uuid, householdId: Uuid, ...answered }),
    output: Nothing,
  }),
  except: ask({
    method: 'POST',
    path: '/surveys/{id}/households/{householdId}/except',
    summary: 'A family could not be asked, for a named reason',
    permission: 'surveys.write',
    audit: 'surveys.except',
    input: z.strictObject({ id: Uuid, householdId: Uuid, reason: ExceptionReason, note: why }),
    output: Nothing,
  }),
  changes: changesList.list,
  changeTotal: changesList.total,
  exportChanges: changesList.export,
  decide: ask({
    method: 'POST',
    path: '/surveys/{id}/changes/decide',
    summary: 'Write answers into the files as holding from the day of asking, or leave them out for a reason',
    permission: 'registry.write',
    audit: 'surveys.decide',
    input: z
      .strictObject({ id: Uuid, changeIds: z.array(Uuid).min(1).max(200), take: z.boolean(), why })
      .refine((input) => input.take || input.why.length >= 2, { error: 'blank', path: ['why'] }),
    output: z.strictObject({ decided: z.int() }),
  }),
  takeAll: ask({
    method: 'POST',
    path: '/surveys/{id}/changes/take-all',
    summary: 'Write everything that is open into the files in the background; what the files moved on from is left',
    permission: 'registry.write',
    audit: 'surveys.take_all',
    input: z.strictObject({ id: Uuid, area: AreaCode.optional() }),
    output: z.strictObject({ open: z.int() }),
  }),
  found: ask({
    method: 'GET',
    path: '/surveys/{id}/found',
    summary: 'Families that were found and are not on file',
    permission: 'surveys.read',
    audit: 'surveys.households',
    input: FoundInput,
    output: z.strictObject({ rows: z.array(FoundFamily), more: z.boolean() }),
  }),
  exportFound: askExport({
    path: '/surveys/{id}/found/export',
    summary: 'Families that are not on file as a spreadsheet',
    permission: 'surveys.read',
    audit: 'surveys.export',
    input: z.strictObject({ id: Uuid, area: AreaCode.optional() }),
  }),
  enterFound: ask({
    method: 'POST',
    path: '/surveys/{id}/found',
    summary: 'Enter a family that is not on file',
    permission: 'surveys.write',
    audit: 'surveys.enter_found',
    input: z.strictObject({
      id: Uuid,
      areaCode: AreaCode,
      name: z.string().trim().min(1, { error: 'blank' }).max(60),
      address: z.string().trim().max(200).nullable().default(null),
      size: z.int().min(1).max(30).nullable().default(null),
      identityNumber: IdentityNumber.nullable().default(null),
      phone: Phone.nullable().default(null),
      ...answered,
    }),
    output: Nothing,
  }),
  fileFound: ask({
    method: 'POST',
    path: '/surveys/{id}/found/{answerId}/file',
    summary: 'Open a file for a family that was found; one that stands in a file already is led there',
    permission: 'registry.write',
    audit: 'surveys.file_found',
    input: z.strictObject({ id: Uuid, answerId: Uuid }),
    output: z.strictObject({ householdId: Uuid, fileNumber: z.string(), linked: z.boolean() }),
  }),
  mine: ask({
    method: 'GET',
    path: '/my/surveys',
    summary: 'Open surveys of the families a helper stands by',
    permission: 'own_families.read',
    audit: 'my.surveys',
    input: Nothing,
    output: z.strictObject({ surveys: z.array(OwnSurvey) }),
  }),
  sync: ask({
    method: 'POST',
    path: '/surveys/sync',
    summary: 'Answers entered on a phone without a signal, each answered for itself; sent again, they are the same',
    permission: 'surveys.answer',
    audit: 'surveys.sync',
    input: z.strictObject({ items: z.array(SurveyItem.or(z.unknown())).min(1).max(50) }),
    output: z.strictObject({
      receipts: z.array(
        z.strictObject({
          id: z.string(),
          result: z.enum(['stored', 'already', 'conflict', 'rejected']),
          message: z.string().optional(),
        }),
      ),
    }),
  }),
  needs: ask({
    method: 'GET',
    path: '/surveys/{id}/needs',
    summary: 'What is needed, added up to a purchasing list',
    permission: 'surveys.read',
    audit: 'surveys.needs',
    input: NeedInput,
    output: z.strictObject({ rows: z.array(NeedSum), more: z.boolean() }),
  }),
  exportNeeds: askExport({
    path: '/surveys/{id}/needs/export',
    summary: 'The purchasing list as a spreadsheet',
    permission: 'surveys.read',
    audit: 'surveys.export',
    input: NeedFilter,
  }),
  sign: ask({
    method: 'POST',
    path: '/surveys/{id}/sign',
    summary: 'Sign off: every family is accounted for; the picture is frozen',
    permission: 'surveys.sign',
    audit: 'surveys.sign',
    input: z.strictObject({ id: Uuid, version: Version, note: why }),
    output: z.strictObject({ households: z.int() }),
  }),
  compare: ask({
    method: 'GET',
    path: '/surveys/{id}/compare',
    summary: 'The frozen picture beside the same families now',
    permission: 'surveys.read',
    audit: 'surveys.read',
    input: one,
    output: z.strictObject({ rows: z.array(BaselineFigure) }),
  }),
}
