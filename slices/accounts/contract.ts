import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExportOf, Nothing, pageInput, queryFlag, Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Role } from '../../core/permissions.ts'
import {
  Account,
  AccountState,
  AuditOutcome,
  AuditRow,
  DisplayName,
  LoginName,
  OneTimeLink,
  Password,
  SessionView,
} from './model.ts'

/** What the list of accounts may be narrowed by. */
export const AccountFilter = z.strictObject({
  name: z.string().trim().max(60).optional(),
  state: AccountState.optional(),
  /** Accounts that may sign in and have no role here, so that whoever does sees nothing. */
  withoutRole: queryFlag.optional(),
})
export type AccountFilter = z.infer<typeof AccountFilter>
export const AccountListInput = z.strictObject({ ...AccountFilter.shape, ...pageInput })

/** What the audit trail may be narrowed by. */
export const AuditFilter = z.strictObject({
  /** The event's name, or the part it begins with. */
  event: z.string().max(60).optional(),
  subjectId: z.string().max(60).optional(),
  accountId: Uuid.optional(),
  /** A part of the name or login name of who did it. */
  by: z.string().trim().max(60).optional(),
  outcome: AuditOutcome.optional(),
  /** Days in Shanghai, both included. */
  from: Day.optional(),
  to: Day.optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>
export const AuditListInput = z.strictObject({ ...AuditFilter.shape, ...pageInput })

const Link = z.strictObject({ link: OneTimeLink })

const accountList = ask({
  method: 'GET',
  path: '/accounts',
  summary: 'Accounts of the tenant with their roles',
  permission: 'accounts.read',
  audit: 'accounts.list',
  input: AccountListInput,
  output: z.strictObject({ rows: z.array(Account), more: z.boolean(), total: z.int() }),
})

const auditList = ask({
  method: 'GET',
  path: '/audit',
  summary: 'The audit trail, newest first',
  permission: 'audit.read',
  audit: 'audit.list',
  input: AuditListInput,
  output: z.strictObject({
    rows: z.array(AuditRow),
    more: z.boolean(),
  }),
})

export const accountsContract = {
  session: {
    current: ask({
      method: 'GET',
      path: '/session',
      summary: 'Who is signed in; null when nobody is',
      permission: 'public',
      audit: 'session.current',
      input: Nothing,
      output: SessionView.nullable(),
    }),
    signIn: ask({
      method: 'POST',
      path: '/session',
      summary: 'Sign in',
      permission: 'public',
      audit: 'session.sign_in',
      input: z.strictObject({ loginName: z.string().trim().toLowerCase().max(60), password: z.string().max(200) }),
      output: SessionView,
    }),
    signOut: ask({
      method: 'DELETE',
      path: '/session',
      summary: 'Sign out',
      permission: 'signed_in',
      audit: 'session.sign_out',
      input: Nothing,
      output: Nothing,
    }),
    choose: ask({
      method: 'PUT',
      path: '/session/membership',
      summary: 'Work under another of my memberships',
      permission: 'signed_in',
      audit: 'session.choose_membership',
      input: z.strictObject({ membershipId: Uuid }),
      output: SessionView,
    }),
    changePassword: ask({
      method: 'PUT',
      path: '/session/password',
      summary: 'Change my password; all my other sessions end',
      permission: 'signed_in',
      audit: 'session.change_password',
      input: z.strictObject({ current: z.string().max(200), password: Password }),
      output: Nothing,
    }),
  },
  setup: {
    state: ask({
      method: 'GET',
      path: '/setup',
      summary: 'Whether the installation still waits for its first tenant',
      permission: 'public',
      audit: 'setup.state',
      input: Nothing,
      output: z.strictObject({ open: z.boolean() }),
    }),
    begin: ask({
      method: 'POST',
      path: '/setup',
      summary: 'Create the first tenant with its three administrators, by the one-time setup link',
      permission: 'public',
      audit: 'setup.begin',
      input: z.strictObject({
        token: z.string().max(100),
        tenantName: z.string().trim().min(1, { error: 'blank' }).max(60),
        areaCode: AreaCode,
        displayName: DisplayName,
        loginName: LoginName,
        password: Password,
        securityAdministrator: z.strictObject({ displayName: DisplayName, loginName: LoginName }),
        auditAdministrator: z.strictObject({ displayName: DisplayName, loginName: LoginName }),
      }),
      output: z.strictObject({ links: z.array(OneTimeLink) }),
    }),
  },
  links: {
    open: ask({
      method: 'POST',
      path: '/links/open',
      summary: 'Whom a one-time link is for',
      permission: 'public',
      audit: 'links.open',
      input: z.strictObject({ token: z.string().max(100) }),
      output: z.strictObject({ loginName: z.string(), displayName: z.string() }),
    }),
    use: ask({
      method: 'POST',
      path: '/links/use',
      summary: 'Set a password by a one-time link',
      permission: 'public',
      audit: 'links.use',
      input: z.strictObject({ token: z.string().max(100), password: Password }),
      output: SessionView,
    }),
  },
  accounts: {
    list: accountList,
    export: askExportOf(accountList),
    invite: ask({
      method: 'POST',
      path: '/accounts',
      summary: 'Invite a person; answers the one-time link to hand over',
      permission: 'accounts.invite',
      audit: 'accounts.invite',
      input: z.strictObject({ displayName: DisplayName, loginName: LoginName }),
      output: z.strictObject({ id: Uuid, link: OneTimeLink }),
    }),
    reset: ask({
      method: 'POST',
      path: '/accounts/{id}/reset',
      summary: 'Make a new one-time link; the old password and all sessions end when it is used',
      permission: 'accounts.invite',
      audit: 'accounts.reset',
      input: z.strictObject({ id: Uuid }),
      output: Link,
    }),
    changeState: ask({
      method: 'PUT',
      path: '/accounts/{id}/state',
      summary: 'Lock, disable or reopen an account; its sessions end at once',
      permission: 'accounts.grant',
      audit: 'accounts.change_state',
      input: z.strictObject({
        id: Uuid,
        state: z.enum(['active', 'locked', 'disabled']),
        reason: z.string().trim().min(1, { error: 'blank' }).max(200),
      }),
      output: Nothing,
    }),
    grant: ask({
      method: 'POST',
      path: '/accounts/{id}/memberships',
      summary: 'Give a role with its scope',
      permission: 'accounts.grant',
      audit: 'accounts.grant',
      input: z.strictObject({
        id: Uuid,
        role: Role,
        areaCode: AreaCode,
        organisationId: Uuid.nullable().default(null),
      }),
      output: z.strictObject({ membershipId: Uuid }),
    }),
    revoke: ask({
      method: 'DELETE',
      path: '/accounts/{id}/memberships/{membershipId}',
      summary: 'Take a role away, effective at once',
      permission: 'accounts.grant',
      audit: 'accounts.revoke',
      input: z.strictObject({ id: Uuid, membershipId: Uuid }),
      output: Nothing,
    }),
  },
  audit: {
    list: auditList,
    total: ask({
      method: 'GET',
      path: '/audit/total',
      summary: 'How many lines of the audit trail match',
      permission: 'audit.read',
      audit: 'audit.total',
      input: AuditFilter,
      output: z.strictObject({ total: z.int() }),
    }),
    export: askExportOf(auditList),
  },
}
