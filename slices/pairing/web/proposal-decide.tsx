import { useQuery } from '@tanstack/react-query'
import { ClientProblem } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import type { Proposal } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { changesOf } from '../rules.ts'
import { pairingApi, usePairingChanged } from './api.ts'

export type RefusedLine = { householdId: string; reason: 'withdrawn' | 'paired' | 'helper_full' }
const refusedWords = {
  withdrawn: words.refusedWithdrawn,
  paired: words.refusedPaired,
  helper_full: words.refusedFull,
}

type DecideProps = {
  act: 'accept' | 'discard'
  proposal: Proposal
  refuse: (lines: RefusedLine[]) => void
  close: () => void
}

/** Approves or discards a proposal after saying what that does. */
export function Decide({ act, proposal, refuse, close }: DecideProps) {
  const t = useWords()
  const changed = usePairingChanged()
  const { id, version } = proposal
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
  const unserved = (proposal.households ?? 0) - proposal.standing
  return (
    <Confirm
      title={t(words.acceptTitle)}
      consequence={t(proposal.broken > 0 ? words.acceptRematchNote : words.acceptNote, {
        count: grouped(changesOf(proposal)),
        broken: grouped(proposal.broken),
        unserved: grouped(unserved),
      })}
      action={t(words.accept, { count: changesOf(proposal) })}
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
export function Refused({ proposalId, lines }: { proposalId: string; lines: readonly RefusedLine[] }) {
  const t = useWords()
  return (
    <section className="refused-lines" role="alert">
      <p>{t(words.refusedLines)}</p>
      <ul>
        {lines.slice(0, 20).map((line) => (
          <li key={line.householdId}>
            <RefusedName proposalId={proposalId} id={line.householdId} />：{t(refusedWords[line.reason])}
          </li>
        ))}
      </ul>
    </section>
  )
}

function RefusedName({ proposalId, id }: { proposalId: string; id: string }) {
  const { data } = useQuery(
    pairingApi.proposals.lines.queryOptions({ input: { id: proposalId, state: 'standing', limit: 200 } }),
  )
  return data?.rows.find((row) => row.householdId === id)?.headName ?? id.slice(-4)
}
