import { ancestorsOf, levelOf } from '../../core/area-code.ts'
import { ageOn } from '../../core/date.ts'
import { maskIdentityNumber, maskPhone } from '../../core/identity-number.ts'
import type { Text } from '../../core/messages.ts'
import { divideHalfUp } from '../../core/money.ts'
import type { Facts, FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import {
  type FormReading,
  type FormSlot,
  type FormTable,
  isListKind,
  type FormPart as ReadPart,
} from '../../engines/roster/fill/form-reading.ts'
import { kindWords } from '../aid/messages.ts'
import { programmeWords } from '../policies/messages.ts'
import {
  disabilityWords,
  employmentWords,
  ethnicities,
  heatingWords,
  relationText,
  schoolWords,
  sexWords,
} from '../registry/code-messages.ts'
import { derivedFlags } from '../registry/flag-rules.ts'
import { categoryWords, causeWords, residenceWords } from '../registry/messages.ts'
import type { Person } from '../registry/model.ts'
import { type VisitEntryRecord, visitFacts } from './entry-rules.ts'
import type { FormPart, Slot } from './model.ts'

/** Most families of a list, and of a form that is filled once for each family. */
export const mostFamilies = 10_000
export const mostCards = 200
/** How long a filled file is kept. */
export const fileDays = 7

type Member = {
  name: string
  identityNumber: string | null
  phone: string | null
  health: string | null
  sex: number | null
  birthDate: string | null
  ethnicity: string | null
  relation: string
  relationText: string | null
  disabilityGrade: number | null
  school: Person['school']
  employment: Person['employment']
  ownAnnualFen: string | null
}

/** What the file of a family says of itself. Null is not known. */
export type OwnRecord = {
  id: string
  fileNumber: string
  areaCode: string
  address: string | null
  residence: 'urban' | 'rural'
  workUnit: string | null
  responsibleName: string
  category: string | null
  mainCause: string | null
  size: number
  annualIncomeFen: string | null
  monthlyPerCapitaFen: string | null
  rigidExpenditureFen: string | null
  dwellings: number | null
  vehicles: number | null
  housingAreaSquareDecimetres: number | null
  heating: string | null
  registeredOn: string
}

/** Everything the product knows of a family, opened. Null is not known. */
export type KnownFamily = OwnRecord & {
  causes: readonly string[]
  /** The head first. */
  members: readonly Member[]
  enrolments: readonly { programme: string; fromDay: string; monthlyFen: string | null }[]
  /** Benefits that the family is entitled to by the last evaluation, with their titles. */
  results: readonly { policy: string; title: string; monthlyFen: string }[]
  pair: {
    since: string
    helper: string
    unit: string | null
    post: string | null
    phone: string | null
    further: readonly string[]
  } | null
  visit: (Omit<VisitEntryRecord, 'householdId'> & { thisYear: number }) | null
  aid: {
    totalFen: string | null
    yearFen: string | null
    times: number
    lastOn: string | null
    kinds: readonly string[]
  } | null
  requests: readonly string[]
  promises: readonly string[]
  uncovered: readonly string[]
  entry: {
    amountFen: string | null
    item: string | null
    quantity: string | null
    unit: string | null
    receivedOn: string | null
  } | null
  areas: ReadonlyMap<string, string>
}

// Forms of Chinese offices are filled in Chinese, whatever language the officer reads.
const word = (words: Readonly<Record<string, Text>>, code: string | null): string | null =>
  code === null ? null : (words[code]?.zh ?? code)
const joined = (texts: readonly (string | null)[], separator = '、'): string | null =>
  texts.filter((text): text is string => text !== null && text !== '').join(separator) || null

/** A family as facts that a form can ask for; identity numbers and phones whole or masked, health only when whole. */
export function factsOf(known: KnownFamily, today: string, fullNumbers: boolean): FamilyFacts {
  const [head] = known.members
  return {
    id: known.id,
    members: known.members.map((member) => memberFacts(member, today, fullNumbers)),
    family: {
      ...householdFacts(known),
      ...memberCounts(known.members, today),
      head_phone: shownPhone(head?.phone ?? null, fullNumbers),
      ...programmeFacts(known),
      ...pairFacts(known.pair, fullNumbers),
      ...doneFacts(known),
      head_name: head?.name ?? null,
      head_id_number: shownNumber(head?.identityNumber ?? null, fullNumbers),
    },
  }
}

const shownNumber = (number: string | null, full: boolean): string | null =>
  number === null || full ? number : maskIdentityNumber(number)
const shownPhone = (phone: string | null, full: boolean): string | null =>
  phone === null || full ? phone : maskPhone(phone)

const memberFacts = (member: Member, today: string, full: boolean): Facts => ({
  name: member.name,
  sex: member.sex === 1 || member.sex === 2 ? sexWords[member.sex].zh : null,
  ethnicity: ethnicities.find(({ value }) => value === member.ethnicity)?.text.zh ?? null,
  id_number: shownNumber(member.identityNumber, full),
  birth_date: member.birthDate,
  age: member.birthDate === null ? null : ageOn(member.birthDate, today),
  phone: shownPhone(member.phone, full),
  relation: member.relationText ?? relationText(member.relation).zh,
  health: full ? member.health : null,
  disability_grade: member.disabilityGrade === null ? null : word(disabilityWords, String(member.disabilityGrade)),
  disabled: member.disabilityGrade !== null,
  school: word(schoolWords, member.school),
  employment: word(employmentWords, member.employment),
  own_annual_income: member.ownAnnualFen,
  own_monthly_income: member.ownAnnualFen === null ? null : String(divideHalfUp(BigInt(member.ownAnnualFen), 12n)),
})

/** How many of a family are old, young, at school or disabled; an age that is not known leaves its count unknown. */
function memberCounts(members: readonly Member[], today: string): Facts {
  const ages = members.map(({ birthDate }) => (birthDate === null ? null : ageOn(birthDate, today)))
  const aged = (from: number, to: number) =>
    ages.length === 0 || ages.includes(null)
      ? null
      : ages.filter((age) => age !== null && age >= from && age < to).length
  const people = members.map((member) => ({ ...member, leftOn: null }))
  const zero = derivedFlags({ people }, today).find(({ flag }) => flag === 'zero_employment')
  return {
    elderly_count: aged(60, 200),
    minor_count: aged(0, 18),
    student_count: members.filter(({ school, employment }) => school !== null || employment === 'student').length,
    disabled_count: members.filter(({ disabilityGrade }) => disabilityGrade !== null).length,
    has_disabled: members.some(({ disabilityGrade }) => disabilityGrade !== null),
    zero_employment: zero?.state === 'unknown' ? null : zero !== undefined,
  }
}

function householdFacts(known: KnownFamily): Facts {
  const income = known.annualIncomeFen === null ? null : BigInt(known.annualIncomeFen)
  const levels = new Map(
    [known.areaCode, ...ancestorsOf(known.areaCode)].map((code) => [levelOf(code), known.areas.get(code)]),
  )
  return {
    file_number: known.fileNumber,
    area: joined([levels.get('county') ?? null, levels.get('township') ?? null, levels.get('village') ?? null], ''),
    county: levels.get('county') ?? null,
    township: levels.get('township') ?? null,
    village: levels.get('village') ?? null,
    address: known.address,
    residence: residenceWords[known.residence].zh,
    work_unit: known.workUnit,
    responsible_unit: known.responsibleName,
    category: word(categoryWords, known.category),
    main_cause: word(causeWords, known.mainCause),
    other_causes: joined(
      known.causes.filter((cause) => cause !== known.mainCause).map((cause) => word(causeWords, cause)),
    ),
    household_size: known.size,
    annual_income: known.annualIncomeFen,
    monthly_income: income === null ? null : String(divideHalfUp(income, 12n)),
    monthly_per_capita: known.monthlyPerCapitaFen,
    annual_per_capita: income === null ? null : String(divideHalfUp(income, BigInt(known.size))),
    rigid_expenditure: known.rigidExpenditureFen,
    dwellings: known.dwellings,
    vehicles: known.vehicles,
    housing_area: known.housingAreaSquareDecimetres === null ? null : known.housingAreaSquareDecimetres / 100,
    heating: word(heatingWords, known.heating),
    registered_on: known.registeredOn,
  }
}

function programmeFacts({ enrolments, results, uncovered }: KnownFamily): Facts {
  const dibao = enrolments.find(({ programme }) => programme === 'dibao')
  const has = new Set(enrolments.map(({ programme }) => programme))
  return {
    dibao: dibao !== undefined,
    dibao_monthly: dibao?.monthlyFen ?? null,
    dibao_since: dibao?.fromDay ?? null,
    programmes: joined(enrolments.map(({ programme }) => word(programmeWords, programme))),
    entitled: joined(results.filter(({ policy }) => !has.has(policy)).map(({ title }) => title)),
    dibao_due: results.find(({ policy }) => policy === 'dibao')?.monthlyFen ?? null,
    uncovered: joined(uncovered),
  }
}

const pairFacts = (pair: KnownFamily['pair'], full: boolean): Facts => ({
  paired: pair !== null,
  helper_name: pair?.helper ?? null,
  helper_unit: pair?.unit ?? null,
  helper_post: pair?.post ?? null,
  // Half of it would pass for the whole.
  helper_unit_post: pair?.unit && pair.post ? `${pair.unit} ${pair.post}` : null,
  helper_phone: shownPhone(pair?.phone ?? null, full),
  further_helpers: joined(pair?.further ?? []),
  paired_on: pair?.since ?? null,
})

function doneFacts({ visit, aid, requests, promises, entry }: KnownFamily): Facts {
  const last = visit && visitFacts(visit)
  return {
    visited_on: visit?.visitedOn ?? null,
    visitor: visit?.visitor ?? null,
    visit_living: last?.went_living ?? null,
    visit_difficulties: last?.went_difficulties ?? null,
    visit_needs: last?.went_needs ?? null,
    visit_cash: last?.went_cash ?? null,
    visit_goods: last?.went_goods ?? null,
    visit_promised: last?.went_promised ?? null,
    visits_this_year: visit?.thisYear ?? 0,
    open_requests: joined(requests, '；'),
    open_promises: joined(promises, '；'),
    aid_total: aid?.totalFen ?? '0',
    aid_year: aid?.yearFen ?? '0',
    aid_times: aid?.times ?? 0,
    aid_last_on: aid?.lastOn ?? null,
    aid_kinds: joined((aid?.kinds ?? []).map((kind) => word(kindWords, kind))),
    list_amount: entry?.amountFen ?? null,
    list_item: entry?.item ?? null,
    list_quantity: entry?.quantity ?? null,
    list_received_on: entry?.receivedOn ?? null,
  }
}

const shownSlot = ({ key, header, field, confidence, byHand }: FormSlot): Slot => ({
  key,
  header,
  field,
  confidence,
  byHand,
})

/** A label that a letter repeats is one choice. */
const onePerKey = (slots: readonly FormSlot[]): FormSlot[] => [
  ...new Map(slots.map((slot) => [slot.key, slot])).values(),
]

/** What a form asks for, as the page shows it: parts without a place to fill are left out. */
export const shownParts = (reading: FormReading): FormPart[] =>
  reading.parts.filter(isAsking).flatMap(({ name, shape, tables, labels, counts = [] }) => {
    const counted = counts.reduce((sum, { cells }) => sum + cells.length, 0)
    const asked = tables.filter((table) => !table.continues)
    const shown = (table: FormTable | undefined, partName: string, own: readonly FormSlot[]): FormPart => ({
      name: partName,
      shape,
      rowOf: table?.rowOf ?? null,
      listKey: (shape === 'list' ? table?.listKey : undefined) ?? null,
      counted: 0,
      blankRows: table ? blankRowsOf(table, tables) : 0,
      columns: (table?.slots ?? []).map(shownSlot),
      labels: onePerKey(own).map(shownSlot),
    })
    // A card's labels stand by themselves; its tables, like the further ones of a list, are named by their titles.
    const [first, ...further] = shape === 'card' ? [undefined, ...asked] : [asked[0], ...asked.slice(1)]
    const named = further.map((table, place) => shown(table, `${name} · ${tableName(table, place + 1)}`, []))
    const own = first || labels.length > 0 || counted > 0 ? [{ ...shown(first, name, labels), counted }] : []
    return [...own, ...named]
  })

const rowWords = {
  family: '名册',
  member: '家庭成员',
  student: '学生',
  disabled: '残疾人',
  elderly: '老年人',
  minor: '未成年人',
  dibao: '低保户',
  aided: '受助家庭',
  aid: '帮扶记录',
  visit: '走访记录',
  register: '走访登记',
  ledger: '帮扶台账',
}

/** The title that stands above a table, or what its rows are; a number keeps two of them apart. */
const tableName = ({ title, rowOf }: FormTable, place: number): string => `${place} ${title || rowWords[rowOf]}`

/** The blank rows of a table and of those that go on from it. */
function blankRowsOf(table: FormTable, tables: readonly FormTable[]): number {
  const rest = tables.slice(tables.indexOf(table) + 1)
  const next = rest.findIndex(({ continues }) => !continues)
  return [table, ...(next < 0 ? rest : rest.slice(0, next))].reduce(
    (sum, { firstRow, lastRow }) => sum + Math.max(0, lastRow - firstRow + 1),
    0,
  )
}

const isAsking = (part: ReadPart): part is ReadPart & { shape: 'list' | 'card' } => part.shape !== 'none'

/** The parts with what an organisation chose for headings; a fact that was chosen is taken from where it was only guessed. */
export const withChosen = (parts: readonly FormPart[], chosen: Readonly<Record<string, string | null>>): FormPart[] =>
  parts.map((part) => {
    const own = [...part.labels, ...part.columns].filter(({ key }) => Object.hasOwn(chosen, key))
    const taken = new Set(own.map(({ key }) => chosen[key] ?? null))
    const apply = (slot: Slot): Slot => {
      const isChosen = Object.hasOwn(chosen, slot.key)
      if (isChosen) return { ...slot, field: chosen[slot.key] ?? null, confidence: chosen[slot.key] ? 1 : 0 }
      return slot.field !== null && taken.has(slot.field) ? { ...slot, field: null, confidence: 0 } : slot
    }
    const kind = part.listKey === null ? null : (chosen[part.listKey] ?? null)
    const rowOf = kind !== null && isListKind(kind) ? kind : part.rowOf
    return { ...part, rowOf, labels: part.labels.map(apply), columns: part.columns.map(apply) }
  })

/** Every heading of a form, for choices about them. */
export const headingsOf = (parts: readonly FormPart[]): Set<string> =>
  new Set(
    parts.flatMap(({ columns, labels, listKey }) => [
      ...[...columns, ...labels].map(({ key }) => key),
      ...(listKey === null ? [] : [listKey]),
    ]),
  )

/** A name for a file inside a zip: signs that a file system may take amiss are left out. */
export const fileNameOf = (text: string): string =>
  [...text.replace(/[\\/:*?"<>|]/g, '')]
    .filter((letter) => letter >= ' ')
    .join('')
    .trim()
    .slice(0, 60) || '表'
