import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Problem } from '../../../core/problem.ts'
import { defaultLimits, type Limits } from '../../../engines/roster/limits.ts'
import type { RosterOptions, RosterReading } from '../../../engines/roster/reading.ts'
import { unreadable } from '../../../engines/roster/unreadable.ts'
import type { ChildLine, ChildTask } from './child-lines.ts'

/** What a roster says, and which format the file really was. */
export type FileReading = RosterReading & { readonly file: string }

export type ReadingBounds = {
  readonly limits?: Limits
  readonly seconds?: number
  readonly megabytes?: number
  /** Stops the reading early; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal
}

const mostAtOnce = 2
const usualSeconds = 60
const usualMegabytes = 512

let running = 0
const waiting: (() => void)[] = []

/**
 * Reads a spreadsheet in a process of its own, because a workbook may be made to exhaust whoever opens it. At most two
 * run at once, the others wait. Throws `unreadable_file` with a sentence that names what is wrong.
 */
export async function readInChild(
  bytes: Uint8Array,
  options: RosterOptions,
  bounds: ReadingBounds = {},
): Promise<FileReading> {
  const limits = bounds.limits ?? defaultLimits
  // Refused before anything is copied or started.
  if (bytes.length === 0) throw unreadable('empty')
  if (bytes.length > limits.fileBytes)
    throw unreadable('file_too_large', { limit: Math.round(limits.fileBytes / 1024 / 1024) })
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    bounds.signal?.throwIfAborted()
    return await runChild(bytes, { limits, options: { ...options, counties: [...options.counties] } }, bounds)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

async function runChild(bytes: Uint8Array, task: ChildTask, bounds: ReadingBounds): Promise<FileReading> {
  const { seconds = usualSeconds, megabytes = usualMegabytes, signal } = bounds
  const child = spawn(
    process.execPath,
    // The young generation is not part of the old space: both together stay below the bound.
    [
      `--max-old-space-size=${megabytes - 64}`,
      '--max-semi-space-size=16',
      '--no-warnings',
      join(import.meta.dirname, 'child.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: {} },
  )
  let stopped: Error | undefined
  const stop = (error: Error) => {
    stopped ??= error
    child.kill('SIGKILL')
  }
  const timer = setTimeout(() => stop(unreadable('took_too_long', { limit: seconds })), seconds * 1000)
  const aborted = () => stop(signal?.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal?.addEventListener('abort', aborted, { once: true })
  try {
    const ended = exitOf(child)
    send(child, task, bytes)
    const reading = await collect(child).catch((error: unknown) => {
      child.kill('SIGKILL')
      throw error
    })
    const { code, complaint } = await ended
    if (stopped) throw stopped
    if (reading) return reading
    throw unreadable(
      /heap out of memory|allocation failed|Array buffer/i.test(complaint) || code === null
        ? 'too_much_memory'
        : 'broken',
    )
  } catch (error) {
    throw stopped ?? error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', aborted)
    child.kill('SIGKILL')
  }
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

/** The reading, or undefined when the child ended before it was done. */
async function collect(child: ChildProcess): Promise<FileReading | undefined> {
  if (!child.stdout) return undefined
  const lists = {
    records: [] as unknown[],
    households: [] as unknown[],
    rejected: [] as unknown[],
    issues: [] as unknown[],
  }
  let head: Extract<ChildLine, { head: unknown }>['head'] | undefined
  let done = false
  for await (const text of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = JSON.parse(text) as ChildLine
    if ('head' in line) head = line.head
    else if ('list' in line) for (const item of line.items) lists[line.list].push(item)
    else if ('done' in line) done = true
    else {
      const { text: sentence, parameters, reason } = line.problem
      throw new Problem('unreadable_file', sentence, { parameters, data: { reason } })
    }
  }
  return head && done ? ({ ...head, ...lists } as FileReading) : undefined
}
