import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { problemOf } from '../../../platform/web/http.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { reasonText, unservedWords } from '../messages.ts'
import type { Proposal, ProposalLine, Reason } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'

/** One line of a proposal: why this helper, who else could, and dropping it. */
export function LinePeek({ proposal, row }: { proposal: Proposal; row: ProposalLine }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [busy, setBusy] = useState<string>()
  const [fault, setFault] = useState<string>()
  const open = proposal.state === 'ready' && may('pairing.write')
  const choose = async (helperId: string | null) => {
    setBusy(helperId ?? 'drop')
    setFault(undefined)
    try {
      await pairingApi.proposals.changeLine.call({ id: proposal.id, householdId: row.householdId, helperId })
      await changed()
    } catch (error) {
      setFault(problemOf(error).message)
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <>
      {row.helperName ? (
        <Facts
          facts={[
            {
              label: t(words.lead),
              value: [row.helperName, row.helperUnit, row.helperPost].filter(Boolean).join(' · '),
            },
            { label: t(words.why), value: <Reasons why={row.why} /> },
            { label: t(words.points), value: `${row.cost ?? ''}（${t(words.pointsHelp)}）` },
          ]}
        />
      ) : (
        <p>{row.unserved && t(unservedWords[row.unserved])}</p>
      )}
      {fault && <p role="alert">{fault}</p>}
      {open && (
        <>
          {row.helperId && row.state !== 'dropped' && (
            <div className="peek-acts">
              <Button disabled={busy !== undefined} onClick={() => void choose(null)}>
                {t(words.drop)}
              </Button>
            </div>
          )}
          <Candidates proposal={proposal} row={row} busy={busy} choose={(helperId) => void choose(helperId)} />
        </>
      )}
      <p className="peek-doors">
        <Link to={`/households/${row.householdId}`}>{t(words.openHousehold)}</Link>
      </p>
    </>
  )
}

/** Each reason with what it costs, so that one can see why A and not B. */
function Reasons({ why }: { why: readonly Reason[] }) {
  const language = useLanguage()
  return (
    <ul>
      {why.map((reason) => (
        <li key={reason.rule}>
          {reasonText(reason)[language]} <span className="second">{reason.cost}</span>
        </li>
      ))}
    </ul>
  )
}

type CandidatesProps = {
  proposal: Proposal
  row: ProposalLine
  busy: string | undefined
  choose: (helperId: string) => void
}

function Candidates({ proposal, row, busy, choose }: CandidatesProps) {
  const t = useWords()
  const language = useLanguage()
  const [search, setSearch] = useState('')
  const { data, error } = useQuery(
    pairingApi.proposals.candidates.queryOptions({
      input: { id: proposal.id, householdId: row.householdId, ...(search ? { search } : {}) },
    }),
  )
  const rows = (data?.rows ?? []).filter((one) => one.helperId !== row.helperId || row.state === 'dropped')
  return (
    <section className="peek-section">
      <h3>{t(words.candidates)}</h3>
      <Input
        allowClear
        value={search}
        aria-label={t(words.chooseHelper)}
        placeholder={t(words.chooseHelper)}
        onChange={(event) => setSearch(event.target.value.trim())}
      />
      {error && <ProblemNote error={error} />}
      {data && rows.length === 0 && <p className="second">{t(words.noCandidates)}</p>}
      <ul className="members">
        {rows.slice(0, 10).map((one) => (
          <li key={one.helperId}>
            <span>
              <b>{one.name}</b> <span className="second">{[one.unit, one.post].filter(Boolean).join(' · ')}</span>
              <br />
              <span className="second">
                {one.why
                  .filter((reason) => reason.rule !== 'unit' || reason.fact === 'own')
                  .map((reason) => reasonText(reason)[language])
                  .join(' · ')}{' '}
                · {one.cost}
              </span>
            </span>
            <Button size="small" disabled={busy !== undefined} onClick={() => choose(one.helperId)}>
              {t(words.choose)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
