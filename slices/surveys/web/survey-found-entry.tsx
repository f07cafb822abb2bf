import { useQuery } from '@tanstack/react-query'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { surveyChangeWords as words } from '../change-messages.ts'
import { sheetWords, surveyWords } from '../messages.ts'
import type { Survey } from '../model.ts'
import { readNeeds } from '../rules.ts'
import { surveysApi, useSurveyChanged } from './api.ts'
import { type FilledAnswers, givenAnswers, SurveyFields } from './survey-fields.tsx'

type Filled = {
  name: string
  areaCode: string
  address?: string
  size?: number
  identityNumber?: string
  phone?: string
  answers?: FilledAnswers
  needs?: string
  note?: string
  askedOn: string
}

/** Enters a family that is not on file, with what it answers and needs. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <Entry survey={data} /> : <Loading />
}

function Entry({ survey }: { survey: Survey }) {
  const t = useWords()
  const go = useGo()
  const today = useToday()
  const changed = useSurveyChanged()
  const back = `/surveys/${survey.id}/found`
  return (
    <>
      <PageHead note={t(words.foundNote)} trail={[{ text: survey.name, to: `/surveys/${survey.id}` }]} />
      <FormPage<Filled, unknown>
        form={`survey.found.${survey.id}`}
        initial={{ askedOn: today }}
        submitText={t(words.save)}
        submit={(filled, { context }) =>
          surveysApi.enterFound.call(
            {
              id: survey.id,
              areaCode: filled.areaCode,
              name: filled.name,
              address: filled.address?.trim() || null,
              size: filled.size ?? null,
              identityNumber: filled.identityNumber?.trim() || null,
              phone: filled.phone?.trim() || null,
              answers: givenAnswers(filled.answers),
              needs: readNeeds(filled.needs ?? '') ?? [],
              note: filled.note ?? '',
              askedOn: filled.askedOn,
            },
            { context },
          )
        }
        done={async () => {
          await changed()
          go(back)
        }}
        cancel={() => go(back)}
      >
        <div className="form-columns">
          <Field name="name" label={t(words.name)} required maxLength={60} />
          <Field name="areaCode" label={t(sheetWords.area)} required kind="own">
            <AreaPicker within={survey.areaCode} />
          </Field>
          <Field name="address" label={t(surveyWords.address)} maxLength={200} />
          <Field name="size" label={t(words.size)} kind="number" min={1} max={30} />
          <Field name="identityNumber" label={t(words.identityNumber)} maxLength={20} />
          <Field name="phone" label={t(words.phone)} maxLength={20} />
          <SurveyFields form={survey.form} />
          <Field name="askedOn" label={t(surveyWords.askedOn)} required kind="day" />
        </div>
        <Field
          name="needs"
          label={t(surveyWords.needs)}
          help={t(surveyWords.needsHelp)}
          maxLength={400}
          check={(value) => (readNeeds(String(value ?? '')) ? undefined : t(surveyWords.needsWrong))}
        />
        <Field name="note" label={t(surveyWords.noteField)} maxLength={300} />
      </FormPage>
    </>
  )
}
