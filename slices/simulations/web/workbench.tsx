import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import type { Changes, FundSource, Outcome } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'
import { simulationsApi } from './api.ts'
import { Computing } from './computing.tsx'
import { Funds } from './funds.tsx'
import { type Board, Levers } from './levers.tsx'
import { NameDialog } from './name-dialog.tsx'
import { OutcomeView } from './outcome.tsx'
import './simulations.css'

const nothing: Changes = { parameters: [], versions: [] }
// A hand moves a slider oftener than anybody can read.
const restMs = 80

/** Levers on the left, what they would do on the right; the server computes while the slider moves. */
export function Page() {
  const { from = '', policy = '', number = '' } = useAddress()
  const board = useQuery(simulationsApi.levers.queryOptions({ input: {} }))
  const start = useQuery({ ...simulationsApi.scenario.queryOptions({ input: { id: from } }), enabled: from !== '' })
  const error = board.error ?? start.error
  if (error && (!board.data || (from !== '' && !start.data))) return <ProblemPage error={error} />
  if (!board.data || (from !== '' && !start.data)) return <Loading />
  // From the page of a policy: what its draft would do.
  const swapped = { ...nothing, versions: [{ policy, number: Number(number) }] }
  const given = policy && /^\d{1,5}$/.test(number) ? swapped : nothing
  return <Workbench board={board.data} start={start.data?.changes ?? given} startFunds={start.data?.funds ?? []} />
}

type WorkbenchProps = { board: Board; start: Changes; startFunds: readonly FundSource[] }

function Workbench({ board, start, startFunds }: WorkbenchProps) {
  const t = useWords()
  const [changes, setChanges] = useState(start)
  const [funds, setFunds] = useState<readonly FundSource[]>(startFunds)
  const [keeping, setKeeping] = useState(false)
  const [rested, setRested] = useState(start)
  const wanted = rested.parameters.length + rested.versions.length > 0
  const { data, error, isFetching } = useQuery({
    ...simulationsApi.run.queryOptions({ input: { changes: rested } }),
    enabled: wanted,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const outcome = wanted ? data : undefined
  // What is shown while the server computes is of other values: it cannot be kept as these.
  const settled = !isFetching && !error && rested === changes
  // One question at a time: while the server computes, the hand moves on, and only where it comes to rest is asked.
  useEffect(() => {
    if (isFetching || rested === changes) return
    const timer = setTimeout(() => setRested(changes), restMs)
    return () => clearTimeout(timer)
  }, [changes, rested, isFetching])
  return (
    <>
      <PageHead
        note={t(words.note)}
        primary={
          <Button type="primary" disabled={!outcome || !settled} onClick={() => setKeeping(true)}>
            {t(words.keep)}
          </Button>
        }
      />
      <div className="simulation">
        <div className="simulation-side">
          <Levers board={board} changes={changes} change={setChanges} />
          <Funds funds={funds} impact={outcome?.total} change={setFunds} />
        </div>
        <div className="simulation-main" aria-busy={isFetching}>
          <p className="simulation-status second" role="status">
            {isFetching || rested !== changes ? (
              <Computing usualMs={data?.milliseconds} single={(data?.interpreted.length ?? 0) > 0} />
            ) : null}
          </p>
          {error && wanted && <ProblemNote error={error} />}
          {!wanted && <p className="simulation-start">{t(words.start)}</p>}
          {wanted && !outcome && !error && <Loading />}
          {outcome && (
            <>
              <OutcomeView outcome={outcome} />
              <ReadAt outcome={outcome} changes={rested} />
            </>
          )}
        </div>
      </div>
      {keeping && <Keep changes={rested} funds={funds} close={() => setKeeping(false)} />}
    </>
  )
}

/** When the families were read, and a way to read them anew. */
function ReadAt({ outcome, changes }: { outcome: Outcome; changes: Changes }) {
  const t = useWords()
  const answers = useQueryClient()
  const { run, busy, fault } = useAct()
  const at = new Date(outcome.readAt).toLocaleTimeString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 5)
  const again = async () => {
    const fresh = await simulationsApi.run.call({ changes, fresh: true })
    answers.removeQueries({ queryKey: simulationsApi.run.key() })
    answers.setQueryData(simulationsApi.run.queryKey({ input: { changes } }), fresh)
  }
  return (
    <p className="second simulation-read">
      {t(words.readAt, { at, households: grouped(outcome.total.all.households), ms: outcome.milliseconds })}{' '}
      <Button size="small" loading={busy} onClick={() => void run(again)}>
        {t(words.readAgain)}
      </Button>
      {fault && <span role="alert"> {fault}</span>}
    </p>
  )
}

function Keep({ changes, funds, close }: { changes: Changes; funds: readonly FundSource[]; close: () => void }) {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  return (
    <NameDialog
      title={t(words.keep)}
      action={t(words.keep)}
      act={async (told) => {
        await simulationsApi.keepScenario.call({ ...told, changes, funds: [...funds] })
        await answers.invalidateQueries({ queryKey: simulationsApi.scenarios.key() })
        go('/simulations')
      }}
      close={close}
    />
  )
}
