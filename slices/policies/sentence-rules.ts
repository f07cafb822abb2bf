import type { Language, Text } from '../../core/messages.ts'
import { formatFen } from '../../core/yuan.ts'
import { parseDecimal, round } from '../../engines/feel/decimal.ts'
import { areaNameText } from '../areas/messages.ts'
import { factText, householdFacts, memberFacts } from './fact-rules.ts'
import { missingWords, parameterWords, periodWords, resultWords as words } from './messages.ts'
import type { FoundParameter, PayPeriod, Plain, Reason, ResultState } from './model.ts'
import { grantedCode, nothingDue } from './policy-answer-rules.ts'
import { filled } from './policy-file-rules.ts'
import type { PolicyFile } from './policy-model.ts'

/** As much of a result as its sentences need. */
export type ToldResult = {
  readonly state: ResultState | null
  readonly amountFen: string | null
  readonly period: PayPeriod | null
  readonly reasonFigures: readonly Reason[]
  readonly missing: readonly string[]
  readonly trace: readonly FoundParameter[]
}

/**
 * Why the answer is what it is, in numbers: what somebody at the counter would say.
 * @param file the policy as it stands; a code that it no longer has is given as it is
 */
export function sentencesOf(file: PolicyFile | undefined, result: ToldResult): Text[] {
  if (result.state === null) return [words.neverComputed]
  const told = result.reasonFigures.map(({ code, figures }) => reasonSentence(file, code, figures, result))
  if (result.state === 'eligible') return told.length > 0 ? told : [grantedInShort(result)]
  // A certain no does not wait for what is missing.
  if (result.state === 'not_eligible') return told
  return [...told, ...result.missing.map((name) => missingSentence(name, file))]
}

function reasonSentence(
  file: PolicyFile | undefined,
  code: string,
  figures: Readonly<Record<string, Plain>>,
  result: ToldResult,
): Text {
  if (code === nothingDue) return words.nothingDue
  const template = code === grantedCode ? file?.granted : file?.conditions.find((one) => one.code === code)?.reason
  return template ? withFigures(template, figures, file, result) : { zh: code, en: code }
}

const grantedInShort = ({ amountFen, period }: ToldResult): Text =>
  period && amountFen !== null ? amountSentence(amountFen, period) : words.allConditionsHold

/** An amount with how often it is paid: 每月 300.00 元. */
const amountSentence = (amountFen: string, period: PayPeriod): Text => {
  const { zh, en } = periodWords[period]
  const amount = formatFen(amountFen)
  return { zh: `${zh} ${amount} 元`, en: `${amount} yuan ${en}` }
}

/** A fact or a parameter that is not known, and what to do about it. */
export function missingSentence(name: string, file?: PolicyFile): Text {
  const known = missingWords[name]
  if (known) return known
  const fact = factText(name)
  if (fact) return filled(name.startsWith('members') ? words.missingOfMember : words.missingFact, fact)
  const parameter = file?.parameters.find((one) => one.name === name)?.title ?? parameterWords[name]
  return parameter ? filled(words.missingParameter, parameter) : filled(words.missingOther, name)
}

function withFigures(
  template: Text,
  figures: Readonly<Record<string, Plain>>,
  file: PolicyFile | undefined,
  result: ToldResult,
): Text {
  const fill = (language: Language) =>
    template[language].replace(/\{(\w+)\}/g, (_hole, name: string) => {
      if (name === 'amount') return formatFen(result.amountFen ?? '0')
      const [, parameter, what] = /^(\w+?)_(region|from)$/.exec(name) ?? []
      const found = parameter && result.trace.find((one) => one.name === parameter)
      if (found)
        return what === 'from' ? found.from : areaNameText(found.region, found.regionName ?? found.region)[language]
      return shown(name, figures[name] ?? null, file)
    })
  return { zh: fill('zh'), en: fill('en') }
}

/** Whether a name of a policy stands for money in fen. */
export function isFen(name: string, file: PolicyFile | undefined): boolean {
  const step = file?.steps.find((one) => one.name === name)
  if (step) return step.unit === 'fen'
  const fact = householdFacts[name] ?? memberFacts[name]
  return fact ? fact.type === 'fen' : name.endsWith('_fen')
}

/** A figure as people read it: money in yuan, the rest as it is. */
export function shown(name: string, value: Plain, file: PolicyFile | undefined): string {
  if (value === null) return '—'
  if (!isFen(name, file)) return String(value)
  const fen = parseDecimal(String(value))
  const rounded = fen && round(fen, 0, 'half up')
  return rounded ? formatFen(rounded.coefficient * 10n ** BigInt(rounded.exponent)) : '—'
}
