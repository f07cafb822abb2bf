import type { Transaction } from '../../../platform/server/database.ts'
import { addProfiles, saveFigures } from '../../../slices/enterprises/store.ts'
import { addVillage, saveYears } from '../../../slices/villages/store.ts'
import { inventEnterprise, inventVillage } from './figures.ts'
import type { Written } from './load-deeds.ts'
import { incomeFiled, line, ruralVillages } from './load-teamwork.ts'
import type { City } from './rows.ts'

// Enough to look through in every county; the other villages are added by whoever wants them.
const mostVillages = 60

const countOf = <Key>(keys: readonly Key[]): Map<Key, number> => {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** Two years of figures of every enterprise, and of villages in every county, those with an income on file first. */
export async function loadFigures(tx: Transaction, city: City, written: Written): Promise<void> {
  const families = countOf(city.households.map(({ unit }) => unit))
  const enterprises = city.organisations.flatMap((one) => {
    const organisationId = one.kind === 'enterprise' && written.organisations[one.key]?.id
    if (!organisationId) return []
    const { profile, figures } = inventEnterprise(city, one, families.get(one.key) ?? 0)
    return [{ organisationId, profile, figures }]
  })
  await addProfiles(
    tx,
    enterprises.map(({ organisationId, profile }) => ({ organisationId, ...profile })),
  )
  await saveFigures(
    tx,
    enterprises.flatMap(({ organisationId, figures }) => figures.map((each) => ({ organisationId, ...each }))),
    written.accountId,
  )
  await loadVillageYears(tx, city, written.accountId)
}

async function loadVillageYears(tx: Transaction, city: City, by: string): Promise<void> {
  const rural = ruralVillages(city)
  const here = countOf(city.households.map(({ areaCode }) => areaCode))
  // Those with an income on file, then evenly over all others, so that each county has some.
  const others = rural.filter((_, place) => incomeFiled(place) === undefined)
  const step = Math.max(1, Math.floor(others.length / mostVillages))
  const chosen = [
    ...rural.flatMap((code, place) =>
      incomeFiled(place) === undefined ? [] : [{ code, incomeFen: incomeFiled(place) }],
    ),
    ...others.filter((_, place) => place % step === 0).map((code) => ({ code, incomeFen: undefined })),
  ].slice(0, mostVillages)
  const years = []
  for (const { code, incomeFen } of chosen) {
    const wish = { families: here.get(code) ?? 0, incomeFen, lineFen: Number(line.fen) }
    const { profile, years: own } = inventVillage(city, code, wish)
    await addVillage(tx, code, profile)
    years.push(...own.map((each) => ({ ...each, areaCode: code })))
  }
  await saveYears(tx, years, by)
}
