import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Held by the one process that may start and stop the database of a data folder. */
export type Lock = {
  /** Tells those who wait that it is worth waiting. */
  announceEnd(): void
  release(): Promise<void>
}

// A socket in the kernel's own name space vanishes with its process, so no crash leaves anything behind to clean up.
const socketOf = (folder: string): string =>
  `\0bangfu-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 40)}`

/** Takes the lock of a data folder, or answers undefined when another live process has it. */
export function takeLock(folder: string): Promise<Lock | undefined> {
  let state = 'running'
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(state)
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen({ path: socketOf(folder), exclusive: true }, () => {
      server.unref()
      resolve({
        announceEnd: () => {
          state = 'ending'
        },
        release: () => new Promise((done) => server.close(() => done())),
      })
    })
  })
}

/**
 * Takes the lock, waiting `patience` milliseconds for a holder who runs and a minute for one who is ending: after
 * kill -9 of whoever started it, the old server needs some seconds to notice and to stop.
 */
export async function waitForLock(folder: string, patience: number): Promise<Lock | undefined> {
  const since = Date.now()
  for (;;) {
    const lock = await takeLock(folder)
    if (lock) return lock
    const waited = Date.now() - since
    if (waited > ((await holderState(folder)) === 'ending' ? 60_000 : patience)) return undefined
    await pause(200)
  }
}

function holderState(folder: string): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect({ path: socketOf(folder) })
    socket.on('data', (part) => {
      said += part
    })
    socket.on('error', () => resolve(said))
    socket.on('close', () => resolve(said))
  })
}
