import type { Transaction } from '../../platform/server/database.ts'

const count = async (tx: Transaction, from: string, values: readonly string[] = []): Promise<number> => {
  const row = await tx.row<{ count: string }>(`select count(*) as count from ${from}`, [tx.scope.tenantId, ...values])
  return Number(row?.count ?? 0)
}

export const allAccounts = (tx: Transaction): Promise<number> => count(tx, 'account where home_tenant_id = $1')

export const organisations = (tx: Transaction): Promise<number> => count(tx, 'organisation where tenant_id = $1')

/** Registered families and the persons in them. */
export async function families(tx: Transaction): Promise<{ households: number; persons: number }> {
  const row = await tx.row<{ households: string; persons: string | null }>(
    `select count(*) as households, sum(size) as persons from household where tenant_id = $1 and status = 'registered'`,
    [tx.scope.tenantId],
  )
  return { households: Number(row?.households ?? 0), persons: Number(row?.persons ?? 0) }
}

export const incomeUnknown = (tx: Transaction): Promise<number> =>
  count(tx, `household where tenant_id = $1 and status = 'registered' and annual_income_fen is null`)

/** Registered families that nobody stands by. */
export const unpaired = (tx: Transaction): Promise<number> =>
  count(
    tx,
    `household h where h.tenant_id = $1 and h.status = 'registered' and not exists
       (select from pair p where p.tenant_id = $1 and p.household_id = h.id and p.until is null)`,
  )

export const livePairs = (tx: Transaction): Promise<number> => count(tx, 'pair where tenant_id = $1 and until is null')

export const readyProposals = (tx: Transaction): Promise<number> =>
  count(tx, `proposal where tenant_id = $1 and state = 'ready'`)

export const overdueRequests = (tx: Transaction, today: string): Promise<number> =>
  count(tx, `request where tenant_id = $1 and state <> 'closed' and due_on < $2`, [today])

/** Open lists due up to a day with the families that have not received from each, the most urgent first. */
export const listsDue = (
  tx: Transaction,
  until: string,
): Promise<{ id: string; name: string; count: number; dueOn: string }[]> =>
  tx.rows(
    `select l.id, l.name, count(*)::int as count, l.due_on as "dueOn" from aid_list_entry e
     join aid_list l on l.tenant_id = $1 and l.id = e.aid_list_id and l.state = 'open' and l.due_on <= $2
     where e.tenant_id = $1 and e.state = 'planned' group by l.id, l.name, l.due_on order by l.due_on, l.id`,
    [tx.scope.tenantId, until],
  )

export const visitsSince = (tx: Transaction, since: string): Promise<number> =>
  count(tx, 'visit where tenant_id = $1 and visited_on >= $2', [since])

/** Cash handed over since a day, in fen, reversals taken off. */
export async function cashSince(tx: Transaction, since: string): Promise<string> {
  const row = await tx.row<{ fen: string }>(
    'select coalesce(sum(amount_fen), 0)::text as fen from aid_line where tenant_id = $1 and given_on >= $2',
    [tx.scope.tenantId, since],
  )
  return row?.fen ?? '0'
}
