import type { Facts, FamilyFacts } from './form-fields.ts'
import { type FormSlot, type FormTable, isOfFamilies, isRecord, type RowOf, type Whom } from './form-reading.ts'

/** A row of a table: `facts` of whom or what it speaks; `rows` is how many belong to the family, 0 after its first row. */
export type TableRow = {
  readonly family: FamilyFacts
  readonly facts: Facts
  readonly serial: number
  readonly rows: number
}

const usuallyOld = 60

/** True for a member of whom a table of that kind speaks; old is who has reached `fromAge`. */
export function isMemberOf(of: RowOf, { school, employment, disabled, age }: Facts, fromAge = usuallyOld): boolean {
  if (of === 'student') return Boolean(school) || employment === '学生'
  if (of === 'disabled') return disabled === true
  if (of === 'elderly') return typeof age === 'number' && age >= fromAge
  if (of === 'minor') return typeof age === 'number' && age < 18
  return true
}

/** Of which families a table speaks that is not about all of them. */
const isAskedFamily = (of: RowOf, { family }: FamilyFacts): boolean =>
  of === 'dibao' ? family.dibao === true : of === 'aided' ? Number(family.aid_times ?? 0) > 0 : true

const spouse = /^(?:配偶|妻子?|丈夫|夫|爱人|老伴)$/
const child = /^(?:(?:独生|长|次|三|四|五|养|继)?(?:子|女)|儿子|女儿)$/

/** The members of whom a label of a card may speak. */
export const membersMeant = (whom: Whom, members: readonly Facts[]): Facts[] =>
  whom === 'student' || whom === 'disabled'
    ? members.filter((person) => isMemberOf(whom, person))
    : members.filter(({ relation }) => (whom === 'spouse' ? spouse : child).test(String(relation ?? '')))

const dayOf = ({ went_on: went, given_on: given }: Facts): string => String(went ?? given ?? '')

/** The visits to a family, or what it was given, within the days that a register is about. */
const enteredOf = ({ entries }: FamilyFacts, { period, rowOf }: FormTable): readonly Facts[] =>
  ((rowOf === 'ledger' ? entries?.aid : entries?.visit) ?? []).filter(
    (entry) => !period || (dayOf(entry) >= period.from && dayOf(entry) <= period.to),
  )

const isRegister = (of: RowOf): boolean => of === 'register' || of === 'ledger'

/** The rows a table needs. On a card the head stands above, and its members are the others. */
export function tableRows(table: FormTable, families: readonly FamilyFacts[], isCard: boolean): TableRow[] {
  const { rowOf } = table
  if (isRecord(rowOf))
    return families.flatMap((family) =>
      (family.entries?.[rowOf] ?? []).map((facts, place) => ({ family, facts, serial: place + 1, rows: 1 })),
    )
  if (isRegister(rowOf))
    return families
      .flatMap((family) =>
        enteredOf(family, table).map((entry) => ({ family, facts: { ...family.members[0], ...entry }, rows: 1 })),
      )
      .sort((a, b) => dayOf(a.facts).localeCompare(dayOf(b.facts)))
      .map((row, index) => ({ ...row, serial: index + 1 }))
  if (isOfFamilies(rowOf))
    return families
      .filter((family) => isAskedFamily(rowOf, family))
      .map((family, index) => ({ family, facts: family.members[0] ?? {}, serial: index + 1, rows: 1 }))
  if (rowOf !== 'member')
    return families
      .flatMap((family) =>
        family.members.flatMap((facts) =>
          isMemberOf(rowOf, facts, table.fromAge) ? [{ family, facts, rows: 1 }] : [],
        ),
      )
      .map((row, index) => ({ ...row, serial: index + 1 }))
  return families.flatMap((family, index) => {
    const members = isCard ? family.members.slice(1) : family.members
    return members.map((facts, place) => ({
      family,
      facts,
      serial: families.length === 1 ? place + 1 : index + 1,
      rows: place === 0 ? members.length : 0,
    }))
  })
}

/**
 * Families of whom a list has no row. Perhaps only nobody has entered the school or the disability of a member: that is
 * missing; who has no dibao or nobody so old is on the wrong list.
 */
export function withoutWhom(
  table: FormTable,
  families: readonly FamilyFacts[],
): { slot: FormSlot; families: string[]; isMissing: boolean } | undefined {
  const { rowOf, slots } = table
  const slot = slots.find(({ field }) => field === 'name' || field === 'head_name') ?? slots[0]
  if (rowOf === 'family' || rowOf === 'member' || isRecord(rowOf) || !slot) return undefined
  const isAbsent = (family: FamilyFacts): boolean =>
    isRegister(rowOf)
      ? enteredOf(family, table).length === 0
      : !isAskedFamily(rowOf, family) || !family.members.some((person) => isMemberOf(rowOf, person, table.fromAge))
  const nobody = families.filter(isAbsent)
  return { slot, families: nobody.map(({ id }) => id), isMissing: rowOf === 'student' || rowOf === 'disabled' }
}
