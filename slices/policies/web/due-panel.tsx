import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { endCauseWords, enrolmentWords } from '../enrolment-messages.ts'
import { periodWords, stateWords } from '../messages.ts'
import type { Enrolment, HouseholdAnswer, ResultState } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'
import { BeginWatch } from './begin-watch.tsx'
import { AnswerDetails, AnswerLine } from './due-answer.tsx'
import { DueMembers } from './due-members.tsx'
import { EndEnrolment, type Member, StartEnrolment } from './enrolment-acts.tsx'
import './policies.css'
import { programmeText } from './policy-text.ts'
import { Reasons, StateMark } from './result-words.tsx'

/**
 * What one family has a right to, has none to, or of which it cannot be said, why and by which standards; what it
 * receives; acts for those who may. Stands in the peek of the list and on the page of the household. Asks by itself;
 * needs `policies.read`.
 */
export function DuePanel({ householdId }: { householdId: string }) {
  const t = useWords()
  const { data, error, refetch } = useQuery(policiesApi.household.queryOptions({ input: { id: householdId } }))
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const open = data.enrolments.filter((one) => one.toDay === null)
  const dibaoOpen = open.some((one) => one.programme === 'dibao')
  const dibao = data.results.find((result) => result.policy === 'dibao')
  const changes = data.changes.filter((one) => one.policy === 'dibao')
  return (
    <>
      {data.results.length === 0 && <p className="second">{t(words.notYet)}</p>}
      {dibao && (
        <section className="due-part">
          <Answer result={dibao} enrolled={dibaoOpen} />
          <AnswerDetails householdId={householdId} result={dibao} />
          {changes.length > 1 && <Changes changes={changes} />}
        </section>
      )}
      <Receives enrolments={data.enrolments} results={data.results}>
        {dibao && !dibaoOpen && <StartEnrolment householdId={householdId} result={dibao} members={data.members} />}
      </Receives>
      <Others
        householdId={householdId}
        results={data.results.filter((result) => result !== dibao)}
        open={open}
        members={data.members}
      />
    </>
  )
}

const groups = ['eligible', 'unknown', 'not_eligible'] as const
const groupWords = { eligible: words.has, unknown: words.cannotSay, not_eligible: words.hasNot } as const

/** All other policies: what the family has a right to first, then what cannot be said yet, then what it has no right to. */
type OthersProps = {
  householdId: string
  results: readonly HouseholdAnswer[]
  open: readonly Enrolment[]
  members: readonly Member[]
}

function Others({ householdId, results, open, members }: OthersProps) {
  const t = useWords()
  return groups.map((state) => {
    const of = results.filter((result) => result.state === state)
    if (of.length === 0) return null
    const title = t(groupWords[state], { count: of.length })
    return (
      <Group key={state} title={title} folded={state !== 'eligible'}>
        {of.map((result) => {
          const received = open.some((one) => one.programme === result.policy)
          // Who is not entitled may receive all the same, as rosters tell; that is recorded at the list.
          const mayStart = result.kind === 'benefit' && result.per === 'household' && state === 'eligible' && !received
          return (
            <AnswerLine key={result.policy} householdId={householdId} result={result}>
              <BeginWatch householdId={householdId} policy={result.policy} entitled={state === 'eligible'} />
              <DueMembers householdId={householdId} result={result} open={open} />
              {mayStart && <StartEnrolment householdId={householdId} result={result} members={members} />}
            </AnswerLine>
          )
        })}
      </Group>
    )
  })
}

/** What the family is not due is there to be opened: it must not push down what it is. */
function Group({ title, folded, children }: { title: string; folded: boolean; children: ReactNode }) {
  if (!folded)
    return (
      <section className="due-part">
        <h3>{title}</h3>
        {children}
      </section>
    )
  return (
    <details className="due-part due-group">
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  )
}

function Answer({ result, enrolled }: { result: HouseholdAnswer; enrolled: boolean }) {
  const t = useWords()
  const missed = result.state === 'eligible' && !enrolled
  const wrongly = result.state === 'not_eligible' && enrolled
  return (
    <>
      <div className="due-line">
        <h3>{t(result.title)}</h3>
        <StateMark state={result.state} />
      </div>
      <Reasons result={result} />
      {missed && <p className="due-hint missed">{t(words.missedHint)}</p>}
      {wrongly && <p className="due-hint">{t(words.wronglyHint)}</p>}
    </>
  )
}

type Change = {
  at: string
  oldState: ResultState | null
  newState: ResultState
  oldFen: string | null
  newFen: string
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useWords()
  const said = (state: ResultState, fen: string | null) =>
    state === 'eligible'
      ? t(words.withAmount, { state: t(stateWords.eligible), amount: formatFen(fen ?? '0') })
      : t(stateWords[state])
  return (
    <details>
      <summary>{t(words.changes)}</summary>
      <ul className="due-reasons">
        {changes.map((one) => {
          const day = new Date(one.at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
          const state = said(one.newState, one.newFen)
          return (
            <li key={one.at}>
              {one.oldState
                ? t(words.became, { day, old: said(one.oldState, one.oldFen), state })
                : t(words.becameFirst, { day, state })}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

type ReceivesProps = {
  enrolments: readonly Enrolment[]
  results: readonly HouseholdAnswer[]
  children: ReactNode
}

/** Who of the family receives what, since when, and what has ended. */
function Receives({ enrolments, results, children }: ReceivesProps) {
  const t = useWords()
  const titleOf = (programme: string) => {
    const title = results.find(({ policy }) => policy === programme)?.title
    return title ? t(title) : programmeText(programme, t)
  }
  return (
    <section className="due-part">
      <h3>{t(words.receives)}</h3>
      {enrolments.length === 0 && <p className="second">{t(words.notReceiving)}</p>}
      <ul className="enrolments">
        {enrolments.map((one) => (
          <li key={one.id}>
            <div className="due-line">
              <span>
                {[titleOf(one.programme), one.personName].filter(Boolean).join(' · ')}
                <br />
                {one.toDay
                  ? t(words.between, { from: one.fromDay, to: one.toDay })
                  : t(words.since, { from: one.fromDay })}
                {' · '}
                {one.amountFen === null
                  ? t(words.unknownAmount)
                  : t(enrolmentWords.each, { period: t(periodWords[one.period]), amount: formatFen(one.amountFen) })}
                <br />
                <span className="second">
                  {t(one.source === 'roster' ? words.fromRoster : words.fromPage)}
                  {[one.startWhy, one.endCause && t(endCauseWords[one.endCause]), one.endWhy]
                    .filter(Boolean)
                    .map((why) => ` · ${why}`)}
                </span>
              </span>
            </div>
            {one.toDay === null && <EndEnrolment enrolment={one} />}
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
