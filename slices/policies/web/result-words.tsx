import type { Text } from '../../../core/messages.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { standingWords, stateWords } from '../messages.ts'
import type { ResultState } from '../model.ts'
import { valueInWords } from '../value-rules.ts'

const tones = { eligible: 'done', not_eligible: 'plain', unknown: 'waiting', none: 'waiting' } as const

/** The answer in one word; what is not known never looks like a no. `standing`: the policy pays nothing. */
export function StateMark({ state, standing = false }: { state: ResultState | null; standing?: boolean }) {
  const t = useWords()
  const key = state ?? 'none'
  return <Mark tone={tones[key]}>{t((standing ? standingWords : stateWords)[key])}</Mark>
}

type Told = { result: { sentences: readonly Text[] } }

/** Why, in one line for a table. */
export function ReasonLine({ result }: Told) {
  const t = useWords()
  const line = result.sentences.map((sentence) => t(sentence)).join(t({ zh: '；', en: '; ' }))
  return (
    <span className="due-reason" title={line}>
      {line}
    </span>
  )
}

/** Why, each reason on its own line. */
export function Reasons({ result }: Told) {
  const t = useWords()
  return (
    <ul className="due-reasons">
      {result.sentences.map((sentence) => (
        <li key={sentence.zh}>{t(sentence)}</li>
      ))}
    </ul>
  )
}

/** A value of a parameter with its unit. */
export function ParameterValue({ name, value }: { name: string; value: string }) {
  const t = useWords()
  const { text, parameters } = valueInWords(name, value)
  return <span className="number">{t(text, parameters)}</span>
}
