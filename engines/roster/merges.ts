import type { Merge } from './grid.ts'
import { defaultLimits } from './limits.ts'

type Span = { readonly top: number; readonly bottom: number; readonly merge: Merge }

/** Merged areas found by a cell. An area over the whole sheet costs no more than a small one. */
export class MergeIndex {
  private readonly byColumn = new Map<number, Span[]>()

  constructor(merges: readonly Merge[]) {
    for (const merge of merges) {
      const right = Math.min(merge.right, defaultLimits.columns - 1)
      for (let column = merge.left; column <= right; column++) {
        const spans = this.byColumn.get(column) ?? []
        spans.push({ top: merge.top, bottom: merge.bottom, merge })
        this.byColumn.set(column, spans)
      }
    }
    for (const spans of this.byColumn.values()) spans.sort((a, b) => a.top - b.top)
  }

  /** The merged area that a cell belongs to. */
  at(row: number, column: number): Merge | undefined {
    const spans = this.byColumn.get(column)
    if (!spans) return undefined
    let [low, high] = [0, spans.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const span = spans[middle] as Span
      if (row < span.top) high = middle - 1
      else if (row > span.bottom) low = middle + 1
      else return span.merge
    }
    return undefined
  }

  /** True for a cell that lies in a merged area below its first row: it is empty, yet it has a value. */
  isContinued(row: number, column: number): boolean {
    const merge = this.at(row, column)
    return merge !== undefined && merge.top < row
  }
}
