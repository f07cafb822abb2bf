import { randomUUIDv7 } from 'node:crypto'
import { addDays, type Day } from '../../../core/date.ts'
import type { Transaction } from '../../../platform/server/database.ts'
import type { PersonalData } from '../../../platform/server/personal-data.ts'
import { childLine } from '../../../slices/organisations/rules.ts'
import { addAliases, addOrganisations, findLocalGovernment } from '../../../slices/organisations/store.ts'
import { addHelpers } from '../../../slices/pairing/helper-store.ts'
import { addPairs } from '../../../slices/pairing/store.ts'
import type { City } from './rows.ts'

export const newId = (): string => randomUUIDv7()

/** A list in portions of at most `size`. */
export function* portionsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

/** Ids and lines of the organisations, in the city's order. */
export type Organisations = { id: string; line: string }[]

/** Writes the organisations below the government that the tenant was made with. */
export async function loadOrganisations(
  tx: Transaction,
  personalData: PersonalData,
  city: City,
): Promise<Organisations> {
  const root = await findLocalGovernment(tx, [city.areaCode])
  if (!root) throw new Error('the tenant has no government')
  const children = new Map<string, number>()
  const placed: Organisations = []
  const rows = []
  for (const organisation of city.organisations) {
    if (organisation.parent === null && organisation.part === 'government') {
      placed[organisation.key] = { id: root.id, line: root.line }
      continue
    }
    const parent = organisation.parent === null ? root : (placed[organisation.parent] as Organisations[number])
    const number = (children.get(parent.line) ?? 0) + 1
    children.set(parent.line, number)
    const place = { id: newId(), line: childLine(parent.line, number) }
    placed[organisation.key] = place
    rows.push({
      ...place,
      parentId: parent.id,
      name: organisation.name,
      kind: organisation.kind,
      enterpriseState: organisation.enterpriseState,
      areaCode: organisation.areaCode,
      sector: organisation.sector,
      localGovernment: organisation.part === 'government',
      creditCode: null,
      responsiblePerson: organisation.responsiblePerson,
      responsiblePhone: personalData.seal(organisation.responsiblePhone),
      validFrom: city.today,
    })
  }
  for (const portion of portionsOf(rows, 1_000)) await addOrganisations(tx, portion)
  const aliases = city.organisations.flatMap((one) =>
    one.aliases.map((alias) => ({ alias, organisationId: placed[one.key]?.id as string })),
  )
  // The same short name may be meant by two counties; then nobody can be meant by it.
  const unique = [...Map.groupBy(aliases, (one) => one.alias).values()]
    .filter((same) => same.length === 1 && same[0]?.alias !== root.name)
    .map((same) => same[0])
  await addAliases(
    tx,
    unique.filter((one) => one !== undefined),
  )
  return placed
}

/** Writes helpers; the one with an account gets the membership given. Answers their ids. */
export async function loadHelpers(
  tx: Transaction,
  personalData: PersonalData,
  city: City,
  organisations: Organisations,
  account: { helper: number; membershipId: string },
): Promise<string[]> {
  const ids = city.helpers.map(() => newId())
  for (const portion of portionsOf(city.helpers, 1_000))
    await addHelpers(
      tx,
      personalData,
      portion.map((helper) => ({
        id: ids[helper.key] as string,
        kind: helper.leading ? ('leading_cadre' as const) : helper.kind,
        name: helper.name,
        alias: null,
        post: helper.post,
        organisationId: helper.organisation === null ? null : (organisations[helper.organisation]?.id ?? null),
        organisationText: null,
        phone: helper.phone,
        areaCode: helper.areaCode,
        skillText: helper.skill,
        capacity: helper.capacity,
        vetting: helper.kind === 'cadre' ? ('not_needed' as const) : ('vetted' as const),
        membershipId: helper.key === account.helper ? account.membershipId : null,
        importId: null,
      })),
    )
  return ids
}

// One pair in twenty was agreed on for a term; three terms are over and not renewed.
const termEvery = 20
const overAt = new Set([40, 1_040, 2_040])
const termOf = (pair: number, today: Day): Day | null =>
  pair % termEvery === 0 ? addDays(today, overAt.has(pair) ? -3 : 10 + (pair % 300)) : null

export async function loadPairs(
  tx: Transaction,
  city: City,
  households: readonly string[],
  helpers: readonly string[],
  organisations: Organisations,
): Promise<string[]> {
  const ids = city.pairs.map(() => newId())
  for (const portion of portionsOf(city.pairs, 1_000))
    await addPairs(
      tx,
      portion.map((pair) => ({
        id: ids[pair.key] as string,
        householdId: households[pair.household] as string,
        helperId: helpers[pair.leadHelper] as string,
        furtherHelperIds: pair.furtherHelpers.map((key) => helpers[key] as string),
        secondHelperIds: pair.furtherHelpers.slice(0, 1).map((key) => helpers[key] as string),
        // Two helpers are 二帮一, as follows from who helps whom; only what does not follow is stated.
        kind: pair.form === 'unit_to_one' ? pair.form : null,
        termUntil: termOf(pair.key, city.today),
        organisationId: pair.organisation === null ? null : (organisations[pair.organisation]?.id ?? null),
        since: pair.since,
        previousPairId: null,
        proposalId: null,
        importId: null,
        createdBy: null,
      })),
    )
  return ids
}
