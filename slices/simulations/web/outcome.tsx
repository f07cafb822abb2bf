import type { ReactNode } from 'react'
import type { Text } from '../../../core/messages.ts'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { categoryWords, impactWords } from '../messages.ts'
import type { Count, Impact, Outcome } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'
import { Distribution } from './distribution.tsx'

/** What a scenario would do: the whole in six figures, then by policy, county and category, then the distribution. */
export function OutcomeView({ outcome }: { outcome: Outcome }) {
  const t = useWords()
  const { total } = outcome
  return (
    <>
      <Figures impact={total} />
      <ImpactTable
        name={t(words.byPolicy)}
        rows={outcome.policies
          .filter(({ impact }) => moves(impact))
          .map(({ policy, title, impact }) => ({ key: policy, text: t(title), impact }))}
        none={t(words.noPolicyMoves)}
      />
      <ImpactTable
        name={t(words.byCounty)}
        rows={outcome.counties.map(({ code, name, impact }) => ({ key: code, text: name, impact }))}
      />
      <ImpactTable
        name={t(words.byCategory)}
        rows={outcome.categories.map(({ category, impact }) => ({
          ...{ key: category, impact },
          text: t(categoryWords[category] ?? { zh: category, en: category }),
        }))}
      />
      <Distribution steps={outcome.steps} />
      {outcome.interpreted.length > 0 && (
        <p className="second">
          {t(words.interpreted, { count: outcome.interpreted.length, names: namesOf(outcome, t) })}
        </p>
      )}
    </>
  )
}

/** The policies that go family by family, by their titles. */
const namesOf = ({ interpreted, policies }: Outcome, t: (text: Text) => string): string =>
  interpreted
    .map((id) => policies.find(({ policy }) => policy === id)?.title)
    .map((title, at) => (title ? t(title) : (interpreted[at] ?? '')))
    .join(t({ zh: '、', en: ', ' }))

/** Whether a policy answers anybody otherwise; the rest only fills the page. */
const moves = ({ gained, lost, raised, lowered, unknownBefore, unknownAfter }: Impact): boolean =>
  gained.households + lost.households + raised.households + lowered.households > 0 ||
  unknownBefore.households !== unknownAfter.households

function Figures({ impact }: { impact: Impact }) {
  const t = useWords()
  return (
    <ul className="simulation-figures">
      <CountFigure name={t(words.gained)} count={impact.gained} />
      <CountFigure name={t(words.lost)} count={impact.lost} />
      <CountFigure name={t(words.raised)} count={impact.raised} />
      <CountFigure name={t(words.lowered)} count={impact.lowered} />
      <MoneyFigure name={t(words.monthCost)} before={impact.monthBeforeFen} after={impact.monthAfterFen} />
      <MoneyFigure name={t(words.yearCost)} before={impact.yearBeforeFen} after={impact.yearAfterFen} />
    </ul>
  )
}

function CountFigure({ name, count }: { name: string; count: Count }) {
  const t = useWords()
  const text = t(words.familiesPersons, { households: grouped(count.households), persons: grouped(count.persons) })
  return (
    <li>
      <span>{name}</span>
      <b>{text}</b>
    </li>
  )
}

/** By how much money more or less is needed, in words. */
export function Difference({ before, after }: { before: string; after: string }) {
  const t = useWords()
  const more = BigInt(after) - BigInt(before)
  if (more === 0n) return t(words.same)
  return more > 0n ? t(words.more, { fen: formatFen(more) }) : t(words.less, { fen: formatFen(-more) })
}

function MoneyFigure({ name, before, after }: { name: string; before: string; after: string }) {
  const t = useWords()
  return (
    <li>
      <span>{name}</span>
      <b>{t(words.yuanOf, { fen: formatFen(after) })}</b>
      <small>
        {t(words.from, { fen: formatFen(before) })} · <Difference before={before} after={after} />
      </small>
    </li>
  )
}

type Row = { readonly key: string; readonly text: string; readonly impact: Impact }

/** @param none said instead of a table without rows */
function ImpactTable({ name, rows, none }: { name: string; rows: readonly Row[]; none?: string }) {
  const t = useWords()
  const heads = [
    impactWords.before,
    impactWords.after,
    impactWords.gained,
    impactWords.lost,
    impactWords.raised,
    impactWords.lowered,
    impactWords.unknown,
    impactWords.yearAfter,
    impactWords.yearMore,
  ]
  if (rows.length === 0 && none)
    return (
      <section className="simulation-part">
        <h2>{name}</h2>
        <p className="second">{none}</p>
      </section>
    )
  return (
    <section className="simulation-part">
      <h2>{name}</h2>
      <div className="simulation-table">
        <table className="data small">
          <thead>
            <tr>
              <th scope="col">{t(impactWords.name)}</th>
              {heads.map((head) => (
                <th key={head.en} scope="col" className="number">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, text, impact }) => (
              <tr key={key}>
                <th scope="row">{text}</th>
                {numbersOf(impact).map((shown, at) => (
                  <td key={heads[at]?.en} className="number">
                    {shown}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const numbersOf = (impact: Impact): ReactNode[] => [
  ...[impact.entitledBefore, impact.entitledAfter, impact.gained, impact.lost, impact.raised, impact.lowered].map(
    (count) => grouped(count.households),
  ),
  grouped(impact.unknownAfter.households),
  formatFen(impact.yearAfterFen),
  formatFen(BigInt(impact.yearAfterFen) - BigInt(impact.yearBeforeFen)),
]
