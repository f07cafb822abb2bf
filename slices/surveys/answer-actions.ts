import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import type { RegisterFact, RegisterFacts } from '../registry/fact-model.ts'
import { factsOnFile, shownFact } from '../registry/fact-store.ts'
import { findHousehold, type HouseholdRecord } from '../registry/household-store.ts'
import { openSurvey, surveyOf } from './actions.ts'
import { proposeChanges } from './change-actions.ts'
import { faultWords, surveyWords } from './messages.ts'
import type { Answer, Answers, ExceptionReason, Need, SurveyForm } from './model.ts'
import { judgeAnswers } from './rules.ts'
import * as store from './store.ts'

async function householdOf(act: Act, survey: store.SurveyRecord, id: string): Promise<HouseholdRecord> {
  const household = await findHousehold(act.tx, id)
  const { from, to } = areaRange(survey.areaCode)
  if (!household || household.areaCode < from || household.areaCode >= to) throw notFound()
  act.about('household', id, { survey: survey.id })
  return household
}

const factsOf = (form: SurveyForm): RegisterFact[] => [
  ...new Set([...form.facts, ...form.questions.flatMap((question) => question.fact ?? [])]),
]

/** The keys under which a form keeps its answers. */
export const keysOf = (form: SurveyForm): string[] => [...form.facts, ...form.questions.map(({ key }) => key)]

const counted: ReadonlySet<RegisterFact> = new Set(['size', 'dwellings', 'vehicles'])

/** What is on file of a fact, as a form shows it. */
function onFile(fact: RegisterFact, file: RegisterFacts): Answers[string] {
  const value = shownFact(fact, file[fact])
  return value !== null && counted.has(fact) ? Number(value) : value
}

export async function getAnswer(act: Act, input: { id: string; householdId: string }): Promise<Answer> {
  const survey = await surveyOf(act, input.id)
  const household = await householdOf(act, survey, input.householdId)
  const answer = await store.findAnswer(act.tx, survey.id, household.id)
  const file = (await factsOnFile(act.tx, act.services.personalData, [household.id])).get(household.id) ?? {}
  return {
    householdId: household.id,
    headName: household.headName,
    fileNumber: household.fileNumber,
    areaName: household.areaName,
    onFile: Object.fromEntries(factsOf(survey.form).map((fact) => [fact, onFile(fact, file)])),
    answers: answer?.answers ?? null,
    needs: answer ? await store.needsOf(act.tx, answer.id) : [],
    note: answer?.note ?? null,
    askedOn: answer?.askedOn ?? null,
    formVersion: answer?.formVersion ?? null,
  }
}

export type Entered = {
  id: string
  householdId: string
  answers: Answers
  needs: readonly Need[]
  note: string
  askedOn: string
}

/** Enters what a family answered; what differs from its file waits to be looked at. */
export async function saveAnswer(act: Act, input: Entered, source: 'page' | 'phone'): Promise<void> {
  const survey = await openSurvey(act, input.id)
  const household = await householdOf(act, survey, input.householdId)
  const { answers, facts, faults } = judgeAnswers(survey.form, input.answers)
  if (faults.length > 0 || input.askedOn > act.today)
    throw new Problem('bad_input', surveyWords.answersWrong, {
      fields: [
        ...faults.map((fault) => ({ field: `answers.${fault.key}`, text: faultWords[fault.kind] })),
        ...(input.askedOn > act.today ? [{ field: 'askedOn', text: surveyWords.dayAhead }] : []),
      ],
    })
  const common = { source, formVersion: survey.formVersion, by: act.accountId, asked: keysOf(survey.form) }
  await store.saveAnswers(act.tx, survey.id, common, [
    {
      id: randomUUIDv7(),
      householdId: household.id,
      answers,
      note: input.note || null,
      askedOn: input.askedOn,
      needs: input.needs.map((need) => ({ ...need, id: randomUUIDv7() })),
    },
  ])
  await proposeChanges(act, survey.id, [{ householdId: household.id, facts, askedOn: input.askedOn }])
}

export async function enterAnswer(act: Act, input: Entered): Promise<Record<string, never>> {
  await saveAnswer(act, input, 'page')
  return {}
}

export async function except(
  act: Act,
  input: { id: string; householdId: string; reason: ExceptionReason; note: string },
): Promise<Record<string, never>> {
  const survey = await openSurvey(act, input.id)
  const household = await householdOf(act, survey, input.householdId)
  const exception = { householdId: household.id, reason: input.reason, note: input.note || null }
  if ((await store.saveExceptions(act.tx, survey.id, act.accountId, [exception])) === 0)
    throw new Problem('conflict', surveyWords.answered)
  return {}
}
