import { type Say, useLanguage, useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { factFaultWords, factWords } from '../../registry/fact-messages.ts'
import type { RegisterFact } from '../../registry/fact-model.ts'
import { factChoices, factText, readFact, sealedFacts } from '../../registry/fact-rules.ts'
import { surveyWords as words } from '../messages.ts'
import type { Answer, Answers, SurveyForm } from '../model.ts'

/** What a form of a survey holds while it is filled in: everything as text, under the keys of the answers. */
export type FilledAnswers = Record<string, string | undefined>

export const yesNo = [
  { value: '是', text: { zh: '是', en: 'Yes' } },
  { value: '否', text: { zh: '否', en: 'No' } },
]

/** Stored answers as a form shows them. */
export const filledAnswers = (answers: Answers | null): FilledAnswers =>
  Object.fromEntries(
    Object.entries(answers ?? {}).map(([key, value]) => [
      key,
      value === true ? '是' : value === false ? '否' : value === null ? undefined : String(value),
    ]),
  )

/** What was filled in as it is sent; empty is not known. */
export const givenAnswers = (filled: FilledAnswers | undefined): Answers =>
  Object.fromEntries(Object.entries(filled ?? {}).map(([key, value]) => [key, value || null]))

function checkOf(fact: RegisterFact, t: Say) {
  return (value: unknown) => {
    const read = readFact(fact, String(value ?? ''))
    return 'fault' in read ? t(factFaultWords[read.fault]) : undefined
  }
}

type FactProps = { name: string; fact: RegisterFact; label?: string; file?: Answer['onFile'] }

/** A fact of the register, asked in its own words or in those of a question; what is on file stands below. */
function FactField({ name, fact, label, file }: FactProps) {
  const t = useWords()
  const language = useLanguage()
  const value = file?.[fact]
  const shown = value === null || value === undefined ? t(words.unknown) : factText(fact, String(value), language)
  const choices = factChoices[fact]
  const common = {
    name: ['answers', name],
    label: label ?? t(factWords[fact]),
    ...(file ? { help: t(words.onFile, { value: shown }) } : {}),
  }
  return choices ? (
    <Field {...common} kind="choice" choices={Object.entries(choices).map(([code, text]) => ({ value: code, text }))} />
  ) : (
    <Field {...common} maxLength={200} check={checkOf(fact, t)} />
  )
}

/** The questions of a survey in a form. Families without a file are not asked for what is kept sealed there. */
export function SurveyFields({ form, file }: { form: SurveyForm; file?: Answer['onFile'] }) {
  const asked = (fact: RegisterFact) => file !== undefined || (!sealedFacts.has(fact) && fact !== 'size')
  return (
    <>
      {form.facts.filter(asked).map((fact) => (
        <FactField key={fact} name={fact} fact={fact} {...(file ? { file } : {})} />
      ))}
      {form.questions.map((question) =>
        question.fact ? (
          asked(question.fact) && (
            <FactField
              key={question.key}
              name={question.key}
              fact={question.fact}
              label={question.text}
              {...(file ? { file } : {})}
            />
          )
        ) : question.kind === 'text' || question.kind === 'number' ? (
          <Field key={question.key} name={['answers', question.key]} label={question.text} maxLength={200} />
        ) : (
          <Field
            key={question.key}
            name={['answers', question.key]}
            label={question.text}
            kind="choice"
            choices={question.kind === 'yes_no' ? yesNo : question.choices.map((value) => ({ value, text: value }))}
          />
        ),
      )}
    </>
  )
}
