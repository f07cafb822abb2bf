import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf } from '../../../core/date.ts'
import { Role } from '../../../core/permissions.ts'
import type { Services } from '../../../platform/server/act.ts'
import {
  type Transaction,
  wholeTenant,
  withBulk,
  withInstallation,
  withinScope,
} from '../../../platform/server/database.ts'
import { addPerson, createTenant, join as joinTenant } from '../../../slices/accounts/actions.ts'
import { roleWords } from '../../../slices/accounts/messages.ts'
import { hashPassword } from '../../../slices/accounts/session-actions.ts'
import { hasTenant } from '../../../slices/accounts/store.ts'
import { inventCity } from './city.ts'
import { loadAid, loadGuarantees, loadVisits } from './load-deeds.ts'
import { loadFigures } from './load-figures.ts'
import { loadHouseholds, loadPolicies } from './load-households.ts'
import { loadLibrary } from './load-library.ts'
import { loadLines } from './load-lines.ts'
import { loadHelpers, loadOrganisations, loadPairs } from './load-parts.ts'
import { loadTeamwork } from './load-teamwork.ts'
import type { City } from './rows.ts'

export type DemoAccount = { role: Role; loginName: string; password: string; membershipId: string; accountId: string }

/**
 * Makes the demo city as a tenant, in one transaction: it is all there or not at all. Undefined when the database holds a
 * tenant already; then nothing is touched. `scale` 1 is the real size.
 */
export async function loadDemoCity(
  services: Services,
  wish: { seed: string; now: Date; scale?: number },
  log: (line: string) => void,
): Promise<DemoAccount[] | undefined> {
  if (await withInstallation(services.database, hasTenant)) return undefined
  const today = dayOf(wish.now)
  log('正在虚构演示城市 (inventing the demo city)')
  const city = inventCity({ seed: wish.seed, today, scale: wish.scale ?? 1 })
  const accounts = await withBulk(
    services.database,
    { ...wholeTenant('00000000-0000-0000-0000-000000000000') },
    async (tx) => {
      const tenantId = await createTenant(tx, { name: '绥化示范市', areaCode: city.areaCode }, today)
      const made = await makeAccounts(tx, tenantId, city.areaCode)
      const account = made.find((one) => one.role === 'clerk') as DemoAccount
      const scope = { ...wholeTenant(tenantId), accountId: account.accountId, membershipId: account.membershipId }
      await withinScope(tx, scope, (inner) => loadCity(inner, services, city, made, wish.now, log))
      return made
    },
  )
  keep(services, accounts)
  return accounts
}

async function loadCity(
  tx: Transaction,
  services: Services,
  city: City,
  accounts: readonly DemoAccount[],
  now: Date,
  log: (line: string) => void,
): Promise<void> {
  const { personalData } = services
  const account = accounts.find((one) => one.role === 'clerk') as DemoAccount
  const helperAccount = accounts.find((one) => one.role === 'helper') as DemoAccount
  const organisations = await loadOrganisations(tx, personalData, city)
  log(`${city.organisations.length} 个单位 (organisations)`)
  const households = await loadHouseholds(tx, personalData, city, organisations)
  log(`${households.length} 户家庭 (households)`)
  const helpers = await loadHelpers(tx, personalData, city, organisations, {
    helper: busiestHelper(city),
    membershipId: helperAccount.membershipId,
  })
  const pairs = await loadPairs(tx, city, households, helpers, organisations)
  log(`${city.pairs.length} 对对子 (pairs)`)
  await loadPolicies(tx, city, households, organisations, now)
  const counties = [...new Set(city.households.map(({ areaCode }) => areaCode.slice(0, 6)))].sort()
  log(`${await loadLibrary(tx, city.areaCode.slice(0, 6), counties)} 份政策文件 (policy documents)`)
  const written = { households, helpers, pairs, organisations, accountId: account.accountId }
  await loadTeamwork(tx, city, written)
  await loadFigures(tx, city, written)
  const visits = await loadVisits(tx, city, written)
  log(`${visits.length} 次走访 (visits)`)
  const lists = await loadAid(tx, city, written, visits)
  log(`${city.aid.length} 笔帮扶 (lines of aid)`)
  await loadGuarantees(tx, city, lists, account.accountId)
  const payments = await loadLines(tx, account.accountId, now, dayOf(now))
  log(`${payments} 笔三条保障线发放 (payments of the three lines)`)
}

/** The helper whose phone shows most: the one who stands by the most families. */
function busiestHelper(city: City): number {
  const families = new Map<number, number>()
  for (const pair of city.pairs)
    for (const helper of [pair.leadHelper, ...pair.furtherHelpers])
      families.set(helper, (families.get(helper) ?? 0) + 1)
  return [...families].sort(([a, most], [b, other]) => other - most || a - b)[0]?.[0] ?? 0
}

/** One account a role, with a random password each. */
async function makeAccounts(tx: Transaction, tenantId: string, areaCode: string): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = []
  for (const role of Role.options) {
    const loginName = `demo-${role.replaceAll('_', '-')}`
    const password = randomBytes(9).toString('base64url')
    const hash = await hashPassword(password, loginName)
    const accountId = await addPerson(tx, tenantId, { loginName, displayName: `演示${roleWords[role].zh}` }, hash)
    const membershipId = await joinTenant(tx, tenantId, accountId, role, areaCode)
    accounts.push({ role, loginName, password, membershipId, accountId })
  }
  return accounts
}

/** Kept in the data folder for its owner only, because they are printed once. */
function keep(services: Services, accounts: readonly DemoAccount[]): void {
  const file = join(services.config.dataFolder, 'demo-accounts.txt')
  writeFileSync(file, `${accountLines(accounts).join('\n')}\n`, { mode: 0o600 })
}

/** `经办人 Clerk  demo-clerk  password`, one line a role. */
export const accountLines = (accounts: readonly DemoAccount[]): string[] =>
  accounts.map((one) => `${roleWords[one.role].zh} ${roleWords[one.role].en}\t${one.loginName}\t${one.password}`)
