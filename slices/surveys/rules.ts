import type { Answers, Need, SurveyForm, SurveyQuestion } from './model.ts'

/** Words of a question that is not answered as it asks. */
export type AnswerFault = { key: string; kind: 'not_a_number' | 'not_yes_no' | 'not_a_choice' }

/** A cell or field as the answer of a question; undefined with what is wrong. Empty is not known. */
export function readAnswer(
  question: SurveyQuestion,
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

/** Answers of a form: only its own questions, each as it asks. */
export function judgeAnswers(form: SurveyForm, answers: Answers): { answers: Answers; faults: AnswerFault[] } {
  const kept: Answers = {}
  const faults: AnswerFault[] = []
  for (const question of form.questions) {
    const given = answers[question.key]
    const read = readAnswer(
      question,
      given === null || given === undefined ? '' : given === true ? '是' : given === false ? '否' : String(given),
    )
    if ('kind' in read) faults.push(read)
    else kept[question.key] = read.value
  }
  for (const fact of form.facts) if (answers[fact] !== undefined) kept[fact] = answers[fact]
  return { answers: kept, faults }
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
