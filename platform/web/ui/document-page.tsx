import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { boardWords as words } from '../messages.ts'
import './document-page.css'
import { PageHead, type PageHeadProps } from './page-head.tsx'

type DocumentPageProps = PageHeadProps & {
  /** Between head and paper: what the document is asked for. */
  tools?: ReactNode
  children: ReactNode
}

/** Paper on the screen exactly as it prints: A4, the heading of the document, its text. Actions stay outside. */
export function DocumentPage({ children, primary, tools, ...head }: DocumentPageProps) {
  const t = useWords()
  return (
    <div className="document-page">
      <div className="not-printed">
        <PageHead
          {...head}
          primary={
            <>
              {primary}
              <button type="button" className="drop-button" onClick={() => window.print()}>
                {t(words.print)}
              </button>
            </>
          }
        />
        {tools}
      </div>
      <article className="paper">{children}</article>
    </div>
  )
}

/** A figure of a document: underlined, and a click opens exactly the list that it counts. */
export function Figure({ to, children }: { to: string; children: ReactNode }) {
  const t = useWords()
  return (
    <Link to={to} className="figure" title={t(words.openFigure)}>
      {children}
    </Link>
  )
}
