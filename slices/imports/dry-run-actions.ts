import type { RosterReading } from '../../engines/roster/reading.ts'
import type { Services } from '../../platform/server/act.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { parseAddress } from '../areas/address-rules.ts'
import { readAreaPack } from '../areas/pack-store.ts'
import { type AreaIndex, indexAreas } from '../areas/rules.ts'
import type { ConflictCode, Difference, RowState } from './model.ts'
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
export type ImportContext = { tx: Transaction; services: Services; job: ImportRecord; today: string; accountId: string }

/** What a target does with a reading: first a dry run, then chunk by chunk the real one. */
export type Target = {
  classify(context: ImportContext, reading: RosterReading): Promise<{ rows: DryRow[]; unknownUnits: number }>
  /** Imports rows; answers for each its subject and what it replaced (for undo). */
  apply(
    context: ImportContext,
    rows: readonly AppliedRow[],
  ): Promise<{ position: number; subjectId: string; before: unknown }[]>
  /** Refuses when something was built on the import, or takes everything back. */
  undo(context: ImportContext, rows: readonly UndoRow[]): Promise<void>
}
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

/** The area that an address names for certain within the area of the import; the import's own area otherwise. */
export function areaOfAddress(address: string | null, importArea: string): string {
  if (!address) return importArea
  return parseAddress(packIndex(), address, importArea)?.area.code ?? importArea
}

/** True when the asker may file somebody there. */
export const inScope = (tx: Transaction, areaCode: string): boolean =>
  areaCode >= tx.scope.areaFrom && areaCode < tx.scope.areaTo
