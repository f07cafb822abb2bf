import type { Transaction } from '../../platform/server/database.ts'
import { grantHousehold } from '../accounts/store.ts'
import { lockLoads, takeFamilies } from './helper-store.ts'
import { findLivePair, touchPair } from './store.ts'

/**
 * Takes up again the pair of a family that ended because its file was closed at an instant or later, with the members who
 * ended with it. Nothing where the family has a helper by now, or where one of them is retired or full: then the family stands
 * in the list of those without a helper, and a person decides.
 */
export async function reopenPair(tx: Transaction, householdId: string, closedAt: string): Promise<void> {
  if (await findLivePair(tx, householdId)) return
  const pair = await tx.row<{ id: string }>(
    `select id from pair where tenant_id = $1 and household_id = $2 and end_reason = 'withdrawn' and updated_at >= $3
     order by updated_at desc, id limit 1 for update`,
    [tx.scope.tenantId, householdId, closedAt],
  )
  if (!pair) return
  const members = await tx.rows<{ id: string; helperId: string; membershipId: string | null }>(
    `select m.id, m.helper_id as "helperId", p.membership_id as "membershipId" from pair_member m
     join helper p on p.tenant_id = $1 and p.id = m.helper_id
     join pair on pair.tenant_id = $1 and pair.id = m.pair_id and pair.until = m.until
     where m.tenant_id = $1 and m.pair_id = $2 and m.end_reason = 'withdrawn'`,
    [tx.scope.tenantId, pair.id],
  )
  const helperIds = members.map((member) => member.helperId)
  await lockLoads(tx, helperIds)
  const free = await tx.rows<{ id: string }>(
    `select p.id from helper p join helper_load l on l.tenant_id = $1 and l.helper_id = p.id
     where p.tenant_id = $1 and p.id = any($2::uuid[]) and p.state = 'active' and l.families < p.capacity`,
    [tx.scope.tenantId, helperIds],
  )
  if (members.length === 0 || free.length < members.length) return
  await takeFamilies(tx, new Map(helperIds.map((id) => [id, 1])))
  for (const { membershipId } of members) if (membershipId) await grantHousehold(tx, membershipId, householdId)
  await tx.run(
    `update pair_member set until = null, end_reason = null where tenant_id = $1 and pair_id = $2 and id = any($3::uuid[])`,
    [tx.scope.tenantId, pair.id, members.map((member) => member.id)],
  )
  await tx.run('update pair set until = null, end_reason = null, end_note = null where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    pair.id,
  ])
  await touchPair(tx, pair.id)
}
