import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../language.tsx'
import { boardWords as words } from '../messages.ts'
import './board.css'
import { grouped } from './list-parts.tsx'

/** The four parts of a population that a guarantee counts; they add up to the whole. */
export type GuaranteeCounts = {
  readonly covered: number
  readonly excepted: number
  readonly pending: number
  readonly late: number
}
export type GuaranteePart = keyof GuaranteeCounts

const parts: readonly GuaranteePart[] = ['covered', 'excepted', 'pending', 'late']

type BarProps = {
  name: string
  counts: GuaranteeCounts
  /** The list behind each part; a number that is a door. */
  door?: (part: GuaranteePart) => string
  /** Without the legend, for a line of a table. */
  bare?: boolean
  /** What the parts are called where the usual words do not fit. */
  partNames?: Partial<Record<GuaranteePart, Text>>
}

/**
 * One wide bar: covered, excepted, not yet, late. Each part has its own pattern besides its colour, and only people who
 * are missed are red.
 */
export function GuaranteeBar({ name, counts, door, bare = false, partNames }: BarProps) {
  const t = useWords()
  const id = useId()
  const total = parts.reduce((sum, part) => sum + counts[part], 0)
  const spoken = Object.fromEntries(parts.map((part) => [part, grouped(counts[part])]))
  const spans = spansOf(counts, total)
  return (
    <figure className={bare ? 'guarantee bare' : 'guarantee'}>
      <svg
        viewBox="0 0 1000 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={t(words.barName, { name, total: grouped(total), ...spoken })}
      >
        <defs>
          <pattern id={`${id}-excepted`} width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill="#e3e8ef" />
            <circle cx="3" cy="3" r="1.100" fill="#5b7aa5" />
          </pattern>
          <pattern id={`${id}-late`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" fill="#cf1322" />
            <rect width="2.500" height="8" fill="#f4a7a1" />
          </pattern>
        </defs>
        <rect width="1000" height="40" fill="#fff" />
        {spans.map(({ part, from, width }) => (
          <rect key={part} x={from} y="0" width={width} height="40" fill={fillOf(part, id)} />
        ))}
        {spans.slice(1).map(({ part, from }) => (
          <rect key={part} x={from - 1} y="0" width="2" height="40" fill="#fff" />
        ))}
      </svg>
      {!bare && (
        <figcaption>
          {parts.map((part) => (
            <LegendLine
              key={part}
              part={part}
              name={t(partNames?.[part] ?? words[part])}
              count={counts[part]}
              to={door?.(part)}
            />
          ))}
        </figcaption>
      )}
    </figure>
  )
}

const fillOf = (part: GuaranteePart, id: string) =>
  part === 'covered' ? '#5b7aa5' : part === 'pending' ? '#fff' : `url(#${id}-${part})`

/** Where each part begins and ends of 1000; whoever is missed is always wide enough to be seen. */
function spansOf(counts: GuaranteeCounts, total: number) {
  const least = 6
  let from = 0
  return parts
    .filter((part) => counts[part] > 0)
    .map((part) => {
      const share = (counts[part] / total) * 1000
      const span = { part, from, width: part === 'covered' ? share : Math.max(least, share) }
      from += span.width
      return span
    })
    .map(({ part, from: start, width }) => ({ part, from: (start * 1000) / from, width: (width * 1000) / from }))
}

type LegendProps = { part: GuaranteePart; name: string; count: number; to: string | undefined }

function LegendLine({ part, name, count, to }: LegendProps) {
  const content: ReactNode = (
    <>
      <i className={`swatch ${part}`} />
      {name}
      <b>{grouped(count)}</b>
    </>
  )
  const className = `legend-line ${part}${count === 0 ? ' none' : ''}`
  return to && count > 0 ? (
    <Link to={to} className={className}>
      {content}
    </Link>
  ) : (
    <span className={className}>{content}</span>
  )
}

/** Days until the promise falls due; red only when it is late and somebody is still missed. */
export function Countdown({ days, missed }: { days: number; missed: number }) {
  const t = useWords()
  const text =
    days > 0 ? t(words.daysLeft, { days }) : days === 0 ? t(words.lastDay) : t(words.daysLate, { days: -days })
  if (missed === 0) return <b className="countdown complete">{t(words.complete)}</b>
  return <b className={days < 0 ? 'countdown late' : 'countdown'}>{text}</b>
}
