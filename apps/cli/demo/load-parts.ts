import { randomUUIDv7 } from 'node:crypto'
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
    .filter((same) => same.length === 1)
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
        kind: helper.kind,
        name: helper.name,
        alias: null,
        post: helper.post,
        organisationId: helper.organisation === null ? null : (organisations[helper.organisation]?.id ?? null),
        organisationText: null,
        phone: helper.phone,
        areaCode: helper.areaCode,
        skillText: helper.skill,
        capacity: helper.capacity,
        membershipId: helper.key === account.helper ? account.membershipId : null,
        importId: null,
      })),
    )
  return ids
}

export async function loadPairs(
  tx: Transaction,
  city: City,
  households: readonly string[],
  helpers: readonly string[],
  organisations: Organisations,
): Promise<void> {
  for (const portion of portionsOf(city.pairs, 1_000))
    await addPairs(
      tx,
      portion.map((pair) => ({
        id: newId(),
        householdId: households[pair.household] as string,
        helperId: helpers[pair.leadHelper] as string,
        furtherHelperIds: pair.furtherHelpers.map((key) => helpers[key] as string),
        kind: pair.form,
        organisationId: pair.organisation === null ? null : (organisations[pair.organisation]?.id ?? null),
        since: pair.since,
        previousPairId: null,
        proposalId: null,
        importId: null,
        createdBy: null,
      })),
    )
}
