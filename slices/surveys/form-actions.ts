import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { formFault, mustStandAbove, openSurvey, surveyOf } from './actions.ts'
import * as store from './form-store.ts'
import { surveyWords } from './messages.ts'
import type { FormVersion, SurveyForm } from './model.ts'
import { misusedKeys } from './question-rules.ts'

/** The form in all its versions: what was asked when, and how many answered by each. */
export async function listForms(act: Act, input: { id: string }): Promise<{ rows: FormVersion[] }> {
  const survey = await surveyOf(act, input.id)
  return { rows: await store.formsOf(act.tx, survey.id) }
}

/** Changes the form of a survey that is under way: a new version; what was answered by an earlier one stays as it is. */
export async function reviseForm(
  act: Act,
  input: { id: string; version: number; form: SurveyForm },
): Promise<{ formVersion: number }> {
  const survey = await openSurvey(act, input.id)
  mustStandAbove(act, survey)
  const earlier = await store.formsOf(act.tx, survey.id)
  const text = formFault(input.form)
    ? surveyWords.formWrong
    : misusedKeys(
          earlier.map(({ form }) => form),
          input.form,
        ).length > 0
      ? surveyWords.keyTaken
      : undefined
  if (text) throw new Problem('bad_input', text, { fields: [{ field: 'form', text }] })
  if ((await store.reviseForm(act.tx, survey.id, input.version, input.form)) === 0)
    throw new Problem('conflict', surveyWords.changedMeanwhile)
  act.about('survey', survey.id, { formVersion: survey.formVersion + 1 })
  return { formVersion: survey.formVersion + 1 }
}
