import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scatter } from '../engines/assignment/arcs.ts'
import { LiveMatching } from '../engines/assignment/incremental.ts'
import { findMatchingProblem, readMcf1 } from '../engines/assignment/mcf1.ts'
import { solve } from '../engines/assignment/solve.ts'

/**
 * Matching: CPU of one solve against its goal and against LEMON's NetworkSimplex on the same machine in the same
 * minute, then one change at a time. `--all` adds 200,000 and 1,000,000 households, which take minutes.
 */
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'bangfu-bench-matching-'))

type Instance = {
  readonly n: number
  readonly k: number
  readonly profile: string
  /** CPU milliseconds of a warm solve on two quiet cores. */
  readonly goal: number
  /** How many times faster than LEMON it should be. */
  readonly ratio: number
  readonly large?: boolean
}
const instances: readonly Instance[] = [
  { n: 7_800, k: 20, profile: 'geo', goal: 40, ratio: 2 },
  { n: 7_800, k: 20, profile: 'ties', goal: 40, ratio: 2 },
  { n: 7_800, k: 20, profile: 'uniform', goal: 40, ratio: 2 },
  { n: 7_800, k: 20, profile: 'tight', goal: Number.NaN, ratio: 1 },
  { n: 7_800, k: 20, profile: 'geo --units', goal: Number.NaN, ratio: 0.5 },
  { n: 50_000, k: 20, profile: 'geo', goal: 250, ratio: 3 },
  { n: 50_000, k: 20, profile: 'ties', goal: 250, ratio: 3 },
  { n: 50_000, k: 20, profile: 'uniform', goal: 250, ratio: 3 },
  { n: 50_000, k: 20, profile: 'tight', goal: 2_000, ratio: 1 },
  { n: 50_000, k: 20, profile: 'geo --units', goal: Number.NaN, ratio: 0.5 },
  { n: 200_000, k: 20, profile: 'geo', goal: 1_800, ratio: 3, large: true },
  { n: 1_000_000, k: 10, profile: 'geo', goal: 7_000, ratio: 3, large: true },
]

function makeInstance({ n, k, profile }: Instance): string {
  const file = join(folder, 'instance.bin')
  const [name, ...flags] = profile.split(' ')
  const generator = join(root, 'tests/fixtures/matching/generate.mjs')
  const heap = '--max-old-space-size=6000'
  execFileSync(process.execPath, [heap, generator, `${n}`, `${k}`, name as string, '1', file, ...flags])
  return file
}

/** The LEMON program, built where its headers, a compiler and its source are; undefined elsewhere. */
function findReference(): string | undefined {
  const source = join(root, '../shared/matching/reference.cpp')
  if (!existsSync(source) || !existsSync('/usr/include/lemon/network_simplex.h')) return undefined
  const program = join(folder, 'reference')
  try {
    execFileSync('g++', ['-O3', '-march=native', '-DNDEBUG', '-w', '-o', program, source])
    return program
  } catch {
    return undefined
  }
}

const numberAfter = (line: string, name: string): number => Number(new RegExp(`${name}=([\\d.]+)`).exec(line)?.[1])

function compare(instance: Instance, reference: string | undefined): string {
  const file = makeInstance(instance)
  const repeat = instance.n > 100_000 ? 2 : 9
  const command = [join(root, 'apps/cli/main.ts'), 'match', file, '--json', '--repeat', `${repeat}`]
  const ours = JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' }))
  const parts = [
    `${instance.profile} ${instance.n} × ${instance.k}`.padEnd(26),
    `warm ${ours.cpu_ms_warm} ms`.padEnd(16),
    (Number.isNaN(instance.goal) ? '' : `(goal ${instance.goal})`).padEnd(13),
    `cold ${ours.cpu_ms_cold} ms, ${ours.rss_mb} MB`.padEnd(26),
  ]
  if (reference !== undefined) {
    const line = execFileSync(reference, [file, 'ns', '1'], { encoding: 'utf8' })
    if (numberAfter(line, 'cost') !== ours.cost) throw new Error(`costs differ on ${parts[0]}: ${line}`)
    const lemon = numberAfter(line, 'cpu_ms')
    parts.push(`LEMON ${lemon} ms: ${(lemon / ours.cpu_ms_warm).toFixed(1)} × faster (goal ≥ ${instance.ratio})`)
  }
  return parts.join(' ')
}

/** Retirements and arrivals in turn on 50,000 households with slack. */
function changes(): string {
  const instance = instances.find(({ n }) => n === 50_000) as Instance
  const problem = findMatchingProblem(readMcf1(readFileSync(makeInstance(instance))))
  if (problem === undefined) throw new Error('the instance is no matching')
  const live = new LiveMatching(problem)
  const times: number[] = []
  for (let k = 0; k < 4000; k++) {
    const like = scatter(k, 2) % problem.households
    const from = problem.arcStart[like] as number
    const candidates = Array.from(problem.arcHelper.subarray(from, problem.arcStart[like + 1]), (helper, c) => ({
      helper,
      cost: ((problem.arcCost[from + c] as number) + (scatter(c, k) % 300)) % 10_000,
    }))
    const unservedCost = problem.unservedCost[like] as number
    const before = performance.now()
    if (k % 2 === 0) live.retireHelper(scatter(k, 1) % problem.helpers)
    else live.addHousehold({ need: problem.need[like] as number, unservedCost, candidates })
    times.push(performance.now() - before)
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(times.length * share)] as number).toFixed(3)
  const anew = solve(live.problem()).cost
  const same = anew === live.cost ? 'same cost as solving anew' : `COST ${live.cost} INSTEAD OF ${anew}`
  return `one change at 50,000       p50 ${at(0.5)} ms (goal 0.1), p99 ${at(0.99)} ms (goal 20), ${same}`
}

try {
  const reference = findReference()
  console.log(`Matching, CPU milliseconds (goals for two quiet cores; the ratio to LEMON holds on a busy machine too)`)
  if (reference === undefined)
    console.log('LEMON is not measured: it needs g++, liblemon-dev and ../shared/matching/reference.cpp')
  for (const instance of instances)
    if (!instance.large || process.argv.includes('--all')) console.log(compare(instance, reference))
  console.log(changes())
} finally {
  rmSync(folder, { recursive: true })
}
