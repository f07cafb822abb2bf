import { useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useDraft } from '../../../platform/web/phone/draft.ts'
import { sendAgain, useOutbox } from '../../../platform/web/phone/outbox.ts'
import type { OutboxItem } from '../../../platform/web/phone/outbox-rules.ts'
import {
  BigChoices,
  Coming,
  Nothing,
  NotKept,
  PhoneForm,
  Primary,
  RestoredDraft,
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
import { putAnswer, type SurveyPayload, useSurveys } from './phone-outbox.ts'

/** Asks one family on the phone; what is entered is safe there until it reaches the server. */
export function Page() {
  const t = useWords()
  const id = usePathPart('id')
  const householdId = usePathPart('householdId')
  const { data, error, refetch } = useSurveys()
  const { record } = useAddress()
  const refused = useOutbox().items.find((item) => item.id === record && item.state !== 'waiting')
  // A question that fails while somebody is filling in takes the form away from nobody.
  if (error && !data)
    return (
      <Screen title={t(words.phoneTitle)} back="/surveys">
        <Trouble error={error} retry={() => void refetch()} />
      </Screen>
    )
  if (!data) return <Coming />
  const survey = data.answer.surveys.find((one) => one.id === id)
  const family = survey?.families.find((one) => one.householdId === householdId)
  return (
    <Screen title={family ? t(words.phoneOf, { name: family.headName }) : t(words.phoneTitle)} back="/surveys">
      {survey && family ? (
        <Questions key={`${householdId} ${refused?.id}`} survey={survey} householdId={householdId} refused={refused} />
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

type Filled = { given: Record<string, string>; needs: string; note: string }

/** The form of an answer that was not taken, to be corrected. */
const filledOf = ({ answers, needs, note }: SurveyPayload): Filled => ({
  given: Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, value ?? ''])),
  needs: needs.map(({ item, quantity, unit }) => `${item}${quantity}${unit}`).join('；'),
  note,
})

type QuestionsProps = { survey: OwnSurvey; householdId: string; refused: OutboxItem | undefined }

function Questions({ survey, householdId, refused }: QuestionsProps) {
  const t = useWords()
  const go = useGo()
  const today = useToday()
  const asked = useAsked(survey)
  const draft = useDraft(refused ? `record.${refused.id}` : `survey.${survey.id}.${householdId}`, () =>
    refused ? filledOf(refused.payload as SurveyPayload) : { given: {}, needs: '', note: '' },
  )
  const { given, needs, note } = draft.value
  const fill = (part: Partial<Filled>) => draft.change({ ...draft.value, ...part })
  const [faults, setFaults] = useState<Record<string, string>>({})
  const saving = useAct()
  const save = async () => {
    const read = readNeeds(needs)
    const wrong = judgeAnswers(survey.form, given).faults.map(({ key, kind }) => [key, t(faultWords[kind])])
    const found = Object.fromEntries([...wrong, ...(read ? [] : [['needs', t(surveyWords.needsWrong)]])])
    setFaults(found)
    if (!read || Object.keys(found).length > 0 || saving.busy) return
    const answers = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.trim() || null]))
    const payload = { surveyId: survey.id, householdId, answers, needs: read, note: note.trim(), askedOn: today }
    if (!(await saving.run(() => (refused ? sendAgain(refused.id, payload) : putAnswer(payload))))) return
    draft.forget()
    go('/surveys', true)
  }
  return (
    <PhoneForm act={() => void save()}>
      <RestoredDraft at={draft.restoredAt} reset={draft.reset} />
      {asked.map(({ key, label, choices }) => {
        const change = (value: string) => fill({ given: { ...given, [key]: value } })
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
        change={(needs) => fill({ needs })}
        maxLength={400}
      />
      <TextBox
        label={t(surveyWords.noteField)}
        value={note}
        change={(note) => fill({ note })}
        rows={2}
        maxLength={300}
      />
      <NotKept fault={saving.fault} />
      <Primary busy={saving.busy}>{t(words.save)}</Primary>
    </PhoneForm>
  )
}
