import generatePicker from 'antd/es/date-picker/generatePicker'
import { useWords } from '../language.tsx'
import { formWords as words } from '../messages.ts'
import { dayTyped } from './day-rules.ts'

// A day has no hour and no zone: midnight of Greenwich stands for it, wherever the browser is.
const instantOf = (day: string) => new Date(`${day}T00:00:00Z`)
const dayOfInstant = (instant: Date) => instant.toISOString().slice(0, 10)

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
const at = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date))
const lastOf = (year: number, month: number) => at(year, month + 1, 0).getUTCDate()
// The 31st of one month is the last of a shorter one.
const inMonth = (date: Date, year: number, month: number) => {
  const first = at(year, month, 1)
  const [to, of] = [first.getUTCFullYear(), first.getUTCMonth()]
  return at(to, of, Math.min(date.getUTCDate(), lastOf(to, of)))
}
const addDays = (date: Date, days: number) => at(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days)
const names = (language: string, options: Intl.DateTimeFormatOptions, days: readonly Date[]) =>
  days.map((day) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(day))
const languageOf = (locale: string) => (locale.startsWith('zh') ? 'zh-CN' : 'en-GB')

const unchanged = (date: Date) => date
const nought = () => 0

/** How the calendar reckons: days of the proleptic Gregorian calendar, weeks from Monday. */
const reckoning: Parameters<typeof generatePicker<Date>>[0] = {
  getWeekDay: (date) => date.getUTCDay(),
  getMillisecond: nought,
  getSecond: nought,
  getMinute: nought,
  getHour: nought,
  getDate: (date) => date.getUTCDate(),
  getMonth: (date) => date.getUTCMonth(),
  getYear: (date) => date.getUTCFullYear(),
  getNow: () => instantOf(shanghai.format(new Date())),
  getFixedDate: (text) => new Date(`${text}T00:00:00Z`),
  getEndDate: (date) => at(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
  addYear: (date, years) => inMonth(date, date.getUTCFullYear() + years, date.getUTCMonth()),
  addMonth: (date, months) => inMonth(date, date.getUTCFullYear(), date.getUTCMonth() + months),
  addDate: addDays,
  setYear: (date, year) => inMonth(date, year, date.getUTCMonth()),
  setMonth: (date, month) => inMonth(date, date.getUTCFullYear(), month),
  setDate: (date, day) => at(date.getUTCFullYear(), date.getUTCMonth(), day),
  setHour: unchanged,
  setMinute: unchanged,
  setSecond: unchanged,
  setMillisecond: unchanged,
  isAfter: (one, other) => one.getTime() > other.getTime(),
  isValidate: (date) => !Number.isNaN(date.getTime()),
  locale: {
    getWeekFirstDay: () => 1,
    getWeekFirstDate: (_locale, date) => addDays(date, -((date.getUTCDay() + 6) % 7)),
    // Weeks are not shown.
    getWeek: nought,
    getShortWeekDays: (locale) =>
      names(
        languageOf(locale),
        { weekday: locale.startsWith('zh') ? 'narrow' : 'short' },
        [4, 5, 6, 7, 8, 9, 10].map((date) => at(2026, 0, date)),
      ),
    getShortMonths: (locale) =>
      names(
        languageOf(locale),
        { month: 'short' },
        Array.from({ length: 12 }, (_, month) => at(2026, month, 1)),
      ),
    format: (locale, date, format) => formatted(locale, date, format),
    parse: (_locale, text) => {
      const day = dayTyped(text)
      return day ? instantOf(day) : null
    },
  },
}

function formatted(locale: string, date: Date, format: string): string {
  const [year, month, day] = dayOfInstant(date).split('-') as [string, string, string]
  const parts = new Map([
    ['YYYY', year],
    ['MMM', reckoning.locale.getShortMonths?.(locale)[Number(month) - 1] ?? month],
    ['MM', month],
    ['M', String(Number(month))],
    ['DD', day],
    ['D', String(Number(day))],
  ])
  return format.replace(/YYYY|MMM|MM|M|DD|D/g, (part) => parts.get(part) ?? part)
}

const Calendar = generatePicker<Date>(reckoning)

type DayInputProps = {
  id?: string
  /** `YYYY-MM-DD`. */
  value?: string
  onChange?: (day: string | undefined) => void
  /** The last day that can be chosen. */
  max?: string
  'aria-label'?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}

/** A day, typed or chosen from a calendar in the reader's language whatever the browser's is. */
export function DayInput({ value, onChange, max, ...rest }: DayInputProps) {
  const t = useWords()
  const tell = (day: Date | null) => onChange?.(day ? dayOfInstant(day) : undefined)
  return (
    <Calendar
      {...rest}
      className="day"
      format="YYYY-MM-DD"
      placeholder={t(words.dayForm)}
      {...(max ? { maxDate: instantOf(max) } : {})}
      value={value && dayTyped(value) ? instantOf(value) : null}
      onChange={tell}
      // Told as soon as a whole day is typed: whoever then presses the button of the form has not left the field before.
      onCalendarChange={(day) => tell(Array.isArray(day) ? (day[0] ?? null) : day)}
    />
  )
}
