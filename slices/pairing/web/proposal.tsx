import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress, useChangeAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { problemOf } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead, type PageHeadProps } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { matchingWords } from '../matching-messages.ts'
import { stageWords } from '../messages.ts'
import type { Proposal } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { changesOf } from '../rules.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { AreaMap } from './area-map.tsx'
import { AreaTree } from './proposal-areas.tsx'
import { Decide, Refused, type RefusedLine } from './proposal-decide.tsx'
import { ProposalMark } from './proposal-list.tsx'
import { Loads } from './proposal-loads.tsx'
import { Score } from './proposal-score.tsx'
import { LineTable } from './proposal-table.tsx'
import './pairing.css'

/** A proposal: its run while it lasts, then family by family, by area, by load and by rule, to be changed and decided. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useQuery({
    ...pairingApi.proposals.get.queryOptions({ input: { id } }),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 300 : false),
  })
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  if (data.state === 'running') return <Running proposal={data} />
  if (data.state === 'failed' || data.state === 'cancelled') return <WithoutResult proposal={data} />
  return <Ready proposal={data} />
}

function Running({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [stopping, setStopping] = useState(false)
  const [fault, setFault] = useState<string>()
  const stop = async () => {
    setStopping(true)
    try {
      await pairingApi.proposals.cancel.call({ id: proposal.id })
    } catch (error) {
      setFault(problemOf(error).message)
    } finally {
      await changed()
    }
  }
  return (
    <>
      <PageHead title={t(words.proposalOf, { area: proposal.areaName })} />
      <div className="proposal-job">
        <ProgressBar name={t(words.progress)} done={proposal.donePercent} total={100} />
        <p role="status">{stopping ? t(matchingWords.cancelling) : t(stageWords[proposal.stage])}</p>
        {may('pairing.write') && (
          <Button disabled={stopping} onClick={() => void stop()}>
            {t(matchingWords.cancel)}
          </Button>
        )}
        {fault && <p role="alert">{fault}</p>}
      </div>
    </>
  )
}

function WithoutResult({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const go = useGo()
  return (
    <>
      <PageHead
        title={t(words.proposalOf, { area: proposal.areaName })}
        note={<ProposalMark state={proposal.state} />}
        primary={
          <Button type="primary" onClick={() => go('/proposals')}>
            {t(matchingWords.again)}
          </Button>
        }
      />
      <p role="alert">{proposal.failure && t(proposal.failure)}</p>
    </>
  )
}

const views = ['table', 'areas', 'loads', 'score'] as const
type View = (typeof views)[number]
const viewNames = {
  table: matchingWords.viewTable,
  areas: matchingWords.viewAreas,
  loads: matchingWords.viewLoads,
  score: matchingWords.viewScore,
}

function Ready({ proposal }: { proposal: Proposal }) {
  const { view } = useAddress()
  const [acting, setActing] = useState<'accept' | 'discard'>()
  const [refused, setRefused] = useState<RefusedLine[]>([])
  const chosen = views.find((one) => one === view) ?? 'table'
  const head = useHead(proposal, setActing)
  const above = (
    <>
      {refused.length > 0 && <Refused proposalId={proposal.id} lines={refused} />}
      <Views chosen={chosen} />
    </>
  )
  return (
    <>
      {chosen === 'table' ? (
        <LineTable proposal={proposal} head={head} above={above} />
      ) : (
        <>
          <PageHead {...head} />
          {above}
          {chosen === 'areas' && (
            <>
              <AreaMap proposal={proposal} />
              <AreaTree proposal={proposal} />
            </>
          )}
          {chosen === 'loads' && <Loads proposal={proposal} />}
          {chosen === 'score' && <Score proposal={proposal} />}
        </>
      )}
      {acting && <Decide act={acting} proposal={proposal} refuse={setRefused} close={() => setActing(undefined)} />}
    </>
  )
}

function Views({ chosen }: { chosen: View }) {
  const t = useWords()
  const change = useChangeAddress()
  return (
    <nav className="views" aria-label={t(matchingWords.views)}>
      {views.map((view) => (
        <button
          key={view}
          type="button"
          aria-current={view === chosen ? 'page' : undefined}
          onClick={() =>
            change({ view: view === 'table' ? undefined : view, page: undefined, peek: undefined, sort: undefined })
          }
        >
          {t(viewNames[view])}
        </button>
      ))}
    </nav>
  )
}

/** Title, state in words, and what may be done with the proposal. */
function useHead(proposal: Proposal, act: (act: 'accept' | 'discard') => void): PageHeadProps {
  const t = useWords()
  const may = useMay()
  const open = proposal.state === 'ready'
  const fresh = changesOf(proposal)
  const approve = open && !proposal.preview && may('pairing.approve')
  return {
    title: t(words.proposalOf, { area: proposal.areaName }),
    note: <Standing proposal={proposal} />,
    primary: approve && !proposal.touched && (
      <Button type="primary" disabled={fresh === 0} onClick={() => act('accept')}>
        {t(words.accept, { count: fresh })}
      </Button>
    ),
    more: open && may('pairing.write') && (
      <>
        {!proposal.preview && <Recompute proposal={proposal} />}
        <Button onClick={() => act('discard')}>{t(words.discard)}</Button>
      </>
    ),
  }
}

function Standing({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const may = useMay()
  const households = proposal.households ?? 0
  const unserved = households - proposal.standing
  const kept = proposal.standing - proposal.broken - proposal.fresh
  const counts = { households: grouped(households), standing: grouped(proposal.standing), unserved: grouped(unserved) }
  return (
    <>
      <ProposalMark state={proposal.state} />{' '}
      {proposal.preview && <Mark tone="waiting">{t(matchingWords.preview)}</Mark>}{' '}
      {proposal.rematch
        ? t(matchingWords.summaryRematch, {
            kept: grouped(kept),
            broken: grouped(proposal.broken),
            fresh: grouped(proposal.fresh),
            unserved: grouped(unserved),
          })
        : t(words.summary, counts)}{' '}
      {proposal.preview && t(matchingWords.previewNote)}
      {proposal.decidedBy ? (
        <>
          {t(words.decidedBy, { by: proposal.decidedBy })} <InstantText at={proposal.decidedAt} />
        </>
      ) : (
        proposal.state === 'ready' &&
        !proposal.preview &&
        (may('pairing.approve') ? proposal.touched && t(matchingWords.touched) : t(words.waitingReviewer))
      )}
    </>
  )
}

/** A new run that keeps what people decided in this one. */
function Recompute({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const go = useGo()
  const changed = usePairingChanged()
  const { run, busy, fault } = useAct()
  const start = async () => {
    const { areaCode, unitId, category, rematch, keepGain, id } = proposal
    const next = await pairingApi.proposals.start.call({ areaCode, unitId, category, rematch, keepGain, basedOn: id })
    await changed()
    go(`/proposals/${next.id}`)
  }
  return (
    <>
      <Button loading={busy} onClick={() => void run(start)} title={t(matchingWords.holdNote)}>
        {t(matchingWords.recompute)}
      </Button>
      {fault && <p role="alert">{fault}</p>}
    </>
  )
}
