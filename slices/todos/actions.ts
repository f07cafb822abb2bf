import { areaRange } from '../../core/area-code.ts'
import { addDays } from '../../core/date.ts'
import { mayRole, type Permission, Role } from '../../core/permissions.ts'
import type { Act } from '../../platform/server/act.ts'
import { accountsOfTenant } from '../accounts/store.ts'
import { boundsOf } from '../arrears/bounds-store.ts'
import { countArrears } from '../arrears/store.ts'
import { type CountedRule, filesListed } from '../filing/store.ts'
import { countCoverage, listGuarantees } from '../guarantees/store.ts'
import { countPairs as countHelped } from '../pairing/pair-list-store.ts'
import { rhythms } from '../pairing/rhythm-store.ts'
import { lineFor, villageLine } from '../pairing/unit-pair-rules.ts'
import { countUnanswered, countUnitPairs, unsponsoredVillages } from '../pairing/unit-pair-store.ts'
import { countDueItems } from '../policies/due-item-store.ts'
import { countParameters, parametersInForce } from '../policies/parameter-store.ts'
import { countResults } from '../policies/result-store.ts'
import { countPairs } from '../registry/duplicate-store.ts'
import { countPromises } from '../visits/promise-store.ts'
import type { Figure, Todo, TodoKey } from './model.ts'
import { firstAccounts, soonDays } from './rules.ts'
import * as store from './store.ts'

type Counted = { about?: Todo['about']; count: number; dueOn?: string }
type Source = { key: TodoKey; permission: Permission; late?: true; ask: (act: Act) => Promise<Counted[]> }

const counted = (ask: (act: Act) => Promise<number>) => async (act: Act) => [{ count: await ask(act) }]

/** Counted by the store of the list that it opens. */
const accounts = (filter: { state?: string; withoutRole?: boolean }) =>
  counted(
    async ({ tx, scope }) => (await accountsOfTenant(tx, scope.tenantId, { ...filter, limit: 1, offset: 0 })).total,
  )

/** What may wait, the most pressing first; a role is asked only what it may read. */
const sources: readonly Source[] = [
  { key: 'guarantees_late', permission: 'guarantees.read', late: true, ask: lateUncovered },
  {
    key: 'arrears',
    permission: 'policies.read',
    late: true,
    ask: counted(async ({ tx, today }) => countArrears(tx, await boundsOf(tx, today, { state: 'owed' }))),
  },
  {
    key: 'requests_overdue',
    permission: 'requests.read',
    late: true,
    ask: counted(({ tx, today }) => store.overdueRequests(tx, today)),
  },
  {
    key: 'promises_overdue',
    permission: 'visits.read',
    late: true,
    ask: counted(({ tx, today }) => countPromises(tx, { state: 'overdue', today })),
  },
  {
    key: 'entitled',
    permission: 'policies.read',
    late: true,
    ask: counted(({ tx, today }) => countResults(tx, { policy: 'dibao', today, coverage: 'eligible_not_enrolled' })),
  },
  { key: 'unpaired', permission: 'pairing.read', late: true, ask: counted(({ tx }) => store.unpaired(tx)) },
  {
    key: 'visits_overdue',
    permission: 'pairing.read',
    late: true,
    ask: counted(async ({ tx, today }) =>
      countHelped(tx, { state: 'live', overdue: { on: today, rhythms: await rhythms(tx) } }),
    ),
  },
  { key: 'lists_due', permission: 'aid.read', ask: listsDue },
  {
    key: 'village_links_late',
    permission: 'pairing.read',
    late: true,
    ask: counted(({ tx, today }) => countUnitPairs(tx, { lateOn: today })),
  },
  { key: 'village_line', permission: 'pairing.write', ask: counted(villagesWithoutLine) },
  {
    key: 'enterprises_unanswered',
    permission: 'pairing.write',
    ask: counted(({ tx }) => countUnanswered(tx)),
  },
  {
    key: 'due_items',
    permission: 'policies.read',
    ask: counted(({ tx }) => countDueItems(tx, { state: 'open' })),
  },
  { key: 'proposals', permission: 'pairing.approve', ask: counted(({ tx }) => store.readyProposals(tx)) },
  { key: 'duplicates', permission: 'registry.write', ask: counted(({ tx }) => countPairs(tx, { state: 'open' })) },
  { key: 'file_transfers', permission: 'registry.write', ask: counted((act) => filesOf(act, 'transfers')) },
  { key: 'files_not_reviewed', permission: 'registry.write', ask: counted((act) => filesOf(act, 'not_reviewed')) },
  { key: 'never_helped', permission: 'registry.write', ask: counted((act) => filesOf(act, 'never_helped')) },
  { key: 'income_unknown', permission: 'registry.write', ask: counted(({ tx }) => store.incomeUnknown(tx)) },
  { key: 'without_role', permission: 'accounts.grant', ask: accounts({ withoutRole: true }) },
  { key: 'invited', permission: 'accounts.invite', ask: accounts({ state: 'invited' }) },
]

const filesOf = ({ tx, today: on }: Act, rule: CountedRule) => filesListed(tx, rule, on)

export async function today(act: Act): Promise<{ todos: Todo[]; figures: Figure[] }> {
  const role = Role.parse(act.scope.role)
  // Helpers work on their phones, with to-dos of their own.
  if (role === 'helper') return { todos: [], figures: [] }
  const households = mayRole(role, 'registry.read') ? (await store.families(act.tx)).households : undefined
  const todos = await firstSteps(act, role, households)
  for (const { key, permission, late = false, ask } of sources) {
    if (!mayRole(role, permission)) continue
    for (const { about = null, count, dueOn = null } of await ask(act))
      if (count > 0) todos.push({ key, about, count, dueOn, late: late || (dueOn !== null && dueOn < act.today) })
  }
  return { todos, figures: await figuresFor(act, households) }
}

/** What a new installation needs first; each step disappears once it is done. */
async function firstSteps(act: Act, role: Role, households: number | undefined): Promise<Todo[]> {
  const { tx } = act
  const steps: TodoKey[] = []
  if (mayRole(role, 'accounts.invite') && (await store.allAccounts(tx)) <= firstAccounts) steps.push('first_accounts')
  if (role === 'clerk' && (await store.organisations(tx)) <= 1) steps.push('first_organisation')
  if (role === 'clerk' && households === 0) steps.push('first_household')
  if (mayRole(role, 'policies.write') && (await countParameters(tx, {})) === 0) steps.push('first_standards')
  return steps.map((key) => ({ key, about: null, count: null, dueOn: null, late: false }))
}

/** Families whom each open guarantee has missed after its last day, within the asker's area. */
async function lateUncovered({ tx, today }: Act): Promise<Counted[]> {
  const lines: Counted[] = []
  for (const guarantee of await listGuarantees(tx, 'open')) {
    const { id, name, rule, dueOn, areaCode } = guarantee
    if (dueOn >= today) continue
    const { uncovered } = await countCoverage(tx, guarantee, areaRange(areaCode), today)
    lines.push({ about: { id, name, rule }, count: uncovered, dueOn })
  }
  return lines
}

/** Villages whose income is on file and for which no line says whether they are to be sponsored. */
async function villagesWithoutLine({ tx, today }: Act): Promise<number> {
  const villages = await unsponsoredVillages(tx, {})
  if (villages.length === 0) return 0
  const lines = await parametersInForce(tx, [villageLine])
  return villages.filter((village) => !lineFor(lines, village.areaCode, today)).length
}

/** Families that have not received from each festival list that is due soon. */
async function listsDue({ tx, today }: Act): Promise<Counted[]> {
  const lists = await store.listsDue(tx, addDays(today, soonDays))
  return lists.map(({ id, name, count, dueOn }) => ({ about: { id, name, rule: null }, count, dueOn }))
}

async function figuresFor(act: Act, households: number | undefined): Promise<Figure[]> {
  const { tx } = act
  if (!households) return []
  const since = `${act.today.slice(0, 4)}-01-01`
  const lately = addDays(act.today, -30)
  return [
    { key: 'households', value: String(households), since: null },
    { key: 'pairs', value: String(await store.livePairs(tx)), since: null },
    { key: 'visits', value: String(await store.visitsSince(tx, lately)), since: lately },
    { key: 'aid_cash', value: await store.cashSince(tx, since), since },
  ]
}
