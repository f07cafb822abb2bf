import { Select } from 'antd'
import { useId } from 'react'
import type { Day } from '../../../core/date.ts'
import { monthsOf, type Period } from '../../../engines/roster/fill/count-period.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useToday } from '../../../platform/web/session.tsx'
import type { Form, Months } from '../model.ts'
import { fillWords as words } from '../page-messages.ts'

/** Periods in words, one after the other. */
export function usePeriodsText(): (periods: readonly Period[]) => string {
  const t = useWords()
  const one = ({ from, to }: Period): string => {
    const stands = { year: from.slice(0, 4), first: Number(from.slice(5, 7)), last: Number(to.slice(5, 7)) }
    if (stands.first === stands.last) return t(words.month, stands)
    return t(stands.first === 1 && stands.last === 12 ? words.year : words.months, stands)
  }
  return (periods) => listed(t, periods.map(one))
}

const monthsShown = 24
const quartersShown = 8
const yearsShown = 3

/** Months, quarters and years up to now, the newest first; the one that is under way is among them. */
function choices(today: Day): Months[] {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const back = (count: number, length: number): Months[] =>
    Array.from({ length: count }, (_, place) => {
      const block = Math.floor((year * 12 + month - 1) / length) - place
      const first = (block * length) % 12
      return { year: Math.floor((block * length) / 12), first: first + 1, last: first + length }
    })
  return [...back(monthsShown, 1), ...back(quartersShown, 3), ...back(yearsShown, 12)]
}

const keyOf = ({ year, first, last }: Months): string => `${year}-${first}-${last}`

type Props = { form: Form; value: Months | undefined; change: (months: Months | undefined) => void }

/** Within which days is counted: what the form says of itself, or a choice where it does not say. */
export function PeriodChoice({ form, value, change }: Props) {
  const t = useWords()
  const id = useId()
  const periodsText = usePeriodsText()
  const all = choices(useToday())
  return (
    <>
      {form.periods.length > 0 && (
        <p className="second">{t(words.periodNamed, { periods: periodsText(form.periods) })}</p>
      )}
      {form.asksPeriod && (
        <div className="form-lines">
          <label htmlFor={id}>{t(words.period)}</label>
          <Select
            id={id}
            allowClear
            style={{ width: '100%', maxWidth: '42rem' }}
            value={value && keyOf(value)}
            options={all.map((one) => ({
              value: keyOf(one),
              label: periodsText([monthsOf(one.year, one.first, one.last)]),
            }))}
            onChange={(key: string | undefined) => change(all.find((one) => keyOf(one) === key))}
          />
          <span className="second">{t(words.periodNote)}</span>
        </div>
      )}
    </>
  )
}
