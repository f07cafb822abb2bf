import type { Transaction } from '../../platform/server/database.ts'
import type { ListView } from './model.ts'

/** Views of the account of the transaction, in the order of their names. */
export const viewsOf = (tx: Transaction, list: string): Promise<ListView[]> =>
  tx.rows(
    'select name, search, columns from list_view where tenant_id = $1 and account_id = $2 and list = $3 order by name',
    [tx.scope.tenantId, tx.scope.accountId, list],
  )

export const saveView = (tx: Transaction, list: string, view: ListView): Promise<number> =>
  tx.run(
    `insert into list_view (tenant_id, account_id, list, name, search, columns) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, account_id, list, name) do update set search = excluded.search, columns = excluded.columns, saved_at = now()`,
    [tx.scope.tenantId, tx.scope.accountId, list, view.name, view.search, view.columns],
  )

export const removeView = (tx: Transaction, list: string, name: string): Promise<number> =>
  tx.run('delete from list_view where tenant_id = $1 and account_id = $2 and list = $3 and name = $4', [
    tx.scope.tenantId,
    tx.scope.accountId,
    list,
    name,
  ])
