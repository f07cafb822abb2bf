import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'

/** Held by the one process that may start and stop the database of a data folder. */
export type Lock = { release(): Promise<void> }

/**
 * Takes the lock of a data folder, or answers undefined when another live process has it. It is a listening socket in
 * the kernel's own name space: it vanishes with its process, so no crash leaves anything behind to clean up.
 */
export function takeLock(folder: string): Promise<Lock | undefined> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 40)
  const server = createServer((socket) => socket.destroy())
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen({ path: `\0bangfu-${name}`, exclusive: true }, () => {
      server.unref()
      resolve({ release: () => new Promise((done) => server.close(() => done())) })
    })
  })
}
