import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { arrearsWords as words } from '../messages.ts'
import { arrearsApi } from './api.ts'

type Props = { keys: readonly string[]; done: () => void; close: () => void }

/** Records that the chosen months were paid, each with all that is owed for it. */
export function PayChosen({ keys, done, close }: Props) {
  const t = useWords()
  const id = useId()
  const today = useToday()
  const answers = useQueryClient()
  const { keyFor, used } = useIdempotencyKey()
  const [paidOn, setPaidOn] = useState<string | undefined>(today)
  const [proof, setProof] = useState('')
  const pay = async () => {
    if (!paidOn) return
    const input = { keys: [...keys], paidOn, proof: proof.trim() || null }
    await arrearsApi.pay.call(input, { context: { idempotencyKey: keyFor(input) } })
    used()
    done()
    void answers.invalidateQueries()
  }
  return (
    <Dialog
      title={t(words.payChosen, { count: keys.length })}
      action={t(words.pay)}
      act={pay}
      close={close}
      disabled={!paidOn}
    >
      <p className="second">{t(words.payNote)}</p>
      <div className="stacked">
        <label htmlFor={`${id}day`}>{t(words.paidOn)}</label>
        <DayInput id={`${id}day`} value={paidOn} max={today} onChange={setPaidOn} />
        <label htmlFor={`${id}proof`}>{t(words.proof)}</label>
        <Input id={`${id}proof`} maxLength={120} value={proof} onChange={(event) => setProof(event.target.value)} />
      </div>
    </Dialog>
  )
}
