import { randomUUIDv7 } from 'node:crypto'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { shippedPolicies } from '../policies/pack-store.ts'
import { parameterBook } from '../policies/parameter-rules.ts'
import { countiesOf, parametersInForce } from '../policies/parameter-store.ts'
import { ParameterViews } from '../policies/policy-evaluate-rules.ts'
import { readPolicyFile } from '../policies/policy-file-rules.ts'
import { decidingPolicies, listVersions } from '../policies/policy-version-store.ts'
import { simulationWords as words } from './messages.ts'
import { type Changes, type Choice, type FundSource, type Lever, Outcome, type Scenario } from './model.ts'
import * as store from './scenario-store.ts'
import { type ScenarioLine, scenarioLines } from './sheet-rules.ts'

/** What can be moved, and the values that hold now in the tenant's counties. */
export async function listLevers(act: Act) {
  const { set, numbers } = await decidingPolicies(act.tx, act.today)
  const names = [...new Set(set.policies.flatMap(({ file }) => file.parameters.map(({ name }) => name)))]
  const rows = await parametersInForce(act.tx, names)
  const counties = await countiesOf(act.tx)
  const views = new ParameterViews(parameterBook(rows))
  const levers = new Map<string, Lever>()
  for (const { file } of set.policies)
    for (const { name, title } of file.parameters) {
      const policies = [...(levers.get(name)?.policies ?? []), file.id]
      const known = levers.get(name) ?? { name, title, money: name.endsWith('_fen'), ...rangeOf(name) }
      levers.set(name, { ...known, policies })
    }
  function rangeOf(name: string): { low: string | null; high: string | null } {
    const values = counties.flatMap(({ code }) =>
      (['urban', 'rural'] as const).flatMap(
        (residence) => views.find(name, code, residence, act.today).found?.value ?? [],
      ),
    )
    const sorted = values.toSorted((a, b) => Number(a) - Number(b))
    return { low: sorted[0] ?? null, high: sorted.at(-1) ?? null }
  }
  return { levers: [...levers.values()], policies: await choices(), regions: counties }

  async function choices(): Promise<Choice[]> {
    const versions = await listVersions(act.tx)
    const shipped = new Set(shippedPolicies().map(({ file }) => file.id))
    const drafted = versions.flatMap(({ policy, state, source }) => {
      const read = state === 'draft' && !set.byId.has(policy) ? readPolicyFile(source) : undefined
      return read && 'file' in read ? [read] : []
    })
    return [...set.policies, ...drafted].map(({ file }) => ({
      policy: file.id,
      title: file.title,
      number: set.byId.has(file.id) ? (numbers.get(file.id) ?? 0) : null,
      versions: [
        // A policy that was made here has none that ships.
        ...(shipped.has(file.id) ? [{ number: 0, state: 'shipped' as const }] : []),
        ...versions.filter((one) => one.policy === file.id).map(({ number, state }) => ({ number, state })),
      ],
    }))
  }
}

export async function listScenarios(
  act: Act,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Scenario[]; more: boolean }> {
  const rows = await store.listScenarios(act.tx, limit + 1, offset)
  return { rows: rows.slice(0, limit).map(readable), more: rows.length > limit }
}

export async function getScenario(act: Act, { id }: { id: string }): Promise<Scenario> {
  const found = await store.findScenario(act.tx, id)
  if (!found) throw notFound()
  act.about('scenario', id)
  return readable(found)
}

/** One scenario whose figures cannot be told leaves the others as they are. */
const readable = (stored: store.StoredScenario): Scenario => {
  const { success, data } = Outcome.safeParse(stored.outcome)
  return { ...stored, outcome: success ? data : null }
}

/** What somebody says of a scenario. */
export type KeptScenario = { name: string; note: string | null; funds: FundSource[] }

/** Keeps what came out. */
export async function keepScenario(
  act: Act,
  input: KeptScenario & { changes: Changes },
  outcome: Outcome,
): Promise<Scenario> {
  const { name, note, funds, changes } = input
  const id = randomUUIDv7()
  await store.addScenario(act.tx, { id, name, note, changes, funds, outcome })
  act.about('scenario', id, { parameters: changes.parameters.length, versions: changes.versions.length })
  return getScenario(act, { id })
}

export async function changeScenario(
  act: Act,
  input: KeptScenario & { id: string; version: number },
): Promise<Scenario> {
  const changed = await store.changeScenario(act.tx, input)
  const now = await getScenario(act, input)
  if (changed === 0) throw new Problem('conflict', words.changedMeanwhile, { data: { theirs: now, yours: input } })
  return now
}

export async function removeScenario(act: Act, { id }: { id: string }): Promise<{ id: string }> {
  if ((await store.removeScenario(act.tx, id)) === 0) throw notFound()
  act.about('scenario', id)
  return { id }
}

/** The lines of the spreadsheet; few, so there is one page of them. */
export async function listScenarioLines(
  act: Act,
  { id, offset }: { id: string; limit: number; offset: number },
): Promise<{ rows: ScenarioLine[]; more: boolean }> {
  const scenario = await getScenario(act, { id })
  return { rows: offset > 0 ? [] : scenarioLines(scenario, await listLevers(act)), more: false }
}
