import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Role } from '../../core/permissions.ts'

export const LoginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, { error: 'login_name' })

/** At least ten characters of any kind; pasting and password managers are welcome (ASVS 6.2). */
export const Password = z.string().min(10, { error: 'password_short' }).max(200)

export const DisplayName = z.string().trim().min(1, { error: 'blank' }).max(60)

export const AccountState = z.enum(['invited', 'active', 'locked', 'disabled'])
export type AccountState = z.infer<typeof AccountState>

/** A role with its scope in a tenant. */
export const Membership = z.strictObject({
  id: Uuid,
  role: Role,
  tenantName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  organisationId: Uuid.nullable(),
  organisationName: z.string().nullable(),
})
export type Membership = z.infer<typeof Membership>

export const Account = z.strictObject({
  id: Uuid,
  loginName: z.string(),
  displayName: z.string(),
  state: AccountState,
  memberships: z.array(Membership),
})
export type Account = z.infer<typeof Account>

/** How an act ended: `refused` for want of a permission. */
export const AuditOutcome = z.enum(['done', 'refused', 'failed'])
export type AuditOutcome = z.infer<typeof AuditOutcome>

/** A row of the audit trail. */
export const AuditRow = z.strictObject({
  id: Uuid,
  at: z.string(),
  account: z.string().nullable(),
  /** Tells two of one name apart. */
  loginName: z.string().nullable(),
  event: z.string(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  outcome: AuditOutcome,
  facts: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.infer<typeof AuditRow>

/** What the pages know about who is signed in. */
export const SessionView = z.strictObject({
  account: z.strictObject({ id: Uuid, displayName: z.string(), loginName: z.string() }),
  membership: Membership.nullable(),
  memberships: z.array(Membership),
  permissions: z.array(z.string()),
  today: z.string(),
})
export type SessionView = z.infer<typeof SessionView>

/** A link that works once. The token stands behind `#`, so that no server log ever sees it. */
export const OneTimeLink = z.strictObject({ loginName: z.string(), path: z.string(), expiresAt: z.string() })
export type OneTimeLink = z.infer<typeof OneTimeLink>
