import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../language.tsx'
import { listWords as words } from '../messages.ts'
import type { ListAsk } from './list-ask.ts'

/** The rows an action is about: some by their key, as they were when they were chosen, or all that match the filter. */
export type Selection<Row = unknown> = { readonly count: number; readonly ask: ListAsk } & (
  | { readonly all: false; readonly ids: readonly string[]; readonly rows: readonly Row[] }
  | { readonly all: true; readonly ids: readonly never[]; readonly rows: readonly never[] }
)

/** `7800` → `7,800`: counts in both languages. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

export function Total({ total, wanted }: { total: number | undefined; wanted: boolean }) {
  const t = useWords()
  if (!wanted) return null
  return (
    <span className="total" role="status">
      {total === undefined ? t(words.counting) : t(words.total, { total: grouped(total) })}
    </span>
  )
}

type BatchBarProps = {
  selection: { value: Selection; total: number | undefined; chooseAll?: (() => void) | undefined; clear: () => void }
  children: ReactNode
}

/** What can be done with the chosen rows; offers to choose all pages once some are chosen. */
export function BatchBar({ selection, children }: BatchBarProps) {
  const t = useWords()
  const { value, total } = selection
  const more = selection.chooseAll !== undefined && !value.all && total !== undefined && total > value.count
  return (
    <section className="batch" aria-label={t(words.actions)}>
      <b role="status">{t(value.all ? words.chosenAll : words.chosen, { count: grouped(value.count) })}</b>
      {more && (
        <button type="button" className="quiet" onClick={selection.chooseAll}>
          {t(words.chooseAll, { count: grouped(total) })}
        </button>
      )}
      <button type="button" className="quiet" onClick={selection.clear}>
        {t(words.chooseNone)}
      </button>
      <span className="batch-actions">{children}</span>
    </section>
  )
}

/** The whole list as a spreadsheet; `path` under /api with its query. */
export function ExportExcel({ path }: { path: string }) {
  return (
    <a className="quiet" download href={`/api${path}`}>
      {useWords()(words.exportExcel)}
    </a>
  )
}

type StepsProps = { ask: ListAsk; total: number | undefined; more: boolean; go: (page: number) => void }

/** Previous and next page. Works without a total: then the answer says whether rows follow. */
export function PageSteps({ ask, total, more, go }: StepsProps) {
  const t = useWords()
  const page = Math.floor(ask.offset / ask.limit) + 1
  const pages = total === undefined ? undefined : Math.max(1, Math.ceil(total / ask.limit))
  const last = pages === undefined ? !more : page >= pages
  if (page === 1 && last) return <span />
  return (
    <nav className="steps" aria-label={t(words.pages)}>
      <Button size="small" disabled={page <= 1} onClick={() => go(page - 1)}>
        {t(words.previousPage)}
      </Button>
      <span>{t(pages === undefined ? words.pageOnly : words.page, { page, pages: grouped(pages ?? 0) })}</span>
      <Button size="small" disabled={last} onClick={() => go(page + 1)}>
        {t(words.nextPage)}
      </Button>
    </nav>
  )
}

type PrintedProps = { ask: ListAsk; total: number | undefined; shown: number; exported: boolean }

/** On paper alone, where the list goes on: which rows these are, and how to have them all. */
export function PrintedRows({ ask, total, shown, exported }: PrintedProps) {
  const t = useWords()
  if (total === undefined || shown === 0 || total <= shown) return null
  const from = grouped(ask.offset + 1)
  const rows = t(words.printedRows, { from, to: grouped(ask.offset + shown), total: grouped(total) })
  return <p className="printed-rows">{exported ? t(words.printAll, { rows }) : rows}</p>
}

/** When the rows were asked, in the hour of Shanghai, and a way to ask again. */
export function Asked({ at, again }: { at: number; again: () => void }) {
  const t = useWords()
  const language = useLanguage()
  if (!at) return null
  const time = new Date(at).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  })
  return (
    <span className="asked">
      {t(words.asOf, { time })}
      <button type="button" className="quiet" onClick={again}>
        {t(words.refresh)}
      </button>
    </span>
  )
}
