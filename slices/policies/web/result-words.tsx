import { useWords } from '../../../platform/web/language.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { stateWords } from '../messages.ts'
import type { ResultState } from '../model.ts'
import { reasonsInWords, type ToldResult } from '../sentence-rules.ts'
import { valueInWords } from '../value-rules.ts'

const tones = { eligible: 'done', not_eligible: 'plain', unknown: 'waiting', none: 'waiting' } as const

/** The answer in one word; what is not known never looks like a no. */
export function StateMark({ state }: { state: ResultState | null }) {
  const t = useWords()
  const key = state ?? 'none'
  return <Mark tone={tones[key]}>{t(stateWords[key])}</Mark>
}

/** Why, in one line for a table that has columns for income and amount. */
export function ReasonLine({ result }: { result: ToldResult }) {
  const t = useWords()
  const line = reasonsInWords(result, true)
    .map(({ text, parameters }) => t(text, parameters))
    .join(t({ zh: '；', en: '; ' }))
  return (
    <span className="due-reason" title={line}>
      {line}
    </span>
  )
}

/** Why, each reason on its own line. */
export function Reasons({ result }: { result: ToldResult }) {
  const t = useWords()
  return (
    <ul className="due-reasons">
      {reasonsInWords(result).map(({ text, parameters }) => {
        const sentence = t(text, parameters)
        return <li key={sentence}>{sentence}</li>
      })}
    </ul>
  )
}

/** A value of a parameter with its unit. */
export function ParameterValue({ name, value }: { name: string; value: string }) {
  const t = useWords()
  const { text, parameters } = valueInWords(name, value)
  return <span className="number">{t(text, parameters)}</span>
}
