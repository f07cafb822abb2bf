import { useSyncExternalStore } from 'react'
import { say } from '../../../core/messages.ts'
import { askJson, ClientProblem } from '../http.ts'
import { newId } from '../identifier.ts'
import { currentLanguage } from '../language.tsx'
import { phoneWords as words } from './messages.ts'
import {
  afterAnswer,
  asSent,
  hashedText,
  isHeld,
  nextParcel,
  type OutboxItem,
  pauseUntilNext,
  type Receipt,
  sentAgain,
} from './outbox-rules.ts'
import { deviceName, phoneRooms } from './storage.ts'

export type OutboxState = {
  readonly items: readonly OutboxItem[]
  /** Not confirmed yet. */
  readonly waiting: number
  /** Refused or in conflict: a person must look. */
  readonly attention: number
}

/** Brings items to the server and answers with a receipt for each that it has dealt with. */
export type Deliver = (items: readonly OutboxItem[]) => Promise<readonly Receipt[]>

let state: OutboxState = { items: [], waiting: 0, attention: 0 }
let account: string | undefined
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined
let sending = false
const listeners = new Set<() => void>()

let deliver: Deliver = async (items) => {
  return (await askJson<{ receipts: Receipt[] }>('/outbox', { body: { items: items.map(asSent) } })).receipts
}

/** How items reach the server, where it is not the usual way. */
export const deliverBy = (given: Deliver): void => {
  deliver = given
}

async function refresh(): Promise<readonly OutboxItem[]> {
  const items = (await (await phoneRooms()).getAll('outbox')).filter((item) => item.accountId === account)
  const waiting = items.filter((item) => item.state === 'waiting').length
  state = { items, waiting, attention: items.length - waiting }
  for (const listener of listeners) listener()
  return items
}

/** Begins to send for the person who is signed in; called again after a change of person. */
export function openOutbox(accountId: string): void {
  account = accountId
  failures = 0
  void refresh().then(sendNow)
  window.addEventListener('online', sendSoon)
  document.addEventListener('visibilitychange', sendSoon)
}

const sendSoon = () => {
  failures = 0
  void sendNow()
}

/**
 * Writes a record into the phone; it is safe there before anything is sent. Answers its id. With `heldMs` it stays that many
 * milliseconds before it is sent, so that `takeBack` can undo a slip of the finger.
 * @throws ClientProblem a sentence for the person when the phone does not keep it: full, or forbidden in a private window
 */
export async function putIntoOutbox(kind: string, formVersion: number, payload: unknown, heldMs = 0): Promise<string> {
  if (account === undefined) throw new Error('nobody is signed in')
  const made = { kind, madeAt: new Date().toISOString(), payload, accountId: account, formVersion }
  const hash = await hashOf(hashedText(made))
  const id = newId()
  const held = heldMs > 0 ? { heldUntil: Date.now() + heldMs } : {}
  await orSayWhy(async () => write({ ...made, ...held, id, device: await deviceName(), hash, state: 'waiting' }))
  // Asks the browser not to clear this storage when the phone is full.
  void navigator.storage?.persist?.()
  await refresh()
  sendSoon()
  return id
}

/**
 * Sends a record again after a refusal or a conflict, corrected or as it was.
 * @throws ClientProblem as `putIntoOutbox`
 */
export async function sendAgain(id: string, payload?: unknown): Promise<void> {
  await orSayWhy(async () => {
    const item = await (await phoneRooms()).get('outbox', id)
    if (!item) return
    const again = sentAgain(item, payload ?? item.payload, newId)
    await write({ ...again, hash: await hashOf(hashedText(again)) }, id)
  })
  await refresh()
  sendSoon()
}

/** One record into the phone's own database, in the place of `former` where it takes another id. */
async function write(item: OutboxItem, former = item.id): Promise<void> {
  const writing = (await phoneRooms()).transaction('outbox', 'readwrite', { durability: 'strict' })
  await Promise.all([
    former === item.id ? undefined : writing.store.delete(former),
    writing.store.put(item),
    writing.done,
  ])
}

async function orSayWhy(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    throw new ClientProblem('unexpected', say(words.notKept, currentLanguage()), { cause })
  }
}

/** Throws a record away that the server refused; only ever by a person's own decision. */
export async function discardFromOutbox(id: string): Promise<void> {
  await (await phoneRooms()).delete('outbox', id)
  await refresh()
}

/** Takes back a record that is still held; false when it is too late, because it may be on its way. */
export async function takeBack(id: string): Promise<boolean> {
  const { store, done } = (await phoneRooms()).transaction('outbox', 'readwrite', { durability: 'strict' })
  const item = await store.get(id)
  const held = item !== undefined && isHeld(item, Date.now())
  if (held) await store.delete(id)
  await done
  await refresh()
  return held
}

async function sendNow(): Promise<void> {
  if (sending || account === undefined) return
  clearTimeout(timer)
  sending = true
  try {
    for (;;) {
      const parcel = nextParcel(await refresh(), account, Date.now())
      if (parcel.length === 0) break
      const receipts = await deliver(parcel)
      const progress = await settle(parcel, receipts)
      failures = progress ? 0 : failures + 1
      if (!progress) break
    }
  } catch {
    // No signal or a refusal of the whole parcel: the items wait in the phone, the count stays on the screen.
    failures++
  } finally {
    sending = false
  }
  await refresh()
  if (state.waiting > 0) timer = setTimeout(() => void sendNow(), pauseUntilNext(state.items, failures, Date.now()))
}

/** Deletes what is confirmed and marks what needs a person; true when anything changed. */
async function settle(parcel: readonly OutboxItem[], receipts: readonly Receipt[]): Promise<boolean> {
  const rooms = await phoneRooms()
  let progress = false
  for (const item of parcel) {
    const after = afterAnswer(item, receipts)
    if (after === item) continue
    progress = true
    if (after) await rooms.put('outbox', after)
    else await rooms.delete('outbox', item.id)
  }
  return progress
}

async function hashOf(text: string): Promise<string> {
  // Without https the browser keeps its hash to itself; the server then makes its own.
  if (!crypto.subtle) return ''
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What is not at the server yet, for the quiet line and the list of the person's own records. */
export const useOutbox = (): OutboxState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
