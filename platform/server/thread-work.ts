import { parentPort } from 'node:worker_threads'
import { Problem } from '../../core/problem.ts'
import type { ThreadLine, ThreadTask } from './thread.ts'

/** What the work may ask and tell while it goes on. */
export type ThreadWatch = {
  /** Turns true when whoever asked no longer wants the answer. */
  readonly signal: { readonly aborted: boolean }
  readonly progress: (progress: unknown) => void
}

// Oftener than this nobody reads how far a run is.
const everyMs = 100

/** The program of a `Thread`: answers one task after the other. */
export function serveThread(work: (task: unknown, watch: ThreadWatch) => unknown): void {
  const port = parentPort
  if (!port) throw new Error('this program runs in a thread')
  const say = (line: ThreadLine) => port.postMessage(line)
  port.on('message', ({ id, task, stop }: ThreadTask) => {
    let told = 0
    const watch: ThreadWatch = {
      signal: {
        get aborted() {
          return Atomics.load(stop, 0) === 1
        },
      },
      progress: (progress) => {
        const now = performance.now()
        if (now - told < everyMs) return
        told = now
        say({ id, progress })
      },
    }
    void answered(() => work(task, watch)).then((line) => say({ id, ...line } as ThreadLine))
  })
}

async function answered(work: () => unknown): Promise<Record<string, unknown>> {
  try {
    return { answer: await work() }
  } catch (error) {
    if (!(error instanceof Problem)) return { fault: error instanceof Error ? (error.stack ?? error.message) : 'fault' }
    const { code, text, parameters, data } = error
    return { problem: { code, text, parameters, data } }
  }
}
