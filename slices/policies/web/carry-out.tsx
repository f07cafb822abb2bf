import { useQuery } from '@tanstack/react-query'
import { formatFen } from '../../../core/yuan.ts'
import { type Say, useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import type { DueItemRow } from '../due-item-contract.ts'
import { enrolmentWords as words } from '../enrolment-messages.ts'
import type { EndCause, Enrolment } from '../model.ts'
import { panelWords } from '../page-messages.ts'
import { policiesApi } from './api.ts'
import { BackPayHint } from './due-answer.tsx'
import { endingCauses, useChanged } from './enrolment-acts.tsx'

type Filled = { fromDay: string; amountFen?: string; personId?: string; cause?: EndCause; why: string }
const dayWords = { new: words.newFrom, raise: words.changeFrom, lower: words.changeFrom, stop: words.stopFrom } as const

const receiversOf = (open: readonly Enrolment[]) =>
  open.flatMap(({ personId, personName }) => (personId ? [{ value: personId, text: personName ?? personId }] : []))

/** What was computed for each who can be chosen; left empty, the amount is that. */
function memberAmounts(amounts: ReadonlyMap<string, string>, who: readonly { value: string; text: string }[], t: Say) {
  const told = who.flatMap(({ value, text }) => {
    const fen = amounts.get(value)
    return fen ? [t(words.computedOf, { name: text, amount: formatFen(fen) })] : []
  })
  return told.length > 0 ? told.join(t({ zh: '；', en: '; ' })) : undefined
}

/** Does what an item asks for: the amount that was computed stands there, the officer says from which day and why. */
export function CarryOut({ row, close }: { row: DueItemRow; close: () => void }) {
  const t = useWords()
  const today = useToday()
  const changed = useChanged()
  const { data } = useQuery(policiesApi.household.queryOptions({ input: { id: row.householdId } }))
  // The form takes what stands in it to begin with once: it waits for what the family is due.
  if (row.kind === 'review' || !data) return null
  const result = data?.results.find(({ policy }) => policy === row.policy)
  const receivers = data?.enrolments.filter((one) => one.programme === row.policy && one.toDay === null) ?? []
  // Whoever begins is chosen among the members; of several who receive, somebody has to say whose it is.
  const who =
    row.kind === 'new'
      ? (data?.members ?? []).map(({ id, name }) => ({ value: id, text: name }))
      : receiversOf(receivers)
  const choose = result?.per === 'person' && (row.kind === 'new' || receivers.length > 1)
  const amounts = new Map(result?.members?.map((one) => [one.personId, one.amountFen]))
  return (
    <FormPage<Filled, unknown>
      form={`item.${row.id}`}
      initial={{
        fromDay: result?.backPay?.fromDay ?? today,
        amountFen: choose ? undefined : (row.newFen ?? undefined),
      }}
      version={row.version}
      submitText={t(words.carryOut)}
      submit={({ fromDay, amountFen, personId, cause, why }, { context, version }) =>
        policiesApi.carryOutDueItem.call(
          {
            ...{ id: row.id, version: version ?? row.version, fromDay, why, cause: cause ?? null },
            amountFen: row.kind === 'stop' ? null : amountFen?.trim() || null,
            personId: personId ?? null,
          },
          { context },
        )
      }
      done={async () => {
        close()
        await changed()
      }}
      cancel={close}
    >
      <p className="second">{t(words.carryOutNote)}</p>
      {result?.backPay && row.kind !== 'stop' && <BackPayHint backPay={result.backPay} />}
      {choose && (
        <Field
          name="personId"
          label={t(words.who)}
          help={memberAmounts(amounts, who, t)}
          kind="choice"
          choices={who}
          required
        />
      )}
      <Field name="fromDay" label={t(dayWords[row.kind])} kind="day" required />
      {row.kind === 'stop' ? (
        <Field name="cause" label={t(words.cause)} kind="choice" choices={endingCauses} required />
      ) : (
        <Field name="amountFen" label={t(words.newAmount)} kind="money" />
      )}
      <Field
        name="why"
        label={t(panelWords.why)}
        help={t(panelWords.whyHelp)}
        kind="long"
        rows={2}
        maxLength={200}
        required
      />
    </FormPage>
  )
}
