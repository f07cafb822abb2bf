import type { Compiled } from '../../engines/feel/compile.ts'
import { CompileProblem } from '../../engines/feel/compile-schema.ts'
import { isPersonal } from '../policies/fact-rules.ts'
import type { CheckedPolicy } from '../policies/policy-check-rules.ts'
import { FamilyEvaluation, type ParameterViews } from '../policies/policy-evaluate-rules.ts'
import { type PolicySet, policiesInForce } from '../policies/policy-set-rules.ts'
import { alikeBy } from './alike-rules.ts'
import { compilePolicies, compileRefusals, policiesBelow, readOfOthers } from './column-rules.ts'
import { type ParameterSchema, parameterValues, rooms, storedParameters } from './parameter-column-rules.ts'
import { personRows } from './person-row-rules.ts'
import { inColumns, type Place, type Population } from './population-rules.ts'

/** What a policy says of every family of a population. */
export type Answers = {
  /** One of `states`. */
  readonly state: Uint8Array
  /** In the period of the policy; 0 unless entitled. */
  readonly fen: Float64Array
}

/** How an answer stands in a column. */
export const states = { no: 0, yes: 1, unknown: 2, notInForce: 3 } as const

/** Policies under a set of rules. */
export type RulesOf = { readonly set: PolicySet; readonly views: ParameterViews }

/** A policy made ready for a population: its parameters in each place, and its loop where it can be one. */
export const prepare = (population: Population, rules: RulesOf, id: string) =>
  prepareLoop(population, rules, [id], [id])

function prepareLoop(
  population: Population,
  { set, views }: RulesOf,
  ids: readonly string[],
  wanted: readonly string[],
) {
  const policies = policiesBelow(set, ids)
  const values = parameterValues(population, policies, views)
  for (const room of rooms) {
    const { schema, given } = storedParameters(population, values, room)
    const loop = loopOf(population, policies, wanted, schema)
    if (loop || room === 'none') return { loop, parameters: given, policies, schema }
  }
  throw new RangeError('no room')
}

/** Answers under other rules, and for whom they may be others now. */
export type Earlier = { readonly answers: Answers; readonly changed: Uint8Array }

/**
 * What a policy of the set says of everybody; exactly what evaluating family by family would store.
 * @param earlier spares a policy that cannot be run over columns those for whom nothing it reads has changed
 */
export function answersFor(population: Population, rules: RulesOf, id: string, earlier?: Earlier): Answers {
  const { count, on, places } = population
  const answers = { state: new Uint8Array(count).fill(states.notInForce), fen: new Float64Array(count) }
  const { loop, parameters, policies, schema } = prepare(population, rules, id)
  const reason = new Int16Array(count)
  const refusals = loop ? undefined : refusalsOf(population, policies, schema)
  places.forEach((place, at) => {
    if (!policiesInForce(rules.set, place.county, on).some(({ file }) => file.id === id)) return
    if (loop) {
      const into = { [`${id}.amount`]: answers.fen, [`${id}.reason`]: reason }
      loop.run(population.columns, parameters[at] ?? {}, into, place.from, place.to)
      readStates(loop, id, reason, place, answers)
      return
    }
    if (refusals) {
      const into = { [`${id}.amount`]: new Float64Array(count), [`${id}.reason`]: reason }
      refusals.run(population.columns, parameters[at] ?? {}, into, place.from, place.to)
      readStates(refusals, id, reason, place, answers)
    }
    evaluateEach(population, rules, id, place, answers, refusals !== undefined, earlier)
  })
  askPersons(population, rules, id, { policies, loop }, answers)
  return answers
}

/** A policy for single persons is asked of each person; families for whom another such policy is used are evaluated. */
function askPersons(
  population: Population,
  rules: RulesOf,
  id: string,
  { policies, loop }: Pick<ReturnType<typeof prepare>, 'policies' | 'loop'>,
  answers: Answers,
): void {
  const ofPersons = policies.filter(({ file }) => file.per === 'person')
  const own = ofPersons.find(({ file }) => file.id === id)
  if (ofPersons.length === 0 || population.persons.length === 0) return
  if (!own || !loop || ofPersons.length > 1) {
    for (const i of population.persons)
      if (answers.state[i] !== states.notInForce) evaluateOne(population, rules, id, i, answers)
    return
  }
  const names = [...new Set(policies.flatMap(({ file }) => file.inputs))]
  const rows = personRows(population, own.file.inputs.filter(isPersonal), names)
  putTogether(rows.families, answersFor(rows.population, rules, id), answers)
}

/** As `togetherOf` says: entitled when one is, with what all get together; not known as long as one is not. */
function putTogether(families: Int32Array, persons: Answers, answers: Answers): void {
  for (let from = 0, to = 0; from < families.length; from = to) {
    const family = families[from] as number
    let [state, fen]: [number, number] = [states.no, 0]
    for (to = from; to < families.length && families[to] === family; to++) {
      const one = persons.state[to] as number
      if (one === states.yes) fen += persons.fen[to] as number
      if (one === states.yes || (one === states.unknown && state === states.no)) state = one
    }
    if (answers.state[family] === states.notInForce) continue
    answers.state[family] = state
    answers.fen[family] = fen
  }
}

function readStates(loop: Compiled, id: string, reason: Int16Array, { from, to }: Place, { state }: Answers): void {
  const output = loop.outputs.get(`${id}.reason`)
  const unknown = output?.kind === 'code' ? output.values.length - 1 : -1
  for (let i = from; i < to; i++)
    state[i] = reason[i] === 0 ? states.yes : reason[i] === unknown ? states.unknown : states.no
}

function evaluateEach(
  population: Population,
  rules: RulesOf,
  id: string,
  place: Place,
  answers: Answers,
  refused: boolean,
  earlier: Earlier | undefined,
): void {
  const file = rules.set.byId.get(id)?.file
  const alike = file && alikeBy(population, file)
  const first = new Map<string, number>()
  for (let i = place.from; i < place.to; i++) {
    if (refused && answers.state[i] === states.no) continue
    if (earlier?.changed[i] === 0) {
      answers.state[i] = earlier.answers.state[i] as number
      answers.fen[i] = earlier.answers.fen[i] as number
      continue
    }
    const key = alike?.(i)
    const same = key === undefined ? undefined : first.get(key)
    if (same === undefined) {
      evaluateOne(population, rules, id, i, answers)
      if (key !== undefined) first.set(key, i)
    } else {
      answers.state[i] = answers.state[same] as number
      answers.fen[i] = answers.fen[same] as number
    }
  }
}

function evaluateOne(population: Population, { set, views }: RulesOf, id: string, i: number, answers: Answers): void {
  const { state, amountFen } = new FamilyEvaluation(set, population.factsOf(i), views).answer(id)
  answers.state[i] = state === 'eligible' ? states.yes : state === 'unknown' ? states.unknown : states.no
  answers.fen[i] = state === 'eligible' ? Number(amountFen) : 0
}

/**
 * For whom something that a policy reads of others is another value under other rules; undefined when the policy itself
 * or a parameter of its own is another one, or what it reads cannot be run over columns.
 */
export function changedFor(
  population: Population,
  before: RulesOf,
  after: RulesOf,
  id: string,
): Uint8Array | undefined {
  const policy = after.set.byId.get(id)
  if (!policy || before.set.byId.get(id)?.source !== policy.source) return undefined
  const { on, places } = population
  const valueIn = ({ views }: RulesOf, name: string, { county, residence }: Place): string =>
    String(views.find(name, county, residence, on).value)
  for (const { name } of policy.file.parameters)
    if (places.some((place) => valueIn(before, name, place) !== valueIn(after, name, place))) return undefined
  const reads = readOfOthers(policy)
  const changed = new Uint8Array(population.count)
  if (reads.length === 0) return changed
  const [was, is] = [entriesUnder(population, before, policy, reads), entriesUnder(population, after, policy, reads)]
  if (!was || !is || was.outputs !== is.outputs) return undefined
  for (const name of reads)
    for (let i = 0; i < population.count; i++)
      if (!Object.is(was.results[name]?.[i], is.results[name]?.[i])) changed[i] = 1
  return changed
}

function entriesUnder(population: Population, rules: RulesOf, policy: CheckedPolicy, reads: readonly string[]) {
  const { loop, parameters } = prepareLoop(population, rules, policy.file.uses, reads)
  if (!loop) return undefined
  const results = loop.allocate(population.count)
  population.places.forEach((place, at) => {
    loop.run(population.columns, parameters[at] ?? {}, results, place.from, place.to)
  })
  return { results, outputs: JSON.stringify([...loop.outputs]) }
}

const kept = new WeakMap<Population, Map<string, Compiled | undefined>>()
// A slider changes numbers, seldom what has to be compiled; versions of policies are few.
const mostKept = 200

/** The loop of a policy over a population; undefined when it can only be evaluated family by family. */
function loopOf(
  population: Population,
  policies: readonly CheckedPolicy[],
  wanted: readonly string[],
  parameters: ParameterSchema,
): Compiled | undefined {
  const loops = kept.get(population) ?? new Map<string, Compiled | undefined>()
  kept.set(population, loops)
  const key = JSON.stringify([wanted, parameters, policies.map(({ source }) => source)])
  if (loops.has(key)) return loops.get(key)
  if (loops.size >= mostKept) loops.clear()
  const loop = tryCompile(population, policies, wanted, parameters)
  loops.set(key, loop)
  return loop
}

const refusals = new WeakMap<Population, Map<string, Compiled | undefined>>()

/** The conditions of a policy that columns can judge; the rest is asked family by family of those who pass. */
function refusalsOf(
  population: Population,
  policies: readonly CheckedPolicy[],
  parameters: ParameterSchema,
): Compiled | undefined {
  const loops = refusals.get(population) ?? new Map<string, Compiled | undefined>()
  refusals.set(population, loops)
  const key = JSON.stringify([parameters, policies.map(({ source }) => source)])
  if (loops.has(key)) return loops.get(key)
  if (loops.size >= mostKept) loops.clear()
  const loop = compileRefusals(policies, { columns: population.fields, ...parameters }, (name) =>
    inColumns(population, name),
  )
  loops.set(key, loop)
  return loop
}

function tryCompile(
  population: Population,
  policies: readonly CheckedPolicy[],
  wanted: readonly string[],
  parameters: ParameterSchema,
): Compiled | undefined {
  if (!policies.every(({ file }) => file.inputs.every((name) => inColumns(population, name)))) return undefined
  try {
    return compilePolicies(policies, wanted, { columns: population.fields, ...parameters })
  } catch (problem) {
    if (problem instanceof CompileProblem) return undefined
    throw problem
  }
}
