import type { Transaction } from '../../platform/server/database.ts'
import type { PolicyId } from './model.ts'

/** A run over many families; `done` of `total` so far. */
export type PolicyRun = {
  id: string
  policy: PolicyId
  onDay: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  total: number
  done: number
  changed: number
  createdAt: string
  finishedAt: string | null
}

const columns = `id, policy, on_day as "onDay", state, total, done, changed, created_at as "createdAt", finished_at as "finishedAt"`

export const addRun = (
  tx: Transaction,
  run: { id: string; policy: PolicyId; onDay: string; total: number },
): Promise<number> =>
  tx.run('insert into policy_run (tenant_id, id, policy, account_id, on_day, total) values ($1, $2, $3, $4, $5, $6)', [
    tx.scope.tenantId,
    run.id,
    run.policy,
    tx.scope.accountId,
    run.onDay,
    run.total,
  ])

export const findRun = (tx: Transaction, id: string): Promise<PolicyRun | undefined> =>
  tx.row(`select ${columns} from policy_run where tenant_id = $1 and id = $2`, [tx.scope.tenantId, id])

/** The newest run; every run evaluates all policies, the one it names is the one it was started for. */
export const findLatestRun = (tx: Transaction): Promise<PolicyRun | undefined> =>
  tx.row(`select ${columns} from policy_run where tenant_id = $1 order by created_at desc, id desc limit 1`, [
    tx.scope.tenantId,
  ])

/** Begins, also again after a crash: what was counted before is counted anew. */
export const beginRun = (tx: Transaction, id: string): Promise<number> =>
  tx.run(
    `update policy_run set state = 'running', done = 0, changed = 0, started_at = now(), finished_at = null
     where tenant_id = $1 and id = $2 and state <> 'done'`,
    [tx.scope.tenantId, id],
  )

export const advanceRun = (tx: Transaction, id: string, done: number, changed: number): Promise<number> =>
  tx.run(
    `update policy_run set done = done + $3::int, changed = changed + $4::int, total = greatest(total, done + $3::int)
     where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, String(done), String(changed)],
  )

export const endRun = (tx: Transaction, id: string, state: 'done' | 'failed'): Promise<number> =>
  tx.run('update policy_run set state = $3, finished_at = now() where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    id,
    state,
  ])

/** One evaluation of a tenant at a time, so that an older reading never overwrites a newer one. */
export const lockEvaluation = (tx: Transaction): Promise<number> =>
  tx.run('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`evaluation ${tx.scope.tenantId}`])

/** All tenants of the installation, for what runs without anybody asking. */
export const tenantIds = async (tx: Transaction): Promise<string[]> =>
  (await tx.rows<{ id: string }>('select id from tenant order by id')).map(({ id }) => id)
