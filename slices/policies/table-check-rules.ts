import type { Text } from '../../core/messages.ts'
import { compareDecimals } from '../../engines/feel/decimal.ts'
import { acceptsOpen, startOpenRun } from '../../engines/feel/evaluate-open.ts'
import { Scope } from '../../engines/feel/scope.ts'
import { partsOf, type Syntax } from '../../engines/feel/syntax-tree.ts'
import { policyFaultWords as words } from './policy-fault-messages.ts'
import { filled } from './policy-file-rules.ts'
import type { PolicyFile } from './policy-model.ts'
import type { CheckedTable } from './policy-table-rules.ts'
import { columnText, type Sample, samplesOf } from './table-sample-rules.ts'

type TableFault = { readonly row: number | undefined; readonly text: Text }

// Sets of rows that were looked at: hundreds in a real table; this many only where somebody builds one for it.
const mostSteps = 50_000

// A column that does not matter to a case.
const any = -1

/** What the check says of a table: its faults, or why it could not be checked. */
type Checked = { readonly faults: readonly TableFault[]; readonly unchecked?: Text }

/**
 * Rows of a unique table that apply at once, and cases that no row applies to. Each column is cut into the stretches on which
 * all its cells answer alike. Two rows overlap where they share a stretch in every column; a gap is looked for column by column,
 * with the rows that are left, so that a table of many columns is checked whole without going through every combination.
 */
export const tableFaults = (checked: CheckedTable): readonly TableFault[] => checkTable(checked).faults

/** Why tables of a policy were not checked for gaps and overlaps, said where the policy is checked. */
export const uncheckedTables = (
  steps: readonly { readonly name: string; readonly table?: CheckedTable }[],
  file: PolicyFile,
): Text[] =>
  steps.flatMap(({ name, table }) => {
    const why = table && checkTable(table).unchecked
    const title = file.steps.find((step) => step.name === name)?.title
    return why && title ? [{ zh: why.zh.replace('{0}', title.zh), en: why.en.replace('{0}', title.en) }] : []
  })

function checkTable(checked: CheckedTable): Checked {
  const { table, rows, otherwise } = checked
  if (table.hit === 'sum' || table.hit === 'largest') return { faults: [] }
  const cells = rows.flatMap((row) => row.cells.flatMap((cell) => cell.tests))
  // What stands behind a name has no boundaries that are known here.
  if (cells.some(hasNames)) return { faults: [], unchecked: words.tableOfNames }
  const samples = table.inputs.map((input, column) => samplesOf(input, checked, column))
  if (samples.some((list) => list.length === 0)) return { faults: [] }
  const accepted = acceptedBy(checked, samples)
  const overlaps = ['unique', 'any'].includes(table.hit) ? overlapsOf(checked, samples, accepted) : []
  if (otherwise) return { faults: overlaps }
  const gap = new GapSearch(samples, accepted).find()
  if (gap === 'too many') return { faults: overlaps, unchecked: words.tableTooLarge }
  if (!gap) return { faults: overlaps }
  return { faults: [{ row: undefined, text: filled(words.gap, caseText(checked, samples, gap)) }, ...overlaps] }
}

const hasNames = (syntax: Syntax): boolean => syntax.kind === 'name' || partsOf(syntax).some(hasNames)

/** For each row and column, which samples the cell accepts. */
type Accepted = readonly (readonly (readonly boolean[])[])[]

function acceptedBy({ rows }: CheckedTable, samples: readonly (readonly Sample[])[]): Accepted {
  const run = new Scope(new Map(), startOpenRun())
  return rows.map((row) =>
    row.cells.map((cell, column) => (samples[column] ?? []).map(({ value }) => acceptsOpen(cell, value, run) === true)),
  )
}

function overlapsOf(checked: CheckedTable, samples: readonly (readonly Sample[])[], accepted: Accepted): TableFault[] {
  return accepted.flatMap((second, later) =>
    accepted.slice(0, later).flatMap((first, earlier): TableFault[] => {
      const shared = first.map((column, at) => column.findIndex((one, sample) => one && second[at]?.[sample]))
      if (shared.includes(-1) || (checked.table.hit === 'any' && !differ(checked, earlier, later))) return []
      const said = checked.table.hit === 'any' ? words.disagree : words.overlap
      const text = filled(said, earlier + 1, later + 1, caseText(checked, samples, shared))
      return [{ row: later, text }]
    }),
  )
}

/** Whether two rows surely say otherwise: what is worked out may come to the same. */
function differ({ rows }: CheckedTable, one: number, other: number): boolean {
  const [first, second] = [rows[one]?.output, rows[other]?.output]
  if (first?.kind === 'number' && second?.kind === 'number') return compareDecimals(first.value, second.value) !== 0
  return first?.kind === 'string' && second?.kind === 'string' && first.value !== second.value
}

/** A case in the words of the officers: `家庭人口 = 2、住房套数 = 1`. */
function caseText({ table }: CheckedTable, samples: readonly (readonly Sample[])[], indexes: readonly number[]): Text {
  const parts = indexes.flatMap((index, column) => {
    if (index === any) return []
    const { zh, en } = columnText(table.inputs[column])
    const shown = samples[column]?.[index]?.shown
    return { zh: `${zh} = ${shown?.zh}`, en: `${en} = ${shown?.en}` }
  })
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') }
}

/** A case that no row applies to, as one sample of each column. */
class GapSearch {
  private readonly samples: readonly (readonly Sample[])[]
  private readonly accepted: Accepted
  // Rows that were found to cover all that is left of the columns; what they cover once they always cover.
  private readonly covered = new Set<string>()
  private steps = 0

  constructor(samples: readonly (readonly Sample[])[], accepted: Accepted) {
    this.samples = samples
    this.accepted = accepted
  }

  find(): number[] | 'too many' | undefined {
    return this.from(
      0,
      this.accepted.map((_, row) => row),
    )
  }

  private from(column: number, rows: readonly number[]): number[] | 'too many' | undefined {
    const list = this.samples[column]
    // Whatever the other columns are: nothing is said of them.
    if (rows.length === 0) return this.samples.slice(column).map(() => any)
    if (!list) return undefined
    const key = `${column} ${rows.join()}`
    if (this.covered.has(key)) return undefined
    if (++this.steps > mostSteps) return 'too many'
    const looked = new Set<string>()
    for (let index = 0; index < list.length; index++) {
      const left = rows.filter((row) => this.accepted[row]?.[column]?.[index])
      const same = left.join()
      if (looked.has(same)) continue
      looked.add(same)
      const found = this.from(column + 1, left)
      if (found === 'too many') return found
      if (found) return [index, ...found]
    }
    this.covered.add(key)
    return undefined
  }
}
