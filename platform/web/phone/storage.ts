import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { newId } from '../identifier.ts'
import type { OutboxItem } from './outbox-rules.ts'

/** An answer of the server kept for the time without a signal. */
export type KeptAnswer = {
  readonly key: string
  readonly accountId: string
  readonly at: number
  readonly answer: unknown
}

interface PhoneRooms extends DBSchema {
  outbox: { key: string; value: OutboxItem }
  answers: { key: string; value: KeptAnswer; indexes: { account: string } }
  facts: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<PhoneRooms>> | undefined

/** The phone's own database; opened once, and tried again after it could not be opened. */
export function phoneRooms(): Promise<IDBPDatabase<PhoneRooms>> {
  opened ??= openRooms().catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

const openRooms = () =>
  openDB<PhoneRooms>('bangfu-phone', 1, {
    upgrade(rooms) {
      rooms.createObjectStore('outbox', { keyPath: 'id' })
      rooms.createObjectStore('answers', { keyPath: 'key' }).createIndex('account', 'accountId')
      rooms.createObjectStore('facts')
    },
    // A newer version of the pages wants to open it in another window: give way, the next use opens again.
    blocking: () => {
      void opened?.then((rooms) => rooms.close())
      opened = undefined
    },
    terminated: () => {
      opened = undefined
    },
  })

/** A name of this browser on this phone, made once. */
export async function deviceName(): Promise<string> {
  const rooms = await phoneRooms()
  const known = await rooms.get('facts', 'device')
  if (typeof known === 'string') return known
  const made = newId()
  await rooms.put('facts', made, 'device')
  return made
}
