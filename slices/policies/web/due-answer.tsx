import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { areaNameText } from '../../areas/messages.ts'
import { isPersonal } from '../fact-rules.ts'
import { factValueWords } from '../messages.ts'
import type { BackPay, HouseholdAnswer, ShownFigure } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { valueInWords } from '../value-rules.ts'
import { Corrections } from './corrections.tsx'
import { FactForm } from './fact-form.tsx'
import { MissingLinks } from './missing-links.tsx'
import { MonthsForm } from './months-form.tsx'
import { Reasons, StateMark } from './result-words.tsx'
import { useParameterTexts } from './standard-parts.tsx'

type Answered = { householdId: string; result: HouseholdAnswer; children?: ReactNode }

/** One policy of a family in one line; everything behind it opens below. */
export function AnswerLine({ householdId, result, children }: Answered) {
  const t = useWords()
  return (
    <details className="due-answer">
      <summary>
        <span>{t(result.title)}</span>
        <StateMark state={result.state} standing={result.kind === 'standing'} />
      </summary>
      <Reasons result={result} />
      {children}
      <AnswerDetails householdId={householdId} result={result} open />
    </details>
  )
}

/** The sums, limits, standards and papers behind an answer, for whoever checks it. */
export function AnswerDetails({ householdId, result, open = false }: Answered & { open?: boolean }) {
  const t = useWords()
  const may = useMay()
  // Facts of single persons are recorded with the member they are of.
  const family = result.per === 'person' ? result.recordable.filter((name) => !isPersonal(name)) : result.recordable
  const recordable = may('registry.write') ? family : []
  const both = result.exclusions.filter((one) => one.both)
  return (
    <>
      {both.map((one) => (
        <p key={one.policy} className="due-hint">
          {t(words.notTogether, { policy: t(one.title), why: t(one.why) })}
        </p>
      ))}
      <MissingLinks householdId={householdId} result={result} />
      {result.backPay && <BackPayHint backPay={result.backPay} />}
      {recordable.map((name) =>
        name === 'last_six_months' ? (
          <MonthsForm key={name} householdId={householdId} />
        ) : (
          <FactForm key={name} householdId={householdId} name={name} />
        ),
      )}
      <Corrections householdId={householdId} result={result} />
      {open ? (
        <Sums result={result} />
      ) : (
        <details>
          <summary>{t(words.sums)}</summary>
          <Sums result={result} />
        </details>
      )}
    </>
  )
}

/** What is to be paid for months that are over, because a standard was published after it held. */
export function BackPayHint({ backPay }: { backPay: BackPay }) {
  const t = useWords()
  const { fromDay, months, totalFen, validFrom, publishedOn } = backPay
  const told = { from: validFrom, published: publishedOn, months, amount: formatFen(totalFen), day: fromDay }
  return <p className="due-hint missed">{t(words.backPay, told)}</p>
}

function Sums({ result }: { result: HouseholdAnswer }) {
  const t = useWords()
  const texts = useParameterTexts()
  const money = ({ value, money: isMoney }: ShownFigure) => {
    if (isMoney && value !== '—') return t(words.yuan, { amount: value })
    return t(factValueWords[value] ?? { zh: value, en: value })
  }
  const standards = result.trace.map((one) => {
    const { text, parameters } = valueInWords(one.name, one.value)
    const value = t(text, parameters)
    const told = t(words.standardText, {
      value,
      region: t(areaNameText(one.region, one.regionName ?? one.region)),
      from: one.from,
    })
    return { label: t(texts[one.name] ?? words.standard), value: one.document ? `${told} · ${one.document}` : told }
  })
  const limits = result.limits.map((one) => {
    const { value, limit, distance } = one
    const unit = one.money ? t(words.yuanUnit) : ''
    const said = one.holds ? words.withinLimit : words.beyondLimit
    return { label: t(one.title), value: t(said, { value, limit, unit, distance: distance.replace(/^-/, '') }) }
  })
  return (
    <Facts
      facts={[
        ...limits,
        ...result.figures.map((one) => ({ label: t(one.title), value: money(one) })),
        ...result.inputs.map((one) => ({ label: t(one.title), value: money(one) })),
        ...standards,
        ...numbered(
          result.basis.map(({ document, article, date }) => ({
            label: t(words.document),
            value: t(words.basisText, { document, article: article ?? '', date }),
          })),
        ),
        { label: t(words.papers), value: result.documents.map((one) => t(one)).join(t({ zh: '、', en: ', ' })) || '—' },
        { label: t(words.onDay), value: <DayText day={result.onDay} inText /> },
        {
          label: t(words.byPolicy),
          value: <Link to={`/policies/rules/${result.policy}`}>{result.policyVersion}</Link>,
        },
      ]}
    />
  )
}

/** Labels that stand there several times are told apart by a number. */
const numbered = <One extends { label: string }>(all: readonly One[]): One[] =>
  all.map((one, index) => (all.length > 1 ? { ...one, label: `${one.label} ${index + 1}` } : one))
