import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../../platform/web/language.tsx'
import { InstantText } from '../../../platform/web/ui/figures.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { whyText } from '../messages.ts'
import { householdWords as words } from '../page-messages.ts'
import { versionWords } from '../version-messages.ts'
import { registryApi } from './api.ts'
import { ChangeLine } from './change-line.tsx'
import './registry.css'

const dayOf = (instant: string): string => new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

/** Every change of a household: who, when, from what to what, why. */
export function HouseholdHistory({ id }: { id: string }) {
  const t = useWords()
  const { data, error, refetch } = useQuery(registryApi.registry.history.queryOptions({ input: { id } }))
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.rows.length === 0) return <p className="second">{t(words.noHistory)}</p>
  return (
    <ol className="history-lines">
      {data.rows.map((change) => (
        <li key={`${change.at} ${change.subject} ${change.field}`}>
          <ChangeLine change={change} />
          <div className="second">
            <InstantText at={change.at} /> {change.by}
            {change.from !== dayOf(change.at) && t(versionWords.since, { day: change.from })}
            {change.why && ` · ${t(words.why, { why: t(whyText(change.why)) })}`}
          </div>
        </li>
      ))}
    </ol>
  )
}
