import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { problemOf } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { villageLinkWords, unitPairWords as words } from '../unit-pair-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'

// More than these nobody reads in a dialog; the list has all of them afterwards.
const shown = 30

/** Shows who would sponsor the villages under the line, and files these proposals. */
export function ProposeVillages({ close }: { close: () => void }) {
  const t = useWords()
  const changed = usePairingChanged()
  const [dueOn, setDueOn] = useState<string>()
  const { data, error } = useQuery({
    ...pairingApi.unitPairs.match.queryOptions({ input: {} }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const propose = async () => {
    await pairingApi.unitPairs.propose.call({ dueOn: dueOn ?? null, ...(data ? { seed: data.seed } : {}) })
    await changed()
  }
  const given = data?.given ?? 0
  return (
    <Dialog
      title={t(words.propose)}
      {...(given > 0 ? { action: t(words.proposeNow, { given: grouped(given) }), act: propose } : {})}
      close={close}
      wide
    >
      <p className="second">{t(words.proposeNote)}</p>
      {error && <p role="alert">{problemOf(error).message}</p>}
      {!data && !error && <Loading />}
      {data && (
        <>
          <p role="status">{t(words.matchResult, { given: grouped(given), left: grouped(data.left) })}</p>
          <Labelled label={t(words.dueOn)}>{(id) => <DayInput id={id} value={dueOn} onChange={setDueOn} />}</Labelled>
          <Matches rows={data.rows.slice(0, shown)} />
        </>
      )}
    </Dialog>
  )
}

type Row = {
  areaCode: string
  areaName: string
  perCapitaFen: string
  giverName: string | null
  partnerName: string | null
}

function Matches({ rows }: { rows: readonly Row[] }) {
  const t = useWords()
  return (
    <div className="table-scroll">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{t(words.receiver)}</th>
            <th scope="col" className="number">
              {t(words.income)}
            </th>
            <th scope="col">{t(words.giver)}</th>
            <th scope="col">{t(villageLinkWords.partner)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.areaCode}>
              <td>{row.areaName}</td>
              <td className="number">{formatFen(row.perCapitaFen)}</td>
              <td>{row.giverName ?? <span className="missed-number">{t(words.noUnitLeft)}</span>}</td>
              <td>{row.partnerName ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
