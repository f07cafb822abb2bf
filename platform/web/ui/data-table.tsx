import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../language.tsx'
import { listWords as words } from '../messages.ts'
import './data-table.css'
import { useFitting } from './fitting.ts'

export type Column<Row> = {
  /** Also the word of the sort in the address and of the column in an export. */
  readonly key: string
  readonly text: Text
  readonly show: (row: Row) => ReactNode
  /** Least width in pixels at the normal text size. */
  readonly width?: number
  /** Most width in pixels on the usual screen of an office; what is cut is told by the pointer. */
  readonly most?: number
  /** Right-aligned figures. */
  readonly number?: boolean
  /** False where the server cannot order by it; every column is sortable otherwise. */
  readonly sort?: false
  /** Shown only after it was chosen in “列”. */
  readonly optional?: boolean
}

export type TableSort = { readonly key: string | undefined; readonly order: 'asc' | 'desc' }

export type TableProps<Row> = {
  /** What the table holds, for those who hear it. */
  name: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sort?: TableSort
  onSort?: (key: string) => void
  /** Path of a row's full page; the first column becomes the link. */
  open?: (row: Row) => string
  /** Opens the side peek of a row (click, or → on the keyboard). */
  onPeek?: (row: Row) => void
  peeked?: string
  chosen?: { has: (key: string) => boolean } | undefined
  onChoose?: (keys: readonly string[], chosen: boolean) => void
  busy?: boolean
  /** Beside a peek: as many columns as find room, from the first. */
  fitting?: boolean
}

/**
 * A table with rows of 40 px and a head that stays. The first column is the door to each row: up and down move between
 * rows, Enter opens the page, → the side peek, space chooses.
 */
export function DataTable<Row>(props: TableProps<Row>) {
  const { rows, rowKey, chosen, onChoose } = props
  const t = useWords()
  const [current, setCurrent] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const columns = useFitting(frame, props.columns, props.fitting ?? false, props.sort?.key)
  const body = useRef<HTMLTableSectionElement>(null)
  useRowClicks(body, rows, props.onPeek)
  useWholeText(body)
  const keys = rows.map(rowKey)
  const allChosen = keys.length > 0 && keys.every((key) => chosen?.has(key))
  const move = (to: number) => {
    const doors = body.current?.querySelectorAll<HTMLElement>('[data-door]')
    const door = doors?.[Math.max(0, Math.min(to, rows.length - 1))]
    door?.focus()
    door?.scrollIntoView({ block: 'nearest' })
  }
  useComingBack(keys, (index) => {
    setCurrent(index)
    move(index)
  })
  return (
    <div
      ref={frame}
      className="table-scroll"
      data-busy={props.busy}
      {...(props.open || props.onPeek ? {} : alone(props.name))}
    >
      <table className="data" aria-label={props.name} aria-busy={props.busy}>
        <thead>
          <tr>
            {onChoose && (
              <th scope="col" className="choose">
                <input
                  type="checkbox"
                  aria-label={t(words.choosePage)}
                  checked={allChosen}
                  onChange={(event) => onChoose(keys, event.target.checked)}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <BodyRow
              key={keys[index]}
              {...props}
              columns={columns}
              row={row}
              index={index}
              id={keys[index] as string}
              current={Math.min(current, rows.length - 1) === index}
              onCurrent={() => setCurrent(index)}
              move={move}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

// The row whose page was opened last, and the address of its list: whoever comes back stands on it again.
let followed: { list: string; row: string } | undefined

/** Once the rows are there, goes on where a row's page was opened from this very list. */
function useComingBack(keys: readonly string[], goTo: (index: number) => void) {
  const come = useRef(goTo)
  come.current = goTo
  const first = useRef(keys)
  useEffect(() => {
    const index = followed?.list === window.location.href ? first.current.indexOf(followed.row) : -1
    followed = undefined
    if (index >= 0) come.current(index)
  }, [])
}

// Rows without a door leave nothing to take hold of by the keyboard but the frame, which then moves by the arrows.
const alone = (name: string) => ({ tabIndex: 0, role: 'group', 'aria-label': name })

/** A click anywhere on a row, except on what is itself a control, opens the peek: a convenience beside the keyboard. */
function useRowClicks<Row>(
  body: { current: HTMLElement | null },
  rows: readonly Row[],
  onPeek: ((row: Row) => void) | undefined,
) {
  useEffect(() => {
    const element = body.current
    if (!element || !onPeek) return
    const click = (event: MouseEvent) => {
      const target = event.target as HTMLElement
      if (target.closest('a,button,input,label,select') || window.getSelection()?.toString()) return
      const index = target.closest<HTMLElement>('tr')?.dataset.index
      const row = index === undefined ? undefined : rows[Number(index)]
      if (row !== undefined) onPeek(row)
    }
    element.addEventListener('click', click)
    return () => element.removeEventListener('click', click)
  }, [body, rows, onPeek])
}

/** What a column is too narrow for is told by the pointer that rests on it. */
function useWholeText(body: { current: HTMLElement | null }) {
  useEffect(() => {
    const element = body.current
    const over = (event: MouseEvent) => {
      const cell = (event.target as HTMLElement).closest<HTMLElement>('td,th')
      if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? cell.textContent : ''
    }
    element?.addEventListener('mouseover', over)
    return () => element?.removeEventListener('mouseover', over)
  }, [body])
}

function HeadCell<Row>({ column, sort, onSort }: { column: Column<Row> } & Pick<TableProps<Row>, 'sort' | 'onSort'>) {
  const t = useWords()
  const sorted = sort?.key === column.key
  const direction = sorted ? (sort.order === 'desc' ? 'descending' : 'ascending') : undefined
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={column.number ? 'number' : undefined}
      style={column.width ? { minWidth: `${column.width / 10}rem` } : undefined}
    >
      {onSort && column.sort !== false ? (
        <button type="button" className="sort" data-direction={direction} onClick={() => onSort(column.key)}>
          {t(column.text)}
        </button>
      ) : (
        t(column.text)
      )}
    </th>
  )
}

const mostOf = ({ most }: { most?: number }) => (most ? ({ '--most': `${most / 10}rem` } as object) : undefined)

type BodyRowProps<Row> = TableProps<Row> & {
  row: Row
  index: number
  id: string
  current: boolean
  onCurrent: () => void
  move: (to: number) => void
}

function BodyRow<Row>(props: BodyRowProps<Row>) {
  const { row, index, id, columns, chosen, onChoose, onPeek, open } = props
  const t = useWords()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') props.move(index + 1)
    else if (event.key === 'ArrowUp') props.move(index - 1)
    else if (event.key === 'ArrowRight' && onPeek) onPeek(row)
    else if (event.key === ' ' && onChoose) onChoose([id], !chosen?.has(id))
    else return
    event.preventDefault()
  }
  const door = {
    'data-door': true,
    className: 'door',
    tabIndex: props.current ? 0 : -1,
    onFocus: props.onCurrent,
    onKeyDown,
  }
  return (
    <tr data-index={index} data-peeked={props.peeked === id} data-chosen={chosen?.has(id)}>
      {onChoose && (
        <td className="choose">
          <input
            type="checkbox"
            aria-label={t(words.chooseRow)}
            tabIndex={-1}
            checked={chosen?.has(id) ?? false}
            onChange={(event) => onChoose([id], event.target.checked)}
          />
        </td>
      )}
      {columns.map((column, place) => {
        const shown = column.show(row)
        const className = column.number ? 'number' : undefined
        if (place > 0 || (!open && !onPeek)) {
          return (
            <td key={column.key} className={className} style={mostOf(column)}>
              {shown}
            </td>
          )
        }
        return (
          <th key={column.key} scope="row" className={className}>
            {open ? (
              <Link
                to={open(row)}
                {...door}
                onClick={() => {
                  followed = { list: window.location.href, row: id }
                }}
              >
                {shown}
              </Link>
            ) : (
              <button type="button" {...door} onClick={() => onPeek?.(row)}>
                {shown}
              </button>
            )}
          </th>
        )
      })}
    </tr>
  )
}
