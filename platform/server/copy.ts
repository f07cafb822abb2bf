import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import { type Cell, packRow, type Wire, Written } from './copy-row.ts'
import type { Transaction } from './database.ts'

/** The columns that are loaded of a table, in the order of the copy: how each travels, and how a row gives it. */
export type Loading<Row> = readonly (readonly [column: string, wire: Wire, value: (row: Row) => Cell])[]

/** The names of the columns, as SQL lists them. */
export const columnsOf = (loading: Loading<never>): string => loading.map(([column]) => column).join(', ')

/** Rows as binary COPY reads them, in pieces; packed like this they may wait outside the heap. */
export function packed<Row>(loading: Loading<Row>, rows: Iterable<Row>): Buffer[] {
  const written = new Written()
  written.begin()
  const wires = loading.map(([, wire]) => wire)
  const values = loading.map(([, , value]) => value)
  for (const row of rows) packRow(written, wires, values, row)
  return written.end()
}

/**
 * Loads rows with COPY, several times as fast as any INSERT with values; in its binary form, which neither side has to write
 * out and read. Only within `withBulk`, and only into a temporary table of the transaction: PostgreSQL copies into no table
 * that has row security, so what was loaded is then moved by INSERT … SELECT, which every policy checks.
 */
export const copyRows = <Row>(
  tx: Transaction,
  table: string,
  loading: Loading<Row>,
  rows: Iterable<Row>,
): Promise<void> => copyPacked(tx, table, loading, packed(loading, rows))

/** The same with rows that are packed already. */
export async function copyPacked(
  tx: Transaction,
  table: string,
  loading: Loading<never>,
  pieces: readonly Buffer[],
): Promise<void> {
  const statement = `copy ${table} (${columnsOf(loading)}) from stdin with (format binary)`
  await pipeline(Readable.from(pieces, { objectMode: true }), tx.client.query(from(statement)))
}
