/**
 * How a list page is written (the other page kinds follow the same lines):
 *
 * 1. `export function Page()` in `slices/<slice>/web/<noun>-list.tsx`; one line in `apps/web-routes.tsx` opens it.
 * 2. `const api = clientOf({ registry: registryContract })` once per slice, in `slices/<slice>/web/api.ts`.
 * 3. Columns and filters are data outside the component; their keys are the words of the contract's input, so the
 *    address bar, the question to the server and the export always say the same.
 * 4. `rows={(ask) => api.registry.list.queryOptions({ input: inputOf(HouseholdListInput, ask) })}` with an answer
 *    `{ rows }`, `total={(ask) => api.registry.count.queryOptions({ input: inputOf(HouseholdFilter, ask) })}` with an
 *    answer `{ total }`: counting never holds up the rows.
 * 5. All words come from `slices/<slice>/messages.ts` through `useWords()`.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useAddress, useChangeAddress } from '../address.ts'
import { useWords } from '../language.tsx'
import { platformWords, listWords as words } from '../messages.ts'
import { usePage } from '../pages.tsx'
import type { Asking } from './asking.ts'
import { type Column, DataTable } from './data-table.tsx'
import { Empty, NextSteps } from './empty.tsx'
import { exportQuery, type ListAsk, understood, useListAsk } from './list-ask.ts'
import { type Filter, FilterRow, Refused } from './list-filters.tsx'
import './list-page.css'
import { Asked, BatchBar, ExportExcel, PageSteps, PrintedRows, type Selection, Total } from './list-parts.tsx'
import { ColumnChoice, SavedViews, useChosenColumns } from './list-views.tsx'
import { PageHead, type PageHeadProps } from './page-head.tsx'
import { Peek } from './peek.tsx'
import { ProblemNote } from './problem-note.tsx'

/** `more` says that rows follow after these; `total` only where counting costs nothing. */
export type ListAnswer<Row> = { readonly rows: readonly Row[]; readonly more?: boolean; readonly total?: number }

export type ListPageProps<Row> = PageHeadProps & {
  /** Under this name the browser keeps chosen columns and the server the saved views: small letters, digits, hyphens. */
  list: string
  columns: readonly Column<Row>[]
  filters?: readonly Filter[]
  rows: (ask: ListAsk) => Asking<ListAnswer<Row>>
  total?: (ask: ListAsk) => Asking<{ readonly total: number }>
  rowKey: (row: Row) => string
  /** `-name` is descending. */
  defaultSort?: string
  /** Path of a row's own page. */
  open?: (row: Row) => string
  /** What the side peek shows of a row, and its heading. */
  peek?: (row: Row) => { title: string; content: ReactNode }
  /** Path of the export under /api, such as `/registry/households.xlsx`; filters, order and columns are added. */
  exportPath?: string
  /** Buttons that act on the chosen rows; with it rows can be chosen. `done()` clears the selection. */
  batch?: (selection: Selection<Row>, done: () => void) => ReactNode
  /** False: what is done with the rows is never done with all pages at once. */
  batchPages?: boolean
  /**
   * What to say and do when nothing has been recorded yet; it also holds where only the filters of `under` are set. Without
   * an `action` the pages of `next` are offered to those who may open them.
   */
  empty?: { text: string; action?: ReactNode; next?: readonly string[]; under?: readonly string[] }
  /** Above the table: numbers that are doors, a notice. */
  above?: ReactNode
}

const noFilters: readonly Filter[] = []

/** A list of the field, as LOOK describes it. Everything that chooses what is seen stands in the address bar. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { filters = noFilters } = props
  const address = useAddress()
  const change = useChangeAddress()
  const filterKeys = useMemo(() => filters.map((filter) => filter.key), [filters])
  const ask = useListAsk(filterKeys, props.defaultSort)
  const answer = useQuery({ ...pick(props.rows(ask)), placeholderData: keepPreviousData })
  const { ask: known, refused } = understood(ask)
  const counted = useTotal(props, ask)
  const total = counted.data?.total ?? answer.data?.total
  const answers = useQueryClient()
  // Whatever on this page was not answered is asked again: rows, their number, what stands above them.
  const again = () =>
    void answers.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
  const columns = useChosenColumns(props.list, props.columns)
  const selection = useSelection<Row>(ask, total)
  const rows = answer.data?.rows ?? []
  const peeked = rows.find((row) => props.rowKey(row) === address.peek)
  const peek = props.peek && peeked && props.peek(peeked)
  return (
    <div className="list-page" data-peek={peek !== undefined}>
      <PageHead {...props} />
      {props.above}
      {filters.length > 0 && <FilterRow filters={filters} ask={known} />}
      {refused.length > 0 && <Refused filters={filters.filter(({ key }) => refused.includes(key))} />}
      <div className="list-tools">
        <Total total={total} wanted={total !== undefined || (props.total !== undefined && !counted.error)} />
        <span className="list-tools-end">
          <SavedViews list={props.list} columns={columns} />
          <ColumnChoice columns={props.columns} {...columns} />
          {props.exportPath && <ExportLink path={props.exportPath} ask={known} columns={columns.shown} />}
        </span>
      </div>
      {props.batch && selection.chosen.size > 0 && (
        <BatchBar selection={props.batchPages === false ? { ...selection, chooseAll: undefined } : selection}>
          {props.batch(selection.value, selection.clear)}
        </BatchBar>
      )}
      {answer.error && <ProblemNote error={answer.error} retry={again} />}
      {answer.isPending ? (
        <RowsToCome />
      ) : !answer.data ? null : rows.length === 0 ? (
        <NoRows ask={known} empty={props.empty} />
      ) : (
        <Rows
          list={props}
          ask={ask}
          rows={rows}
          shown={columns.shown}
          selection={selection}
          busy={answer.isPlaceholderData}
          fitting={peek !== undefined}
        />
      )}
      <footer className="list-foot">
        <PageSteps
          ask={ask}
          total={total}
          more={answer.data?.more ?? rows.length === ask.limit}
          go={(page) => change({ page: page > 1 ? String(page) : undefined })}
        />
        <PrintedRows ask={ask} total={total} shown={rows.length} exported={props.exportPath !== undefined} />
        <Asked at={answer.dataUpdatedAt} again={() => void answer.refetch()} />
      </footer>
      {peek && (
        <Peek title={peek.title} open={peeked && props.open?.(peeked)} close={() => change({ peek: undefined }, true)}>
          {peek.content}
        </Peek>
      )}
    </div>
  )
}

type RowsProps<Row> = {
  list: ListPageProps<Row>
  ask: ListAsk
  rows: readonly Row[]
  shown: readonly Column<Row>[]
  selection: ReturnType<typeof useSelection<Row>>
  busy: boolean
  fitting: boolean
}

/** The table, tied to the address bar: order and peek stand there. */
function Rows<Row>({ list, ask, rows, shown, selection, busy, fitting }: RowsProps<Row>) {
  const t = useWords()
  const { entry } = usePage()
  const address = useAddress()
  const change = useChangeAddress()
  const { rowKey } = list
  const onPeek = useCallback((row: Row) => change({ peek: rowKey(row) }, true), [change, rowKey])
  const onSort = (key: string) => {
    const descending = ask.sort === key && ask.order === 'asc'
    change({ sort: `${descending ? '-' : ''}${key}`, page: undefined })
  }
  const onChoose = (keys: readonly string[], choosing: boolean) =>
    selection.choose(
      rows.flatMap((row): [string, Row][] => (keys.includes(rowKey(row)) ? [[rowKey(row), row]] : [])),
      choosing,
    )
  return (
    <DataTable
      name={list.title ?? t(entry.text)}
      columns={shown}
      rows={rows}
      rowKey={rowKey}
      sort={{ key: ask.sort, order: ask.order }}
      onSort={onSort}
      open={list.open}
      onPeek={list.peek ? onPeek : undefined}
      peeked={address.peek}
      chosen={list.batch ? selection.chosen : undefined}
      onChoose={list.batch ? onChoose : undefined}
      busy={busy}
      fitting={fitting}
    />
  )
}

/** Nothing recorded yet, or nothing that matches: each with its own next step. */
function NoRows({ ask, empty }: { ask: ListAsk; empty: ListPageProps<unknown>['empty'] }) {
  const t = useWords()
  const change = useChangeAddress()
  const filters = Object.keys(ask.filters)
  if (filters.every((key) => empty?.under?.includes(key)))
    return (
      <Empty
        text={empty?.text ?? t(words.nothing)}
        action={empty?.action || (empty?.next && <NextSteps to={empty.next} />)}
      />
    )
  const clear = () => change(Object.fromEntries([...filters, 'page'].map((key) => [key, undefined])))
  return (
    <Empty
      text={t(words.nothingFound)}
      action={
        <button type="button" className="quiet" onClick={clear}>
          {t(words.clearToSee)}
        </button>
      }
    />
  )
}

type ExportProps<Row> = { path: string; ask: ListAsk; columns: readonly Column<Row>[] }

/** The export is what is seen: the same filters, order and columns, all rows. */
function ExportLink<Row>({ path, ask, columns }: ExportProps<Row>) {
  const query = exportQuery(
    ask,
    columns.map((column) => column.key),
  )
  return <ExportExcel path={`${path}${query}`} />
}

/** Only what asks: an option of the client's own must not silence the list's. */
function pick<Answer>(asking: Asking<Answer>): Asking<Answer> {
  return { queryKey: asking.queryKey, queryFn: asking.queryFn }
}

function useTotal<Row>(props: ListPageProps<Row>, ask: ListAsk) {
  const first = useMemo(() => ({ ...ask, offset: 0, sort: undefined, order: 'asc' as const }), [ask])
  const asking = props.total?.(first)
  return useQuery<{ readonly total: number }>({
    queryKey: asking?.queryKey ?? ['no total', props.list],
    queryFn: asking?.queryFn ?? (() => ({ total: 0 })),
    enabled: asking !== undefined,
    placeholderData: keepPreviousData,
  })
}

function useSelection<Row>(ask: ListAsk, total: number | undefined) {
  const filter = JSON.stringify(ask.filters)
  const [state, setState] = useState({ filter, chosen: new Map<string, Row>(), all: false })
  // Another filter is another set of rows: an invisible choice must never be acted upon.
  const { chosen, all } = state.filter === filter ? state : { chosen: new Map<string, Row>(), all: false }
  const choose = (rows: readonly [string, Row][], choosing: boolean) => {
    const next = new Map(chosen)
    for (const [key, row] of rows) {
      if (choosing) next.set(key, row)
      else next.delete(key)
    }
    setState({ filter, chosen: next, all: false })
  }
  const clear = () => setState({ filter, chosen: new Map(), all: false })
  const value: Selection<Row> = all
    ? { all: true, ids: [], rows: [], count: total ?? 0, ask }
    : { all: false, ids: [...chosen.keys()], rows: [...chosen.values()], count: chosen.size, ask }
  return { chosen, choose, clear, value, total, chooseAll: () => setState({ filter, chosen, all: true }) }
}

const linesToCome = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]

/** Where the rows will be while the first answer is on its way. */
function RowsToCome() {
  const t = useWords()
  return (
    <div className="rows-to-come" role="status" aria-label={t(platformWords.loading)}>
      {linesToCome.map((opacity) => (
        <i key={opacity} style={{ opacity }} />
      ))}
    </div>
  )
}
