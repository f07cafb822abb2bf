import type { RosterOptions, RosterReading } from '../../../engines/roster/reading.ts'
import { unreadable } from '../../../engines/roster/unreadable.ts'
import type { ChildLine } from './child-lines.ts'
import { type ChildBounds, runInChild } from './child-process.ts'

/** What a roster says, and which format the file really was. */
export type FileReading = RosterReading & { readonly file: string }

/**
 * Reads a spreadsheet of any format in a process of its own (60 s, 512 MB, two at once). Throws `unreadable_file` with
 * a sentence that names what is wrong.
 */
export async function readInChild(
  bytes: Uint8Array,
  options: RosterOptions,
  bounds: ChildBounds = {},
): Promise<FileReading> {
  const lists = { records: [], households: [], rejected: [], issues: [] } as Record<string, unknown[]>
  let head: Extract<ChildLine, { head: unknown }>['head'] | undefined
  await runInChild(bytes, { read: { ...options, counties: [...options.counties] } }, bounds, (line) => {
    if ('head' in line) head = line.head
    if ('list' in line) for (const item of line.items) lists[line.list]?.push(item)
  })
  if (!head) throw unreadable('broken')
  return { ...head, ...lists } as FileReading
}
