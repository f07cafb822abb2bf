import type { Day } from '../../core/date.ts'
import { maskIdentityNumber, maskPhone } from '../../core/identity-number.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { checkArea, type FieldChange, getHousehold, onePersonOnce, recordChanges, shownPerson } from './actions.ts'
import {
  amountRows,
  findResponsible,
  markRows,
  personRow,
  sealedNumber,
  sealedPhone,
  searchTextOf,
} from './filing-store.ts'
import * as households from './household-store.ts'
import { fitSize, takeAmountsAlong } from './member-store.ts'
import { registryWords } from './messages.ts'
import { type HouseholdDraft, headRelation, type PersonDraft } from './model.ts'
import * as people from './person-store.ts'
import { annualTotals, monthlyPerCapita } from './rules.ts'
import { replaceSearchText } from './search-store.ts'
import * as store from './store.ts'
import { beginChange, type Changing } from './version-actions.ts'
import { checkMembership } from './withdrawn-rules.ts'

export const placeOf = (row: households.HouseholdRecord) => ({
  householdId: row.id,
  areaCode: row.areaCode,
  organisationLine: row.organisationLine,
})

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** The fields that differ, as rows of the history. */
function differences(subject: string, before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  return Object.keys(after)
    .map((field) => ({ subject, field, oldValue: textOf(before[field]), newValue: textOf(after[field]) }))
    .filter((change) => change.oldValue !== change.newValue)
}

export async function changeHousehold(
  act: Act,
  input: { id: string; version: number; household: HouseholdDraft; from?: Day | undefined; why: string },
): Promise<{ version: number }> {
  const { id, version, household: draft } = input
  const before = await households.lockHousehold(act.tx, id)
  if (!before) throw notFound()
  if (before.version !== version)
    throw new Problem('conflict', registryWords.changedMeanwhile, {
      data: { theirs: await getHousehold(act, { id }), yours: draft },
    })
  if (draft.areaCode !== before.areaCode) await checkArea(act, draft.areaCode, 'household.areaCode')
  const earlier = await getHousehold(act, { id })
  const changing = await beginChange(act, before, input.from)
  const unitText = draft.workUnitId ? null : before.workUnit
  const responsible = await findResponsible(act.tx, draft.areaCode, draft.workUnitId, unitText)
  const totals = draft.amounts
    ? annualTotals(draft.amounts)
    : { income: big(before.annualIncomeFen), expenditure: big(before.rigidExpenditureFen) }
  await households.changeHousehold(act.tx, id, version, {
    areaCode: draft.areaCode,
    responsibleId: responsible.id,
    organisationLine: responsible.line,
    responsibleReason: responsible.reason,
    workUnitId: draft.workUnitId,
    workUnitText: unitText,
    size: draft.size,
    residence: draft.residence,
    category: draft.category,
    mainCause: draft.causes[0] ?? null,
    address: draft.address,
    annualIncomeFen: totals.income?.toString() ?? null,
    rigidExpenditureFen: totals.expenditure?.toString() ?? null,
    monthlyPerCapitaFen: monthlyPerCapita(totals.income, draft.size)?.toString() ?? null,
    dwellings: draft.dwellings,
    vehicles: draft.vehicles,
    housingAreaSquareDecimetres: draft.housingAreaSquareDecimetres,
    heating: draft.heating,
  })
  const place = { householdId: id, areaCode: draft.areaCode, organisationLine: responsible.line }
  await replaceParts(act, place, draft, before, changing.from)
  const { people: _, ...comparable } = earlier
  await recordChanges(
    act,
    place,
    differences('household', comparable, { ...draft, amounts: draft.amounts ?? earlier.amounts }),
    input.why,
    changing.from,
  )
  await changing.finish()
  act.about('household', id)
  await act.services.background.send(act.tx, 'household.changed', { householdId: id })
  return { version: version + 1 }
}

const big = (fen: string | null): bigint | null => (fen === null ? null : BigInt(fen))

async function replaceParts(
  act: Act,
  place: { householdId: string; areaCode: string; organisationLine: string },
  draft: HouseholdDraft,
  before: households.HouseholdRecord,
  from: Day,
): Promise<void> {
  const id = place.householdId
  if (place.areaCode !== before.areaCode || place.organisationLine !== before.organisationLine) {
    for (const table of households.familyTables) await households.followHousehold(act.tx, table, id)
    await act.services.background.send(act.tx, 'household.moved', { householdId: id })
  }
  const members = await people.peopleOf(act.tx, id)
  if (draft.amounts) {
    await store.removeAmounts(act.tx, id)
    const amounts = amountRows(place, draft, members)
    if (amounts.length > 0) await store.addAmounts(act.tx, amounts)
  }
  await store.endMarks(act.tx, id, 'cause', draft.causes, from)
  await store.endMarks(act.tx, id, 'category', draft.category ? [draft.category] : [], from)
  const marks = markRows(place, draft, from)
  if (marks.length > 0) await store.addMarks(act.tx, marks)
  await renewSearchText(act, id, draft.address, members)
}

export const renewSearchText = (
  act: Act,
  id: string,
  address: string | null,
  members: readonly people.PersonRecord[],
) =>
  replaceSearchText(
    act.tx,
    id,
    searchTextOf(
      members.filter((member) => !member.leftOn).map((member) => member.name),
      address,
    ),
  )

export async function addPerson(
  act: Act,
  input: { id: string; person: PersonDraft; from?: Day | undefined; why: string },
): Promise<{ personId: string }> {
  const household = await households.lockHousehold(act.tx, input.id)
  if (!household) throw notFound()
  checkMembership(household)
  if (input.person.relation === headRelation) throw new Problem('conflict', registryWords.oneHead)
  const changing = await beginChange(act, household, input.from)
  const row = personRow(placeOf(household), input.person, act.services.personalData, changing.from, null)
  await onePersonOnce(act, [input.person], () => people.addPeople(act.tx, [row]))
  const joined = { subject: row.name, field: 'joined', oldValue: null, newValue: changing.from }
  const size = await sizeChange(act, household.id, 0)
  await afterMemberChange(act, household, [joined, ...size], input.why, changing)
  return { personId: row.id }
}

export async function changePerson(
  act: Act,
  input: {
    id: string
    personId: string
    version: number
    person: PersonDraft
    from?: Day | undefined
    why: string
  },
): Promise<{ version: number }> {
  const household = await households.lockHousehold(act.tx, input.id)
  const before = household && (await people.findPerson(act.tx, input.id, input.personId))
  if (!household || !before) throw notFound()
  const { personalData } = act.services
  if (before.version !== input.version)
    throw new Problem('conflict', registryWords.changedMeanwhile, {
      data: {
        theirs: shownPerson(before, personalData),
        yours: { ...input.person, identityNumber: undefined, phone: undefined, health: undefined },
      },
    })
  const isHead = household.headPersonId === before.id
  if (isHead !== (input.person.relation === headRelation)) throw new Problem('conflict', registryWords.oneHead)
  const row = mergedRow(before, input.person, placeOf(household), personalData, act.today)
  const changing = await beginChange(act, household, input.from)
  const numberChanged = row.identityNumberHash && !sameNumber(before, input.person, personalData)
  await onePersonOnce(act, numberChanged ? [input.person] : [], () => people.changePerson(act.tx, input.version, row))
  if (isHead)
    await households.changeHead(act.tx, household.id, { personId: row.id, name: row.name, pinyin: row.namePinyin })
  const after = await people.findPerson(act.tx, input.id, input.personId)
  const changes = differences(
    row.name,
    plainOf(before, personalData),
    plainOf(after as people.PersonRecord, personalData),
  )
  await afterMemberChange(act, household, changes, input.why, changing)
  act.about('person', before.id, { householdId: household.id, fields: changes.map((change) => change.field) })
  return { version: input.version + 1 }
}

const sameNumber = (before: people.PersonRecord, draft: PersonDraft, personalData: PersonalData): boolean =>
  draft.identityNumber === undefined ||
  (before.identityNumber !== null && personalData.open(before.identityNumber) === draft.identityNumber)

/** Sealed fields that the form leaves out stay as they were; null clears them. */
function mergedRow(
  before: people.PersonRecord,
  draft: PersonDraft,
  place: { householdId: string; areaCode: string; organisationLine: string },
  personalData: PersonalData,
  today: string,
): people.NewPerson {
  const kept = (sealed: Buffer | null) => (sealed ? personalData.open(sealed) : null)
  const row = personRow(place, draft, personalData, today, before.relationText)
  return {
    ...row,
    id: before.id,
    joinedOn: before.joinedOn,
    health: draft.health === undefined ? before.health : row.health,
    ...sealedNumber(
      draft.identityNumber === undefined ? kept(before.identityNumber) : draft.identityNumber,
      personalData,
    ),
    ...sealedPhone(draft.phone === undefined ? kept(before.phone) : draft.phone, personalData),
  }
}

/** A member for the history: sealed values masked. */
function plainOf(row: people.PersonRecord, personalData: PersonalData): Record<string, unknown> {
  return {
    name: row.name,
    relation: row.relation,
    sex: row.sex,
    birthDate: row.birthDate,
    ethnicity: row.ethnicity,
    disabilityGrade: row.disabilityGrade,
    school: row.school,
    employment: row.employment,
    identityNumber: row.identityNumber && maskIdentityNumber(personalData.open(row.identityNumber)),
    phone: row.phone && maskPhone(personalData.open(row.phone)),
    health: row.health ? '***' : null,
  }
}

export async function endPerson(
  act: Act,
  input: {
    id: string
    personId: string
    reason: string
    newHeadId: string | null
    from?: Day | undefined
    why: string
  },
): Promise<Record<string, never>> {
  const household = await households.lockHousehold(act.tx, input.id)
  const person = household && (await people.findPerson(act.tx, input.id, input.personId))
  if (!household || !person || person.leftOn) throw notFound()
  checkMembership(household)
  const changing = await beginChange(act, household, input.from)
  const head = household.headPersonId === person.id ? [await passOnHead(act, household, input.newHeadId)] : []
  await people.endPerson(act.tx, person.id, changing.from, input.reason)
  await takeAmountsAlong(act.tx, household.id, [person.id], null)
  const left = { subject: person.name, field: 'left', oldValue: null, newValue: input.reason }
  const size = await sizeChange(act, household.id, 1)
  await afterMemberChange(act, household, [...size, ...head, left], input.why, changing)
  act.about('person', person.id, { householdId: household.id, reason: input.reason })
  return {}
}

/** Who lives in a family is counted anew after `left` have gone or somebody came; a line of the history where it differs. */
export async function sizeChange(act: Act, householdId: string, left: number): Promise<FieldChange[]> {
  const { before, after } = await fitSize(act.tx, householdId, left)
  return before === after
    ? []
    : [{ subject: 'household', field: 'size', oldValue: String(before), newValue: String(after) }]
}

/** A family is never without a head: who follows must be named and stay. Answers the line of the history. */
export async function passOnHead(
  act: Act,
  household: households.HouseholdRecord,
  newHeadId: string | null,
  oldRelation?: string,
): Promise<FieldChange> {
  const next =
    newHeadId && newHeadId !== household.headPersonId
      ? await people.findPerson(act.tx, household.id, newHeadId)
      : undefined
  if (!next || next.leftOn) {
    const living = (await people.peopleOf(act.tx, household.id)).filter((person) => !person.leftOn)
    const text = living.length > 1 ? registryWords.newHeadNeeded : registryWords.lastMember
    throw new Problem('bad_input', text, { fields: [{ field: 'newHeadId', text }] })
  }
  await people.becomeHead(act.tx, household.headPersonId, next.id, oldRelation)
  const pinyin = (await people.pinyinOf(act.tx, next.id)) ?? ''
  await households.changeHead(act.tx, household.id, { personId: next.id, name: next.name, pinyin })
  return { subject: 'household', field: 'head', oldValue: household.headName, newValue: next.name }
}

/** Another member becomes the head and the one who was stays, under the relation that is told. */
export async function changeHead(
  act: Act,
  input: { id: string; headId: string; oldRelation: string; from?: Day | undefined; why: string },
): Promise<Record<string, never>> {
  const household = await households.lockHousehold(act.tx, input.id)
  if (!household) throw notFound()
  checkMembership(household)
  if (input.oldRelation === headRelation) throw new Problem('conflict', registryWords.oneHead)
  const changing = await beginChange(act, household, input.from)
  const head = await passOnHead(act, household, input.headId, input.oldRelation)
  await afterMemberChange(act, household, [head], input.why, changing)
  return {}
}

async function afterMemberChange(
  act: Act,
  household: households.HouseholdRecord,
  changes: readonly FieldChange[],
  why: string,
  changing: Changing,
): Promise<void> {
  await recordChanges(act, placeOf(household), changes, why, changing.from)
  await households.touchHousehold(act.tx, household.id)
  await changing.finish()
  await renewSearchText(act, household.id, household.address, await people.peopleOf(act.tx, household.id))
  await act.services.background.send(act.tx, 'household.changed', { householdId: household.id })
  act.about('household', household.id)
}
