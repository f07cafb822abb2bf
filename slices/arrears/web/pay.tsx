import { useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import type { LineFigures } from '../contract.ts'
import { arrearsWords as words } from '../messages.ts'
import type { ArrearsRow } from '../model.ts'
import { arrearsApi } from './api.ts'

/** After a payment the ledger and the pages of families have changed with it. */
function useChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries()
}

/** Records that one month was paid, whole or in part. */
export function Pay({ row }: { row: ArrearsRow }) {
  const t = useWords()
  const today = useToday()
  const changed = useChanged()
  return (
    <FormPage<{ paidOn: string; amountFen?: string; proof?: string }, unknown>
      form={`arrears.pay.${row.key}`}
      initial={{ paidOn: today }}
      submitText={t(words.pay)}
      submit={({ paidOn, amountFen, proof }, { context }) =>
        arrearsApi.pay.call(
          {
            ...{ keys: [row.key], paidOn, proof: proof?.trim() || null },
            ...(amountFen?.trim() ? { amountFen: amountFen.trim() } : { owedFen: row.owedFen }),
          },
          { context },
        )
      }
      done={changed}
    >
      <p className="second">{t(words.payNote)}</p>
      <Field name="paidOn" label={t(words.paidOn)} kind="day" required />
      <Field name="amountFen" label={t(words.part)} kind="money" />
      <Field name="proof" label={t(words.proof)} maxLength={120} />
    </FormPage>
  )
}

/** Sets from which month payments of a line are on file. */
export function WatchForm({ line, close }: { line: LineFigures; close: () => void }) {
  const t = useWords()
  const today = useToday()
  const changed = useChanged()
  return (
    <FormPage<{ day: string }, unknown>
      form={`arrears.watch.${line.line}`}
      initial={{ day: `${line.watchedFrom ?? today.slice(0, 7)}-01` }}
      version={line.version}
      submitText={t(words.saveMonth)}
      submit={({ day }, { context, version }) =>
        arrearsApi.watch.call(
          { line: line.line, fromMonth: day.slice(0, 7), version: version ?? line.version },
          { context },
        )
      }
      done={async () => {
        close()
        await changed()
      }}
      cancel={close}
    >
      <Field name="day" label={t(words.watchedFrom)} help={t(words.watchNote)} kind="day" required />
    </FormPage>
  )
}
