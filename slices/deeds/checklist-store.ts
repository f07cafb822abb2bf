import type { Transaction } from '../../platform/server/database.ts'
import type { ChecklistKind } from './model.ts'

export type Checklist = { version: number; items: unknown; note: string | null; by: string | null; at: string }

/** The list in force: the one saved last. Undefined while the proposal holds. */
export const currentChecklist = (tx: Transaction, kind: ChecklistKind): Promise<Checklist | undefined> =>
  tx.row(
    `select c.version, c.items, c.note, a.display_name as by, c.created_at as at
     from checklist c left join account a on a.id = c.created_by
     where c.tenant_id = $1 and c.kind = $2 order by c.version desc limit 1`,
    [tx.scope.tenantId, kind],
  )

/** Adds the next version; throws 23505 `checklist_pkey` where somebody else has just saved one. */
export const addChecklist = (
  tx: Transaction,
  kind: ChecklistKind,
  list: { version: number; items: readonly unknown[]; note: string | null },
): Promise<number> =>
  tx.run(
    'insert into checklist (tenant_id, kind, version, items, note, created_by) values ($1, $2, $3, $4::jsonb, $5, $6)',
    [tx.scope.tenantId, kind, list.version, JSON.stringify(list.items), list.note, tx.scope.accountId],
  )
