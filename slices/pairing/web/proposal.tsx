import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { usePathPart } from '../../../platform/web/address.ts'
import { ClientProblem } from '../../../platform/web/http.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { InstantText } from '../../../platform/web/ui/figures.tsx'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { CategoryText, CauseText } from '../../registry/web/household-columns.tsx'
import { reasonText, stageWords, unservedWords } from '../messages.ts'
import type { Proposal, ProposalLine } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { LineFilter, LineListInput } from '../proposal-contract.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { LinePeek } from './proposal-line.tsx'
import { ProposalMark } from './proposal-list.tsx'
import './pairing.css'

/** A proposal: its run while it lasts, then family by family with the reasons, to be changed and accepted. */
export function Page() {
  const t = useWords()
  const id = usePathPart('id')
  const { data, error, refetch } = useQuery({
    ...pairingApi.proposals.get.queryOptions({ input: { id } }),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 500 : false),
  })
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.state === 'running') return <Running proposal={data} />
  if (data.state === 'failed')
    return (
      <>
        <PageHead title={t(words.proposalOf, { area: data.areaName })} />
        <p role="alert">{data.failure && t(data.failure)}</p>
      </>
    )
  return <Ready proposal={data} />
}

function Running({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  return (
    <>
      <PageHead title={t(words.proposalOf, { area: proposal.areaName })} />
      <div className="proposal-job">
        <ProgressBar name={t(words.progress)} done={proposal.donePercent} total={100} />
        <p role="status">{t(stageWords[proposal.stage])}</p>
      </div>
    </>
  )
}

function Facts({ row }: { row: ProposalLine }) {
  return (
    <>
      <CategoryText category={row.category} /> · <CauseText cause={row.mainCause} />
    </>
  )
}

function Helper({ row }: { row: ProposalLine }) {
  const t = useWords()
  if (!row.helperName) return <span className="second">—</span>
  return (
    <>
      {row.helperName}
      {row.state === 'by_hand' && <span className="second"> {t(words.byHand)}</span>}
    </>
  )
}

/** What speaks for and against, in words: `同乡镇（街道） · 会医疗，对得上致困原因`. */
function Why({ row }: { row: ProposalLine }) {
  const t = useWords()
  const language = useLanguage()
  if (row.unserved) return <span className="reasons-in-words">{t(unservedWords[row.unserved])}</span>
  return (
    <span className="reasons-in-words">
      {row.why
        .filter((reason) => reason.rule !== 'unit' || reason.fact === 'own')
        .map((reason) => reasonText(reason)[language])
        .join(' · ')}
    </span>
  )
}

const columns: readonly Column<ProposalLine>[] = [
  { key: 'head', text: words.household, show: (row) => row.headName, width: 100 },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'facts', text: words.category, show: (row) => <Facts row={row} />, sort: false },
  { key: 'helper', text: words.lead, show: (row) => <Helper row={row} />, width: 110 },
  { key: 'unit', text: words.unit, show: (row) => row.helperUnit ?? '—', sort: false },
  { key: 'why', text: words.why, show: (row) => <Why row={row} />, sort: false, width: 260 },
  { key: 'cost', text: words.points, show: (row) => row.cost ?? '—', number: true },
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    text: words.showing,
    kind: 'choice',
    choices: [
      { value: 'standing', text: words.tabStanding },
      { value: 'dropped', text: words.tabDropped },
      { value: 'unserved', text: words.tabUnserved },
    ],
  },
]

function Ready({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const { id } = proposal
  const [acting, setActing] = useState<'accept' | 'discard'>()
  const [refused, setRefused] = useState<RefusedLine[]>([])
  const may = useMay()
  const open = proposal.state === 'ready'
  const households = proposal.households ?? 0
  const unserved = households - proposal.standing
  return (
    <>
      <ListPage
        list="proposal-lines"
        title={t(words.proposalOf, { area: proposal.areaName })}
        note={
          <>
            <ProposalMark state={proposal.state} />{' '}
            {t(words.summary, { households, standing: proposal.standing, unserved })}{' '}
            {proposal.decidedBy ? (
              <>
                {t(words.decidedBy, { by: proposal.decidedBy })} <InstantText at={proposal.decidedAt} />
              </>
            ) : (
              open && !may('pairing.approve') && t(words.waitingReviewer)
            )}
          </>
        }
        primary={
          open &&
          may('pairing.approve') && (
            <Button type="primary" disabled={proposal.standing === 0} onClick={() => setActing('accept')}>
              {t(words.accept, { count: proposal.standing })}
            </Button>
          )
        }
        more={open && may('pairing.write') && <Button onClick={() => setActing('discard')}>{t(words.discard)}</Button>}
        above={refused.length > 0 && <Refused lines={refused} />}
        columns={columns}
        filters={filters}
        defaultSort="area"
        rows={(ask) => pairingApi.proposals.lines.queryOptions({ input: inputOf(LineListInput, ask, { id }) })}
        total={(ask) => pairingApi.proposals.lineTotal.queryOptions({ input: inputOf(LineFilter, ask, { id }) })}
        rowKey={(row) => row.householdId}
        peek={(row) => ({
          title: row.headName,
          content: <LinePeek key={row.householdId} proposal={proposal} row={row} />,
        })}
        empty={{ text: t(words.everybodyPaired) }}
      />
      {acting && (
        <Decide
          act={acting}
          proposal={proposal}
          unserved={unserved}
          refuse={setRefused}
          close={() => setActing(undefined)}
        />
      )}
    </>
  )
}

type RefusedLine = { householdId: string; reason: 'withdrawn' | 'paired' | 'helper_full' }
const refusedWords = {
  withdrawn: words.refusedWithdrawn,
  paired: words.refusedPaired,
  helper_full: words.refusedFull,
}

type DecideProps = {
  act: 'accept' | 'discard'
  proposal: Proposal
  unserved: number
  refuse: (lines: RefusedLine[]) => void
  close: () => void
}

function Decide({ act, proposal, unserved, refuse, close }: DecideProps) {
  const t = useWords()
  const changed = usePairingChanged()
  const { id, version, standing } = proposal
  if (act === 'discard')
    return (
      <Confirm
        title={t(words.discardTitle)}
        consequence={t(words.discardNote)}
        action={t(words.discard)}
        act={async () => {
          await pairingApi.proposals.discard.call({ id })
          await changed()
        }}
        close={close}
      />
    )
  return (
    <Confirm
      title={t(words.acceptTitle)}
      consequence={t(words.acceptNote, { count: standing, unserved })}
      action={t(words.accept, { count: standing })}
      act={async () => {
        try {
          await pairingApi.proposals.accept.call({ id, version })
          refuse([])
        } catch (error) {
          if (error instanceof ClientProblem && Array.isArray(error.data?.lines))
            refuse(error.data.lines as RefusedLine[])
          throw error
        } finally {
          await changed()
        }
      }}
      close={close}
    />
  )
}

/** Families of a refused acceptance, by name where they stand on a page that is known. */
function Refused({ lines }: { lines: readonly RefusedLine[] }) {
  const t = useWords()
  return (
    <section className="refused-lines" role="alert">
      <p>{t(words.refusedLines)}</p>
      <ul>
        {lines.slice(0, 20).map((line) => (
          <li key={line.householdId}>
            <RefusedName id={line.householdId} />：{t(refusedWords[line.reason])}
          </li>
        ))}
      </ul>
    </section>
  )
}

function RefusedName({ id }: { id: string }) {
  const proposalId = usePathPart('id')
  const { data } = useQuery(
    pairingApi.proposals.lines.queryOptions({ input: { id: proposalId, state: 'standing', limit: 200 } }),
  )
  return data?.rows.find((row) => row.householdId === id)?.headName ?? id.slice(-4)
}
