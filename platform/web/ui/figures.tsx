import { dayOf } from '../../../core/date.ts'
import { formatFen } from '../../../core/yuan.ts'
import './board.css'
import { useLanguage, useWords } from '../language.tsx'
import { formWords as words } from '../messages.ts'
import { grouped } from './list-parts.tsx'

/** An amount in fen as `1,234.50 元`; `bare` leaves out the unit where the head of the column says it. */
export function Money({ fen, bare = false }: { fen: string | bigint | null | undefined; bare?: boolean }) {
  const t = useWords()
  if (fen === null || fen === undefined) return <span className="second">—</span>
  return <span className="number">{bare ? formatFen(fen) : t(words.amount, { amount: formatFen(fen) })}</span>
}

/** How many persons, families or goods, as numbers stand in tables: `7,800`; `—` where nobody has said. */
export const countText = (count: number | null | undefined): string =>
  count === null || count === undefined ? '—' : grouped(count)

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October']
const monthNames = [...months, 'November', 'December']

/** `2026-11-22` as people write it in a sentence. */
export function dayInWords(day: string, language: 'zh' | 'en'): string {
  const [year, month, date] = day.split('-').map(Number)
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${monthNames[(month as number) - 1]} ${year}`
}

/** A day: `2026-11-22` in tables, `2026年11月22日` in running text; of an instant the day it falls on in Shanghai. */
export function DayText({ day, inText = false }: { day: string | null | undefined; inText?: boolean }) {
  const language = useLanguage()
  if (!day) return <span className="second">—</span>
  const plain = day.length > 10 ? dayOf(new Date(day)) : day
  return (
    <time dateTime={plain} className="day-text">
      {inText ? dayInWords(plain, language) : plain}
    </time>
  )
}

/** An instant, such as that of an audit row, in the hour of Shanghai: `2026-11-22 10:32`. */
export function InstantText({ at, seconds = false }: { at: string | null | undefined; seconds?: boolean }) {
  if (!at) return <span className="second">—</span>
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
  return <time dateTime={at}>{local.slice(0, seconds ? 19 : 16)}</time>
}

/** The state of a thing in one word; `missed` only where a person is missed or something for a person is late. */
export function Mark({ tone, children }: { tone: 'plain' | 'done' | 'waiting' | 'missed'; children: string }) {
  return <span className={`mark ${tone}`}>{children}</span>
}
