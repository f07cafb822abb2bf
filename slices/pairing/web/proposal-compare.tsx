import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useAddress } from '../../../platform/web/address.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { InstantText } from '../../../platform/web/ui/figures.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { matchingWords } from '../matching-messages.ts'
import type { Proposal } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { pairingApi } from './api.ts'
import { ProposalMark } from './proposal-list.tsx'
import { useRuleNames } from './rule-names.ts'
import './pairing.css'

const pageSize = 50

/** Two runs beside each other: figures, points by rule, and every family to whom they give different helpers. */
export function Page() {
  const t = useWords()
  const { one = '', other = '' } = useAddress()
  const [offset, setOffset] = useState(0)
  const { data, error } = useQuery(
    pairingApi.proposals.compare.queryOptions({ input: { one, other, limit: pageSize, offset } }),
  )
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  return (
    <>
      <PageHead
        title={t(matchingWords.compare)}
        note={
          data.total === 0 ? t(matchingWords.sameAll) : t(matchingWords.compareNote, { total: grouped(data.total) })
        }
      />
      <div className="compared">
        <Run proposal={data.one} />
        <Run proposal={data.other} />
      </div>
      <Rules one={one} rows={data.rules} />
      {data.rows.length > 0 && (
        <>
          <Differences rows={data.rows} />
          <footer className="list-foot">
            <span className="steps">
              <Button disabled={offset === 0} onClick={() => setOffset(offset - pageSize)}>
                {t(matchingWords.previous)}
              </Button>
              {t(matchingWords.showing, {
                from: grouped(offset + 1),
                to: grouped(offset + data.rows.length),
                total: grouped(data.total),
              })}
              <Button disabled={!data.more} onClick={() => setOffset(offset + pageSize)}>
                {t(matchingWords.next)}
              </Button>
            </span>
          </footer>
        </>
      )}
    </>
  )
}

function Run({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  return (
    <section className="compared-run">
      <h2>
        <Link to={`/proposals/${proposal.id}`}>{t(words.proposalOf, { area: proposal.areaName })}</Link>{' '}
        <ProposalMark state={proposal.state} />
      </h2>
      <p className="second">
        <InstantText at={proposal.createdAt} /> · {proposal.createdBy}
      </p>
      <p>
        {t(words.resultOf, { served: grouped(proposal.served ?? 0), households: grouped(proposal.households ?? 0) })} ·{' '}
        {t(words.points)} {proposal.totalCost === null ? '—' : grouped(Number(proposal.totalCost))}
      </p>
    </section>
  )
}

type RulesProps = { one: string; rows: readonly { rule: string; one: number; other: number }[] }

function Rules({ one, rows }: RulesProps) {
  const t = useWords()
  const language = useLanguage()
  const names = useRuleNames(one)
  return (
    <ul className="rule-differences">
      {rows.map((row) => (
        <li key={row.rule}>
          {names.get(row.rule)?.[language] ?? row.rule} <b>{row.one}</b> → <b>{row.other}</b>
          {row.other !== row.one && (
            <span className="second"> {row.other > row.one ? `+${row.other - row.one}` : row.other - row.one}</span>
          )}
        </li>
      ))}
      {rows.length === 0 && <li>{t(matchingWords.provedNothing)}</li>}
    </ul>
  )
}

type Difference = {
  householdId: string
  headName: string
  areaName: string
  one: string | null
  other: string | null
  oneCost: number | null
  otherCost: number | null
}

function Differences({ rows }: { rows: readonly Difference[] }) {
  const t = useWords()
  const said = (name: string | null, cost: number | null) =>
    name === null ? <span className="second">{t(matchingWords.nobody)}</span> : `${name} ${cost ?? ''}`
  return (
    <div className="table-scroll">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{t(words.household)}</th>
            <th scope="col">{t(words.area)}</th>
            <th scope="col">1</th>
            <th scope="col">2</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.householdId}>
              <td>
                <Link to={`/households/${row.householdId}`}>{row.headName}</Link>
              </td>
              <td>{row.areaName}</td>
              <td>{said(row.one, row.oneCost)}</td>
              <td>{said(row.other, row.otherCost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
