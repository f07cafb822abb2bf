// How often each table of a tenant was written to by this server: enough to know that what was read from it still holds.
const stamps = new Map<string, number>()

const writing = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|copy)\s+(?:only\s+)?"?([a-z_]+)/gi
// Functions of the schema that only read, or write nothing but temporary tables; what the others write is theirs to know.
const reading = new Set(['tenant', 'filed_elsewhere', 'filed_among', 'begin_filing', 'know_rows'])
const every = '*'

const known = new Map<string, readonly string[]>()
// Nearly all statements are constants of the program.
const mostKnown = 5_000

/** The tables that a statement may write to; `*` where it calls a function that writes. Words that are none do no harm. */
export function tablesWritten(statement: string): readonly string[] {
  const before = known.get(statement)
  if (before) return before
  const tables = [...statement.matchAll(writing)].map(([, table = '']) => table.toLowerCase())
  const calls = [...statement.matchAll(/\bapp\.([a-z_]+)\s*\(/g)]
  if (calls.some(([, name = '']) => !reading.has(name))) tables.push(every)
  if (known.size >= mostKnown) known.clear()
  known.set(statement, tables)
  return tables
}

const placeOf = (tenantId: string, table: string): string => `${tenantId} ${table}`

/** Says that a transaction which has written to these tables of a tenant is committed. */
export function noteWritten(tenantId: string, tables: Iterable<string>): void {
  for (const table of tables) {
    const place = placeOf(tenantId, table)
    stamps.set(place, (stamps.get(place) ?? 0) + 1)
  }
}

/** Changes whenever one of these tables of a tenant was written to. */
export const stampsOf = (tenantId: string, tables: readonly string[]): string =>
  [every, ...tables].map((table) => stamps.get(placeOf(tenantId, table)) ?? 0).join(' ')
