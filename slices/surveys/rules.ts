import type { RegisterFact, RegisterFacts } from '../registry/fact-model.ts'
import { readFact, sealedFacts } from '../registry/fact-rules.ts'
import type { faultWords } from './messages.ts'
import type { Answers, Need, SurveyForm, SurveyQuestion } from './model.ts'

/** What is wrong with an answer, and at which question or fact. */
export type AnswerFault = { key: string; kind: keyof typeof faultWords }

/** A cell or field as the answer of a question; undefined with what is wrong. Empty is not known. */
export function readAnswer(
  question: Omit<SurveyQuestion, 'fact'>,
  text: string,
): { value: string | number | boolean | null } | AnswerFault {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return { value: null }
  if (question.kind === 'number') {
    const number = Number(plain.replace(/,/g, ''))
    return Number.isFinite(number) ? { value: number } : { key: question.key, kind: 'not_a_number' }
  }
  if (question.kind === 'yes_no') {
    if (/^(是|有|√|☑|y|yes|true|1)$/i.test(plain)) return { value: true }
    if (/^(否|无|没有|×|n|no|false|0)$/i.test(plain)) return { value: false }
    return { key: question.key, kind: 'not_yes_no' }
  }
  if (question.kind === 'choice' && !question.choices.includes(plain))
    return { key: question.key, kind: 'not_a_choice' }
  return { value: plain.slice(0, 200) }
}

const textOf = (given: Answers[string] | undefined): string =>
  given === null || given === undefined ? '' : given === true ? '是' : given === false ? '否' : String(given)

/**
 * Answers of a form: only its own questions and facts, each as it asks. `facts` are what was said about the file, as the
 * register holds it; what is sealed there is not kept among the answers.
 */
export function judgeAnswers(
  form: SurveyForm,
  answers: Answers,
): { answers: Answers; facts: RegisterFacts; faults: AnswerFault[] } {
  const kept: Answers = {}
  const facts: RegisterFacts = {}
  const faults: AnswerFault[] = []
  const takeFact = (key: string, fact: RegisterFact) => {
    const read = readFact(fact, textOf(answers[key]))
    if ('fault' in read) {
      faults.push({ key, kind: read.fault })
      return
    }
    if (read.value !== null) facts[fact] ??= read.value
    if (!sealedFacts.has(fact) && answers[key] !== undefined) kept[key] = answers[key]
  }
  for (const question of form.questions) {
    if (question.fact) {
      takeFact(question.key, question.fact)
      continue
    }
    const read = readAnswer(question, textOf(answers[question.key]))
    if ('kind' in read) faults.push(read)
    else kept[question.key] = read.value
  }
  for (const fact of form.facts) takeFact(fact, fact)
  return { answers: kept, facts, faults }
}

/** What a cell says is needed: `棉被 2 床；大米1袋`. Undefined when it cannot be read. */
export function readNeeds(text: string): Need[] | undefined {
  const parts = text
    .normalize('NFKC')
    .split(/[;,、，；\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const needs: Need[] = []
  for (const part of parts) {
    const found = /^(\D+?)\s*(\d{1,9}(?:\.\d{1,2})?)\s*(\D{1,10})$/.exec(part)
    if (!found) return undefined
    const [, item = '', quantity = '', unit = ''] = found
    needs.push({ item: item.trim().slice(0, 40), quantity, unit: unit.trim() })
  }
  return needs
}
