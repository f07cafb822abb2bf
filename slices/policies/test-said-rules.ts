import type { Text } from '../../core/messages.ts'
import { formatFen } from '../../core/yuan.ts'
import { factText } from './fact-rules.ts'
import { factValueWords, missingWords, parameterWords, resultWords, stateWords } from './messages.ts'
import { nothingDue } from './policy-answer-rules.ts'
import type { PolicyFile } from './policy-model.ts'
import { ruleWords as words } from './rule-messages.ts'

/** As much of a policy as the words of its codes need. */
export type Coded = Pick<PolicyFile, 'conditions' | 'steps' | 'parameters' | 'answers'>

/** Something a test says: in words, and the code it stands for where there is one. */
export type SaidItem = { readonly text: Text; readonly code: string | null }
/** What is said, such as the reasons; without a label it is told as it stands. */
export type SaidPart = { readonly label: SaidItem | null; readonly items: readonly SaidItem[] }

/**
 * One side of a test in words: `state: not_eligible; reasons: has_vehicle`. What has no words stays as it is written.
 * @param files the policy the test is of; of a changed one both versions, so that codes of either are known
 */
export const testSaid = (text: string, files: readonly Coded[]): SaidPart[] =>
  text.split('; ').map((part) => {
    const [, name = '', value = ''] = /^(\w+): (.*)$/.exec(part) ?? []
    const label = labelOf(name, files)
    return label ? { label, items: itemsOf(name, value, files) } : { label: null, items: [plain(part)] }
  })

const plain = (text: string): SaidItem => ({ text: { zh: text, en: text }, code: null })
const known = { state: words.testState, amount_fen: words.testAmount, reasons: words.testReasons } as const
const more = { missing: words.testMissing, members: words.testMembers } as const
const labels: Readonly<Record<string, Text>> = { ...known, ...more }

/** An answer is called what the step is called that it comes from. */
function labelOf(name: string, files: readonly Coded[]): SaidItem | null {
  const label = Object.hasOwn(labels, name) ? labels[name] : undefined
  if (label) return { text: label, code: null }
  const file = files.find(({ answers }) => Object.hasOwn(answers, name))
  const step = file?.steps.find((one) => one.name === file.answers[name])
  return file ? { text: step?.title ?? { zh: name, en: name }, code: step ? name : null } : null
}

function itemsOf(name: string, value: string, files: readonly Coded[]): SaidItem[] {
  if (name === 'state') return [{ text: stateWords[value as keyof typeof stateWords] ?? plain(value).text, code: null }]
  if (name === 'amount_fen') return [/^\d+$/.test(value) ? money(value) : plain(value)]
  const codes = value === '' ? [] : value.split(',')
  if (name === 'reasons') return codes.map((code) => coded(code, reasonText(code, files)))
  if (name === 'missing') return codes.map((code) => coded(code, missingText(code, files)))
  return [coded(value, factValueWords[value])]
}

const money = (fen: string): SaidItem => {
  const amount = formatFen(fen)
  return { text: { zh: `${amount} 元`, en: `${amount} yuan` }, code: null }
}

const coded = (code: string, text: Text | undefined): SaidItem => (text ? { text, code } : plain(code))

/** A condition that fails is called by what does not hold. */
function reasonText(code: string, files: readonly Coded[]): Text | undefined {
  if (code === nothingDue) return resultWords.nothingDue
  const title = files.flatMap(({ conditions }) => conditions).find((one) => one.code === code)?.title
  return title && { zh: `不符合“${title.zh}”`, en: `fails “${title.en}”` }
}

const missingText = (name: string, files: readonly Coded[]): Text | undefined =>
  factText(name) ??
  files.flatMap(({ parameters }) => parameters).find((one) => one.name === name)?.title ??
  parameterWords[name] ??
  missingWords[name]
