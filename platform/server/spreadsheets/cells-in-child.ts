import type { TextRow } from './child-lines.ts'
import { type ChildBounds, runInChild } from './child-process.ts'

/**
 * The rows of the first sheet of a spreadsheet of any format, as texts, read in a process of its own: for forms that the
 * product gave out itself. Throws `unreadable_file` with a sentence that names what is wrong.
 */
export async function cellsInChild(bytes: Uint8Array, bounds: ChildBounds = {}): Promise<TextRow[]> {
  const rows: TextRow[] = []
  await runInChild(bytes, { cells: true }, bounds, (line) => {
    if ('cells' in line) rows.push(...line.cells)
  })
  return rows
}
