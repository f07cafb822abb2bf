import { useQuery } from '@tanstack/react-query'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { factWords } from '../../registry/fact-messages.ts'
import { RegisterFact } from '../../registry/fact-model.ts'
import { surveyWords as words } from '../messages.ts'
import type { FormVersion, SurveyQuestion } from '../model.ts'
import { lineOf, questionsOf, sameKeys } from '../question-rules.ts'
import { surveysApi, useSurveyChanged } from './api.ts'
import './surveys.css'

type Filled = { facts?: RegisterFact[]; questions?: string }

/** The form of a survey, and its earlier versions; while the survey is open it may be changed. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const id = usePathPart('id')
  const changed = useSurveyChanged()
  const survey = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  const forms = useQuery(surveysApi.forms.queryOptions({ input: { id } }))
  const error = survey.error ?? forms.error
  if (error && !(survey.data && forms.data)) return <ProblemPage error={error} />
  if (!survey.data || !forms.data) return <Loading />
  const { form, version, name } = survey.data
  const known: SurveyQuestion[] = forms.data.rows.flatMap((row) => row.form.questions)
  const back = `/surveys/${id}`
  return (
    <>
      <PageHead note={t(words.reviseNote)} trail={[{ text: name, to: back }]} />
      <FormPage<Filled, unknown>
        form={`survey.${id}.form.${version}`}
        initial={{ facts: form.facts, questions: form.questions.map(lineOf).join('\n') }}
        submitText={t(words.revise)}
        submit={(filled, { context }) =>
          surveysApi.revise.call(
            {
              id,
              version,
              form: { facts: filled.facts ?? [], questions: sameKeys(known, questionsOf(filled.questions ?? '')) },
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
        <Field
          name="facts"
          label={t(words.facts)}
          kind="several"
          choices={RegisterFact.options.map((value) => ({ value, text: factWords[value] }))}
        />
        <Field name="questions" label={t(words.questions)} help={t(words.questionsHelp)} kind="long" rows={6} />
      </FormPage>
      <div className="survey-versions">
        {forms.data.rows.slice(1).map((row) => (
          <Earlier key={row.version} row={row} />
        ))}
      </div>
    </>
  )
}

function Earlier({ row }: { row: FormVersion }) {
  const t = useWords()
  const { version, answers } = row
  return (
    <Card title={t(words.formVersion, { version, count: answers })}>
      <ul>
        {row.form.facts.map((fact) => (
          <li key={fact}>{t(factWords[fact])}</li>
        ))}
        {row.form.questions.map((question) => (
          <li key={question.key}>{lineOf(question)}</li>
        ))}
      </ul>
    </Card>
  )
}
