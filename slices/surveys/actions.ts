import { randomUUIDv7 } from 'node:crypto'
import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope, violatedConstraint } from '../../platform/server/database.ts'
import { findLocalGovernment } from '../organisations/store.ts'
import { sought } from '../registry/search-rules.ts'
import type { SurveyHouseholdFilter } from './contract.ts'
import { surveyWords } from './messages.ts'
import type {
  AreaCoverage,
  BaselineFigure,
  NeedSum,
  Survey,
  SurveyDraft,
  SurveyHousehold,
  SurveyTask,
} from './model.ts'
import * as store from './store.ts'

const whole = (survey: store.SurveyRecord) => areaRange(survey.areaCode)

/** The part of an area that a survey asks about; empty where it lies outside. */
export function within(survey: Pick<store.SurveyRecord, 'areaCode'>, area: string | undefined): store.Range {
  const all = areaRange(survey.areaCode)
  if (area === undefined) return all
  const { from, to } = areaRange(area)
  return { from: from > all.from ? from : all.from, to: to < all.to ? to : all.to }
}

/** A survey is everybody's who asks in it: those of its area, of a part of it, and those who stand above. */
function concerns(act: Act, survey: store.SurveyRecord): boolean {
  const { from, to } = whole(survey)
  return from < act.scope.areaTo && to > act.scope.areaFrom
}

export async function surveyOf(act: Act, id: string): Promise<store.SurveyRecord> {
  const survey = await store.findSurvey(act.tx, id)
  if (!survey || !concerns(act, survey)) throw notFound()
  return survey
}

/** A survey that still takes answers; a signed one is closed. */
export async function openSurvey(act: Act, id: string): Promise<store.SurveyRecord> {
  // Whoever signs waits for answers that are being entered, and who enters finds it signed.
  await store.holdSurvey(act.tx, id)
  const survey = await surveyOf(act, id)
  if (survey.state === 'signed') throw new Problem('conflict', surveyWords.isSigned)
  return survey
}

/** A survey of a wider area is worked at here, and assigned and signed only there. */
export function mustStandAbove(act: Act, survey: store.SurveyRecord): void {
  const { areaFrom, areaTo } = act.scope
  const { from, to } = whole(survey)
  if (from < areaFrom || to > areaTo) throw new Problem('forbidden', surveyWords.onlyAbove)
}

const shown = async (act: Act, survey: store.SurveyRecord): Promise<Survey> => ({
  ...survey,
  counts: await store.countSurvey(act.tx, survey, whole(survey)),
})

export async function listSurveys(act: Act): Promise<{ rows: Survey[] }> {
  const rows: Survey[] = []
  for (const survey of await store.listSurveys(act.tx)) if (concerns(act, survey)) rows.push(await shown(act, survey))
  return { rows }
}

export const getSurvey = async (act: Act, input: { id: string }): Promise<Survey> =>
  shown(act, await surveyOf(act, input.id))

/** Whether a form asks nothing, or asks two things under one key. */
export function formFault({ facts, questions }: SurveyDraft['form']): boolean {
  const keys = questions.map((question) => question.key)
  return new Set(keys).size !== keys.length || facts.length + keys.length === 0
}

export async function createSurvey(act: Act, draft: SurveyDraft): Promise<{ id: string }> {
  if (draft.toDay < draft.fromDay)
    throw new Problem('bad_input', surveyWords.daysWrong, { fields: [{ field: 'toDay', text: surveyWords.daysWrong }] })
  if (formFault(draft.form))
    throw new Problem('bad_input', surveyWords.formWrong, { fields: [{ field: 'form', text: surveyWords.formWrong }] })
  const government = await findLocalGovernment(act.tx, [draft.areaCode, ...ancestorsOf(draft.areaCode)])
  const id = randomUUIDv7()
  const line = act.scope.lineTo === '~' ? (government?.line ?? '0001') : act.scope.lineFrom
  try {
    await store.addSurvey(act.tx, { ...draft, id, organisationLine: line, createdBy: act.accountId })
  } catch (error) {
    if (violatedConstraint(error) === 'survey_tenant_id_name_key')
      throw new Problem('conflict', surveyWords.nameTaken, { fields: [{ field: 'name', text: surveyWords.nameTaken }] })
    throw error
  }
  act.about('survey', id, { area: draft.areaCode })
  return { id }
}

export async function listTasks(act: Act, input: { id: string }): Promise<{ rows: SurveyTask[] }> {
  const survey = await surveyOf(act, input.id)
  const rows: SurveyTask[] = []
  for (const task of await store.tasksOf(act.tx, input.id)) {
    const left = await store.leftOf(act.tx, survey, areaRange(task.areaCode), task.organisationId)
    rows.push({ ...task, left })
  }
  return { rows }
}

export async function assign(
  act: Act,
  input: { id: string; areaCode: string; organisationId: string | null; surveyor: string; dueOn: string },
): Promise<{ taskId: string }> {
  const survey = await openSurvey(act, input.id)
  const range = whole(survey)
  if (input.areaCode < range.from || input.areaCode >= range.to || !liesInScope(act.scope, input.areaCode))
    throw new Problem('bad_input', surveyWords.outside, { fields: [{ field: 'areaCode', text: surveyWords.outside }] })
  const same = (task: store.TaskRecord) =>
    task.areaCode === input.areaCode && task.organisationId === input.organisationId && task.surveyor === input.surveyor
  if ((await store.tasksOf(act.tx, survey.id)).some(same))
    throw new Problem('conflict', surveyWords.assigned, { fields: [{ field: 'surveyor', text: surveyWords.assigned }] })
  const taskId = randomUUIDv7()
  const { id: surveyId, ...task } = input
  await store.addTask(act.tx, { ...task, id: taskId, surveyId })
  act.about('survey', input.id, { area: input.areaCode })
  return { taskId }
}

/** Takes an assignment back, as for somebody who was given the wrong area. */
export async function unassign(act: Act, input: { id: string; taskId: string }): Promise<Record<string, never>> {
  const survey = await openSurvey(act, input.id)
  if ((await store.removeTask(act.tx, survey.id, input.taskId)) === 0) throw notFound()
  act.about('survey', survey.id, { task: input.taskId })
  return {}
}

// Codes tell levels apart by their length: province 2, prefecture 4, county 6, township 9, village 12.
const steps = [2, 4, 6, 9, 12]
const significant = (code: string): number => steps.find((digits) => /^0*$/.test(code.slice(digits))) ?? 12

export async function coverage(
  act: Act,
  input: { id: string; area?: string | undefined },
): Promise<{ rows: AreaCoverage[] }> {
  const survey = await surveyOf(act, input.id)
  const area = input.area ?? survey.areaCode
  const digits = steps.find((step) => step > significant(area)) ?? 12
  return { rows: await store.coverageByArea(act.tx, survey, within(survey, area), digits) }
}

export async function boundsOf(act: Act, filter: SurveyHouseholdFilter): Promise<store.HouseholdBounds> {
  const survey = await surveyOf(act, filter.id)
  return {
    survey,
    ...within(survey, filter.area),
    state: filter.state ?? null,
    sought: (filter.search && sought(filter.search)) || null,
  }
}

export async function listHouseholds(
  act: Act,
  input: SurveyHouseholdFilter & { limit: number; offset: number },
): Promise<{ rows: SurveyHousehold[]; more: boolean }> {
  const rows = await store.listHouseholds(act.tx, await boundsOf(act, input), input.limit + 1, input.offset)
  const page = rows.slice(0, input.limit).map((row) => {
    const { code: _, ...rest } = row as SurveyHousehold & { code: string }
    return rest
  })
  return { rows: page, more: rows.length > input.limit }
}

export const countHouseholds = async (act: Act, filter: SurveyHouseholdFilter): Promise<{ total: number }> => ({
  total: await store.countHouseholds(act.tx, await boundsOf(act, filter)),
})

export async function listNeeds(
  act: Act,
  input: { id: string; area?: string | undefined; limit: number; offset: number },
): Promise<{ rows: NeedSum[]; more: boolean }> {
  const survey = await surveyOf(act, input.id)
  const range = within(survey, input.area)
  const rows = await store.sumNeeds(act.tx, survey, range, input.limit + 1, input.offset)
  return { rows: rows.slice(0, input.limit), more: rows.length > input.limit }
}

/** Signs off: not before every family is surveyed or named with a reason. */
export async function sign(
  act: Act,
  input: { id: string; version: number; note: string },
): Promise<{ households: number }> {
  const survey = await store.lockSurvey(act.tx, input.id)
  if (!survey || !concerns(act, survey)) throw notFound()
  mustStandAbove(act, survey)
  if (survey.state === 'signed' || survey.version !== input.version) throw new Problem('conflict', surveyWords.isSigned)
  const { left } = await store.countSurvey(act.tx, survey, whole(survey))
  if (left > 0) throw new Problem('conflict', surveyWords.stillLeft, { parameters: { count: left } })
  const signed = { at: act.now.toISOString(), by: act.accountId, note: input.note || null }
  const households = await store.signSurvey(act.tx, survey, whole(survey), signed)
  act.about('survey', survey.id, { count: households })
  return { households }
}

export async function compare(act: Act, input: { id: string }): Promise<{ rows: BaselineFigure[] }> {
  const survey = await surveyOf(act, input.id)
  if (survey.state !== 'signed') return { rows: [] }
  const { frozen, now } = await store.compareBaseline(act.tx, survey.id, whole(survey))
  const keys = [
    'households',
    'persons',
    'income_known',
    'average_income_fen',
    'severe',
    'withdrawn',
    'merged',
    'moved',
  ] as const
  return { rows: keys.map((key) => ({ key, frozen: frozen[key], now: now[key] })) }
}
