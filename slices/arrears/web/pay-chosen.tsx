import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { arrearsWords as words } from '../messages.ts'
import type { ArrearsRow } from '../model.ts'
import { arrearsApi } from './api.ts'

type Props = { rows: readonly ArrearsRow[]; done: () => void; close: () => void }

/** As many as one request takes. */
const most = 500

/** Records that the chosen months were paid, each with all that is owed for it. */
export function PayChosen({ rows, done, close }: Props) {
  const t = useWords()
  const id = useId()
  const today = useToday()
  const answers = useQueryClient()
  const { keyFor, used } = useIdempotencyKey()
  const [paidOn, setPaidOn] = useState<string | undefined>(today)
  const [proof, setProof] = useState('')
  const owed = rows.filter(({ owedFen }) => owedFen !== '0')
  const sum = owed.reduce((all, { owedFen }) => all + BigInt(owedFen), 0n)
  const pay = async () => {
    if (!paidOn) return
    const input = { keys: owed.map(({ key }) => key), paidOn, owedFen: sum.toString(), proof: proof.trim() || null }
    await arrearsApi.pay.call(input, { context: { idempotencyKey: keyFor(input) } })
    used()
    done()
    void answers.invalidateQueries()
  }
  return (
    <Dialog
      title={t(words.payChosen, { count: grouped(rows.length) })}
      action={owed.length > 0 ? t(words.paySum, { amount: formatFen(sum) }) : t(words.pay)}
      act={pay}
      close={close}
      disabled={!paidOn || owed.length === 0 || owed.length > most}
    >
      <p>
        {owed.length === 0
          ? t(words.chosenNone)
          : t(words.chosenSum, { count: grouped(owed.length), amount: formatFen(sum) })}
      </p>
      {owed.length > 0 && owed.length < rows.length && (
        <p className="second">{t(words.chosenNot, { count: grouped(rows.length - owed.length) })}</p>
      )}
      {owed.length > most && <p role="alert">{t(words.tooMany)}</p>}
      <div className="stacked">
        <label htmlFor={`${id}day`}>{t(words.paidOn)}</label>
        <DayInput id={`${id}day`} value={paidOn} max={today} onChange={setPaidOn} />
        <label htmlFor={`${id}proof`}>{t(words.proof)}</label>
        <Input id={`${id}proof`} maxLength={120} value={proof} onChange={(event) => setProof(event.target.value)} />
      </div>
    </Dialog>
  )
}
