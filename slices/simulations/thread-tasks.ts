import type { Day } from '../../core/date.ts'
import { openDatabase, type Scope, withBulk } from '../../platform/server/database.ts'
import { serveThread } from '../../platform/server/thread-work.ts'
import { type ParameterRow, parameterBook } from '../policies/parameter-rules.ts'
import { type CheckedPolicy, checkPolicy } from '../policies/policy-check-rules.ts'
import { ParameterViews } from '../policies/policy-evaluate-rules.ts'
import { assemblePolicies, type PolicySet } from '../policies/policy-set-rules.ts'
import { answersFor, changedFor, prepare, type RulesOf } from './answer-rules.ts'
import { policiesBelow } from './column-rules.ts'
import { type Changed, impactOfOne, impactOn } from './impact-rules.ts'
import type { Changes, Outcome } from './model.ts'
import { affectedBy, MovedViews } from './move-rules.ts'
import { columnable, type Population } from './population-rules.ts'
import { readPopulation } from './population-store.ts'

// The program of the simulation thread: keeps families in columns while somebody moves parameters, and answers what a
// change would do. It reads under the scope of whoever asks, through a connection of its own.

/** What the thread is asked. */
export type SimulationTask = {
  readonly databaseUrl: string
  readonly scope: Scope
  readonly on: Day
  /** Whether the families have to be read anew. */
  readonly fresh: boolean
  /** The policies in force as their files say them. */
  readonly policies: readonly string[]
  readonly parameters: readonly ParameterRow[]
  readonly moves: Changes['parameters']
  /** The files of other versions, each in place of the policy with the same id. */
  readonly swaps: readonly string[]
}

/** What comes out; counties have no names here. */
export type SimulationAnswer = Omit<Outcome, 'counties' | 'milliseconds'> & {
  readonly counties: readonly { readonly code: string; readonly impact: Outcome['total'] }[]
}

serveThread((task) => simulated(task as SimulationTask))

async function simulated(task: SimulationTask): Promise<SimulationAnswer> {
  const base = setOf(task.policies.map(read))
  const swapped = task.swaps.map(read)
  const ids = new Set(swapped.map(({ file }) => file.id))
  const moved = setOf([...base.policies.filter(({ file }) => !ids.has(file.id)), ...swapped])
  const names = new Set(task.moves.map(({ name }) => name))
  const affected = [
    ...new Set([...affectedBy(base, names, ids), ...affectedBy(moved, names, ids)].map(({ file }) => file.id)),
  ]
  const { population, readAt } = await populationFor(task, [
    ...policiesBelow(base, affected),
    ...policiesBelow(moved, affected),
  ])
  const book = parameterBook(task.parameters)
  const before: RulesOf = { set: base, views: new ParameterViews(book) }
  const after: RulesOf = { set: moved, views: new MovedViews(book, task.moves) }
  const changed = affected.flatMap((id) => changedBy(population, before, after, id))
  const benefits = changed.filter(({ period }) => period !== null)
  return {
    onDay: task.on,
    readAt,
    ...impactOn(population, benefits),
    policies: changed.map((one) => ({
      policy: one.id,
      title: one.title,
      period: one.period,
      impact: impactOfOne(population, one),
    })),
    interpreted: affected.filter((id) => !prepare(population, after, id).loop),
  }
}

type Named = Changed & { readonly id: string; readonly title: Outcome['policies'][number]['title'] }

function changedBy(population: Population, before: RulesOf, after: RulesOf, id: string): Named[] {
  const file = (after.set.byId.get(id) ?? before.set.byId.get(id))?.file
  if (!file) return []
  const answers = standing(population, before, id)
  const changed = prepare(population, after, id).loop ? undefined : changedFor(population, before, after, id)
  return [
    {
      ...{ id, title: file.title, period: file.amount?.period ?? null, before: answers },
      after: answersFor(population, after, id, changed && { answers, changed }),
    },
  ]
}

// The same families under the same rules are asked again with every movement of a slider.
const standings = new WeakMap<Population, Map<string, Changed['before']>>()
const mostStandings = 60

function standing(population: Population, rules: RulesOf, id: string): Changed['before'] {
  const known = standings.get(population) ?? new Map<string, Changed['before']>()
  standings.set(population, known)
  const policies = policiesBelow(rules.set, [id])
  const values = prepare(population, rules, id).parameters
  const key = JSON.stringify([policies.map(({ source }) => source), values])
  const found = known.get(key) ?? answersFor(population, rules, id)
  if (known.size >= mostStandings) known.clear()
  known.set(key, found)
  return found
}

const files = new Map<string, CheckedPolicy>()
const mostFiles = 300

function read(source: string): CheckedPolicy {
  const known = files.get(source)
  if (known) return known
  const checked = checkPolicy(source)
  if ('faults' in checked) throw new Error(checked.faults.map(({ text }) => text.en).join('; '))
  if (files.size >= mostFiles) files.clear()
  files.set(source, checked.policy)
  return checked.policy
}

function setOf(policies: readonly CheckedPolicy[]): PolicySet {
  const assembled = assemblePolicies(policies)
  if ('set' in assembled) return assembled.set
  throw new Error(assembled.faults.map(({ text }) => text.en).join('; '))
}

type Kept = { readonly population: Promise<Population>; readonly readAt: string; readonly lists: boolean }
const kept = new Map<string, Kept>()
// One city of a million persons is some hundred megabytes.
const mostKept = 3
// After so long a page that is still open reads the families anew.
const keptMs = 15 * 60_000

async function populationFor(
  task: SimulationTask,
  policies: readonly CheckedPolicy[],
): Promise<{ population: Population; readAt: string }> {
  const { scope, on } = task
  const { tenantId, areaFrom, areaTo, lineFrom, lineTo } = scope
  const lists = policies.some(({ file }) => file.inputs.some((name) => !columnable(name)))
  const every = task.policies.flatMap((source) => read(source).file.inputs)
  const facts = [...new Set([...every, ...policies.flatMap(({ file }) => file.inputs)])].sort()
  const key = JSON.stringify([tenantId, areaFrom, areaTo, lineFrom, lineTo, on, facts])
  const known = kept.get(key)
  const stale = !known || task.fresh || (lists && !known.lists) || Date.now() - Date.parse(known.readAt) > keptMs
  if (!stale) return { population: await known.population, readAt: known.readAt }
  const reading: Kept = { population: readUnder(task, facts), readAt: new Date().toISOString(), lists: true }
  kept.delete(key)
  kept.set(key, reading)
  reading.population.catch(() => kept.delete(key))
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return { population: await reading.population, readAt: reading.readAt }
}

async function readUnder(task: SimulationTask, facts: readonly string[]): Promise<Population> {
  const database = openDatabase(task.databaseUrl)
  try {
    return await withBulk(database, task.scope, (tx) => readPopulation(tx, task.on, facts))
  } finally {
    await database.close()
  }
}
