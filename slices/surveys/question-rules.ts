import { factWords } from '../registry/fact-messages.ts'
import { RegisterFact } from '../registry/fact-model.ts'
import type { SurveyForm, SurveyQuestion } from './model.ts'

/**
 * Questions as an officer writes them, one a line: `存煤（吨）（数字）`, `有无棉衣（是否）`, `取暖（选项：煤、电）`,
 * `全家一年挣多少（档案：家庭年收入）`.
 */
export function questionsOf(text: string): SurveyQuestion[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, index) => ({ key: `q${index + 1}`, ...questionOf(line) }))
}

function questionOf(line: string): Omit<SurveyQuestion, 'key'> {
  const marked = /^(.*)[（(]([^（()）]*)[)）]$/.exec(line)
  const [text, mark] = [marked?.[1]?.trim() ?? line, marked?.[2]?.trim() ?? '']
  if (/^(数字|number)$/i.test(mark)) return { text, kind: 'number', choices: [], fact: null }
  if (/^(是否|yes\/no)$/i.test(mark)) return { text, kind: 'yes_no', choices: [], fact: null }
  const choice = /^(?:选项|choice)\s*[:：](.*)$/i.exec(mark)
  if (choice) {
    const choices = (choice[1] ?? '')
      .split(/[、,，;；]/)
      .map((one) => one.trim())
      .filter(Boolean)
    return { text, kind: 'choice', choices, fact: null }
  }
  const fact = factNamed(/^(?:档案|on file)\s*[:：](.*)$/i.exec(mark)?.[1] ?? '')
  if (fact) return { text, kind: 'text', choices: [], fact }
  return { text: line, kind: 'text', choices: [], fact: null }
}

// Units in brackets may be left out: 家庭年收入 for 家庭年收入（元）.
const plain = (text: string) =>
  text
    .replace(/[（(][^（()）]*[)）]/g, '')
    .trim()
    .toLowerCase()

const factNamed = (name: string): RegisterFact | undefined =>
  RegisterFact.options.find((fact) =>
    [factWords[fact].zh, factWords[fact].en].some((word) => plain(word) === plain(name)),
  )

/** A question as an officer writes it; `questionsOf` reads it back. */
export function lineOf({ text, kind, choices, fact }: SurveyQuestion): string {
  if (fact) return `${text}（档案：${factWords[fact].zh.replace(/[（(].*$/, '')}）`
  if (kind === 'number') return `${text}（数字）`
  if (kind === 'yes_no') return `${text}（是否）`
  return kind === 'choice' ? `${text}（选项：${choices.join('、')}）` : text
}

const askedAlike = (one: SurveyQuestion, other: SurveyQuestion): boolean =>
  one.kind === other.kind && one.fact === other.fact

/** Questions under the keys they had in earlier versions, so that answers stay with them; others get keys of their own. */
export function sameKeys(known: readonly SurveyQuestion[], asked: readonly SurveyQuestion[]): SurveyQuestion[] {
  const taken = new Set(known.map(({ key }) => key))
  let next = 1
  return asked.map((question) => {
    const same = known.find((one) => one.text === question.text && askedAlike(one, question))
    if (same) return { ...question, key: same.key }
    while (taken.has(`q${next}`)) next++
    taken.add(`q${next}`)
    return { ...question, key: `q${next}` }
  })
}

/** Keys under which an earlier version asked something else: what was answered there would be taken for an answer to this. */
export const misusedKeys = (earlier: readonly SurveyForm[], form: SurveyForm): string[] =>
  form.questions
    .filter((question) =>
      earlier.some((one) => one.questions.some((old) => old.key === question.key && !askedAlike(old, question))),
    )
    .map(({ key }) => key)
