import type { Transaction } from '../../../platform/server/database.ts'
import type { PersonalData } from '../../../platform/server/personal-data.ts'
import { addEnrolments } from '../../../slices/policies/enrolment-store.ts'
import { evaluateFamilies } from '../../../slices/policies/evaluate-store.ts'
import { shippedPolicies } from '../../../slices/policies/pack-store.ts'
import { addParameters } from '../../../slices/policies/parameter-store.ts'
import { resultsOf } from '../../../slices/policies/result-store.ts'
import { type Filing, fileHouseholds } from '../../../slices/registry/filing-store.ts'
import type { Amount } from '../../../slices/registry/model.ts'
import { newId, type Organisations, portionsOf } from './load-parts.ts'
import type { City, DemoHousehold } from './rows.ts'

/** Files every household of the city; answers their ids in the city's order. */
export async function loadHouseholds(
  tx: Transaction,
  personalData: PersonalData,
  city: City,
  organisations: Organisations,
): Promise<string[]> {
  const ids: string[] = []
  for (const portion of portionsOf(city.households, 500)) {
    const filed = await fileHouseholds(
      tx,
      personalData,
      portion.map((household) => filingOf(household, organisations)),
      city.today,
    )
    ids.push(...filed.map((one) => one.id))
  }
  return ids
}

function filingOf(household: DemoHousehold, organisations: Organisations): Filing {
  const responsible = organisations[household.responsible] as Organisations[number]
  const [head] = household.members
  const amounts: Amount[] = [
    ...household.members.flatMap((member) =>
      member.incomes.map((income) => ({
        side: 'income' as const,
        kind: income.kind,
        personId: null,
        annualFen: income.fen,
      })),
    ),
    ...household.expenditures.map((one) => ({
      side: 'expenditure' as const,
      kind: one.kind,
      personId: null,
      annualFen: one.fen,
    })),
  ]
  return {
    household: {
      areaCode: household.areaCode,
      workUnitId: household.unit === null ? null : (organisations[household.unit]?.id ?? null),
      residence: household.residence,
      size: household.members.length,
      category: household.category,
      causes: [household.cause, ...household.furtherCauses],
      address: household.address,
      dwellings: household.dwellings,
      vehicles: household.vehicles,
      housingAreaSquareDecimetres: household.housingAreaSquareDecimetres,
      heating: household.heating,
      // A family without any income is known to have none.
      amounts: amounts.some((amount) => amount.side === 'income')
        ? amounts
        : [...amounts, { side: 'income', kind: 'other', personId: null, annualFen: '0' }],
    },
    people: household.members.map((member) => ({
      name: member.name,
      relation: member === head ? '02' : member.relationCode,
      sex: member.sex,
      birthDate: member.birth,
      ethnicity: member.ethnicity,
      disabilityGrade: member.disabilityGrade,
      school: member.school,
      employment: member.employment,
      identityNumber: member.identityNumber,
      phone: member.phone,
    })),
    responsible: { id: responsible.id, line: responsible.line, reason: household.responsibleBecause },
    workUnitText: null,
    importId: null,
    on: household.filedOn,
  }
}

/** What the policies that ship suggest for everything that needs a value and has none of the city's own. */
function suggestedStandards(city: City) {
  const first = city.standards.map(({ from }) => from).sort()[0]
  const region = city.standards[0]?.region
  if (!first || !region) return []
  const own = new Set(city.standards.map(({ parameter }) => parameter))
  const suggested = new Map(
    shippedPolicies().flatMap(({ file }) =>
      file.parameters.flatMap((one) =>
        one.suggested && one.when_unset === undefined && !own.has(one.name) ? [[one.name, one.suggested] as const] : [],
      ),
    ),
  )
  return [...suggested].map(([name, value]) => ({
    ...{ id: newId(), version: 1, name, value, residence: '' as const, validFrom: first },
    region: `${region.slice(0, 4)}00`,
    publishedOn: null,
    document: '政策文件的建议值，待确认',
  }))
}

/** Standards, what follows from them for every family, and who receives dibao. */
export async function loadPolicies(
  tx: Transaction,
  city: City,
  householdIds: readonly string[],
  organisations: Organisations,
  now: Date,
): Promise<void> {
  await addParameters(
    tx,
    city.standards.map((standard) => ({
      id: newId(),
      version: 1,
      name: standard.parameter,
      region: standard.region,
      residence: standard.residence,
      validFrom: standard.from,
      value: standard.value,
      publishedOn: standard.from,
      document: '示例标准，不是文件原文',
    })),
    null,
  )
  await addParameters(tx, suggestedStandards(city), null)
  for (const portion of portionsOf(householdIds, 1_000)) await evaluateFamilies(tx, portion, now)
  const enrolled = city.households.filter((household) => household.dibaoEnrolled)
  const rows = []
  for (const household of enrolled) {
    const householdId = householdIds[household.key] as string
    const [result] = await resultsOf(tx, householdId)
    rows.push({
      householdId,
      areaCode: household.areaCode,
      organisationLine: organisations[household.responsible]?.line ?? '',
      programme: 'dibao' as const,
      fromDay: household.filedOn,
      monthlyFen: result?.state === 'eligible' ? result.monthlyFen : null,
      source: 'roster' as const,
      sourceImportId: null,
      startWhy: null,
    })
  }
  await addEnrolments(tx, rows)
}
