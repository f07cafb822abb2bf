import { Problem } from '../../../core/problem.ts'
import { readDay } from '../../../engines/roster/day.ts'
import { type Cell, cellText, SerialDay, type Workbook } from '../../../engines/roster/grid.ts'
import { readRoster } from '../../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../../engines/roster/reading.ts'
import type { ChildLine, ChildTask } from './child-lines.ts'
import { formLines } from './form-lines.ts'
import { writeGrid } from './grid-xlsx.ts'
import { markXlsx } from './mark-xlsx.ts'
import { isXlsx, readWorkbook } from './read-workbook.ts'

// The program of the child process: the task and the file come on standard input, lines of JSON go out.

async function main(): Promise<void> {
  const { task, bytes } = await readInput()
  if (task.form) {
    for await (const line of formLines(bytes, task.form, task.limits)) await say(line)
    await say({ done: true })
    return
  }
  // What is only marked is not read for it: a workbook of a hundred thousand rows does not fit in memory beside its parts.
  if (task.marks && (await isXlsx(bytes, task.limits))) return sayBytes(markXlsx(bytes, task.marks, task.limits))
  const { kind, workbook } = await readWorkbook(bytes, task.limits)
  if (task.read) {
    const { counties, ...options } = task.read
    await writeReading(kind, readRoster(workbook, { ...options, counties: new Map(counties) }))
  }
  if (task.cells) await writeCells(workbook)
  // Only an xlsx can be marked itself; of the others a workbook of their values is.
  if (task.marks) return sayBytes(markXlsx(await gridOf(workbook), task.marks, task.limits))
  await say({ done: true })
}

async function gridOf(workbook: Workbook): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeGrid(workbook)) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function sayBytes(pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) await say({ bytes: piece.toString('base64') })
  await say({ done: true })
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
}

/** The first sheet that is shown, as texts. */
async function writeCells({ sheets, date1904 }: Workbook): Promise<void> {
  const rows = (sheets.find((sheet) => !sheet.hidden) ?? sheets[0])?.rows ?? []
  const textOf = (cell: Cell) =>
    cell instanceof SerialDay ? (readDay(cell, date1904).value ?? cellText(cell)) : cellText(cell)
  const piece = 500
  for (let from = 0; from < rows.length; from += piece)
    await say({
      cells: rows.slice(from, from + piece).map(({ number, cells }) => ({ number, cells: Array.from(cells, textOf) })),
    })
}

function say(line: ChildLine): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(line)}\n`, (error) => (error ? reject(error) : resolve()))
  })
}

// Standard output carries the answer. What the foreign library prints about a strange file goes where errors go.
for (const say of ['log', 'info', 'debug', 'warn'] as const) console[say] = console.error

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
