import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
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
  return (
    <Instead title={t(words.forbiddenTitle)}>
      <Empty text={t(words.forbidden)} action={<Link to="/">{t(words.home)}</Link>} />
    </Instead>
  )
}

export function NoPage() {
  const t = useWords()
  return (
    <main className="alone">
      <Instead title={t(words.noPage)}>
        <Empty text={t(words.noPageRemedy)} action={<Link to="/">{t(words.home)}</Link>} />
      </Instead>
    </main>
  )
}

/** What stands where a page would be, with a heading of its own. */
function Instead({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="instead">{title}</h1>
      {children}
    </>
  )
}

/** A page that broke, or whose code did not arrive. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  return <ProblemNote error={error} retry={reset} />
}
