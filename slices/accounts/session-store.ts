import type { Role } from '../../core/permissions.ts'
import type { Transaction } from '../../platform/server/database.ts'

export type SessionRow = {
  id: string
  accountId: string
  accountState: string
  membershipId: string | null
  tenantId: string | null
  role: Role | null
  areaCode: string | null
  line: string | null
  createdAt: string
  seenAt: string
  ownHouseholds: string[] | null
}

/** A session with the membership it works under, if that has not ended. */
export const findSession = async (tx: Transaction, tokenHash: Buffer): Promise<SessionRow | undefined> =>
  (
    await tx.often<SessionRow>(
      `select s.id, s.account_id as "accountId", a.state as "accountState", m.id as "membershipId", m.tenant_id as "tenantId",
         m.role, m.area_code as "areaCode", m.line, s.created_at as "createdAt", s.seen_at as "seenAt",
         case when m.role = 'helper' then
           (select coalesce(array_agg(h.household_id::text), '{}') from membership_household h where h.membership_id = m.id)
         end as "ownHouseholds"
       from session s join account a on a.id = s.account_id
       left join membership m on m.id = s.membership_id and m.ended_at is null
       where s.token_hash = $1`,
      [tokenHash],
    )
  )[0]

export const addSession = (
  tx: Transaction,
  session: { tokenHash: Buffer; id: string; accountId: string; membershipId: string | null; at: Date; address: string },
): Promise<number> =>
  tx.run(
    `insert into session (token_hash, id, account_id, membership_id, created_at, seen_at, address) values ($1, $2, $3, $4, $5, $5, $6)`,
    [session.tokenHash, session.id, session.accountId, session.membershipId, session.at.toISOString(), session.address],
  )

// Only once a minute, so that reading a list does not write a row.
export const touchSession = (tx: Transaction, id: string, at: Date): Promise<number> =>
  tx.run('update session set seen_at = $2 where id = $1', [id, at.toISOString()])

export const chooseMembership = (tx: Transaction, sessionId: string, membershipId: string): Promise<number> =>
  tx.run('update session set membership_id = $2 where id = $1', [sessionId, membershipId])

export const endSession = (tx: Transaction, id: string): Promise<number> =>
  tx.run('delete from session where id = $1', [id])

export const endSessionsOf = (tx: Transaction, accountId: string, butId: string | null): Promise<number> =>
  tx.run('delete from session where account_id = $1 and id is distinct from $2', [accountId, butId])

export type LinkRow = { purpose: 'setup' | 'password'; accountId: string | null }

export const addLink = (
  tx: Transaction,
  link: { tokenHash: Buffer; purpose: LinkRow['purpose']; accountId: string | null; expiresAt: Date },
): Promise<number> =>
  tx.run('insert into one_time_link (token_hash, purpose, account_id, expires_at) values ($1, $2, $3, $4)', [
    link.tokenHash,
    link.purpose,
    link.accountId,
    link.expiresAt.toISOString(),
  ])

/** Older links of the same kind stop working when a new one is made. */
export const voidLinks = (
  tx: Transaction,
  purpose: LinkRow['purpose'],
  accountId: string | null,
  at: Date,
): Promise<number> =>
  tx.run(
    'update one_time_link set used_at = $3 where purpose = $1 and account_id is not distinct from $2 and used_at is null',
    [purpose, accountId, at.toISOString()],
  )

export const findLink = (tx: Transaction, tokenHash: Buffer, at: Date): Promise<LinkRow | undefined> =>
  tx.row(
    'select purpose, account_id as "accountId" from one_time_link where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, at.toISOString()],
  )

/** Takes a link; undefined when it was used, replaced or has expired. Two users of one link: exactly one gets it. */
export const takeLink = (tx: Transaction, tokenHash: Buffer, at: Date): Promise<LinkRow | undefined> =>
  tx.row(
    `update one_time_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning purpose, account_id as "accountId"`,
    [tokenHash, at.toISOString()],
  )

export async function countFailures(
  tx: Transaction,
  loginNameHash: Buffer,
  address: string,
  since: Date,
): Promise<{ both: number; name: number; address: number }> {
  const row = await tx.row<{ both: string; name: string; address: string }>(
    `select count(*) filter (where login_name_hash = $1 and address = $2) as both,
       count(*) filter (where login_name_hash = $1) as name, count(*) filter (where address = $2) as address
     from sign_in_failure where at > $3`,
    [loginNameHash, address, since.toISOString()],
  )
  return { both: Number(row?.both), name: Number(row?.name), address: Number(row?.address) }
}

export async function noteFailure(tx: Transaction, loginNameHash: Buffer, address: string, at: Date): Promise<void> {
  await tx.run('insert into sign_in_failure (at, login_name_hash, address) values ($1, $2, $3)', [
    at.toISOString(),
    loginNameHash,
    address,
  ])
  await tx.run(`delete from sign_in_failure where at < $1::timestamptz - interval '1 day'`, [at.toISOString()])
}
