import { type ChildBounds, runInChild } from './child-process.ts'
import type { Mark } from './mark-xlsx.ts'

/**
 * The officer's own workbook with the faulty cells marked and a sheet that lists all issues, as the bytes of an xlsx.
 * A csv, an old xls or a web page comes back as a workbook of its values. Throws `unreadable_file`.
 */
export async function markInChild(
  bytes: Uint8Array,
  marks: readonly Mark[],
  bounds: ChildBounds = {},
): Promise<Buffer> {
  const pieces: Buffer[] = []
  await runInChild(bytes, { marks }, bounds, (line) => {
    if ('bytes' in line) pieces.push(Buffer.from(line.bytes, 'base64'))
  })
  return Buffer.concat(pieces)
}
