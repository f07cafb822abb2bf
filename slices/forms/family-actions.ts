import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import type { Services } from '../../platform/server/act.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { findGuarantee, listCoverage, listGuarantees } from '../guarantees/store.ts'
import { decidingPolicies } from '../policies/policy-version-store.ts'
import { householdIds } from '../registry/household-store.ts'
import { aidFacts, visitFacts } from './entry-rules.ts'
import * as facts from './facts-store.ts'
import type { Selection } from './model.ts'
import { factsOf, type KnownFamily } from './rules.ts'

/** The families that a selection names, within the scope of the transaction; one more than `limit` where there are more. */
export async function selectedFamilies(tx: Transaction, selection: Selection, limit: number): Promise<string[]> {
  const most = limit + 1
  switch (selection.kind) {
    case 'households':
      return [...new Set(selection.ids)].slice(0, most)
    case 'filter': {
      const range = selection.area ? areaRange(selection.area) : undefined
      const { category, cause } = selection
      return householdIds(tx, { status: 'registered', areaFrom: range?.from, areaTo: range?.to, category, cause }, most)
    }
    case 'aid_list':
      return facts.familiesOnList(tx, selection.id, selection.state, most)
    case 'guarantee': {
      const guarantee = await findGuarantee(tx, selection.id)
      if (!guarantee) return []
      const page = { limit: most, offset: 0 }
      const rows = await listCoverage(tx, guarantee, areaRange(guarantee.areaCode), selection.state, page)
      return rows.map(({ householdId }) => householdId)
    }
  }
}

const mostUncovered = 100_000

/** Names of open guarantees that each of these families is missed by. */
async function uncoveredBy(tx: Transaction, ids: readonly string[]): Promise<Map<string, string[]>> {
  const wanted = new Set(ids)
  const names = new Map<string, string[]>()
  for (const guarantee of await listGuarantees(tx, 'open')) {
    const page = { limit: mostUncovered, offset: 0 }
    const rows = await listCoverage(tx, guarantee, areaRange(guarantee.areaCode), 'missed', page)
    for (const { householdId } of rows)
      if (wanted.has(householdId)) names.set(householdId, [...(names.get(householdId) ?? []), guarantee.name])
  }
  return names
}

/** Titles of the policies that pay somebody; a standing such as 深度困难 is no benefit that could be missed. */
async function benefitTitles(tx: Transaction, today: string): Promise<ReadonlyMap<string, string>> {
  const { set } = await decidingPolicies(tx, today)
  const benefits = set.policies.filter(({ file }) => file.kind === 'benefit')
  return new Map(benefits.map(({ file }) => [file.id, file.title.zh]))
}

const byHousehold = <Row extends { householdId: string }>(rows: readonly Row[]): Map<string, Row[]> =>
  Map.groupBy(rows, ({ householdId }) => householdId)

/**
 * Everything a form may ask about families, in one set of statements for all of them. `listId` is the festival list they
 * were chosen from; `entries` asks for every line of aid and every visit. Families outside the scope of the transaction are left out, and so are withdrawn ones.
 */
export async function factsOfFamilies(
  tx: Transaction,
  services: Pick<Services, 'personalData'>,
  ids: readonly string[],
  asked: { today: string; fullNumbers: boolean; listId: string | undefined; entries: boolean },
): Promise<(FamilyFacts & { headName: string; fileNumber: string })[]> {
  const families = await facts.familiesOf(tx, ids)
  const found = families.map(({ id }) => id)
  const { today, fullNumbers, listId } = asked
  const yearBegan = `${today.slice(0, 4)}-01-01`
  const members = byHousehold(await facts.membersOf(tx, found))
  const enrolments = byHousehold(await facts.enrolmentsOn(tx, found, today))
  const results = byHousehold(await facts.eligibleResults(tx, found))
  const pairs = byHousehold(await facts.pairsOf(tx, found))
  const visits = byHousehold(await facts.lastVisits(tx, found, yearBegan))
  const aid = byHousehold(await facts.aidOf(tx, found, yearBegan))
  const requests = byHousehold(await facts.openRequests(tx, found))
  const promises = byHousehold(await facts.openPromises(tx, found))
  const entries = listId === undefined ? new Map() : byHousehold(await facts.entriesOf(tx, listId, found))
  const aidLines = byHousehold(asked.entries ? await facts.aidEntriesOf(tx, found) : [])
  const eachVisit = byHousehold(asked.entries ? await facts.visitEntriesOf(tx, found) : [])
  const uncovered = await uncoveredBy(tx, found)
  const titles = await benefitTitles(tx, today)
  const areas = await areaNamesOf(tx, families)
  const open = (sealed: Buffer | null) => (sealed === null ? null : services.personalData.open(sealed))
  return families.map((family) => {
    const people = members.get(family.id) ?? []
    const [pair] = pairs.get(family.id) ?? []
    const known: KnownFamily = {
      ...family,
      causes: family.causes ?? [],
      members: [...people]
        .sort((a, b) => Number(b.id === family.headPersonId) - Number(a.id === family.headPersonId))
        .map((person) => ({
          ...person,
          identityNumber: open(person.identityNumber),
          phone: open(person.phone),
          health: fullNumbers ? open(person.health) : null,
        })),
      enrolments: enrolments.get(family.id) ?? [],
      results: (results.get(family.id) ?? []).flatMap((result) => {
        const title = titles.get(result.policy)
        return title === undefined ? [] : [{ ...result, title }]
      }),
      pair: pair ? { ...pair, phone: open(pair.phone), further: pair.further ?? [] } : null,
      visit: visits.get(family.id)?.[0] ?? null,
      aid: aid.get(family.id)?.[0] ?? null,
      requests: (requests.get(family.id) ?? []).map(({ text }) => text),
      promises: (promises.get(family.id) ?? []).map(({ text }) => text),
      uncovered: uncovered.get(family.id) ?? [],
      entry: entries.get(family.id)?.[0] ?? null,
      areas,
    }
    const lines = (aidLines.get(family.id) ?? []).map(aidFacts)
    const done = { aid: lines, visit: (eachVisit.get(family.id) ?? []).map(visitFacts) }
    const { headName, fileNumber } = family
    return { ...factsOf(known, today, fullNumbers), ...(asked.entries && { entries: done }), headName, fileNumber }
  })
}

async function areaNamesOf(
  tx: Transaction,
  families: readonly facts.FamilyRecord[],
): Promise<ReadonlyMap<string, string>> {
  const codes = new Set(families.flatMap(({ areaCode }) => [areaCode, ...ancestorsOf(areaCode)]))
  return new Map((await facts.areaNames(tx, [...codes])).map(({ code, name }) => [code, name]))
}
