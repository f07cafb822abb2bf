import assert from 'node:assert/strict'
import type { z } from 'zod'
import type { Role } from '../../core/permissions.ts'
import type { OneTimeLink } from '../../slices/accounts/model.ts'
import type { Answer, Person } from './server.ts'

/** Somebody of the office: at the door with the account. */
export type Officer = Person & { accountId: string; membershipId: string }
export type Office = Record<Role, Officer>
/** Where people come in: a server in this process or one of its own. */
export type Door = { stranger: Person; visitor(cookie: string): Person }

type Link = z.infer<typeof OneTimeLink>
type View = { account: { id: string }; membership: { id: string; role: string; areaName: string } | null }

/** What everybody of the office types as password. */
export const password = 'ein langer Satz 4711'
const tokenOf = (path: string): string => path.slice(path.indexOf('#') + 1)

function fine<Body>(answer: Answer<Body>): Body {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

/** The person whose session an answer has begun. */
function signedInBy(door: Door, answer: Answer<View>): Officer {
  const { account, membership } = fine(answer)
  const cookie = String(answer.headers['set-cookie']).split(';')[0] as string
  return { ...door.visitor(cookie), accountId: account.id, membershipId: membership?.id ?? '' }
}

const enterBy = async (door: Door, link: Link): Promise<Officer> =>
  signedInBy(door, await door.stranger.ask<View>('POST', '/links/use', { token: tokenOf(link.path), password }))

const others: readonly Role[] = ['clerk', 'reviewer', 'finance', 'leader', 'auditor', 'helper']

/**
 * Does what the first hour of a new installation is: setup link, three administrators, and an account for each of some
 * other roles.
 */
export async function openOffice(door: Door, setupPath: string, roles: readonly Role[] = others): Promise<Office> {
  const begun = await door.stranger.ask<{ links: Link[] }>('POST', '/setup', {
    token: tokenOf(setupPath),
    tenantName: '绥化示范市',
    areaCode: '231200000000',
    displayName: '管理甲',
    loginName: 'admin',
    password,
    securityAdministrator: { displayName: '安全乙', loginName: 'security' },
    auditAdministrator: { displayName: '审计丙', loginName: 'auditing' },
  })
  const [securityLink, auditLink] = fine(begun).links as [Link, Link]
  const again = await door.stranger.ask<View>('POST', '/session', { loginName: 'admin', password })
  const system = signedInBy(door, again)
  const security = await enterBy(door, securityLink)
  const people = {
    system_administrator: system,
    security_administrator: security,
    audit_administrator: await enterBy(door, auditLink),
  } as Office
  for (const role of roles) {
    const draft = { displayName: `岗位${role}`, loginName: `office-${role}` }
    const invited = fine(await system.ask<{ id: string; link: Link }>('POST', '/accounts', draft))
    const grant = { role, areaCode: '231200000000' }
    fine(await security.ask('POST', `/accounts/${invited.id}/memberships`, grant))
    people[role] = await enterBy(door, invited.link)
  }
  return people
}
