import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed, named } from '../../../platform/web/punctuation.ts'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { Card, Facts } from '../../../platform/web/ui/file-page.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { nameOf as guaranteeName } from '../../guarantees/web/standing.tsx'
import { helperKindText } from '../../pairing/web/pairing-text.ts'
import { amountText, missingText, programmeText } from '../../policies/web/policy-text.ts'
import { requestKindText } from '../../requests/web/request-text.ts'
import { happeningWords, casefileWords as words } from '../messages.ts'
import type { Standing, StandingHelper } from '../model.ts'
import { casefileApi } from './api.ts'

/** What the family is due and has not received, who helps, and what comes next. */
export function StandingCards({ id, computed }: { id: string; computed?: ReactNode }) {
  const t = useWords()
  const may = useMay()
  const { data, error, refetch } = useQuery(casefileApi.casefile.standing.queryOptions({ input: { id } }))
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      {data.mergedFiles.length > 0 && (
        <p className="second">
          {t(words.mergedFiles, {
            numbers: listed(
              t,
              data.mergedFiles.map((file) => file.fileNumber),
            ),
          })}
        </p>
      )}
      <Card title={t(words.due)}>
        <Due standing={data} />
      </Card>
      <Card title={t(words.helper)} extra={<HelperDoors id={id} paired={data.lead !== null} />}>
        <Helper standing={data} />
      </Card>
      <Card title={t(words.promises)}>
        <Deadlines
          rows={data.promises.map(({ id: key, text, dueOn, helperName }) => ({ key, text, dueOn, by: helperName }))}
        />
      </Card>
      <Card
        title={t(words.requests)}
        extra={may('requests.write') && <Door to={`/requests/new?household=${id}`} text={t(words.raiseRequest)} />}
      >
        <Deadlines
          rows={data.requests.map(({ id: key, kind, text, dueOn, responsibleName }) => ({
            key,
            text: named(t, requestKindText(kind, t), text),
            dueOn,
            by: responsibleName,
          }))}
        />
      </Card>
      {computed}
    </>
  )
}

const Door = ({ to, text }: { to: string; text: string }) => (
  <Link to={to} className="quiet">
    {text}
  </Link>
)

/** To the pair of the family, or to where it gets one; and to the form for a visit. */
function HelperDoors({ id, paired }: { id: string; paired: boolean }) {
  const t = useWords()
  const may = useMay()
  const pairs = `/pairs?household=${id}${paired ? '' : '&state=unpaired'}`
  return (
    <span className="card-doors">
      {may('pairing.read') && <Door to={pairs} text={t(paired ? words.pairPage : words.pairNow)} />}
      {paired && may('visits.write') && <Door to={`/visits/new?household=${id}`} text={t(words.recordVisit)} />}
    </span>
  )
}

type Line = { key: string; text: string; note: ReactNode; missed: boolean; to?: string | false }

function Due({ standing }: { standing: Standing }) {
  const t = useWords()
  const may = useMay()
  // Their own card then says why, by which standard and since when.
  const explained = may('policies.read')
  const today = useToday()
  const amount = (fen: string) => t(words.monthly, { amount: formatFen(fen) })
  const what = (list: Standing['lists'][number]) =>
    list.amountFen
      ? t(happeningWords.amount, { amount: formatFen(list.amountFen) })
      : t(happeningWords.goods, { item: list.item ?? '', quantity: list.quantity ?? '', unit: list.unit ?? '' })
  const by = (dueOn: string) => t(dueOn < today ? words.lateSince : words.before, { day: dueOn })
  const lines: Line[] = [
    ...standing.entitled.map(({ policy, title, period, amountFen }) => ({
      key: `entitled ${policy}`,
      text: t(words.entitled, { policy: title ? t(title) : programmeText(policy, t) }),
      note: amountText(period, amountFen, t),
      missed: true,
    })),
    ...standing.lists.map((list) => ({
      key: `list ${list.listId}`,
      text: t(words.list, { name: list.name }),
      to: may('aid.read') && `/aid-lists/${list.listId}`,
      note: `${what(list)} · ${by(list.dueOn)}`,
      missed: list.dueOn < today,
    })),
    ...standing.uncovered.map(({ guaranteeId, dueOn, ...guarantee }) => ({
      key: `guarantee ${guaranteeId}`,
      text: t(words.uncovered, { name: guaranteeName(guarantee, t) }),
      to: may('guarantees.read') && `/guarantees/${guaranteeId}`,
      note: by(dueOn),
      missed: dueOn < today,
    })),
    ...(explained ? [] : standing.undecided).map(({ policy, missing }) => ({
      key: `undecided ${policy}`,
      text: t(words.undecided, { policy: programmeText(policy, t) }),
      note: missing.map((one) => missingText(one, t)).join(t(happeningWords.semicolon)),
      missed: false,
    })),
  ]
  return (
    <>
      {lines.length === 0 && <p className="second">{t(words.nothingDue)}</p>}
      <ul className="due-lines">
        {lines.map((line) => (
          <li key={line.key} data-missed={line.missed}>
            <b>{line.to ? <Link to={line.to}>{line.text}</Link> : line.text}</b>
            <span className="second">{line.note}</span>
          </li>
        ))}
        {(explained ? [] : standing.enrolled).map((one) => (
          <li key={`enrolled ${one.programme}`}>
            <span>{t(words.enrolled, { policy: one.title ? t(one.title) : programmeText(one.programme, t) })}</span>
            <span className="second">
              {t(words.since, { day: one.fromDay })}
              {one.monthlyFen && ` · ${amount(one.monthlyFen)}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Helper({ standing }: { standing: Standing }) {
  const t = useWords()
  const today = useToday()
  const { lead, further, lastVisit, nextVisitOn } = standing
  if (!lead)
    return (
      <ul className="due-lines">
        <li data-missed="true">
          <b>{t(words.noHelper)}</b>
        </li>
      </ul>
    )
  const late = nextVisitOn !== null && nextVisitOn < today
  return (
    <>
      <HelperLine helper={lead} />
      {further.map((one) => (
        <HelperLine key={one.helperId} helper={one} further />
      ))}
      <Facts
        facts={[
          {
            label: t(words.lastVisit),
            value: lastVisit ? (
              <>
                <DayText day={lastVisit.day} /> {lastVisit.visitor}
              </>
            ) : (
              <span className="second">{t(words.neverVisited)}</span>
            ),
          },
          {
            label: t(words.nextVisit),
            value: nextVisitOn ? (
              <span className={late ? 'late' : undefined}>
                {t(late ? words.visitLate : words.nextBy, { day: nextVisitOn })}
              </span>
            ) : (
              '—'
            ),
          },
        ]}
      />
    </>
  )
}

function HelperLine({ helper, further = false }: { helper: StandingHelper; further?: boolean }) {
  const t = useWords()
  const about = [helperKindText(helper.kind, t), helper.post, helper.unit].filter(Boolean).join(' · ')
  return (
    <p className="helper-line">
      {further && <span className="second">{t(words.further)} </span>}
      <b>{helper.name}</b>
      <br />
      <span className="second">
        {about} · {t(words.since, { day: helper.since })}
      </span>
    </p>
  )
}

type Deadline = { key: string; text: string; dueOn: string; by: string | null }

function Deadlines({ rows }: { rows: readonly Deadline[] }) {
  const t = useWords()
  const today = useToday()
  if (rows.length === 0) return <p className="second">{t(words.none)}</p>
  return (
    <ul className="due-lines">
      {rows.map((row) => (
        <li key={row.key} data-missed={row.dueOn < today}>
          <span>{row.text}</span>
          <span className="second">
            {t(row.dueOn < today ? words.lateSince : words.before, { day: row.dueOn })}
            {row.by && ` · ${row.by}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
