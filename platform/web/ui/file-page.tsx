import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { boardWords as words } from '../messages.ts'
import './file-page.css'
import { DayText } from './figures.tsx'
import { PageHead, type PageHeadProps } from './page-head.tsx'

type FilePageProps = PageHeadProps & {
  /** Left: people and facts. */
  facts: ReactNode
  /** Middle: everything that happened. */
  timeline: ReactNode
  /** Right: due and not yet received, helper, next visit, open promises. */
  next: ReactNode
}

/** The file of a household on one screen: is this family all right, and who does what next. */
export function FilePage({ facts, timeline, next, ...head }: FilePageProps) {
  const t = useWords()
  return (
    <div className="file-page">
      <PageHead {...head} />
      <div className="file-columns">
        <section aria-label={t(words.facts)} className="file-facts">
          {facts}
        </section>
        <section aria-label={t(words.timeline)} className="file-timeline">
          <h2>{t(words.timeline)}</h2>
          {timeline}
        </section>
        <section aria-label={t(words.due)} className="file-next">
          {next}
        </section>
      </div>
    </div>
  )
}

/** A framed part of a file with its own heading. */
export function Card({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  )
}

export type Fact = { readonly label: string; readonly value: ReactNode }

/** Facts as label and value. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

export type Happening = {
  readonly key: string
  readonly day: string
  readonly title: string
  /** Who did it, and further lines. */
  readonly by?: string
  readonly content?: ReactNode
  /** The thing itself. */
  readonly to?: string
  /** Something for this family was late or missed. */
  readonly missed?: boolean
}

/** Everything that happened, newest first. */
export function Timeline({ happenings }: { happenings: readonly Happening[] }) {
  const t = useWords()
  if (happenings.length === 0) return <p className="second">{t(words.timelineEmpty)}</p>
  return (
    <ol className="timeline">
      {happenings.map((one) => (
        <li key={one.key} data-missed={one.missed}>
          <div className="timeline-day">
            <DayText day={one.day} />
          </div>
          <div className="timeline-body">
            <h3>{one.to ? <Link to={one.to}>{one.title}</Link> : one.title}</h3>
            {one.content && <div>{one.content}</div>}
            {one.by && <p className="second">{one.by}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
