import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../language.tsx'
import { boardWords as words } from '../messages.ts'
import './board.css'
import { grouped } from './list-parts.tsx'

export type Bar = {
  readonly key: string
  readonly text: string
  readonly value: number
  /** Of these, people who are missed: the red, hatched end of the bar. */
  readonly missed?: number
  /** The list behind the number. */
  readonly to?: string
}

type BarsProps = { name: string; bars: readonly Bar[]; missedText?: string }

/** Horizontal bars from one number each, with the same numbers as a table. Every number is a door to its list. */
export function Bars({ name, bars, missedText }: BarsProps) {
  const t = useWords()
  const [table, setTable] = useState(false)
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  return (
    <figure className={missedText ? 'bars both' : 'bars'}>
      <figcaption>
        <h3>{name}</h3>
        <button type="button" className="quiet" aria-pressed={table} onClick={() => setTable(!table)}>
          {t(table ? words.asChart : words.asTable)}
        </button>
      </figcaption>
      {table ? (
        <BarTable name={name} bars={bars} missedText={missedText} />
      ) : (
        <ul>
          {bars.map((bar) => (
            <li key={bar.key}>
              <span className="bar-text">{bar.text}</span>
              <span className="bar-track" aria-hidden="true">
                <i className="bar-fill" style={{ width: `${((bar.value - (bar.missed ?? 0)) / most) * 100}%` }} />
                {bar.missed ? <i className="bar-missed" style={{ width: `${(bar.missed / most) * 100}%` }} /> : null}
              </span>
              <span className="bar-number">
                <Door bar={bar} />
                {bar.missed ? <em>{`${missedText ?? ''} ${grouped(bar.missed)}`}</em> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </figure>
  )
}

const Door = ({ bar }: { bar: Bar }) => (bar.to ? <Link to={bar.to}>{grouped(bar.value)}</Link> : grouped(bar.value))

function BarTable({ name, bars, missedText }: BarsProps) {
  const t = useWords()
  return (
    <table className="data small" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{t(words.item)}</th>
          <th scope="col" className="number">
            {t(words.number)}
          </th>
          {missedText && (
            <th scope="col" className="number">
              {missedText}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">{bar.text}</th>
            <td className="number">
              <Door bar={bar} />
            </td>
            {missedText && <td className="number">{grouped(bar.missed ?? 0)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
