import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { endCauseWords as endCauses, enrolmentWords } from '../enrolment-messages.ts'
import { periodWords } from '../messages.ts'
import { EndCause, type Enrolment, type HouseholdAnswer } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'

/** What one family is due and who receives is asked anew after an act. */
export function useChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries({ queryKey: policiesApi.key() })
}

export type Member = { readonly id: string; readonly name: string }

/** Why somebody no longer receives, as choices; another amount is no ending. */
export const endingCauses = EndCause.options
  .filter((cause) => cause !== 'amount')
  .map((value) => ({ value, text: endCauses[value] }))

type StartProps = {
  householdId: string
  result: Pick<HouseholdAnswer, 'policy' | 'title' | 'state' | 'amountFen' | 'period' | 'per' | 'members'>
  /** Whose it is, where that is known already. */
  personId?: string
  members: readonly Member[]
}

/** What stands in the form to begin with: of one person what is that person's, never what several get together. */
function computedFen({ state, amountFen, per, members }: StartProps['result'], whose: string | undefined) {
  if (per === 'household') return state === 'eligible' ? amountFen : undefined
  const own = members?.find(({ personId }) => personId === whose)
  return own?.state === 'eligible' ? own.amountFen : undefined
}

/** An officer writes down that a family, or one of its members, starts to receive; the computed amount stands there. */
export function StartEnrolment({ householdId, result, members, personId: whose }: StartProps) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const changed = useChanged()
  const [open, setOpen] = useState(false)
  const period = result.period ?? 'month'
  if (!may('enrolments.write')) return null
  if (!open)
    return (
      <Button size={result.policy === 'dibao' ? 'middle' : 'small'} onClick={() => setOpen(true)}>
        {t(words.start)}
      </Button>
    )
  const amountLabel =
    period === 'month'
      ? t(enrolmentWords.amountMonth)
      : t(enrolmentWords.amountOther, { period: t(periodWords[period]) })
  return (
    <FormPage<{ fromDay: string; amountFen?: string; personId?: string; why: string }, unknown>
      form={`enrolment.start.${householdId}.${result.policy}.${whose ?? ''}`}
      initial={{ fromDay: today, amountFen: computedFen(result, whose), personId: whose }}
      submitText={t(words.startAct)}
      submit={({ fromDay, amountFen: fen, personId, why }, { context }) =>
        policiesApi.startEnrolment.call(
          {
            ...{ householdId, programme: result.policy, fromDay, why },
            amountFen: fen?.trim() || null,
            personId: personId ?? null,
          },
          { context },
        )
      }
      done={async () => {
        setOpen(false)
        await changed()
      }}
      cancel={() => setOpen(false)}
    >
      {result.per === 'person' && !whose && (
        <Field
          name="personId"
          label={t(enrolmentWords.who)}
          kind="choice"
          choices={members.map(({ id, name }) => ({ value: id, text: name }))}
          required
        />
      )}
      <Field name="fromDay" label={t(words.fromDay)} kind="day" required />
      <Field name="amountFen" label={amountLabel} kind="money" />
      <Field name="why" label={t(words.why)} help={t(words.whyHelp)} kind="long" rows={2} maxLength={200} required />
    </FormPage>
  )
}

/** An officer writes down that a family no longer receives. */
export function EndEnrolment({ enrolment }: { enrolment: Enrolment }) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const changed = useChanged()
  const [open, setOpen] = useState(false)
  if (!may('enrolments.write')) return null
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t(words.end)}
      </Button>
    )
  return (
    <FormPage<{ toDay: string; cause?: EndCause; why: string }, unknown>
      form={`enrolment.end.${enrolment.id}`}
      initial={{ toDay: today }}
      version={enrolment.version}
      submitText={t(words.end)}
      submit={({ toDay, cause, why }, { context, version }) =>
        policiesApi.endEnrolment.call(
          { id: enrolment.id, version: version ?? enrolment.version, toDay, cause: cause ?? null, why },
          { context },
        )
      }
      done={async () => {
        setOpen(false)
        await changed()
      }}
      cancel={() => setOpen(false)}
    >
      <Field name="toDay" label={t(words.toDay)} kind="day" required />
      <Field name="cause" label={t(enrolmentWords.cause)} kind="choice" choices={endingCauses} />
      <Field name="why" label={t(words.why)} help={t(words.whyHelp)} kind="long" rows={2} maxLength={200} required />
    </FormPage>
  )
}
