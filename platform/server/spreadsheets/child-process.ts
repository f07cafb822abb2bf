import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Problem } from '../../../core/problem.ts'
import { defaultLimits, type Limits } from '../../../engines/roster/limits.ts'
import { unreadable } from '../../../engines/roster/unreadable.ts'
import type { ChildLine, ChildTask } from './child-lines.ts'
import { usageOf } from './child-usage.ts'

export type ChildBounds = {
  readonly limits?: Limits
  /** Of processor time: on a machine that is busy with others a file may take longer and is not to blame. */
  readonly seconds?: number
  /** Of memory that is really held. */
  readonly megabytes?: number
  /** Stops early; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal
}

const mostAtOnce = 2
const usualSeconds = 50
const usualMegabytes = 512
// So much is held besides the heap: the program itself, its young objects, and what is unpacked.
const megabytesBesidesHeap = 128
// A reader may take so much between two looks.
const megabytesBetweenLooks = 64
const lookEveryMs = 25
// What waits longer than this for a processor, or is never given one, is ended all the same.
const wallPerSecond = 5

let running = 0
const waiting: (() => void)[] = []

/**
 * Runs child.ts on a file, because a workbook may be made to exhaust whoever opens it: bounded in memory and time, at
 * most two at once, the others wait. Every line it says is handed to `take`. Throws `unreadable_file` with a sentence
 * that names what is wrong.
 */
export async function runInChild(
  bytes: Uint8Array,
  task: Omit<ChildTask, 'limits'>,
  bounds: ChildBounds,
  take: (line: ChildLine) => void,
): Promise<void> {
  const limits = bounds.limits ?? defaultLimits
  // Refused before anything is copied or started.
  if (bytes.length === 0) throw unreadable('empty')
  if (bytes.length > limits.fileBytes)
    throw unreadable('file_too_large', { limit: Math.round(limits.fileBytes / 1024 / 1024) })
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    bounds.signal?.throwIfAborted()
    await runChild(bytes, { ...task, limits }, bounds, take)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

// Nothing of ours goes to a process that reads foreign files, but where its own compiled code is kept: it starts in a third.
const { NODE_COMPILE_CACHE } = process.env
const childEnvironment = NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}

async function runChild(
  bytes: Uint8Array,
  task: ChildTask,
  bounds: ChildBounds,
  take: (line: ChildLine) => void,
): Promise<void> {
  const { seconds = usualSeconds, megabytes = usualMegabytes, signal } = bounds
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${megabytes - megabytesBesidesHeap}`,
      '--max-semi-space-size=16',
      '--no-warnings',
      join(import.meta.dirname, 'child.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: childEnvironment },
  )
  let stopped: Error | undefined
  const stop = (error: Error) => {
    stopped ??= error
    child.kill('SIGKILL')
  }
  const watch = watchChild(child, seconds, megabytes, stop)
  const aborted = () => stop(signal?.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal?.addEventListener('abort', aborted, { once: true })
  try {
    const ended = exitOf(child)
    send(child, task, bytes)
    const done = await listen(child, take).catch((error: unknown) => {
      child.kill('SIGKILL')
      throw error
    })
    const { code, complaint } = await ended
    if (stopped) throw stopped
    if (done) return
    throw unreadable(
      /heap out of memory|allocation failed|Array buffer/i.test(complaint) || code === null
        ? 'too_much_memory'
        : 'broken',
    )
  } catch (error) {
    throw stopped ?? error
  } finally {
    clearInterval(watch)
    signal?.removeEventListener('abort', aborted)
    child.kill('SIGKILL')
  }
}

/** Stops a child that has used more than it may. Where nobody tells what it has used, the clock on the wall decides. */
function watchChild(
  child: ChildProcess,
  seconds: number,
  megabytes: number,
  stop: (error: Error) => void,
): NodeJS.Timeout {
  const started = performance.now()
  let told = false
  return setInterval(() => {
    const usage = child.pid === undefined ? undefined : usageOf(child.pid)
    // It has ended in time, and what it said is still being taken: on a busy machine that may be long after.
    if (!usage && told) return
    told = usage !== undefined
    const wall = (performance.now() - started) / 1000
    if (usage ? usage.cpuSeconds > seconds || wall > seconds * wallPerSecond : wall > seconds)
      stop(unreadable('took_too_long', { limit: seconds }))
    else if (usage && usage.megabytes > megabytes - megabytesBetweenLooks) stop(unreadable('too_much_memory'))
  }, lookEveryMs)
}

function send(child: ChildProcess, task: ChildTask, bytes: Uint8Array): void {
  const json = Buffer.from(JSON.stringify(task))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  // A child that has already given up closes its input; what it said before is what counts.
  child.stdin?.on('error', () => {})
  child.stdin?.write(length)
  child.stdin?.write(json)
  child.stdin?.end(bytes)
}

function exitOf(child: ChildProcess): Promise<{ code: number | null; complaint: string }> {
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-10_000)
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 1, complaint }))
    child.on('close', (code) => resolve({ code, complaint }))
  })
}

/** A line that is none of the child's own was printed by a foreign reader: the file is to blame, not the server. */
function lineOf(text: string): ChildLine {
  try {
    return JSON.parse(text) as ChildLine
  } catch {
    throw unreadable('broken')
  }
}

/** True when the child said that it was done. */
async function listen(child: ChildProcess, take: (line: ChildLine) => void): Promise<boolean> {
  if (!child.stdout) return false
  let done = false
  for await (const text of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = lineOf(text)
    if ('problem' in line) {
      const { text: sentence, parameters, reason } = line.problem
      throw new Problem('unreadable_file', sentence, { parameters, data: { reason } })
    }
    if ('done' in line) done = true
    else take(line)
  }
  return done
}
