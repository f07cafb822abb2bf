import { isDay } from '../../core/date.ts'
import type { Text } from '../../core/messages.ts'
import { factWords } from '../registry/fact-messages.ts'
import type { RegisterFacts } from '../registry/fact-model.ts'
import { IdentityNumber, Phone } from '../registry/model.ts'
import { surveyChangeWords } from './change-messages.ts'
import { faultWords, reasonWords, sheetWords } from './messages.ts'
import { type Answers, ExceptionReason, type Need, type SurveyForm } from './model.ts'
import { judgeAnswers, readNeeds } from './rules.ts'

/** A line of a returned form. */
export type ReturnedLine = {
  fileNumber: string
  answers: Answers
  facts: RegisterFacts
  needs: readonly Need[]
  reason: ExceptionReason | undefined
  badReason: string | undefined
  note: string | null
  askedOn: string | undefined
  /** What stands there as the day and is none. */
  badDay: string | undefined
  /** For families without a file number: who and where. */
  head: string
  area: string
  address: string
  identityNumber: string | null
  phone: string | null
  faults: readonly { question: string; words: Text }[]
  /** Nothing was filled in. */
  empty: boolean
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

const reasonOf = (text: string): ExceptionReason | undefined =>
  ExceptionReason.options.find((reason) => [reasonWords[reason].zh, reasonWords[reason].en].includes(text))

const dayOf = (text: string): string | undefined => {
  const asked = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})/.exec(text)
  const day = asked && `${asked[1]}-${asked[2]?.padStart(2, '0')}-${asked[3]?.padStart(2, '0')}`
  return day && isDay(day) ? day : undefined
}

/** How a returned form is read, by the headings it came with; undefined when it has no column of file numbers. */
export function returnedForm(
  form: SurveyForm,
  headings: readonly string[],
): ((cells: readonly string[]) => ReturnedLine) | undefined {
  const places = new Map(headings.map((heading, place) => [plain(heading), place]))
  const placeOf = (words: Text) => places.get(plain(words.zh)) ?? places.get(plain(words.en))
  if (placeOf(sheetWords.fileNumber) === undefined) return undefined
  const asked = [
    ...form.facts.map((fact) => ({ key: fact as string, text: factWords[fact] })),
    ...form.questions.map(({ key, text }) => ({ key, text: { zh: text, en: text } })),
  ].flatMap(({ key, text }) => {
    const place = placeOf(text)
    return place === undefined ? [] : [{ key, text, place }]
  })
  const nameOf = new Map(asked.map(({ key, text }) => [key, text.zh]))
  return (cells) => {
    const at = (words: Text) => (cells[placeOf(words) ?? -1] ?? '').trim()
    const given = Object.fromEntries(asked.map(({ key, place }) => [key, (cells[place] ?? '').trim().slice(0, 200)]))
    const { answers, facts, faults } = judgeAnswers(form, given)
    const needs = readNeeds(at(sheetWords.needs))
    const reason = reasonOf(at(sheetWords.reason))
    const number = at(sheetWords.foundNumber)
    const identityNumber = IdentityNumber.safeParse(number).data
    return {
      fileNumber: at(sheetWords.fileNumber),
      answers: Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, value === '' ? null : value])),
      facts,
      needs: needs ?? [],
      reason,
      badReason: reason ? undefined : at(sheetWords.reason) || undefined,
      note: at(sheetWords.note).slice(0, 300) || null,
      askedOn: dayOf(at(sheetWords.askedOn)),
      badDay: dayOf(at(sheetWords.askedOn)) ? undefined : at(sheetWords.askedOn) || undefined,
      head: at(sheetWords.head).slice(0, 60),
      area: at(sheetWords.area),
      address: at(sheetWords.address).slice(0, 200),
      identityNumber: identityNumber ?? null,
      phone: Phone.safeParse(at(sheetWords.foundPhone)).data ?? null,
      faults: [
        ...faults.map((fault) => ({ question: nameOf.get(fault.key) ?? fault.key, words: faultWords[fault.kind] })),
        ...(needs ? [] : [{ question: sheetWords.needs.zh, words: faultWords.needs }]),
        ...(number && !identityNumber
          ? [{ question: sheetWords.foundNumber.zh, words: surveyChangeWords.numberWrong }]
          : []),
      ],
      empty:
        Object.values(given).every((text) => text === '') &&
        [sheetWords.needs, sheetWords.reason, sheetWords.askedOn].every((words) => at(words) === ''),
    }
  }
}
