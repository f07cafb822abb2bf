import { createHash } from 'node:crypto'
import type { Transaction } from '../../../platform/server/database.ts'
import { addAidList, addEntries, markExcepted, markReceived } from '../../../slices/aid/list-store.ts'
import type { AidSource, AidKind as LedgerKind } from '../../../slices/aid/model.ts'
import { classOf, dueBefore } from '../../../slices/aid/rules.ts'
import { addAidLines } from '../../../slices/aid/store.ts'
import { addGuarantee } from '../../../slices/guarantees/store.ts'
import { noteVisits } from '../../../slices/pairing/store.ts'
import { addRequests } from '../../../slices/requests/store.ts'
import { addPromises } from '../../../slices/visits/promise-store.ts'
import { addVisits } from '../../../slices/visits/store.ts'
import { newId, type Organisations, portionsOf } from './load-parts.ts'
import type { AidKind, City, DemoAid, DemoFestival } from './rows.ts'

/** Ids of what was written before, in the city's order. */
export type Written = {
  households: readonly string[]
  helpers: readonly string[]
  pairs: readonly string[]
  organisations: Organisations
  accountId: string
}

/** Visits with what was asked and promised; answers the ids of the visits. */
export async function loadVisits(tx: Transaction, city: City, written: Written): Promise<string[]> {
  const ids = city.visits.map(() => newId())
  const idOf = (list: readonly string[], key: number) => list[key] as string
  for (const portion of portionsOf(city.visits, 2_000)) {
    await addVisits(
      tx,
      portion.map((visit) => ({
        id: idOf(ids, visit.key),
        householdId: idOf(written.households, visit.household),
        helperId: idOf(written.helpers, visit.helper),
        visitorText: null,
        visitedOn: visit.day,
        madeAt: null,
        recordedBy: written.accountId,
        living: { marks: [], text: visit.saw },
        thinking: { marks: [], text: null },
        difficulties: { marks: [], text: null },
        needs: { marks: [], text: visit.asks },
        cashFen: visit.cashFen,
        goods: visit.goods ? [visit.goods] : [],
        contentHash: createHash('sha256').update(`${city.seed} ${visit.key}`).digest(),
      })),
    )
    await noteVisits(
      tx,
      portion.map((visit) => idOf(written.households, visit.household)),
      portion.map((visit) => visit.day),
    )
    await addPromises(
      tx,
      portion.flatMap((visit) =>
        visit.promise
          ? [
              {
                id: newId(),
                householdId: idOf(written.households, visit.household),
                visitId: idOf(ids, visit.key),
                helperId: idOf(written.helpers, visit.helper),
                text: visit.promise.text,
                promisedOn: visit.day,
                dueOn: visit.promise.due,
                keptOn: visit.promise.keptOn,
              },
            ]
          : [],
      ),
    )
  }
  await loadRequests(tx, city, written, ids)
  return ids
}

async function loadRequests(tx: Transaction, city: City, written: Written, visits: readonly string[]): Promise<void> {
  for (const portion of portionsOf(city.requests, 2_000))
    await addRequests(
      tx,
      portion.map((request) => ({
        id: newId(),
        householdId: written.households[request.household] as string,
        kind: request.kind,
        text: request.text,
        raisedOn: request.raisedOn,
        dueOn: request.due,
        visitId: visits[request.visit] as string,
        helperId: written.helpers[city.visits[request.visit]?.helper ?? -1] ?? null,
        createdBy: written.accountId,
        answer: request.outcome,
        answeredOn: request.doneOn,
        closedOn: request.doneOn,
        outcome: request.doneOn ? 'done' : null,
      })),
    )
}

const kinds: Record<AidKind, LedgerKind> = {
  comfort_cash: 'comfort_grant',
  comfort_goods: 'comfort_goods',
  living_grant: 'living_grant',
  medical_grant: 'medical_aid',
  education_grant: 'education_grant',
  heating_relief: 'heating_relief',
  counselling: 'counselling',
  training: 'skills_training',
  job_placement: 'job_placement',
  project: 'project_start',
  legal_aid: 'legal_aid',
}
const sources: Record<DemoAid['source'], AidSource> = {
  helper: 'helper',
  unit: 'unit',
  union_fund: 'union',
  finance: 'finance',
  donation: 'society',
}
const proofs: Record<DemoAid['proof'], string> = {
  receipt: '收据',
  transfer: '银行转账',
  signature: '签收单',
  contract: '合同',
  certificate: '证书',
}

/** The ledger and the festival lists whose receipts it holds. */
export async function loadAid(
  tx: Transaction,
  city: City,
  written: Written,
  visits: readonly string[],
): Promise<string[]> {
  const lists = city.festivals.map(() => newId())
  for (const festival of city.festivals) await loadList(tx, city, written, festival, lists[festival.key] as string)
  const ids = city.aid.map(() => newId())
  for (const portion of portionsOf(city.aid, 2_000))
    await addAidLines(
      tx,
      portion.map((aid) => ({
        id: ids[aid.key] as string,
        householdId: written.households[aid.household] as string,
        givenOn: aid.day,
        recordedBy: written.accountId,
        kind: kinds[aid.kind],
        ...classOf(kinds[aid.kind]),
        source: sources[aid.source],
        giverHelperId: aid.helper === null ? null : (written.helpers[aid.helper] ?? null),
        giverOrganisationId: aid.helper === null ? null : organisationOf(city, written, aid.helper),
        giverText: aid.helper === null ? null : (city.helpers[aid.helper]?.name ?? null),
        amountFen: aid.amountFen,
        item: aid.goods?.name ?? null,
        quantity: aid.goods ? String(aid.goods.quantity) : null,
        unit: aid.goods?.unit ?? null,
        valueFen: aid.goods?.valueFen ?? null,
        proof: proofs[aid.proof],
        note: aid.text,
        visitId: aid.visit === null ? null : (visits[aid.visit] ?? null),
        aidListId: aid.festival === null ? null : (lists[aid.festival] ?? null),
      })),
    )
  for (const festival of city.festivals)
    await settleList(tx, city, written, festival, lists[festival.key] as string, ids)
  return lists
}

const organisationOf = (city: City, written: Written, helper: number): string | null => {
  const key = city.helpers[helper]?.organisation
  return key === null || key === undefined ? null : (written.organisations[key]?.id ?? null)
}

async function loadList(
  tx: Transaction,
  city: City,
  written: Written,
  festival: DemoFestival,
  id: string,
): Promise<void> {
  await addAidList(tx, {
    id,
    areaCode: city.areaCode,
    organisationLine: written.organisations[0]?.line ?? '0001',
    name: `${festival.name}送温暖`,
    festival: 'spring_festival',
    festivalDay: festival.day,
    dueOn: dueBefore(festival.day),
    kind: 'comfort_grant',
    amountFen: festival.entries[0]?.amountFen ?? '50000',
    item: null,
    quantity: null,
    unit: null,
    source: 'union',
    giverOrganisationId: null,
    createdBy: written.accountId,
  })
  await addEntries(
    tx,
    id,
    festival.entries.map((entry) => written.households[entry.household] as string),
  )
}

/** Who has received signs for the line of the ledger that says so; the named exceptions keep their reasons. */
async function settleList(
  tx: Transaction,
  city: City,
  written: Written,
  festival: DemoFestival,
  listId: string,
  aidIds: readonly string[],
): Promise<void> {
  const lines = city.aid.filter((aid) => aid.festival === festival.key && aid.amountFen !== null)
  const lineOf = new Map(lines.map((aid) => [aid.household, aidIds[aid.key] as string]))
  const received = festival.entries.filter((entry) => entry.receivedOn !== null && lineOf.has(entry.household))
  for (const [day, entries] of Map.groupBy(received, (entry) => entry.receivedOn as string))
    await markReceived(
      tx,
      listId,
      entries.map((entry) => ({
        householdId: written.households[entry.household] as string,
        aidLineId: lineOf.get(entry.household) as string,
        receivedBy: entry.receivedBy ?? '',
      })),
      { receivedOn: day, relation: null, receipt: null },
    )
  const excepted = festival.entries.filter((entry) => entry.exception !== null)
  for (const [reason, entries] of Map.groupBy(excepted, (entry) => entry.exception as string))
    await markExcepted(
      tx,
      listId,
      entries.map((entry) => written.households[entry.household] as string),
      reason,
    )
}

/** The three promises that the board shows from the first day. */
export async function loadGuarantees(
  tx: Transaction,
  city: City,
  lists: readonly string[],
  accountId: string,
): Promise<void> {
  const coming = city.festivals.at(-1)
  const year = city.today.slice(0, 4)
  const common = { areaCode: city.areaCode, createdBy: accountId, aidListId: null, dueOn: `${year}-12-31` }
  await addGuarantee(tx, { ...common, id: newId(), rule: 'lead_helper', name: '每户都有帮扶责任人' })
  await addGuarantee(tx, { ...common, id: newId(), rule: 'dibao_enrolled', name: '应保尽保：符合低保条件的都已纳入' })
  if (coming)
    await addGuarantee(tx, {
      ...common,
      id: newId(),
      rule: 'festival_received',
      aidListId: lists[coming.key] ?? null,
      name: `节前都领到：${coming.name}送温暖`,
      dueOn: dueBefore(coming.day),
    })
}
