import { readFile } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { say, words } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import { findMatchingProblem, type Network, readMcf1 } from '../../engines/assignment/mcf1.ts'
import { checkNetworkFlow, solveNetwork } from '../../engines/assignment/network-simplex.ts'
import { refuse } from '../../engines/assignment/refusals.ts'
import { solve } from '../../engines/assignment/solve.ts'

const sentences = words({
  usage: {
    zh: '用法：./bangfu match 文件.bin --json [--repeat 次数] [--seed 种子]',
    en: 'Usage: ./bangfu match FILE.bin --json [--repeat N] [--seed S]',
  },
  unreadable: { zh: '读不了文件 {file}。', en: 'The file {file} cannot be read.' },
})

/**
 * A command that solves once or a few times waits for its compiled code: compiling in the same thread, and less of it,
 * took 125 ms of CPU for the first 7,800 × 20 where compiling beside it took 190.
 */
const compileFrugally = ['--no-concurrent-recompilation', '--max-inlined-bytecode-size-cumulative=200']

type Options = { readonly file: string; readonly repeat: number; readonly seed: number; readonly json: boolean }
type Answer = { readonly cost: number; readonly served: number; readonly certificate: 'ok' | 'failed' }
type Report = Answer & { readonly cpu_ms_cold: number; readonly cpu_ms_warm: number; readonly rss_mb: number }

/**
 * `./bangfu match FILE.bin --json [--repeat N] [--seed S]`: matches an MCF1 instance N times (5 where not said) and
 * prints cost, units served, the certificate's word, CPU milliseconds of the first and (median) of the later runs, and
 * the largest memory in MiB. Answers 0, or 1 with a sentence on stderr, or 2 when asked wrongly.
 */
export async function matchCommand(args: string[]): Promise<number> {
  const options = findOptions(args)
  if (options === undefined) return complain('usage', 2)
  let bytes: Uint8Array
  try {
    bytes = await readFile(options.file)
  } catch {
    return complain('unreadable', 1, { file: options.file })
  }
  for (const flag of compileFrugally) setFlagsFromString(flag)
  try {
    const report = measure(readMcf1(bytes), options)
    process.stdout.write(`${options.json ? JSON.stringify(report) : lines(report)}\n`)
    return report.certificate === 'ok' ? 0 : 1
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    process.stderr.write(`${problem.sentence('zh')}\n${problem.sentence('en')}\n`)
    return 1
  }
}

function complain(sentence: keyof typeof sentences, code: number, parameters: Record<string, string> = {}): number {
  for (const language of ['zh', 'en'] as const)
    process.stderr.write(`${say(sentences[sentence], language, parameters)}\n`)
  return code
}

function findOptions(args: readonly string[]): Options | undefined {
  let file: string | undefined
  let json = false
  const numbers = { '--repeat': 5, '--seed': 1 }
  for (let k = 0; k < args.length; k++) {
    const arg = args[k] as string
    if (arg === '--json') json = true
    else if (arg === '--repeat' || arg === '--seed') {
      const value = Number(args[++k])
      if (!Number.isInteger(value) || value < (arg === '--repeat' ? 1 : 0)) return undefined
      numbers[arg] = value
    } else if (arg.startsWith('-') || file !== undefined) return undefined
    else file = arg
  }
  return file === undefined ? undefined : { file, json, repeat: numbers['--repeat'], seed: numbers['--seed'] }
}

function measure(network: Network, { repeat, seed }: Options): Report {
  const problem = findMatchingProblem(network)
  const run = (): Answer => {
    if (problem === undefined) return matchByNetwork(network)
    const { cost, served, certificate } = solve(problem, { seed })
    return { cost, served, certificate: certificate.ok ? 'ok' : 'failed' }
  }
  const times: number[] = []
  let answer: Answer | undefined
  for (let k = 0; k < repeat; k++) {
    const before = process.cpuUsage()
    answer = run()
    const used = process.cpuUsage(before)
    times.push((used.user + used.system) / 1000)
  }
  const [cold = 0, ...later] = times
  return {
    ...(answer as Answer),
    cpu_ms_cold: round(cold),
    cpu_ms_warm: round(later.length > 0 ? median(later) : cold),
    rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

/** A network that is no matching of households and helpers: the network simplex takes any. */
function matchByNetwork(network: Network): Answer {
  const found = solveNetwork(network)
  if (!found.feasible) throw refuse('cannotBeMet')
  let served = 0
  for (let e = 0; e < network.arcs; e++) {
    const toHelper = (network.target[e] as number) !== network.nodes - 1
    if ((network.source[e] as number) < network.households && toHelper) served += found.flow[e] as number
  }
  return { cost: found.cost, served, certificate: checkNetworkFlow(network, found) ? 'ok' : 'failed' }
}

const round = (milliseconds: number): number => Math.round(milliseconds * 10) / 10

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

const lines = (report: Report): string =>
  Object.entries(report)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
