import type { ChosenFields, FormReading } from '../../../engines/roster/fill/form-reading.ts'
import { unreadable } from '../../../engines/roster/unreadable.ts'
import type { FilledForm, FormTask } from './child-lines.ts'
import { type ChildBounds, runInChild } from './child-process.ts'

/** What a blank form asks for, read in a process of its own (60 s, 512 MB). Throws `unreadable_file`. */
export async function readFormInChild(
  bytes: Uint8Array,
  chosen: ChosenFields,
  bounds: ChildBounds = {},
): Promise<FormReading> {
  let reading: FormReading | undefined
  await runInChild(bytes, { form: { chosen } }, bounds, (line) => {
    if ('form' in line) reading = line.form
  })
  if (!reading) throw unreadable('broken')
  return reading
}

/** A form filled for families: its file and what could not be filled. Throws `unreadable_file`. */
export async function fillFormInChild(
  bytes: Uint8Array,
  chosen: ChosenFields,
  fill: NonNullable<FormTask['fill']>,
  bounds: ChildBounds = {},
): Promise<FilledForm & { readonly file: Buffer }> {
  const pieces: Buffer[] = []
  let filled: FilledForm | undefined
  await runInChild(bytes, { form: { chosen, fill } }, bounds, (line) => {
    if ('bytes' in line) pieces.push(Buffer.from(line.bytes, 'base64'))
    if ('filled' in line) filled = line.filled
  })
  if (!filled) throw unreadable('broken')
  return { ...filled, file: Buffer.concat(pieces) }
}
