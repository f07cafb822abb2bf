import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { ExportExcel, grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { matchingWords } from '../matching-messages.ts'
import type { Proposal } from '../model.ts'
import type { HelperLoad } from '../proposal-contract.ts'
import { pairingApi } from './api.ts'

const pageSize = 50

/** What each helper, or each unit, would carry: those with the most first. */
export function Loads({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const [by, setBy] = useState<'helper' | 'unit'>('helper')
  const [offset, setOffset] = useState(0)
  const { data, error } = useQuery({
    ...pairingApi.proposals.loads.queryOptions({ input: { id: proposal.id, by, limit: pageSize, offset } }),
    placeholderData: keepPreviousData,
  })
  const choose = (next: 'helper' | 'unit') => {
    setBy(next)
    setOffset(0)
  }
  return (
    <section>
      <div className="views small">
        {(['helper', 'unit'] as const).map((one) => (
          <button key={one} type="button" aria-current={one === by ? 'page' : undefined} onClick={() => choose(one)}>
            {t(one === 'helper' ? matchingWords.byHelper : matchingWords.byUnit)}
          </button>
        ))}
      </div>
      {error && <ProblemNote error={error} />}
      {data && (
        <>
          <LoadTable by={by} rows={data.rows} />
          <footer className="list-foot">
            <span className="steps">
              <Button disabled={offset === 0} onClick={() => setOffset(offset - pageSize)}>
                {t(matchingWords.previous)}
              </Button>
              {t(matchingWords.showing, {
                from: grouped(Math.min(offset + 1, data.total)),
                to: grouped(offset + data.rows.length),
                total: grouped(data.total),
              })}
              <Button disabled={!data.more} onClick={() => setOffset(offset + pageSize)}>
                {t(matchingWords.next)}
              </Button>
            </span>
            <ExportExcel path={`/proposals/${proposal.id}/loads/export?by=${by}`} />
          </footer>
        </>
      )}
    </section>
  )
}

function LoadTable({ by, rows }: { by: 'helper' | 'unit'; rows: readonly HelperLoad[] }) {
  const t = useWords()
  const numbers = [
    ...(by === 'unit' ? ([['helpers', matchingWords.helpersCount]] as const) : []),
    ['given', matchingWords.given],
    ['before', matchingWords.before],
    ['capacity', matchingWords.capacity],
    ...(by === 'unit' ? ([['most', matchingWords.quota]] as const) : []),
  ] as const
  return (
    <div className="table-scroll">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{t(by === 'helper' ? matchingWords.helper : matchingWords.unitName)}</th>
            {by === 'helper' && <th scope="col">{t(matchingWords.unitName)}</th>}
            {numbers.map(([key, text]) => (
              <th key={key} scope="col" className="number">
                {t(text)}
              </th>
            ))}
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              {by === 'helper' && <td>{row.unit ?? '—'}</td>}
              {numbers.map(([key]) => (
                <td key={key} className="number">
                  {row[key] === null ? '—' : grouped(row[key])}
                </td>
              ))}
              <td>
                <Link to={`?${by}=${row.id}`}>{t(matchingWords.listArea)}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
