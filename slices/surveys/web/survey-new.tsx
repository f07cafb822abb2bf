import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { factWords } from '../../registry/fact-messages.ts'
import { RegisterFact } from '../../registry/fact-model.ts'
import { surveyWords as words } from '../messages.ts'
import { questionsOf } from '../question-rules.ts'
import { surveysApi, useSurveyChanged } from './api.ts'

type Filled = {
  name: string
  purpose?: string
  areaCode: string
  fromDay: string
  toDay: string
  facts?: RegisterFact[]
  questions?: string
}

/** Begins a survey: where, until when, what is asked. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const area = useOwnArea()
  const today = useToday()
  const changed = useSurveyChanged()
  return (
    <>
      <PageHead />
      <FormPage<Filled, { id: string }>
        form="survey.new"
        initial={{ areaCode: area, fromDay: today, facts: ['size', 'annual_income'] }}
        submitText={t(words.create)}
        submit={(filled, { context }) =>
          surveysApi.create.call(
            {
              name: filled.name,
              purpose: filled.purpose?.trim() || null,
              areaCode: filled.areaCode,
              fromDay: filled.fromDay,
              toDay: filled.toDay,
              form: { facts: filled.facts ?? [], questions: questionsOf(filled.questions ?? '') },
            },
            { context },
          )
        }
        done={async ({ id }) => {
          await changed()
          go(`/surveys/${id}`)
        }}
        cancel={() => go('/surveys')}
      >
        <Field name="name" label={t(words.name)} required maxLength={60} />
        <Field name="purpose" label={t(words.purpose)} maxLength={300} />
        <Field name="areaCode" label={t(words.area)} required kind="own">
          <AreaPicker />
        </Field>
        <div className="form-columns">
          <Field name="fromDay" label={t(words.from)} required kind="day" />
          <Field name="toDay" label={t(words.to)} required kind="day" />
        </div>
        <Field
          name="facts"
          label={t(words.facts)}
          kind="several"
          choices={RegisterFact.options.map((value) => ({ value, text: factWords[value] }))}
        />
        <Field name="questions" label={t(words.questions)} help={t(words.questionsHelp)} kind="long" rows={6} />
      </FormPage>
    </>
  )
}
