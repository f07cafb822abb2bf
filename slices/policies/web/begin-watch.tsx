import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { watchKindWords, watchWords as words } from '../watch-messages.ts'
import { WatchKind } from '../watch-model.ts'
import { policiesApi } from './api.ts'
import { useChanged } from './enrolment-acts.tsx'

type BeginProps = { householdId: string; policy: string; entitled: boolean }

/** Declares that a family left hardship, where the policy lets it, and says until when it is watched. */
export function BeginWatch({ householdId, policy, entitled }: BeginProps) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const changed = useChanged()
  const [open, setOpen] = useState(false)
  const kind = WatchKind.safeParse(policy).data
  const input = { household: householdId }
  const { data } = useQuery({ ...policiesApi.watched.queryOptions({ input }), enabled: kind !== undefined })
  const [watch] = data?.rows ?? []
  if (!kind || !data) return null
  if (watch)
    return (
      <p className="due-hint">
        <Link to="/policies/watched">
          {t(watchKindWords[watch.kind])} · {t(words.watchedUntil, { day: watch.toDay })}
        </Link>
      </p>
    )
  if (!entitled || !may('enrolments.write')) return null
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t(words.begin)}
      </Button>
    )
  return (
    <FormPage<{ fromDay: string; why: string }, unknown>
      form={`watch.${householdId}`}
      initial={{ fromDay: today }}
      submitText={t(words.beginAct)}
      submit={({ fromDay, why }, { context }) =>
        policiesApi.beginWatch.call({ householdId, kind, fromDay, why }, { context })
      }
      done={async () => {
        setOpen(false)
        await changed()
      }}
      cancel={() => setOpen(false)}
    >
      <p className="second">{t(words.beginNote)}</p>
      <Field name="fromDay" label={t(words.from)} kind="day" required />
      <Field name="why" label={t(words.beginWhy)} kind="long" rows={2} maxLength={200} required />
    </FormPage>
  )
}
