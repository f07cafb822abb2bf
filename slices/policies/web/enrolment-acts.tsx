import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import type { Enrolment } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'

/** What one family is due and who receives is asked anew after an act. */
function useChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries({ queryKey: policiesApi.key() })
}

/** An officer writes down that a family starts to receive; `monthlyFen` is what was computed. */
export function StartEnrolment({ householdId, monthlyFen }: { householdId: string; monthlyFen: string | undefined }) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const changed = useChanged()
  const [open, setOpen] = useState(false)
  if (!may('enrolments.write')) return null
  if (!open) return <Button onClick={() => setOpen(true)}>{t(words.start)}</Button>
  return (
    <FormPage<{ fromDay: string; monthlyFen?: string; why: string }, unknown>
      form={`enrolment.start.${householdId}`}
      initial={{ fromDay: today, monthlyFen }}
      submitText={t(words.startAct)}
      submit={({ fromDay, monthlyFen: fen, why }, { context }) =>
        policiesApi.startEnrolment.call(
          { householdId, programme: 'dibao', fromDay, monthlyFen: fen?.trim() || null, why },
          { context },
        )
      }
      done={async () => {
        setOpen(false)
        await changed()
      }}
      cancel={() => setOpen(false)}
    >
      <Field name="fromDay" label={t(words.fromDay)} kind="day" required />
      <Field name="monthlyFen" label={t(words.monthly)} kind="money" />
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
    <FormPage<{ toDay: string; why: string }, unknown>
      form={`enrolment.end.${enrolment.id}`}
      initial={{ toDay: today }}
      version={enrolment.version}
      submitText={t(words.end)}
      submit={({ toDay, why }, { context, version }) =>
        policiesApi.endEnrolment.call(
          { id: enrolment.id, version: version ?? enrolment.version, toDay, why },
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
      <Field name="why" label={t(words.why)} help={t(words.whyHelp)} kind="long" rows={2} maxLength={200} required />
    </FormPage>
  )
}
