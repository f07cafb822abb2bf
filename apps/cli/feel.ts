import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { caseIds, runCases, type TckFile } from '../../engines/feel/tck-cases.ts'

// A case takes milliseconds; one that takes this long hangs and is counted as failed.
const longestCaseMs = 20_000
// Tells a thread of this file from any other thread that may load it.
const cases = 'tck cases'

const usage = `用法：bangfu feel tck 目录 [--fails] （目录里有 TestCases/）
Usage: bangfu feel tck DIR [--fails] (DIR holds TestCases/)
`

type Task = { readonly file: TckFile; readonly from: number }
type Answer = { readonly passed: boolean; readonly line: string }
type Folder = { readonly name: string; readonly path: string }
type Tally = { passed: number; total: number }

/**
 * `bangfu feel tck DIR`: runs the cases of the DMN Technology Compatibility Kit, prints a line for each folder and last
 * `passed N / M`. Cases are counted, not their result nodes.
 * @returns the exit code: 0 when it ran, 2 when it could not
 */
export async function feelCommand(args: string[]): Promise<number> {
  const [what, directory, ...rest] = args
  if (what !== 'tck' || directory === undefined) {
    process.stderr.write(usage)
    return 2
  }
  const base = join(directory, 'TestCases')
  if (!existsSync(base)) {
    process.stderr.write(`没有这个目录：${base}\nNo such folder: ${base}\n`)
    return 2
  }
  const all: Tally = { passed: 0, total: 0 }
  const threads = new Threads()
  for (const folder of foldersIn(base)) {
    const tally = await runFolder(folder, threads, rest.includes('--fails'))
    if (tally.total === 0) continue
    process.stdout.write(`${folder.name} ${tally.passed} / ${tally.total}\n`)
    all.passed += tally.passed
    all.total += tally.total
  }
  await threads.drop()
  process.stdout.write(`passed ${all.passed} / ${all.total}\n`)
  return 0
}

function foldersIn(base: string): Folder[] {
  const below = (path: string): string[] =>
    readdirSync(path)
      .sort()
      .filter((name) => statSync(join(path, name)).isDirectory())
  const levels = below(base)
  // The kit keeps cases that the standard does not back beside its levels; they count nowhere.
  const complying = levels.filter((level) => level.startsWith('compliance-level-'))
  return (complying.length > 0 ? complying : levels).flatMap((level) =>
    below(join(base, level)).map((name) => ({ name: `${level}/${name}`, path: join(base, level, name) })),
  )
}

async function runFolder(folder: Folder, threads: Threads, showFailures: boolean): Promise<Tally> {
  const tally: Tally = { passed: 0, total: 0 }
  const names = readdirSync(folder.path)
  const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8')
  const models = new Map(names.filter((name) => name.endsWith('.dmn')).map((name) => [name, read(name)]))
  for (const name of names.filter((each) => each.endsWith('.xml')).sort()) {
    const file = { cases: read(name), models }
    for await (const { passed, line } of answers(threads, file, countOf(file.cases))) {
      tally.total++
      if (passed) tally.passed++
      else if (showFailures) process.stdout.write(`  ${folder.name} ${line}\n`)
    }
  }
  return tally
}

/** A file that is no test file has no cases; a broken one has none that could be counted. */
function countOf(source: string): number {
  try {
    return caseIds(source)?.length ?? 0
  } catch {
    return 0
  }
}

/** One answer for each case. A case that hangs or kills the thread fails, and the next one gets a new thread. */
async function* answers(threads: Threads, file: TckFile, count: number): AsyncGenerator<Answer> {
  let next = 0
  while (next < count) {
    const thread = threads.ready()
    thread.run(file, next)
    for (;;) {
      const answer = await thread.answer()
      yield answer ?? { passed: false, line: `case ${next + 1}: no answer` }
      next++
      if (!answer) await threads.drop()
      if (!answer || next >= count) break
    }
  }
}

/** The thread in use, made anew after one was dropped. */
class Threads {
  private current: CaseThread | undefined

  ready(): CaseThread {
    this.current ??= new CaseThread()
    return this.current
  }

  async drop(): Promise<void> {
    await this.current?.end()
    this.current = undefined
  }
}

/** A thread that runs the cases of a file from one on and answers them one by one. */
class CaseThread {
  private readonly worker: Worker
  private waiting: Answer[] = []
  private dead = false
  private wake: () => void = () => undefined

  constructor() {
    this.worker = new Worker(new URL(import.meta.url), { workerData: cases })
    this.worker.on('message', (answer: Answer) => {
      this.waiting.push(answer)
      this.wake()
    })
    const die = (): void => {
      this.dead = true
      this.wake()
    }
    this.worker.on('error', die)
    this.worker.on('exit', die)
  }

  run(file: TckFile, from: number): void {
    this.waiting = []
    this.worker.postMessage({ file, from } satisfies Task)
  }

  /** The next answer; undefined when the thread died or takes too long. */
  async answer(): Promise<Answer | undefined> {
    if (this.waiting.length === 0 && !this.dead) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.wake = resolve
        timer = setTimeout(resolve, longestCaseMs)
      })
      clearTimeout(timer)
    }
    return this.waiting.shift()
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }
}

if (!isMainThread && parentPort && workerData === cases) {
  const port = parentPort
  port.on('message', ({ file, from }: Task) => {
    for (const { id, passed, failures } of runCases(file, from))
      port.postMessage({ passed, line: `${id} ${failures.join(' | ')}` } satisfies Answer)
  })
}
