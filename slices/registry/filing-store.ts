import { randomUUIDv7 } from 'node:crypto'
import { pinyin } from 'pinyin-pro'
import { ancestorsOf } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import { birthOf, sexOf } from '../../core/identity-number.ts'
import { Problem } from '../../core/problem.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { findLocalGovernment, findOrganisation } from '../organisations/store.ts'
import { addHouseholds, type NewHousehold, takeFileNumbers } from './household-store.ts'
import { registryWords } from './messages.ts'
import { type HouseholdDraft, headRelation, type PersonDraft } from './model.ts'
import { addPeople, type NewPerson } from './person-store.ts'
import { annualTotals, fileNumber, monthlyPerCapita, type Responsible, routeResponsibility } from './rules.ts'
import { type SearchText, searchText } from './search-rules.ts'
import { addSearchTexts } from './search-store.ts'
import { addAmounts, addMarks, type NewAmount, type NewMark } from './store.ts'

// Rosters repeat names, and reading one costs more than sealing a number; so many are remembered.
const mostNames = 20_000
const readNames = new Map<string, string[]>()

/** Syllables of a name without tones, surnames read as surnames (单 is shan). */
export function syllablesOf(name: string): string[] {
  const known = readNames.get(name)
  if (known) return known
  const syllables = pinyin(name, { toneType: 'none', type: 'array', mode: 'surname', v: true }).map((syllable) =>
    syllable.toLowerCase().replace(/[^a-z]/g, ''),
  )
  if (readNames.size >= mostNames) readNames.clear()
  readNames.set(name, syllables)
  return syllables
}

/** A family that is to be filed: what is known, where it came from, who answers. */
export type Filing = {
  /** The id that the family is to have, where a second attempt must find what the first has left. */
  id?: string
  household: HouseholdDraft
  people: readonly PersonDraft[]
  responsible: Responsible
  workUnitText: string | null
  importId: string | null
  /** The day of filing when it was another than today: a register that is taken over. */
  on?: Day
  relationTexts?: readonly (string | null)[]
}

/** The body that answers for a family of this unit in this area. Throws when not even the tenant's government is there. */
export async function findResponsible(
  tx: Transaction,
  areaCode: string,
  workUnitId: string | null,
  workUnitText: string | null,
): Promise<Responsible> {
  const unit = workUnitId ? ((await findOrganisation(tx, workUnitId)) ?? null) : null
  const government = await findLocalGovernment(tx, [areaCode, ...ancestorsOf(areaCode)])
  if (!government) throw new Problem('conflict', registryWords.noGovernment)
  return routeResponsibility(unit, workUnitText, government)
}

/** Files many families in a few statements: households, members, amounts, marks, what they are found by. Answers their ids in order. */
export async function fileHouseholds(
  tx: Transaction,
  personalData: PersonalData,
  filings: readonly Filing[],
  today: Day,
): Promise<{ id: string; fileNumber: string }[]> {
  if (filings.length === 0) return []
  const first = await takeFileNumbers(tx, filings.length)
  const filed = filings.map((filing, index) => {
    const on = filing.on ?? today
    return filedRows(filing, fileNumber(on.slice(0, 4), first + index), personalData, on)
  })
  await addHouseholds(
    tx,
    filed.map((one) => one.household),
  )
  await addPeople(
    tx,
    filed.flatMap((one) => one.people),
  )
  const amounts = filed.flatMap((one) => one.amounts)
  if (amounts.length > 0) await addAmounts(tx, amounts)
  const marks = filed.flatMap((one) => one.marks)
  if (marks.length > 0) await addMarks(tx, marks)
  await addSearchTexts(
    tx,
    filed.map((one) => ({ householdId: one.household.id, ...filedText(one) })),
  )
  return filed.map(({ household }) => ({ id: household.id, fileNumber: household.fileNumber }))
}

/** A family and its members as rows; what it is found by follows from them. */
export type FiledFamily = { household: NewHousehold; people: NewPerson[] }

/** The same with its amounts and marks. */
export type FiledRows = FiledFamily & { amounts: NewAmount[]; marks: NewMark[] }

/** The rows of a family under its file number, sealed, with fresh ids. */
export function filedRows(filing: Filing, number: string, personalData: PersonalData, today: Day): FiledRows {
  const { household, people } = filedFamily(filing, number, personalData, today)
  const place = {
    householdId: household.id,
    areaCode: household.areaCode,
    organisationLine: household.organisationLine,
  }
  return {
    household,
    people,
    amounts: amountRows(place, filing.household, people),
    marks: markRows(place, filing.household, today),
  }
}

/** The family and its members alone: of a family that only tells totals, one cause and one category, nothing else follows. */
export function filedFamily(filing: Filing, number: string, personalData: PersonalData, today: Day): FiledFamily {
  const { household: draft, responsible } = filing
  const householdId = filing.id ?? randomUUIDv7()
  const place = { householdId, areaCode: draft.areaCode, organisationLine: responsible.line }
  const people = filing.people.map((person, index) =>
    personRow(
      place,
      index === 0 ? { ...person, relation: headRelation } : person,
      personalData,
      today,
      filing.relationTexts?.[index] ?? null,
    ),
  )
  const head = people[0] as NewPerson
  const totals = annualTotals(draft.amounts)
  const household: NewHousehold = {
    id: householdId,
    fileNumber: number,
    areaCode: draft.areaCode,
    responsibleId: responsible.id,
    organisationLine: responsible.line,
    responsibleReason: responsible.reason,
    workUnitId: draft.workUnitId,
    workUnitText: filing.workUnitText,
    headPersonId: head.id,
    headName: head.name,
    headNamePinyin: head.namePinyin,
    size: Math.max(draft.size, people.length),
    residence: draft.residence,
    category: draft.category,
    mainCause: draft.causes[0] ?? null,
    registeredOn: today,
    address: draft.address,
    annualIncomeFen: totals.income?.toString() ?? null,
    rigidExpenditureFen: totals.expenditure?.toString() ?? null,
    monthlyPerCapitaFen: monthlyPerCapita(totals.income, Math.max(draft.size, people.length))?.toString() ?? null,
    dwellings: draft.dwellings,
    vehicles: draft.vehicles,
    housingAreaSquareDecimetres: draft.housingAreaSquareDecimetres,
    heating: draft.heating,
    sourceImportId: filing.importId,
  }
  return { household, people }
}

type Place = { householdId: string; areaCode: string; organisationLine: string }

/** Amounts name a member by its place in the form (`personId`) only when that member exists already. */
export const amountRows = (place: Place, draft: HouseholdDraft, people: readonly { id: string }[]): NewAmount[] =>
  (draft.amounts ?? []).map((amount) => ({
    ...place,
    id: randomUUIDv7(),
    personId: people.some((person) => person.id === amount.personId) ? amount.personId : null,
    side: amount.side,
    kind: amount.kind,
    annualFen: amount.annualFen,
  }))

export function markRows(place: Place, draft: HouseholdDraft, today: Day): NewMark[] {
  const mark = (dimension: NewMark['dimension'], code: string): NewMark => ({
    ...place,
    id: randomUUIDv7(),
    dimension,
    code,
    since: today,
  })
  return [
    ...draft.causes.map((cause) => mark('cause', cause)),
    ...(draft.category ? [mark('category', draft.category)] : []),
  ]
}

/** What a family of these names at this address is found by. */
export const searchTextOf = (names: readonly string[], address: string | null): SearchText =>
  searchText(
    names.map((name) => ({ name, syllables: syllablesOf(name) })),
    address,
  )

export const filedText = ({ household, people }: FiledFamily): SearchText =>
  searchTextOf(
    people.map(({ name }) => name),
    household.address,
  )

/** A member with sealed columns and their hashes. */
export function personRow(
  place: Place,
  draft: PersonDraft,
  personalData: PersonalData,
  today: Day,
  relationText: string | null,
): NewPerson {
  const number = draft.identityNumber ?? null
  const phone = draft.phone ?? null
  return {
    ...place,
    id: randomUUIDv7(),
    name: draft.name,
    namePinyin: syllablesOf(draft.name).join(''),
    relation: draft.relation,
    relationText,
    // A number says both; what was written beside it goes first, because numbers of the first generation err too.
    sex: draft.sex ?? (number ? sexOf(number) : null),
    birthDate: draft.birthDate ?? (number ? birthOf(number) : null),
    ethnicity: draft.ethnicity,
    disabilityGrade: draft.disabilityGrade,
    school: draft.school,
    employment: draft.employment,
    joinedOn: today,
    health: draft.health ? personalData.seal(draft.health) : null,
    ...sealedNumber(number, personalData),
    ...sealedPhone(phone, personalData),
  }
}

type EndingPurpose = 'identity_last_four' | 'phone_last_four'
// There are some ten thousand endings in all, and every one is asked for again and again.
const endingHashes = new WeakMap<PersonalData, Record<EndingPurpose, Map<string, Buffer>>>()

function lastFourHash(purpose: EndingPurpose, text: string, personalData: PersonalData): Buffer {
  let known = endingHashes.get(personalData)
  if (!known) {
    known = { identity_last_four: new Map(), phone_last_four: new Map() }
    endingHashes.set(personalData, known)
  }
  const ending = text.slice(-4)
  const found = known[purpose].get(ending)
  if (found) return found
  const hash = personalData.index(purpose, ending)
  if (known[purpose].size < mostNames) known[purpose].set(ending, hash)
  return hash
}

export const sealedNumber = (number: string | null, personalData: PersonalData) => ({
  identityNumber: number ? personalData.seal(number) : null,
  identityNumberHash: number ? personalData.index('identity_number', number) : null,
  identityLastFourHash: number ? lastFourHash('identity_last_four', number, personalData) : null,
})

export const sealedPhone = (phone: string | null, personalData: PersonalData) => ({
  phone: phone ? personalData.seal(phone) : null,
  phoneHash: phone ? personalData.index('phone', phone) : null,
  phoneLastFourHash: phone ? lastFourHash('phone_last_four', phone, personalData) : null,
})
