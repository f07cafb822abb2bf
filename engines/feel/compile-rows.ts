/** A loop over the elements of a group within the row; its statements are merged with those of later loops. */
type Loop = { readonly starts: string; readonly index: string; readonly statements: string[] }
type Block = (string | Loop)[]

const defined = /\b(?:const|let) (v\d+)\b|, (v\d+) =/g
const mentioned = /\bv\d+\b/g

/**
 * Collects the statements of a row. Loops over the same group become one loop where what the later one needs is known
 * before the first: reading the elements once is what makes it fast.
 */
export class RowWriter {
  private readonly counters: string[] = []
  private readonly loads: string[] = []
  private readonly blocks: Block[] = [[]]

  /** A variable that is zero at the start of every row, or of every round of the loop it is declared in. */
  declare(name: string): void {
    if (this.blocks.length === 1) this.counters.push(name)
    else this.write(`let ${name} = 0;`)
  }

  /** A value of the row's own columns, read once before everything else. */
  load(statement: string): void {
    this.loads.push(statement)
  }

  write(statement: string): void {
    this.blocks.at(-1)?.push(statement)
  }

  open(): void {
    this.blocks.push([])
  }

  /** The name of the index of a group's elements; loops within loops have another. */
  indexOf(starts: string, depth: number): string {
    return `j${starts}${'x'.repeat(depth)}`
  }

  /** Ends the innermost block as a loop over a group's elements. */
  close(starts: string, index: string): void {
    const statements = flat(this.blocks.pop() as Block)
    // Braces keep the names of one loop's body apart from those of another's.
    const body = `{ ${statements.join(' ')} }`
    const outer = this.blocks.at(-1) as Block
    const earlier = this.blocks.length === 1 ? this.earlierLoop(outer, starts, body) : undefined
    if (earlier) earlier.statements.push(body)
    else outer.push({ starts, index, statements: [body] })
  }

  private earlierLoop(outer: readonly (string | Loop)[], starts: string, body: string): Loop | undefined {
    const at = outer.findLastIndex((each) => typeof each !== 'string' && each.starts === starts)
    if (at < 0) return undefined
    const since = outer.slice(at + 1).flatMap((each) => (typeof each === 'string' ? namesIn(each, defined) : []))
    const loop = outer[at] as Loop
    const needed = new Set(namesIn(body, mentioned))
    const own = new Set(namesIn(body, defined))
    const late = [...since, ...this.counters.filter((name) => !own.has(name) && countedBy(loop, name))]
    // A later loop between the two may count something that this one needs.
    const others = outer.slice(at + 1).filter((each): each is Loop => typeof each !== 'string')
    const counted = this.counters.filter((name) => others.some((other) => countedBy(other, name)))
    return [...late, ...counted].some((name) => needed.has(name)) ? undefined : loop
  }

  /** The body of the loop over the rows. */
  statements(): string[] {
    const counters = this.counters.length > 0 ? [`let ${this.counters.map((name) => `${name} = 0`).join(', ')};`] : []
    return [...this.loads, ...counters, ...flat(this.blocks[0] as Block)]
  }
}

const countedBy = (loop: Loop, name: string): boolean =>
  loop.statements.some((statement) => namesIn(statement, mentioned).includes(name))

const namesIn = (code: string, pattern: RegExp): string[] =>
  [...code.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[0])

const flat = (statements: readonly (string | Loop)[]): string[] =>
  statements.map((each) => {
    if (typeof each === 'string') return each
    const { starts, index } = each
    const body = each.statements.join('\n')
    return `for (let ${index} = ${starts}[i], e${index} = ${starts}[i + 1]; ${index} < e${index}; ${index}++) {\n${body}\n}`
  })
