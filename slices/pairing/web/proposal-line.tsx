import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { aside, named } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { matchingWords } from '../matching-messages.ts'
import { kinshipWords, reasonText, unservedWords } from '../messages.ts'
import type { Proposal, ProposalLine, Reason } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import type { LineCandidate } from '../proposal-contract.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { ExchangeDialog } from './proposal-exchange.tsx'
import { useRuleNames } from './rule-names.ts'

/** One line of a proposal: why this helper, who else could and at what cost, and what may be decided about it. */
export function LinePeek({ proposal, row }: { proposal: Proposal; row: ProposalLine }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const { run, busy, fault } = useAct()
  const [exchanging, setExchanging] = useState<LineCandidate>()
  const open = proposal.state === 'ready' && !proposal.preview && may('pairing.write')
  const line = { id: proposal.id, householdId: row.householdId }
  const does = (work: () => Promise<unknown>) =>
    run(async () => {
      await work()
      await changed()
    })
  const helperId = row.state === 'dropped' ? null : row.helperId
  return (
    <>
      <Present row={row} proposal={proposal} />
      {fault && <p role="alert">{fault}</p>}
      {open && helperId && (
        <div className="peek-acts">
          <Button
            disabled={busy}
            onClick={() => void does(() => pairingApi.proposals.lockLine.call({ ...line, locked: !row.locked }))}
          >
            {t(row.locked ? matchingWords.unlock : matchingWords.lock)}
          </Button>
          <Button
            disabled={busy || row.locked}
            onClick={() => void does(() => pairingApi.proposals.exclude.call({ ...line, helperId, excluded: true }))}
          >
            {t(matchingWords.excludeThis)}
          </Button>
          <Button
            disabled={busy}
            onClick={() => void does(() => pairingApi.proposals.changeLine.call({ ...line, helperId: null }))}
          >
            {t(words.drop)}
          </Button>
        </div>
      )}
      <Candidates
        proposal={proposal}
        row={row}
        open={open && !busy}
        choose={(one) =>
          one.room > 0
            ? void does(() => pairingApi.proposals.changeLine.call({ ...line, helperId: one.helperId }))
            : setExchanging(one)
        }
        exclude={(one) =>
          void does(() =>
            pairingApi.proposals.exclude.call({ ...line, helperId: one.helperId, excluded: !one.excluded }),
          )
        }
      />
      <p className="peek-doors">
        <Link to={`/households/${row.householdId}`}>{t(words.openHousehold)}</Link>
      </p>
      {exchanging && (
        <ExchangeDialog line={line} name={row.headName} other={exchanging} close={() => setExchanging(undefined)} />
      )}
    </>
  )
}

/** The helper as it stands, each reason with what it costs. */
function Present({ row, proposal }: { row: ProposalLine; proposal: Proposal }) {
  const t = useWords()
  if (!row.helperName) return <p>{row.unserved && t(unservedWords[row.unserved])}</p>
  return (
    <Facts
      facts={[
        {
          label: t(words.lead),
          value: [row.helperName, row.helperUnit, row.helperPost].filter(Boolean).join(' · '),
        },
        { label: t(words.why), value: <Reasons why={row.why} proposalId={proposal.id} /> },
        { label: t(words.points), value: aside(t, String(row.cost ?? ''), t(words.pointsHelp)) },
      ]}
    />
  )
}

function Reasons({ why, proposalId }: { why: readonly Reason[]; proposalId: string }) {
  const language = useLanguage()
  const names = useRuleNames(proposalId)
  return (
    <ul className="reasons">
      {why.map((reason) => (
        <li key={reason.rule}>
          <span>{reasonText(reason, names)[language]}</span> <span className="second">{reason.cost}</span>
        </li>
      ))}
    </ul>
  )
}

type CandidatesProps = {
  proposal: Proposal
  row: ProposalLine
  open: boolean
  choose: (one: LineCandidate) => void
  exclude: (one: LineCandidate) => void
}

function Candidates({ proposal, row, open, choose, exclude }: CandidatesProps) {
  const t = useWords()
  const [search, setSearch] = useState('')
  const { data, error } = useQuery({
    ...pairingApi.proposals.candidates.queryOptions({
      input: { id: proposal.id, householdId: row.householdId, ...(search ? { search } : {}) },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <section className="peek-section">
      <h3>{t(open ? words.another : words.candidates)}</h3>
      {data?.unserved && <p>{named(t, t(matchingWords.whyUnserved), data.unserved)}</p>}
      <Input
        allowClear
        value={search}
        aria-label={t(words.chooseHelper)}
        placeholder={t(words.chooseHelper)}
        onChange={(event) => setSearch(event.target.value.trim())}
      />
      {error && <ProblemNote error={error} />}
      {data && data.rows.length === 0 && <p className="second">{t(words.noCandidates)}</p>}
      <ul className="members">
        {(data?.rows ?? []).map((one) => (
          <Candidate
            key={one.helperId}
            proposalId={proposal.id}
            row={row}
            one={one}
            act={open ? { choose, exclude } : undefined}
          />
        ))}
      </ul>
    </section>
  )
}

type CandidateProps = {
  proposalId: string
  row: ProposalLine
  one: LineCandidate
  act: Pick<CandidatesProps, 'choose' | 'exclude'> | undefined
}

const signed = (points: number) => (points > 0 ? `+${points}` : String(points))

function Candidate({ proposalId, row, one, act }: CandidateProps) {
  const t = useWords()
  const language = useLanguage()
  const names = useRuleNames(proposalId)
  const reasons = one.why
    .filter((reason) => reason.rule !== 'unit' || reason.fact === 'own')
    .map((reason) => reasonText(reason, names)[language])
  if (one.kinship === 'unknown') reasons.push(t(kinshipWords.unknown))
  return (
    <li data-excluded={one.excluded}>
      <span>
        <b>{one.name}</b> <span className="second">{[one.unit, one.post].filter(Boolean).join(' · ')}</span>
        <br />
        <span className="second">
          {reasons.join(' · ')} · {one.cost}
        </span>
        <br />
        {row.cost !== null && row.state !== 'dropped' && (
          <span>{t(matchingWords.difference, { difference: signed(one.cost - row.cost) })}</span>
        )}
        {one.extra !== null && (
          <span>
            {' · '}
            {one.extra > 0
              ? t(matchingWords.extra, { extra: one.extra, moves: one.moves ?? 0 })
              : t(matchingWords.extraNone)}
          </span>
        )}
        {one.because && <small className="second under">{one.because}</small>}
      </span>
      {act && (
        <span className="member-acts">
          {!one.excluded && (
            <Button size="small" onClick={() => act.choose(one)}>
              {t(one.room > 0 ? words.choose : matchingWords.exchange)}
            </Button>
          )}
          <button type="button" className="quiet" onClick={() => act.exclude(one)}>
            {t(one.excluded ? matchingWords.include : matchingWords.exclude)}
          </button>
        </span>
      )}
    </li>
  )
}
