/** Something a person recorded on the phone that the server has not confirmed yet. */
export type OutboxItem = {
  /** uuid v7, made on the phone; the server stores each id at most once. */
  readonly id: string
  readonly kind: string
  /** Whose record it is: a shared phone never sends in somebody else's name. */
  readonly accountId: string
  readonly device: string
  /** Instant of the entry; the day it speaks of stands in the payload. */
  readonly madeAt: string
  /** Version of the form that made the payload. */
  readonly formVersion: number
  readonly payload: unknown
  /** SHA-256 in hex of `hashedText`; empty where the page has no https. */
  readonly hash: string
  readonly state: 'waiting' | 'conflict' | 'rejected'
  /** Why it needs a person, in the server's words. */
  readonly message?: string
  /** Milliseconds since 1970 until which it stays in the phone, so that its maker can take it back. */
  readonly heldUntil?: number
}

/** Whether its maker can still take it back: nothing of it has left the phone. `now` in milliseconds since 1970. */
export const isHeld = (item: OutboxItem, now: number): boolean =>
  item.state === 'waiting' && item.heldUntil !== undefined && item.heldUntil > now

/** A record as the server knows it, without what only the phone keeps about it. */
export function asSent(item: OutboxItem): Omit<OutboxItem, 'state' | 'message' | 'heldUntil'> {
  const { state: _state, message: _message, heldUntil: _heldUntil, ...sent } = item
  return sent
}

/** The server's answer for one item. */
export type Receipt = {
  readonly id: string
  readonly result: 'stored' | 'already' | 'conflict' | 'rejected'
  readonly message?: string
}

/** JSON with the keys in order, so that phone and server hash the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  entries.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`
}

/** What the hash is made of: enough to see that two items of one id are not the same record. */
export const hashedText = (item: Pick<OutboxItem, 'kind' | 'madeAt' | 'payload'>): string =>
  canonicalJson({ kind: item.kind, madeAt: item.madeAt, payload: item.payload })

// A weak signal carries a small parcel more surely than a large one.
const parcel = 20

/** What is sent next: waiting items of this account that are not held any more, oldest first. */
export const nextParcel = (items: readonly OutboxItem[], accountId: string, now: number): readonly OutboxItem[] =>
  items
    .filter((item) => item.state === 'waiting' && item.accountId === accountId && !isHeld(item, now))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, parcel)

/**
 * What becomes of an item after the answer: undefined means that the server has it and the copy may go. Without a
 * receipt of its own it waits on: nothing is ever deleted on a guess.
 */
export function afterAnswer(item: OutboxItem, receipts: readonly Receipt[]): OutboxItem | undefined {
  const receipt = receipts.find((one) => one.id === item.id)
  if (!receipt) return item
  if (receipt.result === 'stored' || receipt.result === 'already') return undefined
  return { ...item, state: receipt.result, message: receipt.message }
}

/**
 * A record as it goes out again after a person has looked: corrected, or as it was. It keeps its id; where the server holds
 * another record under that id, it becomes a record of its own.
 */
export function sentAgain(item: OutboxItem, payload: unknown, newId: () => string): OutboxItem {
  const { message: _, ...record } = item
  return { ...record, id: item.state === 'conflict' ? newId() : item.id, payload, state: 'waiting' }
}

/** Milliseconds until the next attempt: 5 s after the first failure, doubling up to 5 min. */
export const pauseAfter = (failures: number): number => Math.min(300_000, 5_000 * 2 ** Math.max(0, failures - 1))

/** Milliseconds until something is to be done: the next attempt, or earlier the end of a hold. */
export const pauseUntilNext = (items: readonly OutboxItem[], failures: number, now: number): number =>
  Math.min(
    pauseAfter(failures),
    ...items.filter((item) => isHeld(item, now)).map((item) => (item.heldUntil ?? now) - now),
  )
