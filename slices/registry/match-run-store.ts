import type { Transaction } from '../../platform/server/database.ts'
import type { MatchRun, MatchStep } from './duplicate-model.ts'

const runColumns = `id, started_at as "startedAt", finished_at as "finishedAt", cancelled, step, people, total, pairs`

export const addRun = (tx: Transaction, id: string, askedBy: string): Promise<number> =>
  tx.run(`insert into match_run (tenant_id, id, asked_by, step) values ($1, $2, $3, 'keys')`, [
    tx.scope.tenantId,
    id,
    askedBy,
  ])

/** How many people a search has before it. */
export const countEverybody = async (tx: Transaction): Promise<number> => {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from person p join household h on h.tenant_id = $1 and h.id = p.household_id and h.status = 'registered'
     where p.tenant_id = $1 and p.left_on is null`,
    [tx.scope.tenantId],
  )
  return Number(row?.total ?? 0)
}

type Progress = { step: MatchStep; people: number; pairs: number; total: number; done: boolean }

/** Notes how far a search is; 0 when it has been stopped meanwhile. */
export const noteRun = (tx: Transaction, id: string, { step, people, pairs, total, done }: Progress): Promise<number> =>
  tx.run(
    `update match_run set step = $3, people = $4, pairs = $5, total = $6, finished_at = case when $7 then now() end
     where tenant_id = $1 and id = $2 and not cancelled`,
    [tx.scope.tenantId, id, step, people, pairs, total, done],
  )

/** Ends a search that is still going on, also one that nobody works at any more; 0 when it is over. */
export const cancelRun = (tx: Transaction, id: string): Promise<number> =>
  tx.run(
    'update match_run set cancelled = true, finished_at = now() where tenant_id = $1 and id = $2 and finished_at is null',
    [tx.scope.tenantId, id],
  )

export const findRun = (tx: Transaction, id: string): Promise<MatchRun | undefined> =>
  tx.row(`select ${runColumns} from match_run where tenant_id = $1 and id = $2`, [tx.scope.tenantId, id])

export const lastRun = (tx: Transaction): Promise<MatchRun | undefined> =>
  tx.row(`select ${runColumns} from match_run where tenant_id = $1 order by started_at desc limit 1`, [
    tx.scope.tenantId,
  ])
