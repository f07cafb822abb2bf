import type { RosterReading } from '../../engines/roster/reading.ts'
import type { Services } from '../../platform/server/act.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { parseAddress } from '../areas/address-rules.ts'
import { readAreaPack } from '../areas/pack-store.ts'
import { type AreaIndex, indexAreas } from '../areas/rules.ts'
import type { ConflictCode, Difference, RowState } from './model.ts'
import type { NamedUnit } from './part-store.ts'
import type { ImportRecord } from './store.ts'

/** A row of the dry run before it is sealed. */
export type DryRow = {
  sheet: string
  row: number
  name: string
  state: RowState
  conflict: ConflictCode | null
  subjectId: string | null
  content: Readonly<Record<string, unknown>>
  differences: Difference[]
}

/** What every step of an import has at hand. */
export type ImportContext = {
  tx: Transaction
  services: Services
  job: ImportRecord
  today: string
  accountId: string
  /** Notes how far a dry run is; throws when somebody has asked to stop. */
  far?: (done: number, total: number) => void
}

/** What a dry run finds: its rows, how many units nobody has on file, and those that new families speak of. */
export type DryRun = { rows: DryRow[]; unknownUnits: number; units?: readonly NamedUnit[] }

/** Rows of a commit, portion by portion in the order of the file; nothing when there are no more. */
export type CommitSource = {
  /** How many new rows there are. */
  fresh: number
  next(): Promise<AppliedRow[]>
  /** Notes what rows became and tells how far it is. Throws when somebody has asked to stop. */
  done(applied: readonly Applied[]): Promise<void>
}

/** What a target does with a reading: first a dry run, then the real one. */
export type Target = {
  classify(context: ImportContext, reading: RosterReading): Promise<DryRun>
  commit(context: ImportContext, source: CommitSource): Promise<void>
  /** Refuses when something was built on the import, or takes everything back. */
  undo(context: ImportContext, rows: readonly UndoRow[]): Promise<void>
}

/** A commit portion by portion: `apply` imports rows and answers for each its subject and what it replaced (for undo). */
export const inPortions =
  (apply: (context: ImportContext, rows: readonly AppliedRow[]) => Promise<Applied[]>): Target['commit'] =>
  async (context, source) => {
    for (let rows = await source.next(); rows.length > 0; rows = await source.next())
      await source.done(await apply(context, rows))
  }

/** `noted`: the row says so already, as the dry run wrote it. */
export type Applied = { position: number; subjectId: string; before: unknown; noted?: boolean }
export type AppliedRow = {
  position: number
  state: 'new' | 'changed'
  subjectId: string | null
  content: Readonly<Record<string, unknown>>
}
export type UndoRow = { position: number; state: 'new' | 'changed'; subjectId: string | null; before: unknown }

let index: AreaIndex | undefined
// Read once: the pack is the same for every tenant and import.
export const packIndex = (): AreaIndex => {
  index ??= indexAreas(readAreaPack())
  return index
}

// No area is called by a figure (a test looks), so an address names its area before the first one: houses of a street share it.
const beforeFigures = /^[^0-9０-９]*/
const mostBeginnings = 20_000
const namedAreas = new Map<string, string>()

/** The area that an address names for certain within the area of the import; the import's own area otherwise. */
export function areaOfAddress(address: string | null, importArea: string): string {
  if (!address) return importArea
  const beginning = beforeFigures.exec(address)?.[0] ?? ''
  const key = `${importArea} ${beginning}`
  const known = namedAreas.get(key)
  if (known) return known
  const code = parseAddress(packIndex(), beginning, importArea)?.area.code ?? importArea
  if (namedAreas.size >= mostBeginnings) namedAreas.clear()
  namedAreas.set(key, code)
  return code
}
