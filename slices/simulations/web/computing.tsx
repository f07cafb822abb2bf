import { useEffect, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { simulationPageWords as words } from '../page-messages.ts'

// Shorter than this nobody waits.
const noticedMs = 1_500
const tickMs = 500

type ComputingProps = {
  /** How long the last question took. */
  readonly usualMs: number | undefined
  /** Whether it goes family by family. */
  readonly single: boolean
}

/** Said while the server computes; where that takes long, for how long it has and how far it should be. */
export function Computing({ usualMs, single }: ComputingProps) {
  const t = useWords()
  const [elapsedMs, setElapsedMs] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => setElapsedMs(performance.now() - began), tickMs)
    return () => clearInterval(timer)
  }, [])
  if (elapsedMs < noticedMs) return t(words.computing)
  const seconds = Math.round(elapsedMs / 1000)
  const usual = usualMs !== undefined && usualMs > noticedMs ? usualMs : undefined
  return (
    <>
      {usual !== undefined && (
        <progress
          max={100}
          value={Math.min(97, Math.round((elapsedMs / usual) * 100))}
          aria-label={t(words.computing)}
        />
      )}{' '}
      {t(single ? words.computingSingly : words.computingFor, { seconds })}
      {usual !== undefined && t(words.tookLast, { seconds: Math.round(usual / 1000) })}
    </>
  )
}
