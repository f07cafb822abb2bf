import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { levelOf } from '../../../core/area-code.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { clauses } from '../../../platform/web/punctuation.ts'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import { matchingWords } from '../matching-messages.ts'
import { unservedWords } from '../messages.ts'
import type { Proposal, Unserved } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { pairingApi } from './api.ts'

/** The proposal as a tree of areas: how many are served where, how many are not, and why. */
export function AreaTree({ proposal }: { proposal: Proposal }) {
  return (
    <div className="table-scroll">
      <table className="data area-tree">
        <TableHead
          heads={[
            [matchingWords.area],
            [matchingWords.households, 'number'],
            [matchingWords.served, 'number'],
            [matchingWords.share, 'served-column'],
            [matchingWords.without, 'number'],
            [matchingWords.whyColumn],
            [undefined],
          ]}
        />
        <tbody>
          <Areas proposal={proposal} parent={undefined} depth={0} />
        </tbody>
      </table>
    </div>
  )
}

type AreasProps = { proposal: Proposal; parent: string | undefined; depth: number }

function Areas({ proposal, parent, depth }: AreasProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const { data, error } = useQuery({
    ...pairingApi.proposals.areas.queryOptions({ input: { id: proposal.id, ...(parent ? { parent } : {}) } }),
    staleTime: 10_000,
  })
  if (error)
    return (
      <tr>
        <td colSpan={7}>
          <ProblemNote error={error} />
        </td>
      </tr>
    )
  const toggle = (code: string) => {
    const next = new Set(open)
    if (!next.delete(code)) next.add(code)
    setOpen(next)
  }
  return (data?.rows ?? []).map((row) => {
    const leads = levelOf(row.code) !== 'village' && row.code !== parent
    return (
      <AreaRows key={row.code} row={row} depth={depth} open={leads ? open.has(row.code) : undefined} toggle={toggle}>
        {open.has(row.code) && <Areas proposal={proposal} parent={row.code} depth={depth + 1} />}
      </AreaRows>
    )
  })
}

type AreaRow = {
  code: string
  name: string
  households: number
  served: number
  broken: number
  reasons: Partial<Record<Unserved | 'dropped', number>>
}
type RowProps = {
  row: AreaRow
  depth: number
  /** Undefined where nothing lies below. */
  open: boolean | undefined
  toggle: (code: string) => void
  children: React.ReactNode
}

function AreaRows({ row, depth, open, toggle, children }: RowProps) {
  const t = useWords()
  const without = row.households - row.served
  const share = row.households === 0 ? 0 : row.served / row.households
  const why = Object.entries(row.reasons) as [Unserved | 'dropped', number][]
  return (
    <>
      <tr>
        <td className={`depth-${Math.min(depth, 4)}`}>
          {open === undefined ? (
            <span className="leaf">{row.name}</span>
          ) : (
            <button
              type="button"
              className="quiet branch"
              aria-expanded={open}
              aria-label={t(matchingWords.openArea, { name: row.name })}
              onClick={() => toggle(row.code)}
            >
              {row.name}
            </button>
          )}
        </td>
        <td className="number">{grouped(row.households)}</td>
        <td className="number">{grouped(row.served)}</td>
        <td className="served-column">
          <span className="served-bar" aria-hidden="true">
            <i style={{ width: `${share * 100}%` }} />
          </span>
        </td>
        <td className={without > 0 ? 'number missed-number' : 'number'}>{grouped(without)}</td>
        <td className="reasons-in-words">
          {clauses(
            t,
            why.map(
              ([reason, count]) => `${t(reason === 'dropped' ? words.tabDropped : unservedWords[reason])} ${count}`,
            ),
          )}
        </td>
        <td>
          <Link to={`?area=${row.code}${without > 0 ? '&state=unserved' : ''}`}>{t(matchingWords.listArea)}</Link>
        </td>
      </tr>
      {children}
    </>
  )
}
