import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { enrolmentWords as words } from '../enrolment-messages.ts'
import { policiesApi } from './api.ts'
import { useChanged } from './enrolment-acts.tsx'
import './enrolments.css'

/** The six months before that of a day, the oldest first. */
function monthsBefore(day: string): string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: 6 }, (_, index) => {
    const number = last - 6 + index
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
  })
}

type Filled = { rows: { incomeFen?: string; persons?: number }[] }

/** The income of the last six months, month by month: what leaving hardship is judged by. */
export function MonthsForm({ householdId }: { householdId: string }) {
  const t = useWords()
  const today = useToday()
  const changed = useChanged()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(policiesApi.household.queryOptions({ input: { id: householdId } }))
  if (!open || !data)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t(words.months)}
      </Button>
    )
  const months = monthsBefore(today)
  const known = new Map(data.months.map((one) => [one.month, one]))
  const rows = months.map((month) => ({
    incomeFen: known.get(month)?.incomeFen,
    persons: known.get(month)?.persons ?? (data.members.length || undefined),
  }))
  return (
    <FormPage<Filled, unknown>
      form={`months.${householdId}`}
      initial={{ rows }}
      submitText={t(words.saveMonths)}
      submit={({ rows: filled }, { context }) =>
        policiesApi.recordMonths.call(
          {
            id: householdId,
            months: months.flatMap((month, index) => {
              const { incomeFen, persons } = filled[index] ?? {}
              return incomeFen && persons ? [{ month, incomeFen, persons }] : []
            }),
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
      <p className="second">{t(words.monthsNote)}</p>
      <div className="months">
        {months.map((month, index) => (
          <Fragment key={month}>
            <Field name={['rows', index, 'incomeFen']} label={t(words.incomeOf, { month })} kind="money" />
            <Field
              name={['rows', index, 'persons']}
              label={t(words.personsOf, { month })}
              kind="number"
              min={1}
              max={30}
            />
          </Fragment>
        ))}
      </div>
    </FormPage>
  )
}
