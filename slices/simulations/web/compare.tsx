import { useQueries, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { formatFen } from '../../../core/yuan.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { InstantText } from '../../../platform/web/ui/figures.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { changesSaid } from '../changes-rules.ts'
import { fundWords, impactWords } from '../messages.ts'
import type { Changes, Count, Impact, Scenario } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'
import { simulationsApi } from './api.ts'
import { Enough } from './funds.tsx'
import { OutcomeView } from './outcome.tsx'
import './simulations.css'

/** One scenario in full, or two and three side by side. */
export function Page() {
  const { ids = '' } = useAddress()
  const wanted = ids.split(',').filter(Boolean).slice(0, 3)
  const found = useQueries({
    queries: wanted.map((id) => simulationsApi.scenario.queryOptions({ input: { id } })),
  })
  const error = found.find((one) => one.error && !one.data)?.error
  if (error) return <ProblemPage error={error} />
  const scenarios = found.flatMap(({ data }) => (data ? [data] : []))
  if (scenarios.length < wanted.length) return <Loading />
  const [first] = scenarios
  if (scenarios.length === 1 && first) return <One scenario={first} />
  return <Several scenarios={scenarios} />
}

function One({ scenario }: { scenario: Scenario }) {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  return (
    <>
      <PageHead
        title={scenario.name}
        note={
          <>
            {scenario.note} {scenario.createdBy} · <InstantText at={scenario.createdAt} />
          </>
        }
        primary={
          may('simulations.run') && (
            <Button type="primary" onClick={() => go(`/simulations/new?from=${scenario.id}`)}>
              {t(words.change)}
            </Button>
          )
        }
        more={
          <a download href={`/api/simulations/scenarios/${scenario.id}/export`}>
            {t(words.export)}
          </a>
        }
      />
      <section className="simulation-part">
        <h2>{t(words.changed)}</h2>
        <Changed changes={scenario.changes} />
      </section>
      {scenario.outcome ? (
        <OutcomeView outcome={scenario.outcome} />
      ) : (
        <p className="simulation-start">{t(impactWords.notTold)}</p>
      )}
    </>
  )
}

/** What a scenario changes, each change on its own line. */
function Changed({ changes }: { changes: Changes }) {
  const t = useWords()
  const { data } = useQuery(simulationsApi.levers.queryOptions({ input: {} }))
  if (!data) return <Loading />
  return changesSaid(changes, data).map((one) => <div key={one.zh}>{t(one)}</div>)
}

function Several({ scenarios }: { scenarios: readonly Scenario[] }) {
  const t = useWords()
  const count = ({ households, persons }: Count) =>
    t(words.familiesPersons, { households: grouped(households), persons: grouped(persons) })
  const of =
    (tell: (total: Impact) => string) =>
    ({ outcome }: Scenario) =>
      outcome ? tell(outcome.total) : '—'
  const lines: readonly (readonly [string, (one: Scenario) => string])[] = [
    [t(words.gained), of(({ gained }) => count(gained))],
    [t(words.lost), of(({ lost }) => count(lost))],
    [t(words.raised), of(({ raised }) => count(raised))],
    [t(words.lowered), of(({ lowered }) => count(lowered))],
    [t(impactWords.monthAfter), of(({ monthAfterFen }) => formatFen(monthAfterFen))],
    [t(impactWords.yearBefore), of(({ yearBeforeFen }) => formatFen(yearBeforeFen))],
    [t(impactWords.yearAfter), of(({ yearAfterFen }) => formatFen(yearAfterFen))],
    [t(impactWords.yearMore), of((total) => formatFen(BigInt(total.yearAfterFen) - BigInt(total.yearBeforeFen)))],
    ...(['budget', 'adjustment', 'surplus'] as const).map((kind): readonly [string, (one: Scenario) => string] => [
      t(fundWords[kind]),
      ({ funds }) => formatFen(funds.find((one) => one.kind === kind)?.fen ?? '0'),
    ]),
  ]
  return (
    <>
      <PageHead title={t(words.compareTitle)} />
      <div className="simulation-table">
        <table className="data small" aria-label={t(words.compareTitle)}>
          <thead>
            <tr>
              <td />
              {scenarios.map((one) => (
                <th key={one.id} scope="col" className="number">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t(words.changed)}</th>
              {scenarios.map((one) => (
                <td key={one.id} className="number">
                  <Changed changes={one.changes} />
                </td>
              ))}
            </tr>
            {lines.map(([name, tell]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {scenarios.map((one) => (
                  <td key={one.id} className="number">
                    {tell(one)}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t(words.funds)}</th>
              {scenarios.map((one) => (
                <td key={one.id} className="number">
                  {one.outcome ? <Enough funds={one.funds} impact={one.outcome.total} /> : t(impactWords.notTold)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </>
  )
}
