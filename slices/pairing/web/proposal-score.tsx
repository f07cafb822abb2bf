import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import { matchingWords } from '../matching-messages.ts'
import type { Proposal } from '../model.ts'
import { pairingApi } from './api.ts'

const points = (value: number) => (value < 0 ? `−${grouped(-value)}` : grouped(value))

/** What the proposal costs as it stands, rule by rule, beside what was proved to be the lowest. */
export function Score({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const language = useLanguage()
  const { data, error } = useQuery(pairingApi.proposals.score.queryOptions({ input: { id: proposal.id } }))
  if (error) return <ProblemNote error={error} />
  if (!data) return null
  const { certificate } = proposal
  const largest = Math.max(1, ...data.rules.map((rule) => Math.abs(rule.cost)))
  return (
    <section className="score">
      <p>
        {certificate
          ? t(matchingWords.scoreNote, {
              total: points(data.total),
              best: points(Number(proposal.totalCost)),
              arcs: grouped(certificate.checkedArcs),
              seed: certificate.seed,
            })
          : t(matchingWords.provedNothing)}{' '}
        <Link to="/pairing/rules">
          {proposal.rulesVersion === null
            ? t(matchingWords.rulesDraft)
            : proposal.rulesVersion === 0
              ? t(matchingWords.rulesStandard)
              : t(matchingWords.rulesOf, { version: proposal.rulesVersion })}
        </Link>
      </p>
      <table className="data">
        <TableHead
          heads={[
            [matchingWords.rule],
            [matchingWords.ruleCost, 'number'],
            [matchingWords.ruleLines, 'number'],
            [matchingWords.share, 'served-column'],
          ]}
        />
        <tbody>
          {data.rules.map((rule) => (
            <tr key={rule.rule}>
              <td>{rule.name[language]}</td>
              <td className="number">{points(rule.cost)}</td>
              <td className="number">{grouped(rule.lines)}</td>
              <td className="served-column">
                <span className="served-bar" aria-hidden="true">
                  <i style={{ width: `${(100 * Math.abs(rule.cost)) / largest}%` }} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
