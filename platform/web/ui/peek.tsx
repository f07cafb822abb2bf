import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../language.tsx'
import { listWords, platformWords } from '../messages.ts'
import { named } from '../punctuation.ts'
import './peek.css'

type PeekProps = { title: string; open?: string; close: () => void; children: ReactNode }

/** A row's facts beside the list, without leaving it; Escape closes it. The focus stays on the row. */
export function Peek({ title, open, close, children }: PeekProps) {
  const t = useWords()
  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      // Escape inside a dialog is the dialog's: what it was opened from stays.
      const elsewhere = event.target instanceof Element && event.target.closest('dialog') !== null
      if (event.key === 'Escape' && !event.defaultPrevented && !elsewhere) close()
    }
    document.addEventListener('keydown', onEscape)
    return () => document.removeEventListener('keydown', onEscape)
  }, [close])
  return (
    <aside className="peek" aria-label={named(t, t(listWords.details), title)}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="quiet" aria-label={t(platformWords.close)} onClick={close}>
          ×
        </button>
      </header>
      <section className="peek-body">{children}</section>
      {open && (
        <footer>
          <Link to={open}>{t(listWords.openFull)}</Link>
        </footer>
      )}
    </aside>
  )
}
