import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { reasonWords, surveyWords as words } from '../messages.ts'
import { type Answer, ExceptionReason, type Survey } from '../model.ts'
import { readNeeds } from '../rules.ts'
import { surveysApi, useSurveyChanged } from './api.ts'
import { type FilledAnswers, filledAnswers, givenAnswers, SurveyFields } from './survey-fields.tsx'

type Filled = { answers?: FilledAnswers; needs?: string; note?: string; askedOn: string }

/** What one family answers and needs; what is on file stands beside each fact. */
export function Page() {
  const id = usePathPart('id')
  const householdId = usePathPart('householdId')
  const survey = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  const answer = useQuery(surveysApi.answer.queryOptions({ input: { id, householdId } }))
  const error = survey.error ?? answer.error
  if (error && !(survey.data && answer.data)) return <ProblemPage error={error} />
  return survey.data && answer.data ? <Entry survey={survey.data} answer={answer.data} /> : <Loading />
}

function Entry({ survey, answer }: { survey: Survey; answer: Answer }) {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const today = useToday()
  const changed = useSurveyChanged()
  const [excepting, setExcepting] = useState(false)
  const back = `/surveys/${survey.id}`
  const leave = async () => {
    await changed()
    go(back)
  }
  const write = survey.state === 'open' && may('surveys.write')
  return (
    <>
      <PageHead
        title={t(words.enterTitle, { name: answer.headName, number: answer.fileNumber })}
        note={[
          answer.areaName,
          answer.formVersion !== null && answer.formVersion !== survey.formVersion
            ? t(words.answeredBy, { version: answer.formVersion, now: survey.formVersion })
            : '',
        ]
          .filter(Boolean)
          .join(' · ')}
        trail={[{ text: survey.name, to: back }]}
        primary={write && !answer.answers && <Button onClick={() => setExcepting(true)}>{t(words.cannot)}</Button>}
      />
      <FormPage<Filled, unknown>
        form={`survey.${survey.id}.${answer.householdId}`}
        initial={{
          answers: filledAnswers(answer.answers),
          needs: answer.needs.map((need) => `${need.item} ${need.quantity} ${need.unit}`).join('；'),
          ...(answer.note ? { note: answer.note } : {}),
          askedOn: answer.askedOn ?? today,
        }}
        submitText={t(words.save)}
        submit={(filled, { context }) =>
          surveysApi.enter.call(
            {
              id: survey.id,
              householdId: answer.householdId,
              answers: givenAnswers(filled.answers),
              needs: readNeeds(filled.needs ?? '') ?? [],
              note: filled.note ?? '',
              askedOn: filled.askedOn,
            },
            { context },
          )
        }
        done={() => void leave()}
        cancel={() => go(back)}
      >
        <div className="form-columns">
          <SurveyFields form={survey.form} file={answer.onFile} />
          <Field name="askedOn" label={t(words.askedOn)} required kind="day" />
        </div>
        <Field
          name="needs"
          label={t(words.needs)}
          help={t(words.needsHelp)}
          maxLength={400}
          check={(value) => (readNeeds(String(value)) ? undefined : t(words.needsWrong))}
        />
        <Field name="note" label={t(words.noteField)} maxLength={300} />
      </FormPage>
      {excepting && <Except survey={survey} answer={answer} close={() => setExcepting(false)} done={leave} />}
    </>
  )
}

type ExceptProps = { survey: Survey; answer: Answer; close: () => void; done: () => Promise<void> }

/** Names why a family cannot be asked. */
function Except({ survey, answer, close, done }: ExceptProps) {
  const t = useWords()
  const ids = { reason: useId(), note: useId() }
  const [key] = useState(newId)
  const [reason, setReason] = useState<ExceptionReason>()
  const [note, setNote] = useState('')
  const act = async () => {
    if (!reason) return
    const asked = { id: survey.id, householdId: answer.householdId, reason, note: note.trim() }
    await surveysApi.except.call(asked, { context: { idempotencyKey: key } })
    await done()
  }
  return (
    <Dialog title={t(words.cannot)} action={t(words.save)} act={act} disabled={!reason} close={close}>
      <div className="stacked">
        <label htmlFor={ids.reason}>{t(words.reason)}</label>
        <Select
          id={ids.reason}
          value={reason}
          onChange={setReason}
          options={ExceptionReason.options.map((value) => ({ value, label: t(reasonWords[value]) }))}
        />
      </div>
      <div className="stacked">
        <label htmlFor={ids.note}>{t(words.noteField)}</label>
        <Input id={ids.note} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </Dialog>
  )
}
