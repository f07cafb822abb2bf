import { Problem } from '../../../core/problem.ts'
import { readRoster } from '../../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../../engines/roster/reading.ts'
import type { ChildLine, ChildTask } from './child-lines.ts'
import { readWorkbook } from './read-workbook.ts'

// The program of the child process: the task and the file come on standard input, lines of JSON go out.

async function main(): Promise<void> {
  const { task, bytes } = await readInput()
  const { kind, workbook } = await readWorkbook(bytes, task.limits)
  const { counties, ...options } = task.options
  const reading = readRoster(workbook, { ...options, counties: new Map(counties) })
  await writeReading(kind, reading)
}

/** Four bytes of length, the task as JSON, then the file to the end. */
async function readInput(): Promise<{ task: ChildTask; bytes: Buffer }> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece as Buffer)
  const all = Buffer.concat(pieces)
  const length = all.readUInt32LE(0)
  return { task: JSON.parse(all.toString('utf8', 4, 4 + length)) as ChildTask, bytes: all.subarray(4 + length) }
}

/** In many lines, so that the parent never parses a large text at once. */
async function writeReading(kind: string, reading: RosterReading): Promise<void> {
  await say({ head: { file: kind, kind: reading.kind, sheets: reading.sheets } })
  for (const list of ['records', 'households', 'rejected', 'issues'] as const) {
    const items = reading[list]
    const piece = 500
    for (let from = 0; from < items.length; from += piece)
      await say({ list, items: items.slice(from, from + piece) } as ChildLine)
  }
  await say({ done: true })
}

function say(line: ChildLine): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(line)}\n`, (error) => (error ? reject(error) : resolve()))
  })
}

main().catch(async (error: unknown) => {
  if (error instanceof Problem && error.code === 'unreadable_file')
    await say({
      problem: { text: error.text, parameters: error.parameters, reason: String(error.data?.reason ?? 'broken') },
    })
  else {
    // What a foreign reader stumbles over is the file's fault; the words for the log go to standard error.
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 3
  }
})
