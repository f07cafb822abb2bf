/** What a loop over rows is made of; all of it was written by the compiler. */
export type LoopParts = {
  readonly preamble: readonly string[]
  readonly statements: readonly string[]
  /** What goes into the columns of results, `r0[i]` and so on. */
  readonly writes: readonly string[]
  /** Generated names of what is one value for all rows. */
  readonly scalars: ReadonlySet<string>
  /** Generated names of columns and results that hold only the rows of the block under way, from `base` on. */
  readonly blockwise: ReadonlySet<string>
}

const names = /\b[av]\d+\b/g
const held = /^const (v\d+) = ([^;]+);$/
const written = /^r\d+\[i\] = [^;]+;$/
const load = /^a\d+\[[^\]]+\]$/
const ownCell = /\b([ar]\d+)\[i\]/g

/**
 * The body of the loop: what nobody reads is left out, what is the same for all rows stands ahead of it. Statements have no
 * effects, so that leaving one out or working it out later changes nothing.
 */
export function loopBody({ preamble, statements, writes, scalars, blockwise }: LoopParts): string {
  const needed = readOf(statements, writes)
  const fixed = fixedOf(needed, scalars)
  const cells = cellsOf(needed)
  const own = needed.filter((statement) => !fixed.has(statement)).map((one) => boundsFrom(one, cells))
  const rows = inPlace([...own, ...writes])
  const placed = rows.map((one) => one.replace(ownCell, (cell, name) => (blockwise.has(name) ? `${name}[k]` : cell)))
  const place = blockwise.size > 0 ? ['const k = i - base;'] : []
  return [...preamble, ...fixed, 'for (let i = from; i < to; i++) {', ...place, ...placed, '}'].join('\n')
}

/** The statements that something else reads, in their order: every name is made before it is read. */
function readOf(statements: readonly string[], writes: readonly string[]): string[] {
  const read = new Set(writes.flatMap((one) => one.match(names) ?? []))
  const kept: string[] = []
  for (const statement of statements.toReversed()) {
    const made = held.exec(statement)?.[1]
    if (made !== undefined && !read.has(made)) continue
    for (const name of statement.match(names) ?? []) read.add(name)
    kept.push(statement)
  }
  return kept.reverse()
}

/** Statements that read nothing of the row. */
function fixedOf(statements: readonly string[], scalars: ReadonlySet<string>): ReadonlySet<string> {
  const same = new Set(scalars)
  const fixed = new Set<string>()
  for (const statement of statements) {
    const [, made, code = ''] = held.exec(statement) ?? []
    if (made === undefined || !(code.match(names) ?? []).every((name) => same.has(name))) continue
    same.add(made)
    fixed.add(statement)
  }
  return fixed
}

/**
 * What is read once stands where it is read: behind a condition it is then worked out only where the condition holds. Loops
 * over elements would work it out for each of them.
 */
function inPlace(statements: readonly string[]): string[] {
  const times = new Map<string, number>()
  for (const name of statements.flatMap((one) => one.match(names) ?? [])) times.set(name, (times.get(name) ?? 0) + 1)
  const inLoops = new Set(statements.flatMap((one) => (isPlain(one) ? [] : (one.match(names) ?? []))))
  const moved = new Map<string, string>()
  const kept: string[] = []
  for (const statement of statements) {
    const filled = isPlain(statement) ? statement.replace(names, (name) => moved.get(name) ?? name) : statement
    const [, made, code = ''] = held.exec(filled) ?? []
    // Its own making counts too.
    if (made === undefined || times.get(made) !== 2 || inLoops.has(made) || code.length > longest) kept.push(filled)
    else moved.set(made, load.test(code) || isEnclosed(code) ? code : `(${code})`)
  }
  return kept
}

/** Whether its first bracket is closed by its last. */
function isEnclosed(code: string): boolean {
  if (!code.startsWith('(')) return false
  let depth = 0
  for (const [at, sign] of [...code].entries()) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
    if (depth === 0) return at === code.length - 1
  }
  return false
}

// Longer ones would be read by nobody.
const longest = 400
const isPlain = (statement: string): boolean => held.test(statement) || written.test(statement)

/** The names under which cells of the row were read. */
function cellsOf(statements: readonly string[]): ReadonlyMap<string, string> {
  const found = statements.flatMap((statement): [string, string][] => {
    const [, made, code = ''] = held.exec(statement) ?? []
    return made !== undefined && load.test(code) ? [[code, made]] : []
  })
  return new Map(found)
}

/** A loop over elements that begins and ends where cells say that were read already. */
function boundsFrom(statement: string, cells: ReadonlyMap<string, string>): string {
  if (!statement.startsWith('for (')) return statement
  const end = statement.indexOf('\n')
  const head = statement.slice(0, end).replace(/a\d+\[i(?: \+ 1)?\]/g, (cell) => cells.get(cell) ?? cell)
  return head + statement.slice(end)
}
