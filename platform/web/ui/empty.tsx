import type { ReactNode } from 'react'
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
