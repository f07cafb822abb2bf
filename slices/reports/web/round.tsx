import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, Fragment, useId, useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useAddress, useChangeAddress } from '../../../platform/web/address.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { DocumentPage, Figure as Underlined } from '../../../platform/web/ui/document-page.tsx'
import { dayInWords, InstantText } from '../../../platform/web/ui/figures.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { figureWords, reportWords, shortFigureWords } from '../messages.ts'
import { type CountyLine, type Figure, type FigureKey, Round, type RoundReport } from '../model.ts'
import { reportPageWords as words } from '../page-messages.ts'
import { printed } from '../rules.ts'
import { reportsApi } from './api.ts'
import './reports.css'

/** What is asked for: what the address says, this year so far otherwise. */
function useRound(): Round {
  const t = useWords()
  const today = useToday()
  const { name, from, to, knownOn } = useAddress()
  const usual = { name: t(words.defaultName), from: `${today.slice(0, 4)}-01-01`, to: today }
  const asked = Round.safeParse({
    name: name || usual.name,
    from: from || usual.from,
    to: to || usual.to,
    knownOn: knownOn || undefined,
  })
  return asked.success ? asked.data : usual
}

/** The report of a round on paper; figures and names open what they speak of. */
export function Page() {
  const t = useWords()
  const round = useRound()
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...reportsApi.round.queryOptions({ input: round }),
    placeholderData: keepPreviousData,
  })
  const { knownOn, ...period } = round
  const query = new URLSearchParams({ ...period, ...(knownOn ? { knownOn } : {}) })
  return (
    <div className="report-page">
      <DocumentPage
        note={t(words.note)}
        tools={<Asked key={`${round.name} ${round.from} ${round.to} ${round.knownOn}`} round={round} />}
        primary={
          <a className="report-word" download href={`/api/reports/round/word?${query}`}>
            {t(reportWords.word)}
          </a>
        }
      >
        {error ? (
          <ProblemNote error={error} retry={() => void refetch()} />
        ) : data ? (
          <div aria-busy={isPlaceholderData}>
            <Paper report={data} />
          </div>
        ) : (
          <Loading />
        )}
      </DocumentPage>
    </div>
  )
}

/** Name and period; they go to the address bar, so that a report can be sent on. */
function Asked({ round }: { round: Round }) {
  const t = useWords()
  const change = useChangeAddress()
  const id = useId()
  const [draft, setDraft] = useState(round)
  const show = (event: FormEvent) => {
    event.preventDefault()
    const { name, from, to, knownOn } = draft
    change({
      name: name.trim() || undefined,
      from: from || undefined,
      to: to || undefined,
      knownOn: knownOn || undefined,
    })
  }
  const day = (key: 'from' | 'to') => (
    <span>
      <label htmlFor={`${id}-${key}`}>{t(words[key])}</label>
      <DayInput
        id={`${id}-${key}`}
        value={draft[key]}
        onChange={(chosen) => setDraft({ ...draft, [key]: chosen ?? '' })}
      />
    </span>
  )
  return (
    <form className="report-asked" onSubmit={show}>
      <label htmlFor={`${id}-name`}>{t(words.name)}</label>
      <Input
        id={`${id}-name`}
        style={{ width: '20rem' }}
        maxLength={60}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      {day('from')}
      {day('to')}
      <span>
        <label htmlFor={`${id}-knownOn`}>{t(words.knownOn)}</label>
        <DayInput
          id={`${id}-knownOn`}
          {...(draft.knownOn ? { value: draft.knownOn } : {})}
          onChange={(knownOn) => setDraft({ ...draft, knownOn })}
        />
      </span>
      <Button htmlType="submit">{t(words.show)}</Button>
    </form>
  )
}

const scale: readonly FigureKey[] = [
  'households',
  'persons',
  'pairs',
  'units',
  'cadres',
  'social',
  'bodies',
  'enterprises',
]
const work: readonly FigureKey[] = [
  'visits',
  'visited',
  'requests',
  'requestsOverdue',
  'aidLines',
  'cash',
  'goodsValue',
]
const missing: readonly FigureKey[] = ['unpaired', 'eligibleNotEnrolled', 'notVisited']

function Paper({ report }: { report: RoundReport }) {
  const t = useWords()
  const language = useLanguage()
  const households = report.figures.find((figure) => figure.key === 'households')
  return (
    <>
      <h1>{t(words.heading, { area: report.areaName, name: report.name })}</h1>
      <p className="report-period">
        {t(words.period, { from: dayInWords(report.from, language), to: dayInWords(report.to, language) })}
      </p>
      {report.knownOn && (
        <p>
          {t(reportWords.knownOn, { day: dayInWords(report.knownOn, language) })}{' '}
          {t(reportWords.notRepeatable, {
            names: report.notRepeatable.map((key) => t(shortFigureWords[key] ?? figureWords[key])).join(t(words.pause)),
          })}
        </p>
      )}
      {households?.value === '0' && <p>{t(words.nobodyYet)}</p>}
      <h2>{t(reportWords.scale)}</h2>
      <Sentence figures={report.figures} keys={scale} />
      <h2>{t(reportWords.work)}</h2>
      <Sentence figures={report.figures} keys={work} />
      {report.counties.length > 0 && (
        <>
          <h3>{t(reportWords.byCounty)}</h3>
          <Counties report={report} />
        </>
      )}
      <h2>{t(reportWords.missing)}</h2>
      <Sentence figures={report.figures} keys={missing} />
      <Missed report={report} />
      <p className="report-as-of">
        {t(reportWords.asOf, { time: '' })}
        <InstantText at={report.asOf} />
      </p>
    </>
  )
}

/** Figures in one sentence, each underlined where its number stands. */
function Sentence({ figures, keys }: { figures: readonly Figure[]; keys: readonly FigureKey[] }) {
  const t = useWords()
  const found = keys.flatMap((key) => figures.find((figure) => figure.key === key) ?? [])
  return (
    <p>
      {found.map((figure, place) => (
        <Fragment key={figure.key}>
          {place > 0 && t(words.comma)}
          <Counted figure={figure} />
        </Fragment>
      ))}
      {t(words.stop)}
    </p>
  )
}

function Counted({ figure }: { figure: Figure }) {
  // Said without its value, the sentence keeps the hole where the figure belongs.
  const [before = '', after = ''] = useWords()(figureWords[figure.key]).split('{value}')
  return (
    <>
      {before}
      {figure.link ? <Underlined to={figure.link}>{printed(figure)}</Underlined> : <b>{printed(figure)}</b>}
      {after}
    </>
  )
}

function Missed({ report }: { report: RoundReport }) {
  const t = useWords()
  const all = Number(report.figures.find((figure) => figure.key === 'unpaired')?.value ?? 0)
  const areas = [...new Set(report.missed.map((family) => family.areaName))]
  if (report.missed.length === 0) return report.counties.length > 0 ? <p>{t(reportWords.nobodyMissed)}</p> : null
  return (
    <>
      <h3>{t(reportWords.stillMissed)}</h3>
      <p>
        {t(words.missedSome)}
        {all > report.missed.length && t(words.missedFirst, { count: grouped(report.missed.length) })}
        {t(words.colon)}
      </p>
      {areas.map((area) => (
        <p key={area}>
          {t(words.area, { area })}
          <Names families={report.missed.filter((family) => family.areaName === area)} />
          {t(words.stop)}
        </p>
      ))}
    </>
  )
}

/** Heads of families, each the door to its page. */
function Names({ families }: { families: RoundReport['missed'] }) {
  const t = useWords()
  return families.map((family, place) => (
    <Fragment key={family.householdId}>
      {place > 0 && t(words.pause)}
      <Link to={`/households/${family.householdId}`} className="figure">
        {family.headName}
      </Link>
    </Fragment>
  ))
}

function Counties({ report }: { report: RoundReport }) {
  const t = useWords()
  const dates = `from=${report.from}&to=${report.to}`
  const cells: readonly { key: keyof CountyLine; to: (area: string) => string }[] = [
    { key: 'households', to: (area) => `/households?area=${area}` },
    { key: 'pairs', to: (area) => `/pairs?area=${area}` },
    { key: 'unpaired', to: (area) => `/pairs?state=unpaired&area=${area}` },
    { key: 'visits', to: (area) => `/visits?area=${area}&${dates}` },
    { key: 'cashFen', to: (area) => `/aid?area=${area}&${dates}&form=cash` },
  ]
  const heads = [words.households, words.pairs, words.unpaired, words.visits, words.cash]
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t(reportWords.county)}</th>
          {heads.map((head) => (
            <th key={head.zh} scope="col" className="number">
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.counties.map((line) => (
          <tr key={line.areaCode}>
            <th scope="row">{line.areaName}</th>
            {cells.map(({ key, to }) => {
              const text = key === 'cashFen' ? formatFen(line.cashFen) : grouped(Number(line[key]))
              return (
                <td key={key} className="number">
                  {report.knownOn ? text : <Underlined to={to(line.areaCode)}>{text}</Underlined>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
