import { Worker } from 'node:worker_threads'
import type { Parameters, Text } from '../../core/messages.ts'
import { Problem, type ProblemCode } from '../../core/problem.ts'

/** What a thread answers: how far it is, then its answer, a problem a person understands, or a fault of ours. */
export type ThreadLine =
  | { readonly id: number; readonly progress: unknown }
  | { readonly id: number; readonly answer: unknown }
  | {
      readonly id: number
      readonly problem: {
        readonly code: ProblemCode
        readonly text: Text
        readonly parameters: Parameters
        readonly data: Record<string, unknown> | undefined
      }
    }
  | { readonly id: number; readonly fault: string }
/** What a thread is asked; it stops soon after `stop` has become 1. */
export type ThreadTask = { readonly id: number; readonly task: unknown; readonly stop: Int32Array }

export type AskOptions = {
  readonly onProgress?: ((progress: unknown) => void) | undefined
  /** Asks the work to stop; the promise is then rejected with what the work says to that. */
  readonly signal?: AbortSignal | undefined
}

type Waiting = {
  /** Another may be running by the time that this one is told to end. */
  worker: Worker
  resolve: (answer: unknown) => void
  reject: (error: Error) => void
  onProgress: AskOptions['onProgress']
}

// Long enough for any loop to look at its signal; after that the thread itself is ended.
const graceMs = 5_000

/**
 * A thread beside the server's own, for arithmetic that would hold up everybody else. It starts with the first question,
 * takes one after the other, and ends when nobody has asked for a while. `program` calls `serveThread`.
 */
export class Thread {
  readonly #program: URL
  readonly #idleMs: number
  readonly #megabytes: number
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #last = 0

  constructor(program: URL, options: { idleMs?: number; megabytes?: number } = {}) {
    this.#program = program
    this.#idleMs = options.idleMs ?? 60_000
    this.#megabytes = options.megabytes ?? 1_500
  }

  /** @throws Problem as the work says it; Error when the thread broke or was ended */
  ask<Answer>(task: unknown, options: AskOptions = {}): Promise<Answer> {
    const { onProgress, signal } = options
    clearTimeout(this.#idle)
    const worker = this.#started()
    const id = ++this.#last
    const stop = new Int32Array(new SharedArrayBuffer(4))
    let grace: NodeJS.Timeout | undefined
    const aborted = () => {
      Atomics.store(stop, 0, 1)
      grace = setTimeout(() => void this.close(), graceMs).unref()
    }
    if (signal?.aborted) aborted()
    signal?.addEventListener('abort', aborted, { once: true })
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { worker, resolve, reject, onProgress })
      worker.ref()
      worker.postMessage({ id, task, stop } satisfies ThreadTask)
    }).finally(() => {
      clearTimeout(grace)
      signal?.removeEventListener('abort', aborted)
      this.#waiting.delete(id)
      if (this.#waiting.size > 0 || this.#worker !== worker) return
      // Nobody waits for it any more: it must not keep the process alive.
      worker.unref()
      this.#idle = setTimeout(() => void this.close(), this.#idleMs).unref()
    }) as Promise<Answer>
  }

  /** Ends the thread; whoever still waits is told. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    clearTimeout(this.#idle)
    if (!worker) return
    await worker.terminate()
    this.#tell(worker, new Error('the thread was ended'))
  }

  #started(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.#program, {
      env: {},
      execArgv: ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: this.#megabytes },
    })
    const broken = (error: Error) => {
      if (this.#worker === worker) this.#worker = undefined
      this.#tell(worker, error)
    }
    worker.on('message', (line: ThreadLine) => this.#take(line))
    worker.on('error', (error) => broken(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', (code) => broken(new Error(`the thread ended with ${code}`)))
    this.#worker = worker
    return worker
  }

  #take(line: ThreadLine): void {
    const waiting = this.#waiting.get(line.id)
    if (!waiting) return
    if ('progress' in line) waiting.onProgress?.(line.progress)
    else if ('answer' in line) waiting.resolve(line.answer)
    else if ('fault' in line) waiting.reject(new Error(line.fault))
    else {
      const { code, text, parameters, data } = line.problem
      waiting.reject(new Problem(code, text, { parameters, ...(data ? { data } : {}) }))
    }
  }

  #tell(worker: Worker, error: Error): void {
    for (const waiting of this.#waiting.values()) if (waiting.worker === worker) waiting.reject(error)
  }
}
