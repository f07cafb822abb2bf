import { Link } from '@tanstack/react-router'
import { useWords } from '../language.tsx'
import { platformWords as words } from '../messages.ts'
import { Empty } from './empty.tsx'
import './notes.css'
import { ProblemNote } from './problem-note.tsx'

/** Shown while a page's code or the session is on its way. */
export function Loading() {
  const t = useWords()
  return (
    <div className="whole" role="status" aria-label={t(words.loading)}>
      <div className="loading-bar" />
    </div>
  )
}

export function Forbidden() {
  const t = useWords()
  return <Empty text={t(words.forbidden)} action={<Link to="/">{t(words.home)}</Link>} />
}

export function NoPage() {
  const t = useWords()
  return <Empty text={`${t(words.noPage)}。${t(words.noPageRemedy)}`} action={<Link to="/">{t(words.home)}</Link>} />
}

/** A page that broke, or whose code did not arrive. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  return <ProblemNote error={error} retry={reset} />
}
