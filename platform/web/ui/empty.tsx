import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { platformWords as words } from '../messages.ts'
import { mayOpen, usePage } from '../pages.tsx'
import { useMay } from '../session.tsx'
import './notes.css'

/** Nothing to show: says what to do next and carries the button for it. */
export function Empty({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 64 40" width="96" height="60" aria-hidden="true">
        <rect x="6" y="4" width="52" height="32" rx="4" fill="#fff" stroke="#c9cdd4" strokeWidth="1.500" />
        <path d="M14 14h20M14 20h32M14 26h26" stroke="#c9cdd4" strokeWidth="1.500" strokeLinecap="round" />
      </svg>
      <p>{text}</p>
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}

/** Doors to the pages where what is missing is entered; whoever may open none of them is told who does it. */
export function NextSteps({ to }: { to: readonly string[] }) {
  const t = useWords()
  const { pages } = usePage()
  const may = useMay()
  const doors = pages.filter((page) => to.includes(page.path) && mayOpen(page, may))
  if (doors.length === 0) return <span>{t(words.byOthers)}</span>
  return doors.map((page) => (
    <Link key={page.path} to={page.path} className="quiet">
      {t(page.text)}
    </Link>
  ))
}
