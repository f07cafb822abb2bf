import { type RefObject, useLayoutEffect, useState } from 'react'

// The door to the row, and one thing of it.
const least = 2

/**
 * The columns that stand beside one another in a frame without moving sideways; the last ones give way, but for the one
 * that orders the rows. For where the whole row stands beside it: what is left out is read there. All of them while `fitting` is not set, and on screens so small that
 * the peek lies over the list instead of beside it.
 */
export function useFitting<Column extends { readonly key: string }>(
  frame: RefObject<HTMLElement | null>,
  columns: readonly Column[],
  fitting: boolean,
  sorted: string | undefined,
): readonly Column[] {
  const [left, setLeft] = useState({ columns, fitting, out: 0 })
  const out = left.columns === columns && left.fitting === fitting ? left.out : 0
  useLayoutEffect(() => {
    const element = frame.current
    if (!fitting || !element || !window.matchMedia('(min-width: 1200px)').matches) return
    // Drawn again before anybody sees it, a column less each time.
    if (element.scrollWidth > element.clientWidth + 1 && columns.length - out > least)
      setLeft({ columns, fitting, out: out + 1 })
  })
  if (out === 0) return columns
  const leaving = new Set(columns.filter(({ key }) => key !== sorted).slice(-out))
  return columns.filter((column) => !leaving.has(column))
}
