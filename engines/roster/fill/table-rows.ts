import type { Facts, FamilyFacts } from './form-fields.ts'
import { type FormSlot, type FormTable, isRecord, type RowOf, type Whom } from './form-reading.ts'

/** A row of a table: `facts` of whom or what it speaks; `rows` is how many belong to the family, 0 after its first row. */
export type TableRow = {
  readonly family: FamilyFacts
  readonly facts: Facts
  readonly serial: number
  readonly rows: number
}

/** Of whom a table speaks that is not about every member. */
const isAsked = (of: RowOf, { school, employment, disabled }: Facts): boolean =>
  of === 'student' ? Boolean(school) || employment === '学生' : of === 'disabled' ? disabled === true : true

const spouse = /^(?:配偶|妻子?|丈夫|夫|爱人|老伴)$/
const child = /^(?:(?:独生|长|次|三|四|五|养|继)?(?:子|女)|儿子|女儿)$/

/** The members of whom a label of a card may speak. */
export const membersMeant = (whom: Whom, members: readonly Facts[]): Facts[] =>
  whom === 'student' || whom === 'disabled'
    ? members.filter((person) => isAsked(whom, person))
    : members.filter(({ relation }) => (whom === 'spouse' ? spouse : child).test(String(relation ?? '')))

/** The rows a table needs. On a card the head stands above, and its members are the others. */
export function tableRows(table: FormTable, families: readonly FamilyFacts[], isCard: boolean): TableRow[] {
  const { rowOf } = table
  if (isRecord(rowOf))
    return families.flatMap((family) =>
      (family.entries?.[rowOf] ?? []).map((facts, place) => ({ family, facts, serial: place + 1, rows: 1 })),
    )
  if (rowOf === 'family')
    return families.map((family, index) => ({ family, facts: family.members[0] ?? {}, serial: index + 1, rows: 1 }))
  if (rowOf !== 'member')
    return families
      .flatMap((family) =>
        family.members.flatMap((facts) => (isAsked(rowOf, facts) ? [{ family, facts, rows: 1 }] : [])),
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

/** Families of whom a list of students has no row are told: perhaps only nobody has entered the school. */
export function withoutWhom(
  table: FormTable,
  families: readonly FamilyFacts[],
): { slot: FormSlot; families: string[] }[] {
  const slot = table.slots.find(({ field }) => field === 'name')
  if ((table.rowOf !== 'student' && table.rowOf !== 'disabled') || !slot) return []
  const nobody = families.filter(({ members }) => !members.some((person) => isAsked(table.rowOf, person)))
  return [{ slot, families: nobody.map(({ id }) => id) }]
}
