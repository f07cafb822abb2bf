import { useMemo } from 'react'
import { type Address, useAddress } from '../address.ts'

/** The part of a list that is asked for; the same words as the inputs of lists in the contracts. */
export type ListAsk = {
  /** Values of the filters that are set, by their key. */
  readonly filters: Readonly<Record<string, string>>
  readonly sort: string | undefined
  readonly order: 'asc' | 'desc'
  readonly limit: number
  readonly offset: number
}

/** Rows on a page. */
export const pageSize = 50

/** A zod schema, as far as it is used here. */
type Schema<Input> = {
  safeParse: (
    value: unknown,
  ) =>
    | { success: true; data: Input }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; keys?: readonly string[] }[] } }
}

// Filters of an ask that its contract did not take.
const refusals = new WeakMap<ListAsk, Set<string>>()

/**
 * What is asked as the input of a contract entry: `inputOf(HouseholdListInput, ask)`. Values in the address that the
 * contract does not know (typed by hand, kept from an older version) are left out instead of failing the page.
 */
export function inputOf<Input>(
  schema: Schema<Input>,
  ask: ListAsk,
  more: Readonly<Record<string, unknown>> = {},
): Input {
  const { filters, sort, order, limit, offset } = ask
  const values: Record<string, unknown> = { ...filters, ...more, limit, offset }
  if (sort !== undefined) Object.assign(values, { sort, order })
  // Each round takes away what was refused; there are fewer fields than rounds.
  for (let round = 0; round < 20; round++) {
    const read = schema.safeParse(values)
    if (read.success) return read.data
    const refused = read.error.issues.flatMap((issue) => issue.keys ?? [String(issue.path[0])])
    for (const key of refused) {
      delete values[key]
      if (key in filters) refusals.set(ask, (refusals.get(ask) ?? new Set()).add(key))
    }
  }
  throw new Error('the input of this list demands more than filters can give')
}

/** An ask without the filters that `inputOf` had to leave out of it, and which those are. */
export function understood(ask: ListAsk): { ask: ListAsk; refused: readonly string[] } {
  const refused = [...(refusals.get(ask) ?? [])]
  if (refused.length === 0) return { ask, refused }
  const kept = Object.entries(ask.filters).filter(([key]) => !refused.includes(key))
  return { ask: { ...ask, filters: Object.fromEntries(kept) }, refused }
}

/** The part of the list that the address bar asks for. */
export function askOf(address: Address, filterKeys: readonly string[], defaultSort?: string): ListAsk {
  const filters: Record<string, string> = {}
  for (const key of filterKeys) {
    const value = address[key]
    if (value) filters[key] = value
  }
  const sort = address.sort ?? defaultSort
  const page = Math.max(1, Math.floor(Number(address.page ?? 1)) || 1)
  return {
    filters,
    sort: sort?.replace(/^-/, ''),
    order: sort?.startsWith('-') ? 'desc' : 'asc',
    limit: pageSize,
    offset: (page - 1) * pageSize,
  }
}

export function useListAsk(filterKeys: readonly string[], defaultSort?: string): ListAsk {
  const address = useAddress()
  return useMemo(() => askOf(address, filterKeys, defaultSort), [address, filterKeys, defaultSort])
}

/** The query of an export: the same filters and order, all rows, the columns that are shown. */
export function exportQuery(ask: ListAsk, columns: readonly string[]): string {
  const search = new URLSearchParams(ask.filters)
  if (ask.sort !== undefined) {
    search.set('sort', ask.sort)
    search.set('order', ask.order)
  }
  search.set('columns', columns.join(','))
  return `?${search}`
}
