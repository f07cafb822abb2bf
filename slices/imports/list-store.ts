import type { Transaction } from '../../platform/server/database.ts'

export const removeEntries = (tx: Transaction, aidListId: string, householdIds: readonly string[]): Promise<number> =>
  tx.run(
    `delete from aid_list_entry where tenant_id = $1 and aid_list_id = $2 and household_id = any($3::uuid[]) and state = 'planned'`,
    [tx.scope.tenantId, aidListId, householdIds],
  )
