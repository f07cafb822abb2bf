import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed, named } from '../../../platform/web/punctuation.ts'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import type { LineFigures } from '../contract.ts'
import { arrearsAgeWords, lineWords, arrearsWords as words } from '../messages.ts'
import type { ArrearsAge } from '../model.ts'
import './arrears.css'
import { WatchForm } from './pay.tsx'

type Figures = {
  lines: readonly LineFigures[]
  ages: readonly { age: ArrearsAge; months: number; owedFen: string }[]
  counties: readonly { area: string; name: string; receivers: number; owedFen: string }[]
}

/** The three lines beside each other; red only where somebody waits for money. */
export function LineTable({ figures, area }: { figures: Figures; area: string | undefined }) {
  const t = useWords()
  const within = area ? `&area=${area}` : ''
  return (
    <section className="arrears-above">
      <table className="data small arrears-lines">
        <thead>
          <tr>
            <th>{t(words.line)}</th>
            <th>{t(words.watchedFrom)}</th>
            <th className="number">{t(words.receivers)}</th>
            <th className="number">{t(words.due)}</th>
            <th className="number">{t(words.paid)}</th>
            <th className="number">{t(words.owed)}</th>
            <th className="number">{t(words.owedReceivers)}</th>
            <th className="number">{t(words.thisYear)}</th>
          </tr>
        </thead>
        <tbody>
          {figures.lines.map((line) => (
            <LineRow key={line.line} line={line} within={within} />
          ))}
        </tbody>
      </table>
      <Sides figures={figures} within={within} />
    </section>
  )
}

function LineRow({ line, within }: { line: LineFigures; within: string }) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const [open, setOpen] = useState(false)
  const to = (filter: string) => `/arrears?line=${line.line}${filter}${within}` as '/'
  const people = (filter: string) => `/arrears/people?line=${line.line}${filter}${within}` as '/'
  const red = (fen: string) => (fen === '0' ? undefined : 'missed')
  return (
    <>
      <tr>
        <th scope="row">
          <Link to={to('')}>{t(lineWords[line.line])}</Link>
        </th>
        <td>
          {line.watchedFrom ?? <span className="second">{t(words.notWatched)}</span>}{' '}
          {may('aid.write') && !open && (
            <Button size="small" type="text" onClick={() => setOpen(true)}>
              {t(words.setMonth)}
            </Button>
          )}
        </td>
        <td className="number">
          <Link to={people('')}>{grouped(line.receivers)}</Link>
        </td>
        <td className="number">
          <Link to={to('')}>{formatFen(line.dueFen)}</Link>
        </td>
        <td className="number">
          <Link to={to('')}>{formatFen(line.paidFen)}</Link>
        </td>
        <td className="number">
          <Link to={to('&state=owed')} className={red(line.owedFen)}>
            {formatFen(line.owedFen)}
          </Link>
        </td>
        <td className="number">
          <Link to={people('&state=owed')} className={red(line.owedFen)}>
            {grouped(line.owedReceivers)}
          </Link>
        </td>
        <td className="number">
          <Link to={to(`&state=owed&from=${today.slice(0, 4)}-01`)} className={red(line.newOwedFen)}>
            {formatFen(line.newOwedFen)}
          </Link>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={8}>
            <WatchForm line={line} close={() => setOpen(false)} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What is owed by age and by county, each a door. */
function Sides({ figures, within }: { figures: Figures; within: string }) {
  const t = useWords()
  const counties = figures.counties.filter(({ owedFen }) => owedFen !== '0')
  const ages = figures.ages.filter(({ months }) => months > 0)
  if (ages.length === 0) return null
  return (
    <div className="arrears-sides">
      <p>
        <b>{t(words.byAge)}</b>
        {ages.map(({ age, months, owedFen }) => (
          <Link key={age} to={`/arrears?age=${age}${within}` as '/'}>
            {named(
              t,
              t(arrearsAgeWords[age]),
              listed(t, [
                t(words.monthsOwed, { count: grouped(months) }),
                t(words.sumOwed, { amount: formatFen(owedFen) }),
              ]),
            )}
          </Link>
        ))}
      </p>
      <p>
        <b>{t(words.byCounty)}</b>
        {counties.map(({ area, name, owedFen }) => (
          <Link key={area} to={`/arrears?state=owed&area=${area}` as '/'}>
            {name} {t(words.sumOwed, { amount: formatFen(owedFen) })}
          </Link>
        ))}
      </p>
    </div>
  )
}
