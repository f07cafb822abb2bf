import type { Role } from '../../core/permissions.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { AccountState } from './model.ts'

export type AccountRow = {
  id: string
  homeTenantId: string
  loginName: string
  displayName: string
  passwordHash: string | null
  state: AccountState
}

const accountColumns = `id, home_tenant_id as "homeTenantId", login_name as "loginName", display_name as "displayName",
  password_hash as "passwordHash", state`

export const findAccount = (tx: Transaction, id: string): Promise<AccountRow | undefined> =>
  tx.row(`select ${accountColumns} from account where id = $1`, [id])

export const findAccountByLogin = (tx: Transaction, loginName: string): Promise<AccountRow | undefined> =>
  tx.row(`select ${accountColumns} from account where login_name = $1`, [loginName])

export async function hasTenant(tx: Transaction): Promise<boolean> {
  return (await tx.row('select 1 from tenant limit 1')) !== undefined
}

export const addTenant = (tx: Transaction, tenant: { id: string; name: string; areaCode: string }): Promise<number> =>
  tx.run('insert into tenant (id, name, area_code) values ($1, $2, $3)', [tenant.id, tenant.name, tenant.areaCode])

export const findTenant = (
  tx: Transaction,
  id: string,
): Promise<{ id: string; name: string; areaCode: string } | undefined> =>
  tx.row('select id, name, area_code as "areaCode" from tenant where id = $1', [id])

export const addAccount = (
  tx: Transaction,
  account: { id: string; homeTenantId: string; loginName: string; displayName: string; passwordHash: string | null },
): Promise<number> =>
  tx.run(
    `insert into account (id, home_tenant_id, login_name, display_name, password_hash, state)
     values ($1, $2, $3, $4, $5, case when $5::text is null then 'invited' else 'active' end)`,
    [account.id, account.homeTenantId, account.loginName, account.displayName, account.passwordHash],
  )

export const setPassword = (tx: Transaction, accountId: string, passwordHash: string): Promise<number> =>
  tx.run(
    `update account set password_hash = $2, state = case when state = 'invited' then 'active' else state end where id = $1`,
    [accountId, passwordHash],
  )

export const setState = (tx: Transaction, accountId: string, state: AccountState): Promise<number> =>
  tx.run('update account set state = $2 where id = $1', [accountId, state])

export type MembershipRow = {
  id: string
  tenantId: string
  tenantName: string
  accountId: string
  role: Role
  areaCode: string
  areaName: string
  organisationId: string | null
  line: string | null
}

const membershipSource = `select m.id, m.tenant_id as "tenantId", t.name as "tenantName", m.account_id as "accountId", m.role,
    m.area_code as "areaCode", coalesce(a.name, m.area_code) as "areaName", m.organisation_id as "organisationId", m.line
  from membership m join tenant t on t.id = m.tenant_id left join area a on a.code = m.area_code
  where m.ended_at is null`

export const membershipsOf = (tx: Transaction, accountId: string): Promise<MembershipRow[]> =>
  tx.rows(`${membershipSource} and m.account_id = $1 order by m.granted_at`, [accountId])

export const membershipsIn = (
  tx: Transaction,
  tenantId: string,
  accountIds: readonly string[],
): Promise<MembershipRow[]> =>
  tx.rows(`${membershipSource} and m.tenant_id = $1 and m.account_id = any($2::uuid[]) order by m.granted_at`, [
    tenantId,
    accountIds,
  ])

export const addMembership = (
  tx: Transaction,
  membership: {
    id: string
    tenantId: string
    accountId: string
    role: Role
    areaCode: string
    organisationId: string | null
    line: string | null
    grantedBy: string | null
  },
): Promise<number> =>
  tx.run(
    `insert into membership (id, tenant_id, account_id, role, area_code, organisation_id, line, granted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      membership.id,
      membership.tenantId,
      membership.accountId,
      membership.role,
      membership.areaCode,
      membership.organisationId,
      membership.line,
      membership.grantedBy,
    ],
  )

/** Ends a membership and takes it out of the sessions that work under it. */
export async function endMembership(tx: Transaction, tenantId: string, accountId: string, id: string): Promise<number> {
  await tx.run('update session set membership_id = null where membership_id = $1', [id])
  return tx.run(
    'update membership set ended_at = now() where tenant_id = $1 and account_id = $2 and id = $3 and ended_at is null',
    [tenantId, accountId, id],
  )
}

/** Lets a helper see a family; pairing calls it when a pair begins. */
export const grantHousehold = (tx: Transaction, membershipId: string, householdId: string): Promise<number> =>
  tx.run(
    'insert into membership_household (tenant_id, membership_id, household_id) values ($1, $2, $3) on conflict do nothing',
    [tx.scope.tenantId, membershipId, householdId],
  )

/** Ends what `grantHousehold` began. */
export const revokeHousehold = (tx: Transaction, membershipId: string, householdId: string): Promise<number> =>
  tx.run('delete from membership_household where tenant_id = $1 and membership_id = $2 and household_id = $3', [
    tx.scope.tenantId,
    membershipId,
    householdId,
  ])

export async function accountsOfTenant(
  tx: Transaction,
  tenantId: string,
  filter: {
    name?: string | undefined
    state?: string | undefined
    withoutRole?: boolean | undefined
    limit: number
    offset: number
  },
): Promise<{ rows: AccountRow[]; total: number }> {
  const { name, state, withoutRole = false, limit, offset } = filter
  const where = `(home_tenant_id = $1 or id in (select account_id from membership where tenant_id = $1))
    and ($2::text is null or position($2 in display_name) > 0 or position($2 in login_name) > 0)
    and ($3::text is null or state = $3)
    and (not $4::boolean or home_tenant_id = $1 and state in ('invited', 'active') and not exists
      (select from membership m where m.account_id = account.id and m.tenant_id = $1 and m.ended_at is null))`
  const asked = [tenantId, name || null, state ?? null, withoutRole]
  const rows = await tx.rows<AccountRow>(
    `select ${accountColumns} from account where ${where} order by login_name limit $5 offset $6`,
    [...asked, limit, offset],
  )
  const total = await tx.row<{ total: string }>(`select count(*) as total from account where ${where}`, asked)
  return { rows, total: Number(total?.total ?? 0) }
}
