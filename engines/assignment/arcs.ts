import type { MatchingProblem } from './problem.ts'

/**
 * The candidates as the hot loops want them: each household's by rising cost, so that a scan may stop early, and the
 * same arcs again by helper. Among equal costs the recorded seed decides, never the order of names or of the file.
 */
export type SortedArcs = {
  readonly start: Int32Array
  /** Cost and helper of arc e at 2e and 2e + 1: one cache line serves both. */
  readonly row: Int32Array
  /** Where the arc stands in the problem. */
  readonly origin: Int32Array
}

/** Longer rows are left to the built-in sort; insertion wins on short ones. */
const insertionLimit = 64

/** Scatters numbers so that neighbours in the file are not neighbours in a tie. */
export function scatter(value: number, seed: number): number {
  let hash = Math.imul(value ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** What sorting the rows needs: a key is cost, then the seed's tie, then the place in the row, in one double. */
class RowKeys {
  readonly keys: Float64Array
  readonly indexSpan: number
  readonly span: number
  readonly tie: Float64Array

  constructor(problem: MatchingProblem, seed: number) {
    let longest = 1
    for (let i = 0; i < problem.households; i++)
      longest = Math.max(longest, (problem.arcStart[i + 1] as number) - (problem.arcStart[i] as number))
    this.keys = new Float64Array(longest)
    this.indexSpan = 2 ** Math.max(1, Math.ceil(Math.log2(longest + 1)))
    // cost (25 bits with sign) + tie + place in the row must fit the 53 bits of a double.
    const tieSpan = Math.min(2 ** 14, 2 ** (52 - 25) / this.indexSpan)
    this.span = tieSpan * this.indexSpan
    this.tie = new Float64Array(problem.helpers)
    for (let j = 0; j < problem.helpers; j++) this.tie[j] = (scatter(j, seed) % tieSpan) * this.indexSpan
  }
}

/** Every household's candidates by cost, equal costs in the order of the seed. O(arcs) for short rows. */
export function sortArcs(problem: MatchingProblem, seed: number): SortedArcs {
  const rowKeys = new RowKeys(problem, seed)
  const row = new Int32Array(2 * problem.arcHelper.length)
  const origin = new Int32Array(problem.arcHelper.length)
  for (let i = 0; i < problem.households; i++) sortRow(problem, rowKeys, i, row, origin)
  return { start: problem.arcStart, row, origin }
}

// Small functions called once a row are compiled once; one long loop is compiled anew, half-way, in every run.
function sortRow(problem: MatchingProblem, rowKeys: RowKeys, household: number, row: Int32Array, origin: Int32Array) {
  const { arcHelper, arcCost } = problem
  const { keys, tie, span, indexSpan } = rowKeys
  const first = problem.arcStart[household] as number
  const length = (problem.arcStart[household + 1] as number) - first
  for (let k = 0; k < length; k++) {
    const key = (arcCost[first + k] as number) * span + (tie[arcHelper[first + k] as number] as number) + k
    let at = k
    if (length <= insertionLimit) {
      while (at > 0 && (keys[at - 1] as number) > key) {
        keys[at] = keys[at - 1] as number
        at--
      }
    }
    keys[at] = key
  }
  if (length > insertionLimit) keys.subarray(0, length).sort()
  for (let k = 0; k < length; k++) {
    const key = keys[k] as number
    const from = first + (key - Math.floor(key / indexSpan) * indexSpan)
    row[2 * (first + k)] = arcCost[from] as number
    row[2 * (first + k) + 1] = arcHelper[from] as number
    origin[first + k] = from
  }
}

/** The arcs again, gathered by helper. */
export type ArcsByHelper = {
  readonly start: Int32Array
  /** Household, cost and arc of the k-th at 3k, 3k + 1 and 3k + 2. */
  readonly entry: Int32Array
}

/** Transposes sorted arcs by counting. O(arcs). */
export function gatherByHelper(problem: MatchingProblem, { start: rowStart, row }: SortedArcs): ArcsByHelper {
  const start = new Int32Array(problem.helpers + 1)
  for (const j of problem.arcHelper) start[j + 1] = (start[j + 1] as number) + 1
  for (let j = 0; j < problem.helpers; j++) start[j + 1] = (start[j + 1] as number) + (start[j] as number)
  const next = start.slice(0, problem.helpers)
  const entry = new Int32Array(3 * problem.arcHelper.length)
  for (let i = 0; i < problem.households; i++)
    gatherRow(row, rowStart[i] as number, rowStart[i + 1] as number, i, next, entry)
  return { start, entry }
}

function gatherRow(row: Int32Array, from: number, end: number, household: number, next: Int32Array, entry: Int32Array) {
  for (let e = from; e < end; e++) {
    const j = row[2 * e + 1] as number
    const at = next[j] as number
    next[j] = at + 1
    entry[3 * at] = household
    entry[3 * at + 1] = row[2 * e] as number
    entry[3 * at + 2] = e
  }
}
