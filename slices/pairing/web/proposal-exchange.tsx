import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { matchingWords } from '../matching-messages.ts'
import type { LineCandidate } from '../proposal-contract.ts'
import { pairingApi, usePairingChanged } from './api.ts'

type ExchangeProps = {
  line: { id: string; householdId: string }
  name: string
  other: LineCandidate
  close: () => void
}

/** A helper who is full has families in the proposal: one of them takes the other helper, and what that costs is said. */
export function ExchangeDialog({ line, name, other, close }: ExchangeProps) {
  const t = useWords()
  const changed = usePairingChanged()
  const { data } = useQuery(pairingApi.proposals.holders.queryOptions({ input: { ...line, helperId: other.helperId } }))
  const exchange = async (otherHouseholdId: string) => {
    await pairingApi.proposals.exchange.call({ ...line, otherHouseholdId })
    await changed()
  }
  return (
    <Dialog title={t(matchingWords.exchangeTitle, { name })} close={close}>
      {(run, busy) => (
        <>
          <p>{t(matchingWords.exchangeNote, { helper: other.name })}</p>
          {!data && <Loading />}
          <ul className="members">
            {(data?.rows ?? []).map((row) => (
              <li key={row.householdId}>
                <span>
                  <b>{row.headName}</b>{' '}
                  <span className="second">
                    {row.difference === null
                      ? t(matchingWords.exchangeForbidden)
                      : t(matchingWords.exchangeCost, {
                          difference: row.difference > 0 ? `+${row.difference}` : row.difference,
                        })}
                  </span>
                </span>
                {row.difference !== null && (
                  <Button size="small" disabled={busy} onClick={() => run(() => exchange(row.householdId))}>
                    {t(matchingWords.exchange)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
