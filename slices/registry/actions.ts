import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import { maskIdentityNumber, maskPhone, upgrade15 } from '../../core/identity-number.ts'
import type { Text } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope, violatedConstraint } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { refuseUnknownArea } from '../areas/area-store.ts'
import type { HouseholdFilter, HouseholdSort } from './contract.ts'
import { fileHouseholds, findResponsible } from './filing-store.ts'
import { listHouseholds as listStored } from './household-list-store.ts'
import * as households from './household-store.ts'
import { registryWords } from './messages.ts'
import type { Household, HouseholdDraft, HouseholdRow, Person, PersonDraft } from './model.ts'
import * as people from './person-store.ts'
import { searchKind } from './rules.ts'
import { sought } from './search-rules.ts'
import * as store from './store.ts'
import { beginVersions } from './version-store.ts'

/** What a filter of the address bar means to the database: hashes for numbers, keys for names and addresses. */
export function boundsOf(filter: HouseholdFilter, personalData: PersonalData): households.HouseholdBounds {
  const { area, search, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to, ...searchBounds(search ?? '', personalData) }
}

function searchBounds(search: string, personalData: PersonalData): Partial<households.HouseholdBounds> {
  const plain = search.normalize('NFKC').replace(/\s/g, '')
  const upper = plain.toUpperCase()
  switch (searchKind(search)) {
    case 'identity_number':
      return { identityHash: personalData.index('identity_number', upper.length === 15 ? upgrade15(upper) : upper) }
    case 'phone':
      return { phoneHash: personalData.index('phone', plain) }
    case 'last_four':
      return {
        identityLastFourHash: personalData.index('identity_last_four', upper),
        phoneLastFourHash: personalData.index('phone_last_four', upper),
      }
    case 'file_number':
      return { fileNumber: plain }
    case 'name':
      return { sought: sought(search) }
    case 'nothing':
      return {}
  }
}

export type ListInput = HouseholdFilter & { limit: number; offset: number; sort: HouseholdSort; order: 'asc' | 'desc' }

export async function listHouseholds(act: Act, input: ListInput): Promise<{ rows: HouseholdRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const bounds = boundsOf(filter, act.services.personalData)
  const rows = await listStored(act.tx, bounds, { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

/** A member as pages see it: numbers masked. */
export function shownPerson(row: people.PersonRecord, personalData: PersonalData): Person {
  const { householdId: _, health, relationText: __, ...rest } = row
  return {
    ...rest,
    identityNumber: row.identityNumber && maskIdentityNumber(personalData.open(row.identityNumber)),
    phone: row.phone && maskPhone(personalData.open(row.phone)),
    hasHealth: health !== null,
  }
}

export async function getHousehold(act: Act, input: { id: string }): Promise<Household> {
  const row = await households.findHousehold(act.tx, input.id)
  if (!row) throw notFound()
  const members = await people.peopleOf(act.tx, row.id)
  const marks = await store.marksOf(act.tx, row.id)
  const amounts = await store.amountsOf(act.tx, row.id)
  act.about('household', row.id)
  const { organisationLine: _, headPersonId: __, ...shown } = row
  return {
    ...shown,
    causes: marks
      .filter((mark) => mark.dimension === 'cause' && !mark.until)
      .map((mark) => mark.code) as Household['causes'],
    categories: marks
      .filter((mark) => mark.dimension === 'category')
      .map(({ code, since, until }) => ({ code, since, until })),
    groups: marks
      .filter((mark) => mark.dimension === 'group')
      .map(({ id, code, evidence, since, until }) => ({ id, code, evidence, since, until })) as Household['groups'],
    amounts,
    people: members.map((member) => shownPerson(member, act.services.personalData)),
  }
}

/** A family is filed and moved within the asker's own area only; a move beyond it is entered by whoever stands above both. */
export async function checkArea(act: Act, areaCode: string, field: string): Promise<void> {
  await refuseUnknownArea(act.tx, areaCode, field)
  if (liesInScope(act.scope, areaCode)) return
  throw new Problem('bad_input', registryWords.outsideArea, { fields: [{ field, text: registryWords.outsideArea }] })
}

export async function createHousehold(
  act: Act,
  input: { household: HouseholdDraft; people: PersonDraft[] },
): Promise<{ id: string; fileNumber: string }> {
  const { household } = input
  await checkArea(act, household.areaCode, 'household.areaCode')
  const responsible = await findResponsible(act.tx, household.areaCode, household.workUnitId, null)
  const filing = { household, people: input.people, responsible, workUnitText: null, importId: null }
  const [filed] = await onePersonOnce(act, input.people, () =>
    fileHouseholds(act.tx, act.services.personalData, [filing], act.today),
  )
  if (!filed) throw new Error('nothing was filed')
  await recordChanges(
    act,
    { householdId: filed.id, areaCode: household.areaCode, organisationLine: responsible.line },
    [{ subject: 'household', field: 'registered', oldValue: null, newValue: filed.fileNumber }],
    '',
  )
  await act.services.background.send(act.tx, 'household.changed', { householdId: filed.id })
  act.about('household', filed.id)
  return filed
}

/** Somebody who is filed already, here or with another unit, is said at the field; of another unit nothing about where (R1). */
export async function onePersonOnce<Result>(
  act: Act,
  drafts: readonly PersonDraft[],
  save: () => Promise<Result>,
): Promise<Result> {
  const numbers = drafts.map((draft) => draft.identityNumber ?? null)
  for (const [index, number] of numbers.entries()) {
    if (number && numbers.indexOf(number) !== index) throw twice(index, registryWords.twiceInForm)
    if (number) await refuseFiled(act, index, act.services.personalData.index('identity_number', number))
  }
  try {
    return await save()
  } catch (error) {
    // Two clerks filing the same person at the same moment: the second is told like everybody else.
    if (violatedConstraint(error) === 'person_once') throw twice(0, registryWords.filedElsewhere)
    throw error
  }
}

/** Whoever may see the file is told which it is; of others only that there is one, with another unit. */
async function refuseFiled(act: Act, index: number, hash: Buffer): Promise<void> {
  const [here] = await people.findByIdentityHashes(act.tx, [hash])
  const file = here && (await households.findHousehold(act.tx, here.householdId))
  if (file) throw twice(index, registryWords.filedHere, { number: file.fileNumber, head: file.headName })
  if (await people.filedElsewhere(act.tx, hash)) throw twice(index, registryWords.filedElsewhere)
}

const twice = (index: number, text: Text, parameters: Readonly<Record<string, string>> = {}) =>
  new Problem('conflict', text, { fields: [{ field: `people.${index}.identityNumber`, text, parameters }], parameters })

export type FieldChange = { subject: string; field: string; oldValue: string | null; newValue: string | null }
export type Place = { householdId: string; areaCode: string; organisationLine: string }

/** Writes the history rows of a change in its own transaction. */
export const recordChanges = (
  act: Act,
  place: Place,
  changes: readonly FieldChange[],
  why: string,
  from: Day = act.today,
): Promise<number> =>
  changes.length === 0
    ? Promise.resolve(0)
    : store.addChanges(
        act.tx,
        changes.map((change) => ({
          ...place,
          ...change,
          id: randomUUIDv7(),
          at: act.now.toISOString(),
          accountId: act.accountId,
          why: why || null,
          from,
        })),
      )

export async function historyOf(act: Act, input: { id: string }) {
  if (!(await households.findHousehold(act.tx, input.id))) throw notFound()
  act.about('household', input.id)
  return { rows: await store.historyOf(act.tx, input.id) }
}

/** One sealed field of one person, with a reason; the audit row is written in the same transaction. */
export async function reveal(
  act: Act,
  input: { id: string; personId: string; field: 'identityNumber' | 'phone' | 'health'; reason: string },
): Promise<{ value: string | null }> {
  const person = await people.findPerson(act.tx, input.id, input.personId)
  if (!person) throw notFound()
  act.about('person', person.id, { field: input.field, reason: input.reason, householdId: input.id })
  const sealed = person[input.field]
  return { value: sealed ? act.services.personalData.open(sealed) : null }
}

type Closing = { id: string; version: number; why: string }

/** 撤档: the family stands in no list any more, and everything on file is kept. */
export const withdraw = (act: Act, input: Closing): Promise<Record<string, never>> => setStatus(act, input, 'withdrawn')

/** 恢复建档: the same file under its number, since a person is on file once only. */
export const reinstate = (act: Act, input: Closing): Promise<Record<string, never>> =>
  setStatus(act, input, 'registered')

async function setStatus(act: Act, { id, version, why }: Closing, newValue: 'withdrawn' | 'registered') {
  const before = await households.lockHousehold(act.tx, id)
  if (!before) throw notFound()
  await beginVersions(act.tx, [before.id], act.now.toISOString(), act.today)
  const changed =
    newValue === 'withdrawn'
      ? await households.withdrawHousehold(act.tx, id, version, act.today)
      : await households.reinstateHousehold(act.tx, id, version)
  if (changed === 0) throw new Problem('conflict', registryWords.changedMeanwhile)
  const oldValue = newValue === 'withdrawn' ? 'registered' : 'withdrawn'
  await recordChanges(
    act,
    { householdId: before.id, areaCode: before.areaCode, organisationLine: before.organisationLine },
    [{ subject: 'household', field: 'status', oldValue, newValue }],
    why,
  )
  await act.services.background.send(act.tx, 'household.changed', { householdId: before.id })
  act.about('household', before.id)
  return {}
}
