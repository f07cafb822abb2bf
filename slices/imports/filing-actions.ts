import type { Filing } from '../registry/filing-store.ts'
import type { Amount, HouseholdDraft, PersonDraft } from '../registry/model.ts'
import type { Responsible } from '../registry/rules.ts'
import { type Told, toldHousehold } from './rules.ts'

/** What is kept of a family of a roster: what it tells, the area its address names; of imports read earlier its id, too. */
export type Content = Told & { areaCode: string; id?: string }

/** A family of a roster as it is filed, under the id that its dry run gave it. */
export const filingOf = (
  family: Content,
  id: string | undefined,
  workUnitId: string | null,
  responsible: Responsible,
  importId: string,
): Filing => ({
  ...(id ? { id } : {}),
  household: draftOf(family, workUnitId),
  people: [headOf(family), ...family.members.map(memberOf)],
  relationTexts: [null, ...family.members.map((member) => member.relationText)],
  responsible,
  workUnitText: family.unit,
  importId,
})

function draftOf(family: Content, workUnitId: string | null): HouseholdDraft {
  const amount = (side: Amount['side'], annualFen: string | null): Amount[] =>
    annualFen === null ? [] : [{ side, kind: 'reported_total', personId: null, annualFen }]
  return {
    areaCode: family.areaCode,
    workUnitId,
    residence: 'urban',
    size: family.size ?? 1 + family.members.length,
    category: family.category,
    causes: family.cause ? [family.cause] : [],
    address: family.address,
    dwellings: null,
    vehicles: null,
    housingAreaSquareDecimetres: null,
    heating: null,
    amounts: [...amount('income', family.annualIncomeFen), ...amount('expenditure', family.rigidExpenditureFen)],
  }
}

const unknownPerson = { disabilityGrade: null, school: null, employment: null } as const

const headOf = (family: Content): PersonDraft => ({
  ...unknownPerson,
  name: family.name,
  relation: '02',
  sex: family.sex,
  birthDate: family.birthDate,
  ethnicity: family.ethnicity,
  identityNumber: family.identityNumber,
  phone: family.phone,
})

function memberOf(member: Told['members'][number]): PersonDraft {
  const told = toldHousehold(member.values)
  return {
    ...unknownPerson,
    name: member.name,
    relation: member.relation === '02' ? '99' : member.relation,
    sex: told.sex,
    birthDate: told.birthDate,
    ethnicity: told.ethnicity,
    identityNumber: member.identityNumber || null,
    phone: told.phone,
  }
}
