import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { maskPhone } from '../../core/identity-number.ts'
import { type FieldProblem, notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope, type Scope, violatedConstraint } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { refuseUnknownArea } from '../areas/area-store.ts'
import { findOrganisation } from '../organisations/store.ts'
import type { HelperFilter } from './contract.ts'
import * as helpers from './helper-store.ts'
import { type Left, leaveFamilies } from './leave-actions.ts'
import { pairingWords } from './messages.ts'
import type { HelperDraft, HelperRow } from './model.ts'
import { kindsOf } from './rules.ts'
import * as store from './store.ts'

/** What a filter of the address bar means to the database: hashes for phones. */
function boundsOf(filter: HelperFilter, personalData: PersonalData): helpers.HelperBounds {
  const { area, search, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  const plain = (search ?? '').normalize('NFKC').replace(/\s/g, '')
  const found = /^\d{11,12}$/.test(plain)
    ? { phoneHash: personalData.index('phone', plain) }
    : /^\d{4}$/.test(plain)
      ? { phoneLastFourHash: personalData.index('phone_last_four', plain) }
      : { name: plain }
  return { ...rest, areaFrom: range?.from, areaTo: range?.to, ...found }
}

/** A helper as pages see it: the phone masked. */
export function shownHelper(row: helpers.HelperRecord, personalData: PersonalData): HelperRow {
  const { organisationText: _, phone, ...rest } = row
  return { ...rest, phone: phone && maskPhone(personalData.open(phone)) }
}

type ListInput = HelperFilter & helpers.HelperOrder

export async function listHelpers(act: Act, input: ListInput): Promise<{ rows: HelperRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const { personalData } = act.services
  const bounds = boundsOf(filter, personalData)
  const rows = await helpers.listHelpers(act.tx, bounds, { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit).map((row) => shownHelper(row, personalData)), more: rows.length > limit }
}

export async function countHelpers(act: Act, filter: HelperFilter): Promise<{ total: number }> {
  return { total: await helpers.countHelpers(act.tx, boundsOf(filter, act.services.personalData)) }
}

export async function getHelper(act: Act, input: { id: string }): Promise<HelperRow> {
  const row = await helpers.findHelper(act.tx, input.id)
  if (!row) throw notFound()
  act.about('helper', row.id)
  return shownHelper(row, act.services.personalData)
}

export const listAccounts = async (act: Act) => ({ rows: await helpers.freeHelperAccounts(act.tx) })

/** One phone, with a reason; the audit row is written in the same transaction. */
export async function revealPhone(act: Act, input: { id: string; reason: string }): Promise<{ value: string | null }> {
  const row = await helpers.findHelper(act.tx, input.id)
  if (!row) throw notFound()
  act.about('helper', row.id, { reason: input.reason })
  return { value: row.phone && act.services.personalData.open(row.phone) }
}

export async function createHelper(act: Act, draft: HelperDraft): Promise<{ id: string }> {
  await checkDraft(act, draft)
  // Cadres and bodies are known to their unit; people from society are looked into before they meet a family.
  const vetting = kindsOf.social.includes(draft.kind) ? ('waiting' as const) : ('not_needed' as const)
  const row: helpers.NewHelper = { ...draft, id: randomUUIDv7(), phone: draft.phone ?? null, importId: null, vetting }
  await oneAccountOnce(() => helpers.addHelpers(act.tx, act.services.personalData, [row]))
  act.about('helper', row.id)
  return { id: row.id }
}

export async function changeHelper(
  act: Act,
  input: HelperDraft & { id: string; version: number },
): Promise<{ version: number }> {
  const { version, ...draft } = input
  const before = await ownHelper(act, input.id)
  if (before.version !== version)
    throw new Problem('conflict', pairingWords.changedMeanwhile, {
      data: {
        theirs: shownHelper(before, act.services.personalData),
        yours: { ...draft, phone: undefined, identityNumber: undefined },
      },
    })
  await checkDraft(act, draft)
  if (draft.capacity < before.families)
    throw new Problem('conflict', pairingWords.belowFamilies, {
      parameters: { families: before.families },
      fields: [{ field: 'capacity', text: pairingWords.belowFamilies, parameters: { families: before.families } }],
    })
  await oneAccountOnce(() => helpers.changeHelper(act.tx, act.services.personalData, version, draft))
  if (draft.membershipId !== before.membershipId) {
    if (before.membershipId)
      await store.revokeFamilies(act.tx, before.membershipId, await store.familiesOf(act.tx, before.id))
    if (draft.membershipId) await store.grantFamiliesOf(act.tx, before.id, draft.membershipId)
  }
  act.about('helper', before.id)
  return { version: version + 1 }
}

export async function retireHelper(
  act: Act,
  input: { id: string; version: number; reason: string; leave: boolean },
): Promise<Left> {
  const before = await ownHelper(act, input.id)
  if (before.families > 0 && !input.leave)
    throw new Problem('conflict', pairingWords.stillHelps, { parameters: { families: before.families } })
  const left = await leaveFamilies(act, before, input.reason)
  if ((await helpers.retireHelper(act.tx, input.id, input.version, act.today, input.reason)) === 0)
    throw new Problem('conflict', pairingWords.changedMeanwhile, {
      data: { theirs: shownHelper(before, act.services.personalData), yours: { state: 'retired' } },
    })
  act.about('helper', before.id, { reason: input.reason, ...left })
  return left
}

/** Says whether a helper from society may be paired. */
export async function vetHelper(
  act: Act,
  input: { id: string; version: number; fit: boolean; note: string },
): Promise<{ version: number }> {
  const before = await ownHelper(act, input.id)
  if (before.vetting === 'not_needed') throw new Problem('conflict', pairingWords.notWaiting)
  const vetting = input.fit ? 'vetted' : 'refused'
  if ((await helpers.vetHelper(act.tx, input.id, input.version, vetting, input.note, act.today)) === 0)
    throw new Problem('conflict', pairingWords.changedMeanwhile, {
      data: { theirs: shownHelper(before, act.services.personalData), yours: { vetting } },
    })
  act.about('helper', before.id, { vetting, note: input.note })
  return { version: input.version + 1 }
}

export async function barHelper(
  act: Act,
  input: { id: string; householdId: string; kind: 'kin' | 'conflict'; reason: string },
): Promise<Record<string, never>> {
  const { id: helperId, ...bar } = input
  if (!(await helpers.findHelper(act.tx, helperId))) throw notFound()
  try {
    if ((await helpers.addBar(act.tx, { ...bar, helperId, id: randomUUIDv7() })) === 0) throw notFound()
  } catch (error) {
    if (violatedConstraint(error) !== 'helper_bar_once') throw error
    throw new Problem('conflict', pairingWords.barTwice)
  }
  act.about('helper', helperId, { householdId: input.householdId, kind: input.kind, reason: input.reason })
  return {}
}

export const inScope = (scope: Scope, areaCode: string): boolean => {
  const { from, to } = areaRange(areaCode)
  return from >= scope.areaFrom && to <= scope.areaTo
}

/** A helper of the asker's own area with the load locked: others may be seen and paired, but are changed where they stand. */
async function ownHelper(act: Act, id: string): Promise<helpers.HelperRecord> {
  await helpers.lockLoads(act.tx, [id])
  const row = await helpers.findHelper(act.tx, id)
  if (!row) throw notFound()
  if (!liesInScope(act.scope, row.areaCode)) throw new Problem('forbidden', pairingWords.noSuchArea)
  return row
}

async function checkDraft(act: Act, draft: HelperDraft): Promise<void> {
  const faults: FieldProblem[] = []
  const { scope } = act
  if (!liesInScope(scope, draft.areaCode)) faults.push({ field: 'areaCode', text: pairingWords.noSuchArea })
  else await refuseUnknownArea(act.tx, draft.areaCode, 'areaCode')
  if (draft.organisationId && draft.organisationText)
    faults.push({ field: 'organisationText', text: pairingWords.unitOnce })
  if (draft.organisationId && !(await findOrganisation(act.tx, draft.organisationId)))
    faults.push({ field: 'organisationId', text: pairingWords.noSuchUnit })
  if (draft.membershipId && !(await helpers.isHelperMembership(act.tx, draft.membershipId)))
    faults.push({ field: 'membershipId', text: pairingWords.noSuchAccount })
  const [first] = faults
  if (first) throw new Problem('bad_input', first.text, { fields: faults })
}

async function oneAccountOnce(save: () => Promise<number>): Promise<void> {
  try {
    await save()
  } catch (error) {
    if (violatedConstraint(error) !== 'helper_membership') throw error
    throw new Problem('conflict', pairingWords.accountTaken, {
      fields: [{ field: 'membershipId', text: pairingWords.accountTaken }],
    })
  }
}
