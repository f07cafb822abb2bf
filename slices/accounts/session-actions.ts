import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { areaRange } from '../../core/area-code.ts'
import { Problem } from '../../core/problem.ts'
import type { Act, Asker } from '../../platform/server/act.ts'
import { type Database, type Scope, type Transaction, withInstallation } from '../../platform/server/database.ts'
import { accountWords } from './messages.ts'
import type { Membership, SessionView } from './model.ts'
import { guesses, isGuessable, permissionsOf, sessionHours } from './rules.ts'
import * as sessions from './session-store.ts'
import * as store from './store.ts'

// OWASP's first choice for argon2id: 19 MiB, two passes.
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
// Compared when the login name does not exist, so that both answers take as long.
const nobodysHash = hash(randomBytes(16).toString('hex'), argon2)

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Hash of a new password; refuses the ones that are tried first. */
export async function hashPassword(password: string, loginName: string): Promise<string> {
  if (isGuessable(password, loginName))
    throw new Problem('bad_input', accountWords.guessable, {
      fields: [{ field: 'password', text: accountWords.guessable }],
    })
  return hash(password, argon2)
}

export async function signIn(act: Act, input: { loginName: string; password: string }): Promise<SessionView> {
  const nameHash = tokenHash(input.loginName)
  await refuseTooManyGuesses(act, nameHash)
  const account = await store.findAccountByLogin(act.tx, input.loginName)
  const right = await verify(account?.passwordHash ?? (await nobodysHash), input.password)
  if (!account || !right || account.state !== 'active') {
    // In a transaction of its own: this one is rolled back with the refusal.
    await withInstallation(act.services.database, (tx) => sessions.noteFailure(tx, nameHash, act.address, act.now))
    throw new Problem('not_signed_in', account && right ? accountWords.accountClosed : accountWords.wrongPassword)
  }
  act.about('account', account.id)
  return beginSession(act, account.id)
}

async function refuseTooManyGuesses(act: Act, nameHash: Buffer): Promise<void> {
  const since = new Date(act.now.getTime() - guesses.minutes * 60_000)
  const failures = await sessions.countFailures(act.tx, nameHash, act.address, since)
  if (
    failures.both >= guesses.perNameAndAddress ||
    failures.name >= guesses.perName ||
    failures.address >= guesses.perAddress
  )
    throw new Problem('too_many', accountWords.tooManyGuesses, { parameters: { minutes: guesses.minutes } })
}

/** A new session with a new token; the first membership is chosen. */
export async function beginSession(act: Act, accountId: string): Promise<SessionView> {
  const token = randomBytes(32).toString('base64url')
  const id = randomUUIDv7()
  const memberships = await store.membershipsOf(act.tx, accountId)
  const membershipId = memberships[0]?.id ?? null
  await sessions.addSession(act.tx, {
    tokenHash: tokenHash(token),
    id,
    accountId,
    membershipId,
    at: act.now,
    address: act.address,
  })
  act.asking.setSession(token)
  return viewOf(act, accountId, membershipId)
}

async function viewOf(act: Act, accountId: string, membershipId: string | null): Promise<SessionView> {
  const account = await store.findAccount(act.tx, accountId)
  if (!account) throw new Problem('not_signed_in', accountWords.signInFirst)
  const rows = await store.membershipsOf(act.tx, accountId)
  const chosen = rows.find((row) => row.id === membershipId)
  return {
    account: { id: account.id, displayName: account.displayName, loginName: account.loginName },
    membership: chosen ? shownMembership(chosen) : null,
    memberships: rows.map(shownMembership),
    permissions: chosen ? permissionsOf(chosen.role) : [],
    today: act.today,
  }
}

export const shownMembership = (row: store.MembershipRow): Membership => ({
  id: row.id,
  role: row.role,
  tenantName: row.tenantName,
  areaCode: row.areaCode,
  areaName: row.areaName,
  organisationId: row.organisationId,
  // The name is the tenant's own; the users page looks it up inside the tenant's scope.
  organisationName: null,
})

export async function currentSession(act: Act): Promise<SessionView | null> {
  const asker = act.asking.asker
  return asker ? viewOf(act, asker.accountId, asker.scope?.membershipId ?? null) : null
}

export async function signOut(act: Act): Promise<Record<string, never>> {
  const asker = act.asking.asker
  if (asker) await sessions.endSession(act.tx, asker.sessionId)
  forget(act.asking.sessionToken)
  act.asking.setSession(null)
  return {}
}

export async function chooseMembership(act: Act, input: { membershipId: string }): Promise<SessionView> {
  const asker = act.asking.asker as Asker
  const memberships = await store.membershipsOf(act.tx, asker.accountId)
  if (!memberships.some((one) => one.id === input.membershipId))
    throw new Problem('not_found', accountWords.noSuchMembership)
  await sessions.chooseMembership(act.tx, asker.sessionId, input.membershipId)
  forget(act.asking.sessionToken)
  return viewOf(act, asker.accountId, input.membershipId)
}

export async function changePassword(
  act: Act,
  input: { current: string; password: string },
): Promise<Record<string, never>> {
  const asker = act.asking.asker as Asker
  const account = await store.findAccount(act.tx, asker.accountId)
  if (!account?.passwordHash || !(await verify(account.passwordHash, input.current)))
    throw new Problem('bad_input', accountWords.wrongCurrent, {
      fields: [{ field: 'current', text: accountWords.wrongCurrent }],
    })
  await store.setPassword(act.tx, account.id, await hashPassword(input.password, account.loginName))
  await sessions.endSessionsOf(act.tx, account.id, asker.sessionId)
  forgetAll()
  return {}
}

const kept = new Map<string, { asker: Asker | null; until: number }>()
// A right that is taken away must be gone within a second (ASVS 8.3.2); so long an answer may be kept.
const keepMs = 900

const forget = (token: string | undefined): void => {
  if (token) kept.delete(token)
}
/** Drops every remembered session: after a state or a role has changed. */
export const forgetAll = (): void => kept.clear()

/** Who a session token belongs to; null when it is unknown, too old, or its account is closed. */
export async function authenticate(database: Database, token: string, now: Date): Promise<Asker | null> {
  const known = kept.get(token)
  if ((known?.until ?? 0) > now.getTime()) return known?.asker ?? null
  const asker = await withInstallation(database, (tx) => findAsker(tx, token, now))
  // Bounded, so that made-up tokens cannot fill the memory.
  if (kept.size > 10_000) kept.clear()
  kept.set(token, { asker, until: now.getTime() + keepMs })
  return asker
}

async function findAsker(tx: Transaction, token: string, now: Date): Promise<Asker | null> {
  const row = await sessions.findSession(tx, tokenHash(token))
  if (row?.accountState !== 'active') return null
  const limits = sessionHours(row.role)
  const hoursSince = (at: string) => (now.getTime() - Date.parse(at)) / 3_600_000
  if (hoursSince(row.seenAt) > limits.idle || hoursSince(row.createdAt) > limits.absolute) return null
  if (hoursSince(row.seenAt) > 1 / 60) await sessions.touchSession(tx, row.id, now)
  return { accountId: row.accountId, sessionId: row.id, scope: scopeOf(row) }
}

function scopeOf(row: sessions.SessionRow): Scope | null {
  if (!row.membershipId || !row.tenantId || !row.role || !row.areaCode) return null
  const { from, to } = areaRange(row.areaCode)
  return {
    tenantId: row.tenantId,
    accountId: row.accountId,
    membershipId: row.membershipId,
    role: row.role,
    areaFrom: from,
    areaTo: to,
    lineFrom: row.line ?? '0',
    lineTo: row.line ? `${row.line}~` : '~',
    ownHouseholds: row.ownHouseholds,
  }
}
