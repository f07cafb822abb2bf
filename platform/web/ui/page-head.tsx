import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../language.tsx'
import { platformWords as words } from '../messages.ts'
import { type PageEntry, usePage } from '../pages.tsx'
import { Drop } from './drop.tsx'
import './page-head.css'

/** Pages above an entry, nearest last. */
function trailOf(entry: PageEntry, pages: readonly PageEntry[]): PageEntry[] {
  const trail: PageEntry[] = []
  for (let under = entry.under; under !== undefined && trail.length < 4; ) {
    const above: PageEntry | undefined = pages.find((page) => page.path === under)
    if (!above || above.path.includes('$')) break
    trail.unshift(above)
    under = above.under
  }
  return trail
}

export type PageHeadProps = {
  /** The name of the page where the route table's says too little, such as the name of a household. */
  title?: string
  /** One line below the title: what this page is for, or the most important fact. */
  note?: ReactNode
  /** The one thing to do here. */
  primary?: ReactNode
  /** Further actions, each an antd Button of plain kind or a link. */
  more?: ReactNode
  /** Steps of the trail besides those of the route table, such as the list a record came from. */
  trail?: readonly { text: string; to: string }[]
}

/** Trail, title and actions on top of every page; also the title of the window. */
export function PageHead({ title, note, primary, more, trail = [] }: PageHeadProps) {
  const t = useWords()
  const { entry, pages } = usePage()
  const name = title ?? t(entry.text)
  const product = t(words.product)
  useEffect(() => {
    document.title = `${name} · ${product}`
  }, [name, product])
  const above = [...trailOf(entry, pages).map((page) => ({ text: t(page.text), to: page.path })), ...trail]
  return (
    <header className="page-head">
      {above.length > 0 && (
        <nav className="trail" aria-label={t(words.trail)}>
          <ol>
            {above.map((step) => (
              <li key={step.to}>
                <Link to={step.to}>{step.text}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-head-row">
        <div className="page-head-name">
          <h1>{name}</h1>
          {note && <div className="page-note">{note}</div>}
        </div>
        <div className="page-actions">
          {primary}
          {more && (
            <Drop align="end" label={t(words.more)}>
              {() => <div className="more-actions">{more}</div>}
            </Drop>
          )}
        </div>
      </div>
    </header>
  )
}
