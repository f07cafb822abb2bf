import type { Day } from '../../core/date.ts'
import { Fen } from '../../core/money.ts'
import { Problem } from '../../core/problem.ts'
import { type Act, type Asking, acting, glancing, reading } from '../../platform/server/act.ts'
import type { Scope, Transaction } from '../../platform/server/database.ts'
import { Thread } from '../../platform/server/thread.ts'
import { shippedPolicies } from '../policies/pack-store.ts'
import { countiesOf, parametersInForce } from '../policies/parameter-store.ts'
import { checkPolicy } from '../policies/policy-check-rules.ts'
import { assemblePolicies } from '../policies/policy-set-rules.ts'
import { decidingPolicies, listVersions } from '../policies/policy-version-store.ts'
import { type KeptScenario, keepScenario } from './actions.ts'
import { simulationWords as words } from './messages.ts'
import type { Changes, Outcome, Scenario } from './model.ts'
import type { SimulationAnswer, SimulationTask } from './thread-tasks.ts'

// Families stay in memory for as long as somebody is likely to move the slider again.
const idleMs = 15 * 60_000
const thread = new Thread(new URL('./thread-tasks.ts', import.meta.url), { idleMs, megabytes: 4_000 })

type Asked = { changes: Changes; fresh: boolean }
type Given<Input> = { input: Input; context: Asking }

/** What changes would do to the families one sees. @throws Problem for a version that does not exist or does not fit */
export const simulating = async (given: Given<Asked>): Promise<Outcome> => outcomeOf(await reading(toDo)(given))

/** Computes once more and keeps what came out: what is kept is what the server computed, never what a page sends. */
export async function keeping({ input, context }: Given<KeptScenario & { changes: Changes }>): Promise<Scenario> {
  const { changes } = input
  if (changes.parameters.length === 0 && changes.versions.length === 0)
    throw new Problem('bad_input', words.nothingChanged)
  const outcome = await outcomeOf(await glancing(toDo)({ input: { changes, fresh: false }, context }))
  return acting((act: Act, given: typeof input) => keepScenario(act, given, outcome))({ input, context })
}

type ToDo = { task: SimulationTask; names: ReadonlyMap<string, string> }

const toDo = async (act: Act, input: Asked): Promise<ToDo> => ({
  task: await taskOf(act, input),
  names: new Map((await countiesOf(act.tx)).map(({ code, name }) => [code, name])),
})

/** Computes after the transaction that read the question has ended: the thread may take seconds. */
async function outcomeOf({ task, names }: ToDo): Promise<Outcome> {
  const before = performance.now()
  const { counties, ...answer } = await thread.ask<SimulationAnswer>(task)
  // A slip of some digits is told as one; sums beyond this are no money.
  const sums = [answer.total, ...answer.policies.map(({ impact }) => impact)]
  if (sums.some((sum) => ![sum.yearBeforeFen, sum.yearAfterFen].every((fen) => Fen.safeParse(fen).success)))
    throw new Problem('bad_input', words.tooLarge)
  return {
    ...answer,
    counties: counties.map(({ code, impact }) => ({ code, name: names.get(code) ?? code, impact })),
    milliseconds: Math.round(performance.now() - before),
  }
}

async function taskOf(act: Act, { changes, fresh }: { changes: Changes; fresh: boolean }): Promise<SimulationTask> {
  const { set } = await decidingPolicies(act.tx, act.today)
  const swaps = await Promise.all(changes.versions.map((swap) => sourceOf(act.tx, swap.policy, swap.number)))
  const swapped = swaps.map((source) => fitting(source))
  const ids = new Set(swapped.map(({ file }) => file.id))
  const together = assemblePolicies([...set.policies.filter(({ file }) => !ids.has(file.id)), ...swapped])
  if ('faults' in together) {
    const [fault] = together.faults
    throw new Problem('bad_input', fault?.text ?? words.noVersion)
  }
  const files = [...set.policies, ...swapped].map(({ file }) => file)
  const parameters = [...new Set(files.flatMap((file) => file.parameters.map(({ name }) => name)))]
  return {
    ...{ databaseUrl: urlOf(act), scope: act.scope satisfies Scope, on: act.today satisfies Day, fresh, swaps },
    policies: set.policies.map(({ source }) => source),
    parameters: await parametersInForce(act.tx, parameters),
    moves: changes.parameters,
  }
}

function urlOf(act: Act): string {
  const { connectionString } = act.services.database.pool.options
  if (!connectionString) throw new Error('the pool was not opened by an address')
  return connectionString
}

async function sourceOf(tx: Transaction, policy: string, number: number): Promise<string> {
  const source =
    number === 0
      ? shippedPolicies().find(({ file }) => file.id === policy)?.source
      : (await listVersions(tx, policy)).find((one) => one.number === number)?.source
  if (source === undefined) throw new Problem('bad_input', words.noVersion)
  return source
}

function fitting(source: string) {
  const checked = checkPolicy(source)
  if ('policy' in checked) return checked.policy
  throw new Problem('bad_input', checked.faults[0]?.text ?? words.noVersion)
}
