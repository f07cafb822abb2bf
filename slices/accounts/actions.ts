import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Day } from '../../core/date.ts'
import type { Role } from '../../core/permissions.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { type Transaction, violatedConstraint, wholeTenant, withinScope } from '../../platform/server/database.ts'
import { findByCodes } from '../areas/area-store.ts'
import { childLine } from '../organisations/rules.ts'
import { addOrganisations, findOrganisation } from '../organisations/store.ts'
import * as audit from './audit-store.ts'
import type { AccountFilter, AuditFilter } from './contract.ts'
import { accountWords } from './messages.ts'
import type { Account, AuditRow, OneTimeLink, SessionView } from './model.ts'
import { clashes, linkDays } from './rules.ts'
import { beginSession, forgetAll, hashPassword, shownMembership, tokenHash } from './session-actions.ts'
import * as sessions from './session-store.ts'
import * as store from './store.ts'

type Person = { displayName: string; loginName: string }

/** Makes the link of an empty installation; a new start makes a new one and the old stops working. */
export async function makeSetupLink(tx: Transaction, now: Date): Promise<string | null> {
  if (await store.hasTenant(tx)) return null
  await sessions.voidLinks(tx, 'setup', null, now)
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + 365 * 86_400_000)
  await sessions.addLink(tx, { tokenHash: tokenHash(token), purpose: 'setup', accountId: null, expiresAt })
  return `/setup#${token}`
}

export const setupState = async (act: Act): Promise<{ open: boolean }> => ({ open: !(await store.hasTenant(act.tx)) })

/** The first tenant with its three administrators; the two others get links. */
export async function beginSetup(
  act: Act,
  input: Person & {
    token: string
    tenantName: string
    areaCode: string
    password: string
    securityAdministrator: Person
    auditAdministrator: Person
  },
): Promise<{ links: OneTimeLink[] }> {
  const link = await sessions.takeLink(act.tx, tokenHash(input.token), act.now)
  if (link?.purpose !== 'setup' || (await store.hasTenant(act.tx))) throw new Problem('gone', accountWords.linkGone)
  const tenantId = await createTenant(act.tx, { name: input.tenantName, areaCode: input.areaCode }, act.today)
  const administrator = await addPerson(act.tx, tenantId, input, await hashPassword(input.password, input.loginName))
  await join(act.tx, tenantId, administrator, 'system_administrator', input.areaCode)
  const links: OneTimeLink[] = []
  for (const [person, role] of [
    [input.securityAdministrator, 'security_administrator'],
    [input.auditAdministrator, 'audit_administrator'],
  ] as const) {
    const accountId = await addPerson(act.tx, tenantId, person, null)
    await join(act.tx, tenantId, accountId, role, input.areaCode)
    links.push(await makeLink(act.tx, { id: accountId, loginName: person.loginName }, act.now))
  }
  await beginSession(act, administrator)
  act.about('tenant', tenantId)
  return { links }
}

/**
 * A new tenant with the government that answers for its area: from the first day there is somebody for every family
 * . Its name must be new in the installation.
 */
export async function createTenant(
  tx: Transaction,
  tenant: { name: string; areaCode: string },
  today: Day,
): Promise<string> {
  const id = randomUUIDv7()
  await store.addTenant(tx, { id, ...tenant })
  const [area] = await findByCodes(tx, [tenant.areaCode])
  if (!area) throw new Problem('bad_input', accountWords.noSuchArea)
  await withinScope(tx, wholeTenant(id), (inner) =>
    addOrganisations(inner, [governmentOf(tenant.areaCode, area.name, null, childLine('', 1), today)]),
  )
  return id
}

/** The organisation that stands for the government of an area. */
export const governmentOf = (
  areaCode: string,
  areaName: string,
  parentId: string | null,
  line: string,
  today: Day,
) => ({
  id: randomUUIDv7(),
  parentId,
  line,
  name: `${areaName}人民政府`,
  kind: 'party_government' as const,
  enterpriseState: null,
  areaCode,
  sector: null,
  localGovernment: true,
  creditCode: null,
  responsiblePerson: null,
  responsiblePhone: null,
  validFrom: today,
})

/** A new account in a tenant; `passwordHash` null means that a one-time link will set it. */
export async function addPerson(
  tx: Transaction,
  tenantId: string,
  person: Person,
  passwordHash: string | null,
): Promise<string> {
  const id = randomUUIDv7()
  try {
    await store.addAccount(tx, {
      id,
      homeTenantId: tenantId,
      loginName: person.loginName,
      displayName: person.displayName,
      passwordHash,
    })
  } catch (error) {
    if (violatedConstraint(error) !== 'account_login_name_key') throw error
    throw new Problem('conflict', accountWords.loginTaken, {
      parameters: { name: person.loginName },
      fields: [{ field: 'loginName', text: accountWords.loginTaken, parameters: { name: person.loginName } }],
    })
  }
  return id
}

/** Gives an account a role over a whole area. */
export async function join(
  tx: Transaction,
  tenantId: string,
  accountId: string,
  role: Role,
  areaCode: string,
): Promise<string> {
  const id = randomUUIDv7()
  await store.addMembership(tx, {
    id,
    tenantId,
    accountId,
    role,
    areaCode,
    organisationId: null,
    line: null,
    grantedBy: null,
  })
  return id
}

async function makeLink(tx: Transaction, account: { id: string; loginName: string }, now: Date): Promise<OneTimeLink> {
  await sessions.voidLinks(tx, 'password', account.id, now)
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + linkDays * 86_400_000)
  await sessions.addLink(tx, { tokenHash: tokenHash(token), purpose: 'password', accountId: account.id, expiresAt })
  return { loginName: account.loginName, path: `/welcome#${token}`, expiresAt: expiresAt.toISOString() }
}

export async function openLink(
  act: Act,
  input: { token: string },
): Promise<{ loginName: string; displayName: string }> {
  const link = await sessions.findLink(act.tx, tokenHash(input.token), act.now)
  const account = link?.accountId ? await store.findAccount(act.tx, link.accountId) : undefined
  if (!account) throw new Problem('gone', accountWords.linkGone)
  return { loginName: account.loginName, displayName: account.displayName }
}

export async function useLink(act: Act, input: { token: string; password: string }): Promise<SessionView> {
  const link = await sessions.takeLink(act.tx, tokenHash(input.token), act.now)
  const account = link?.accountId ? await store.findAccount(act.tx, link.accountId) : undefined
  if (!account || account.state === 'disabled') throw new Problem('gone', accountWords.linkGone)
  await store.setPassword(act.tx, account.id, await hashPassword(input.password, account.loginName))
  await sessions.endSessionsOf(act.tx, account.id, null)
  forgetAll()
  act.about('account', account.id)
  return beginSession(act, account.id)
}

export async function listAccounts(
  act: Act,
  input: AccountFilter & { limit: number; offset: number },
): Promise<{ rows: Account[]; more: boolean; total: number }> {
  const tenantId = act.scope.tenantId
  const { rows, total } = await store.accountsOfTenant(act.tx, tenantId, input)
  const memberships = await store.membershipsIn(
    act.tx,
    tenantId,
    rows.map((row) => row.id),
  )
  return {
    rows: rows.map((row) => ({
      id: row.id,
      loginName: row.loginName,
      displayName: row.displayName,
      state: row.state,
      memberships: memberships.filter((one) => one.accountId === row.id).map(shownMembership),
    })),
    more: input.offset + rows.length < total,
    total,
  }
}

export async function invite(act: Act, person: Person): Promise<{ id: string; link: OneTimeLink }> {
  const id = await addPerson(act.tx, act.scope.tenantId, person, null)
  act.about('account', id)
  return { id, link: await makeLink(act.tx, { id, loginName: person.loginName }, act.now) }
}

export async function resetPassword(act: Act, input: { id: string }): Promise<{ link: OneTimeLink }> {
  const account = await ownAccount(act, input.id)
  act.about('account', account.id)
  return { link: await makeLink(act.tx, account, act.now) }
}

export async function changeState(
  act: Act,
  input: { id: string; state: 'active' | 'locked' | 'disabled'; reason: string },
): Promise<Record<string, never>> {
  const account = await ownAccount(act, input.id)
  if (account.id === act.accountId) throw new Problem('conflict', accountWords.notYourself)
  await store.setState(act.tx, account.id, input.state === 'active' && !account.passwordHash ? 'invited' : input.state)
  await sessions.endSessionsOf(act.tx, account.id, null)
  forgetAll()
  act.about('account', account.id, { state: input.state })
  return {}
}

export async function grant(
  act: Act,
  input: { id: string; role: Role; areaCode: string; organisationId: string | null },
): Promise<{ membershipId: string }> {
  const account = await ownAccount(act, input.id)
  if (account.id === act.accountId) throw new Problem('conflict', accountWords.notYourself)
  const held = await store.membershipsIn(act.tx, act.scope.tenantId, [account.id])
  if (
    clashes(
      held.map((one) => one.role),
      input.role,
    )
  )
    throw new Problem('conflict', accountWords.separated)
  const organisation = input.organisationId ? await organisationInScope(act, input.organisationId) : undefined
  const membershipId = randomUUIDv7()
  try {
    await store.addMembership(act.tx, {
      id: membershipId,
      tenantId: act.scope.tenantId,
      accountId: account.id,
      role: input.role,
      areaCode: input.areaCode,
      organisationId: organisation?.id ?? null,
      line: organisation?.line ?? null,
      grantedBy: act.accountId,
    })
  } catch (error) {
    if (violatedConstraint(error) !== 'membership_once') throw error
    throw new Problem('conflict', accountWords.alreadyGranted)
  }
  forgetAll()
  act.about('account', account.id, { role: input.role, area: input.areaCode })
  return { membershipId }
}

async function organisationInScope(act: Act, id: string) {
  const organisation = await findOrganisation(act.tx, id)
  if (!organisation) throw notFound()
  return organisation
}

export async function revoke(act: Act, input: { id: string; membershipId: string }): Promise<Record<string, never>> {
  if (input.id === act.accountId) throw new Problem('conflict', accountWords.notYourself)
  const ended = await store.endMembership(act.tx, act.scope.tenantId, input.id, input.membershipId)
  if (ended === 0) throw notFound()
  forgetAll()
  act.about('account', input.id)
  return {}
}

/** An account this tenant looks after; others answer like one that does not exist. */
async function ownAccount(act: Act, id: string): Promise<store.AccountRow> {
  const account = await store.findAccount(act.tx, id)
  if (account?.homeTenantId !== act.scope.tenantId) throw notFound()
  return account
}

export async function listAudit(
  act: Act,
  input: AuditFilter & { limit: number; offset: number },
): Promise<{ rows: AuditRow[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const rows = await audit.listAudit(act.tx, filter, { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countAudit = async (act: Act, filter: AuditFilter): Promise<{ total: number }> => ({
  total: await audit.countAudit(act.tx, filter),
})
