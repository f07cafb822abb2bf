import { useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import {
  BigChoices,
  Coming,
  Nothing,
  PhoneForm,
  Primary,
  Screen,
  TextBox,
  Trouble,
} from '../../../platform/web/phone/parts.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { factWords } from '../../registry/fact-messages.ts'
import { factChoices } from '../../registry/fact-rules.ts'
import { surveyChangeWords as words } from '../change-messages.ts'
import type { OwnSurvey } from '../contract.ts'
import { faultWords, surveyWords } from '../messages.ts'
import { judgeAnswers, readNeeds } from '../rules.ts'
import { putAnswer, useSurveys } from './phone-outbox.ts'

/** Asks one family on the phone; what is entered is safe there until it reaches the server. */
export function Page() {
  const t = useWords()
  const id = usePathPart('id')
  const householdId = usePathPart('householdId')
  const { data, error, refetch } = useSurveys()
  if (error) return <Trouble error={error} retry={() => void refetch()} />
  if (!data) return <Coming />
  const survey = data.answer.surveys.find((one) => one.id === id)
  const family = survey?.families.find((one) => one.householdId === householdId)
  return (
    <Screen title={family ? t(words.phoneOf, { name: family.headName }) : t(words.phoneTitle)} back="/surveys">
      {survey && family ? (
        <Questions key={householdId} survey={survey} householdId={householdId} />
      ) : (
        <Nothing text={t(words.phoneClosed)} />
      )}
    </Screen>
  )
}

type Choice = { value: string; text: string }

/** Everything a survey asks, as the phone shows it: a choice or a line to write in. */
function useAsked({ form }: OwnSurvey): { key: string; label: string; choices: Choice[] | undefined }[] {
  const t = useWords()
  const choicesOf = (fact: keyof typeof factWords) => {
    const choices = factChoices[fact]
    return choices && Object.entries(choices).map(([value, text]) => ({ value, text: t(text) }))
  }
  const yesNo = [
    { value: '是', text: t(words.yes) },
    { value: '否', text: t(words.no) },
  ]
  return [
    ...form.facts.map((fact) => ({ key: fact as string, label: t(factWords[fact]), choices: choicesOf(fact) })),
    ...form.questions.map(({ key, text, kind, choices, fact }) => ({
      key,
      label: text,
      choices: fact
        ? choicesOf(fact)
        : kind === 'yes_no'
          ? yesNo
          : kind === 'choice'
            ? choices.map((value) => ({ value, text: value }))
            : undefined,
    })),
  ]
}

function Questions({ survey, householdId }: { survey: OwnSurvey; householdId: string }) {
  const t = useWords()
  const go = useGo()
  const today = useToday()
  const asked = useAsked(survey)
  const [given, setGiven] = useState<Record<string, string>>({})
  const [needs, setNeeds] = useState('')
  const [note, setNote] = useState('')
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const read = readNeeds(needs)
    const wrong = judgeAnswers(survey.form, given).faults.map(({ key, kind }) => [key, t(faultWords[kind])])
    const found = Object.fromEntries([...wrong, ...(read ? [] : [['needs', t(surveyWords.needsWrong)]])])
    setFaults(found)
    if (!read || Object.keys(found).length > 0 || busy) return
    setBusy(true)
    const answers = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.trim() || null]))
    await putAnswer({ surveyId: survey.id, householdId, answers, needs: read, note: note.trim(), askedOn: today })
    go('/surveys', true)
  }
  return (
    <PhoneForm act={() => void save()}>
      {asked.map(({ key, label, choices }) => {
        const change = (value: string) => setGiven({ ...given, [key]: value })
        const chosen = given[key] ? [given[key]] : []
        return choices ? (
          <BigChoices
            key={key}
            label={label}
            choices={choices}
            chosen={chosen}
            change={([value]) => change(value ?? '')}
          />
        ) : (
          <TextBox
            key={key}
            label={label}
            {...(faults[key] ? { fault: faults[key] } : {})}
            value={given[key] ?? ''}
            change={change}
            maxLength={200}
          />
        )
      })}
      <TextBox
        label={t(surveyWords.needs)}
        help={t(surveyWords.needsHelp)}
        {...(faults.needs ? { fault: faults.needs } : {})}
        value={needs}
        change={setNeeds}
        maxLength={400}
      />
      <TextBox label={t(surveyWords.noteField)} value={note} change={setNote} rows={2} maxLength={300} />
      <Primary busy={busy}>{t(words.save)}</Primary>
    </PhoneForm>
  )
}
