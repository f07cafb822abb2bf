import type { Day } from '../../core/date.ts'
import { maskIdentityNumber, maskPhone } from '../../core/identity-number.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { boundsOf, type ListInput, listHouseholds as listNow } from './actions.ts'
import type { HouseholdFilter } from './contract.ts'
import * as households from './household-store.ts'
import { registryWords } from './messages.ts'
import type { FamilyAsOf, Household, HouseholdRow, Person } from './model.ts'
import type { FamilyDocument, StoredRow } from './version-rules.ts'
import * as versions from './version-store.ts'
import { checkCorrection, type Standing } from './withdrawn-rules.ts'

/** A change under way: the day from which it holds, and what is left to do when its rows are written. */
export type Changing = { from: Day; finish: () => Promise<void> }

/**
 * Begins a change of one family that holds from a day, today when none is given. Throws when that day is still to come or
 * lies before the file was opened: a file says what is, and says nothing of a time before it; and when the file is withdrawn
 * and takes no such change.
 */
export async function beginChange(
  act: Act,
  household: Pick<households.HouseholdRecord, 'id' | 'registeredOn'> & Standing,
  from: Day | undefined,
): Promise<Changing> {
  checkCorrection(household, from)
  const day = from ?? act.today
  if (day > act.today || (from !== undefined && from < household.registeredOn))
    throw new Problem('bad_input', registryWords.notSuchADay, {
      fields: [{ field: 'from', text: registryWords.notSuchADay, parameters: { first: household.registeredOn } }],
      parameters: { first: household.registeredOn },
    })
  const replaced = await versions.newestStatement(act.tx, household.id)
  await versions.beginVersions(act.tx, [household.id], act.now.toISOString(), day)
  return {
    from: day,
    finish: async () => {
      if (replaced) await versions.reachBack(act.tx, replaced, day)
    },
  }
}

/** The last instant of a day in Shanghai: whatever was recorded on the day was known by then. */
const endOf = (day: Day): string => `${day}T23:59:59.999999+08:00`

/** A family as it was on a day, as known at the end of another. */
export async function familyAsOf(act: Act, input: { id: string; on: Day; knownOn: Day }): Promise<FamilyAsOf> {
  const now = await households.findHousehold(act.tx, input.id)
  if (!now) throw notFound()
  act.about('household', input.id, { on: input.on, knownOn: input.knownOn })
  const statement = await versions.familyAsOf(act.tx, input.id, input.on, endOf(input.knownOn))
  if (!statement) return { household: null, validFrom: null, knownFrom: null }
  const { document, validFrom, knownFrom } = statement
  const names = await versions.namesOf(act.tx, document)
  return {
    household: shownDocument(document, names, input.on, act.services.personalData),
    validFrom,
    knownFrom,
  }
}

export async function statementsOf(act: Act, input: { id: string }) {
  if (!(await households.findHousehold(act.tx, input.id))) throw notFound()
  act.about('household', input.id)
  return { rows: await versions.statementsOf(act.tx, input.id) }
}

type Past = { asOf?: Day | undefined; knownOn?: Day | undefined }

/** The day and the instant of a past list; undefined for the list of now. Names and numbers are looked up as they are now only. */
function momentOf(act: Act, { asOf, knownOn }: Past, filter: HouseholdFilter): { on: Day; known: string } | undefined {
  if (!asOf && !knownOn) return undefined
  if (filter.search || filter.importId) throw new Problem('bad_input', registryWords.notAsOf)
  return { on: asOf ?? knownOn ?? act.today, known: endOf(knownOn ?? act.today) }
}

/** A page of the list; as it was on a day, as known at the end of another, where days are given. */
export async function listHouseholds(
  act: Act,
  input: ListInput & Past,
): Promise<{ rows: HouseholdRow[]; more: boolean }> {
  const { asOf, knownOn, ...now } = input
  const moment = momentOf(act, { asOf, knownOn }, now)
  if (!moment) return listNow(act, now)
  const { limit, offset, sort, order, ...filter } = now
  const bounds = boundsOf(filter, act.services.personalData)
  const page = { sort, order, limit: limit + 1, offset }
  const rows = await versions.listHouseholdsAsOf(act.tx, bounds, page, moment.on, moment.known)
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

/** The total of the list; as it was on a day, as known at the end of another, where days are given. */
export async function countHouseholds(
  act: Act,
  input: HouseholdFilter & Past,
): Promise<{ total: number; persons: number }> {
  const { asOf, knownOn, ...filter } = input
  const bounds = boundsOf(filter, act.services.personalData)
  const moment = momentOf(act, { asOf, knownOn }, filter)
  if (!moment) return households.countHouseholds(act.tx, bounds)
  return versions.countHouseholdsAsOf(act.tx, bounds, moment.on, moment.known)
}

const bytesOf = (stored: unknown): Buffer | null =>
  typeof stored === 'string' && stored.startsWith('\\x') ? Buffer.from(stored.slice(2), 'hex') : null
const textOf = (stored: unknown): string | null => (stored === null || stored === undefined ? null : String(stored))
const opened = (stored: unknown, personalData: PersonalData): string | null => {
  const bytes = bytesOf(stored)
  return bytes && personalData.open(bytes)
}

function shownPerson(row: StoredRow, on: Day, personalData: PersonalData): Person {
  const left = textOf(row.left_on)
  const number = opened(row.identity_number, personalData)
  const phone = opened(row.phone, personalData)
  return {
    id: row.id,
    name: row.name,
    relation: row.relation,
    sex: row.sex,
    birthDate: row.birth_date,
    ethnicity: row.ethnicity,
    disabilityGrade: row.disability_grade,
    school: row.school,
    employment: row.employment,
    identityNumber: number && maskIdentityNumber(number),
    phone: phone && maskPhone(phone),
    hasHealth: row.health !== null,
    joinedOn: row.joined_on,
    // Somebody who left later was still there on the day.
    leftOn: left && left <= on ? left : null,
    leftReason: left && left <= on ? row.left_reason : null,
    version: row.version,
  } as Person
}

const placeOf = ({ relation, birthDate, id }: Person): string => `${relation} ${birthDate ?? '9'} ${id}`

const held = (mark: StoredRow, on: Day): boolean =>
  String(mark.since) <= on && (mark.until === null || String(mark.until) > on)

function shownDocument(
  { household: row, people, amounts, marks }: FamilyDocument,
  names: versions.DocumentNames,
  on: Day,
  personalData: PersonalData,
): Household {
  const ofDimension = (dimension: string) => marks.filter((mark) => mark.dimension === dimension)
  return {
    id: row.id,
    fileNumber: row.file_number,
    headName: row.head_name,
    areaCode: row.area_code,
    ...names,
    workUnit: names.workUnit ?? textOf(row.work_unit_text),
    responsibleId: row.responsible_id,
    responsibleReason: row.responsible_reason,
    size: row.size,
    residence: row.residence,
    category: row.category,
    mainCause: row.main_cause,
    annualIncomeFen: textOf(row.annual_income_fen),
    rigidExpenditureFen: textOf(row.rigid_expenditure_fen),
    monthlyPerCapitaFen: textOf(row.monthly_per_capita_fen),
    status: row.status,
    registeredOn: row.registered_on,
    updatedAt: textOf(row.updated_at),
    version: row.version,
    workUnitId: row.work_unit_id,
    address: row.address,
    dwellings: row.dwellings,
    vehicles: row.vehicles,
    housingAreaSquareDecimetres: row.housing_area_square_decimetres,
    heating: row.heating,
    withdrawnOn: row.withdrawn_on,
    mergedInto: row.merged_into ?? null,
    causes: ofDimension('cause')
      .filter((mark) => held(mark, on))
      .map((mark) => mark.code),
    categories: ofDimension('category').map(({ code, since, until }) => ({ code, since, until })),
    groups: ofDimension('group')
      .filter((mark) => held(mark, on))
      .map(({ id, code, evidence, since, until }) => ({ id, code, evidence, since, until })),
    amounts: amounts.map((amount) => ({
      side: amount.side,
      kind: amount.kind,
      personId: amount.person_id,
      annualFen: textOf(amount.annual_fen),
    })),
    people: people
      .filter((person) => String(person.joined_on) <= on)
      .map((person) => shownPerson(person, on, personalData))
      // As on the page of today: the head first, then by relation and age.
      .sort((one, other) => placeOf(one).localeCompare(placeOf(other))),
  } as Household
}
