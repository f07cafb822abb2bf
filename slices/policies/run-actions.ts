import { randomUUIDv7 } from 'node:crypto'
import { notFound } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { countFamilies } from './facts-store.ts'
import type { PolicyId } from './model.ts'
import { addRun, findLatestRun, findRun, type PolicyRun } from './run-store.ts'

/** Puts a run in the queue within the act; `whole`: over the tenant, because a standard concerns everybody. */
export async function startRun(act: Act, policy: PolicyId, whole: boolean, because = 'standard'): Promise<string> {
  const id = randomUUIDv7()
  await addRun(act.tx, { id, policy, onDay: act.today, total: await countFamilies(act.tx) })
  await act.services.background.send(act.tx, 'policies.evaluate', { runId: id, whole, because })
  return id
}

export async function evaluateAll(act: Act, input: { policy: PolicyId }): Promise<{ runId: string }> {
  const runId = await startRun(act, input.policy, false, 'run')
  act.about('policy_run', runId, { policy: input.policy })
  return { runId }
}

export async function getRun(act: Act, input: { id: string }): Promise<PolicyRun> {
  const run = await findRun(act.tx, input.id)
  if (!run) throw notFound()
  return run
}

export const getLatestRun = async (act: Act): Promise<{ run: PolicyRun | null }> => ({
  run: (await findLatestRun(act.tx)) ?? null,
})
