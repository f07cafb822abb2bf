import { useQuery } from '@tanstack/react-query'
import { formatFen } from '../../../core/money.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { DayText, Money } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { programmeWords, stateWords } from '../messages.ts'
import type { Enrolment, HouseholdResult, ResultState } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { valueInWords } from '../value-rules.ts'
import { policiesApi } from './api.ts'
import { EndEnrolment, StartEnrolment } from './enrolment-acts.tsx'
import './policies.css'
import { Reasons, StateMark } from './result-words.tsx'

/**
 * What one family is due, why, by which standard, and what it receives; acts for those who may. Stands in the peek of
 * the list and on the page of the household. Asks by itself; needs `policies.read`.
 */
export function DuePanel({ householdId }: { householdId: string }) {
  const t = useWords()
  const { data, error, refetch } = useQuery(policiesApi.household.queryOptions({ input: { id: householdId } }))
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const open = data.enrolments.find((one) => one.programme === 'dibao' && one.toDay === null)
  return (
    <>
      {data.results.length === 0 && <p className="second">{t(words.notYet)}</p>}
      {data.results.map((result) => (
        <section key={result.policy} className="due-part">
          <Answer result={result} enrolled={open !== undefined} />
          <Sums result={result} />
          {data.changes.length > 1 && <Changes changes={data.changes} />}
        </section>
      ))}
      <Receives
        householdId={householdId}
        enrolments={data.enrolments}
        dueFen={data.results.find((result) => result.state === 'eligible')?.monthlyFen}
        open={open}
      />
    </>
  )
}

function Answer({ result, enrolled }: { result: HouseholdResult; enrolled: boolean }) {
  const t = useWords()
  const missed = result.state === 'eligible' && !enrolled
  const wrongly = result.state === 'not_eligible' && enrolled
  return (
    <>
      <div className="due-line">
        <h3>{t(programmeWords[result.policy])}</h3>
        <StateMark state={result.state} />
      </div>
      <Reasons result={result} />
      {missed && <p className="due-hint missed">{t(words.missedHint)}</p>}
      {wrongly && <p className="due-hint">{t(words.wronglyHint)}</p>}
    </>
  )
}

/** The sums and the standard behind the answer, for whoever checks it. */
function Sums({ result }: { result: HouseholdResult }) {
  const t = useWords()
  const { inputs, trace } = result
  const standards = trace.map((one) => {
    const { text, parameters } = valueInWords(one.name, one.value)
    const value = t(text, parameters)
    return {
      label: t(words.standard),
      value: t(words.standardText, { value, region: one.regionName ?? one.region, from: one.from }),
    }
  })
  const documents = trace.flatMap((one) => (one.document ? [{ label: t(words.document), value: one.document }] : []))
  return (
    <details>
      <summary>{t(words.sums)}</summary>
      <Facts
        facts={[
          ...standards,
          ...documents,
          { label: t(words.members), value: t(words.membersText, { count: inputs.members ?? '—' }) },
          { label: t(words.counted), value: <Money fen={inputs.countedAnnualFen} /> },
          { label: t(words.exempt), value: <Money fen={inputs.exemptAnnualFen} /> },
          { label: t(words.deducted), value: <Money fen={inputs.deductedAnnualFen} /> },
          { label: t(words.net), value: <Money fen={inputs.netAnnualFen} /> },
          { label: t(words.perCapita), value: <Money fen={inputs.monthlyPerCapitaFen} /> },
          { label: t(words.onDay), value: <DayText day={result.onDay} inText /> },
        ]}
      />
    </details>
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
  householdId: string
  enrolments: readonly Enrolment[]
  dueFen: string | undefined
  open: Enrolment | undefined
}

function Receives({ householdId, enrolments, dueFen, open }: ReceivesProps) {
  const t = useWords()
  return (
    <section className="due-part">
      <h3>{t(words.receives)}</h3>
      {enrolments.length === 0 && <p className="second">{t(words.notReceiving)}</p>}
      <ul className="enrolments">
        {enrolments.map((one) => (
          <li key={one.id}>
            <div className="due-line">
              <span>
                {one.toDay
                  ? t(words.between, { from: one.fromDay, to: one.toDay })
                  : t(words.since, { from: one.fromDay })}
                {' · '}
                {one.monthlyFen === null
                  ? t(words.unknownAmount)
                  : t(words.perMonth, { amount: formatFen(one.monthlyFen) })}
                <br />
                <span className="second">
                  {t(one.source === 'roster' ? words.fromRoster : words.fromPage)}
                  {[one.startWhy, one.endWhy].filter(Boolean).map((why) => ` · ${why}`)}
                </span>
              </span>
            </div>
            {one.toDay === null && <EndEnrolment enrolment={one} />}
          </li>
        ))}
      </ul>
      {!open && <StartEnrolment householdId={householdId} monthlyFen={dueFen} />}
    </section>
  )
}
