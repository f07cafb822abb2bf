import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import type { FamilyFacts, FormField } from '../../engines/roster/fill/form-fields.ts'
import { type FormNeeds, onlyNeeded } from '../../engines/roster/fill/form-needs.ts'
import type { Services } from '../../platform/server/act.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { findGuarantee, listCoverage, listGuarantees } from '../guarantees/store.ts'
import { decidingPolicies } from '../policies/policy-version-store.ts'
import { householdIds } from '../registry/household-store.ts'
import { textsOf } from '../supplements/rules.ts'
import { standingOf } from '../supplements/store.ts'
import { aidFacts, visitFacts } from './entry-rules.ts'
import * as facts from './facts-store.ts'
import type { Selection } from './model.ts'
import { factsOf, type KnownFamily } from './rules.ts'

function boundsOf({ area, category, cause }: Extract<Selection, { kind: 'filter' }>) {
  const range = area ? areaRange(area) : undefined
  return { areaFrom: range?.from, areaTo: range?.to, category, cause }
}

/** The families that a selection names, within the scope of the transaction; one more than `limit` where there are more. */
export async function selectedFamilies(tx: Transaction, selection: Selection, limit: number): Promise<string[]> {
  const most = limit + 1
  switch (selection.kind) {
    case 'households':
      return [...new Set(selection.ids)].slice(0, most)
    case 'filter': {
      return householdIds(tx, { status: 'registered', ...boundsOf(selection) }, most)
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

/** What families are due besides what is on their files, by all that is open today. */
export type Due = {
  /** Names of open guarantees that each of these families is missed by. */
  uncovered: ReadonlyMap<string, readonly string[]>
  /** Titles of the policies that pay somebody; a standing such as 深度困难 is no benefit that could be missed. */
  titles: ReadonlyMap<string, string>
}

/** Looked up once for all families of a form, and only what the form asks for. */
export const whatIsDue = async (tx: Transaction, { fields, today }: AskedFacts): Promise<Due> => ({
  uncovered: fields.has('uncovered') ? await uncoveredFamilies(tx) : new Map(),
  titles: fields.has('entitled') || fields.has('dibao_due') ? await benefitTitles(tx, today) : new Map(),
})

async function uncoveredFamilies(tx: Transaction): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  for (const guarantee of await listGuarantees(tx, 'open')) {
    const page = { limit: mostUncovered, offset: 0 }
    const rows = await listCoverage(tx, guarantee, areaRange(guarantee.areaCode), 'missed', page)
    for (const { householdId } of rows) names.set(householdId, [...(names.get(householdId) ?? []), guarantee.name])
  }
  return names
}

async function benefitTitles(tx: Transaction, today: string): Promise<ReadonlyMap<string, string>> {
  const { set } = await decidingPolicies(tx, today)
  const benefits = set.policies.filter(({ file }) => file.kind === 'benefit')
  return new Map(benefits.map(({ file }) => [file.id, file.title.zh]))
}

/** `listId` is the festival list the families were chosen from; `entries` asks for every line of aid and every visit. */
export type AskedFacts = FormNeeds & {
  today: string
  fullNumbers: boolean
  listId: string | undefined
  /** The first day on which a period of the form looks back; undefined where it has none. */
  since: string | undefined
}

type Grouped<Row> = ReadonlyMap<string, readonly Row[]>

const visitFields = [
  'visited_on',
  'visitor',
  'visit_living',
  'visit_difficulties',
  'visit_needs',
  'visit_cash',
  'visit_goods',
  'visit_promised',
  'visits_this_year',
]
const aidFields = ['aid_total', 'aid_year', 'aid_times', 'aid_last_on', 'aid_kinds']
const pairFields = [
  'paired',
  'helper_name',
  'helper_unit',
  'helper_post',
  'helper_unit_post',
  'helper_phone',
  'further_helpers',
  'paired_on',
]
const listFields = ['list_amount', 'list_item', 'list_quantity', 'list_received_on']

/** What is on file about some families, by family; of what the form does not ask for nothing. */
async function onFile(tx: Transaction, found: readonly string[], asked: AskedFacts) {
  const { today, listId, fields } = asked
  const yearBegan = `${today.slice(0, 4)}-01-01`
  const some = async <Row extends { householdId: string }>(
    names: readonly string[] | boolean,
    rows: (tx: Transaction, ids: readonly string[]) => Promise<Row[]>,
  ): Promise<Grouped<Row>> => {
    const isAsked = typeof names === 'boolean' ? names : names.some((name) => fields.has(name as FormField))
    return isAsked ? Map.groupBy(await rows(tx, found), ({ householdId }) => householdId) : new Map()
  }
  return {
    members: await some(true, facts.membersOf),
    enrolments: await some(true, () => facts.enrolmentsOn(tx, found, today)),
    results: await some(['entitled', 'dibao_due'], facts.eligibleResults),
    pairs: await some(pairFields, facts.pairsOf),
    visits: await some(visitFields, () => facts.lastVisits(tx, found, yearBegan)),
    aid: await some(aidFields, () => facts.aidOf(tx, found, yearBegan)),
    requests: await some(['open_requests'], facts.openRequests),
    promises: await some(['open_promises'], facts.openPromises),
    entries: await some(listId === undefined ? [] : listFields, () => facts.entriesOf(tx, listId ?? '', found)),
    aidLines: await some(asked.entries, facts.aidEntriesOf),
    given: await some(asked.history && asked.since !== undefined, () =>
      facts.givenSince(tx, found, asked.since ?? today),
    ),
    eachVisit: await some(asked.entries, facts.visitEntriesOf),
  }
}

/**
 * What a form asks about families, in one set of statements for all of them. Families outside the scope of the transaction
 * are left out, and so are withdrawn ones; with `leftSince` only those that were withdrawn since that day are in.
 */
export async function factsOfFamilies(
  tx: Transaction,
  services: Pick<Services, 'personalData'>,
  ids: readonly string[],
  asked: AskedFacts,
  due: Due,
  leftSince?: string,
): Promise<(FamilyFacts & { headName: string; fileNumber: string })[]> {
  const { today, fullNumbers, fields } = asked
  const families = await facts.familiesOf(tx, ids, leftSince)
  const file = await onFile(
    tx,
    families.map(({ id }) => id),
    asked,
  )
  const areas = await areaNamesOf(tx, families)
  const everybody = [...file.members.values()].flat().map(({ id }) => id)
  // Nobody knows what stands there: it is told only to whom whole numbers are told.
  const said = asked.said && fullNumbers ? await standingOf(tx, services.personalData, everybody) : undefined
  const open = (sealed: Buffer | null, ...names: readonly FormField[]) =>
    sealed === null || !names.some((name) => fields.has(name)) ? null : services.personalData.open(sealed)
  return families.map((family) => {
    const people = [...(file.members.get(family.id) ?? [])].sort(
      (a, b) => Number(b.id === family.headPersonId) - Number(a.id === family.headPersonId),
    )
    const [pair] = file.pairs.get(family.id) ?? []
    const known: KnownFamily = {
      ...family,
      causes: family.causes ?? [],
      members: people.map((person) => ({
        ...person,
        identityNumber: open(person.identityNumber, 'id_number', 'head_id_number'),
        phone: open(person.phone, 'phone', 'head_phone'),
        health: fullNumbers ? open(person.health, 'health') : null,
      })),
      enrolments: file.enrolments.get(family.id) ?? [],
      results: (file.results.get(family.id) ?? []).flatMap((result) => {
        const title = due.titles.get(result.policy)
        return title === undefined ? [] : [{ ...result, title }]
      }),
      pair: pair ? { ...pair, phone: open(pair.phone, 'helper_phone'), further: pair.further ?? [] } : null,
      visit: file.visits.get(family.id)?.[0] ?? null,
      aid: file.aid.get(family.id)?.[0] ?? null,
      requests: (file.requests.get(family.id) ?? []).map(({ text }) => text),
      promises: (file.promises.get(family.id) ?? []).map(({ text }) => text),
      uncovered: due.uncovered.get(family.id) ?? [],
      entry: file.entries.get(family.id)?.[0] ?? null,
      areas,
    }
    const lines = (file.aidLines.get(family.id) ?? []).map(aidFacts)
    const done = { aid: lines, visit: (file.eachVisit.get(family.id) ?? []).map(visitFacts) }
    const { headName, fileNumber } = family
    const all = { ...factsOf(known, today, fullNumbers), ...(asked.entries && { entries: done }) }
    const members = all.members.map((facts, at) => ({ ...facts, more: textsOf(said?.get(people[at]?.id ?? '')) }))
    const { registeredOn, withdrawnOn } = family
    const given = file.given.get(family.id) ?? []
    return {
      ...onlyNeeded({ ...all, members }, asked),
      ...(asked.history && {
        history: { registeredOn, leftOn: withdrawnOn, aid: given.map(({ on, fen }) => ({ on, fen })) },
      }),
      headName,
      fileNumber,
    }
  })
}

const mostLeft = 100_000

/** Families of the same area and category that went off file since; undefined where families were chosen otherwise. */
export async function leftFamilies(
  tx: Transaction,
  services: Pick<Services, 'personalData'>,
  selection: Selection,
  asked: AskedFacts,
  due: Due,
): Promise<FamilyFacts[] | undefined> {
  if (selection.kind !== 'filter' || !asked.history || asked.since === undefined) return undefined
  const ids = await householdIds(tx, { status: 'withdrawn', ...boundsOf(selection) }, mostLeft)
  return factsOfFamilies(tx, services, ids, asked, due, asked.since)
}

async function areaNamesOf(
  tx: Transaction,
  families: readonly facts.FamilyRecord[],
): Promise<ReadonlyMap<string, string>> {
  const codes = new Set(families.flatMap(({ areaCode }) => [areaCode, ...ancestorsOf(areaCode)]))
  return new Map((await facts.areaNames(tx, [...codes])).map(({ code, name }) => [code, name]))
}
