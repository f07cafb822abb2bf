import { randomUUIDv7 } from 'node:crypto'
import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { knowRows, violatedConstraint } from '../../platform/server/database.ts'
import { findLocalGovernment } from '../organisations/store.ts'
import { takesAid } from '../registry/withdrawn-rules.ts'
import type { EntryFilter } from './contract.ts'
import * as lists from './list-store.ts'
import { aidWords } from './messages.ts'
import type { AidList, AidListDraft, AidListEntry, Festival } from './model.ts'
import { checkList, classOf, dueBefore, festivalDay } from './rules.ts'
import { addAidLines } from './store.ts'

export const listAidLists = async (act: Act): Promise<{ rows: AidList[] }> => ({
  rows: await lists.listAidLists(act.tx),
})

export async function getAidList(act: Act, input: { id: string }): Promise<AidList> {
  const { giverOrganisationId: _, ...list } = await listInScope(act, input.id)
  return list
}

export async function dayOfFestival(
  _act: Act,
  input: { festival: Festival; year: number },
): Promise<{ festivalDay: string | null; dueOn: string | null }> {
  const day = festivalDay(input.festival, input.year)
  return { festivalDay: day ?? null, dueOn: day ? dueBefore(day) : null }
}

async function listInScope(act: Act, id: string): Promise<lists.AidListRecord> {
  const list = await lists.findAidList(act.tx, id)
  if (!list) throw notFound()
  return list
}

export async function createAidList(
  act: Act,
  draft: AidListDraft,
): Promise<{ id: string; festivalDay: string; dueOn: string }> {
  const day = checkList(draft)
  const dueOn = dueBefore(day)
  const id = randomUUIDv7()
  const areaCode = areaOf(act)
  const government = await findLocalGovernment(act.tx, [areaCode, ...ancestorsOf(areaCode)])
  try {
    await lists.addAidList(act.tx, {
      ...draft,
      id,
      areaCode,
      // A list belongs to the asker's own line; without one, to the government of the area.
      organisationLine: act.scope.lineTo === '~' ? (government?.line ?? '0001') : act.scope.lineFrom,
      festivalDay: day,
      dueOn,
      createdBy: act.accountId,
    })
  } catch (error) {
    if (violatedConstraint(error) !== 'aid_list_tenant_id_name_key') throw error
    throw new Problem('conflict', aidWords.nameTaken, { fields: [{ field: 'name', text: aidWords.nameTaken }] })
  }
  act.about('aid_list', id)
  return { id, festivalDay: day, dueOn }
}

/** The area of the asker, as a code: the lower bound of the scope. */
const areaOf = (act: Act): string => (act.scope.areaFrom.length === 12 ? act.scope.areaFrom : '000000000000')

export async function listEntries(
  act: Act,
  input: EntryFilter & { limit: number; offset: number },
): Promise<{ rows: AidListEntry[]; more: boolean; total: number }> {
  await listInScope(act, input.id)
  const range = input.area ? areaRange(input.area) : undefined
  const bounds = { id: input.id, state: input.state, areaFrom: range?.from, areaTo: range?.to }
  const rows = await lists.listEntries(act.tx, bounds, input.limit, input.offset)
  const total = await lists.countEntries(act.tx, bounds)
  return { rows, more: input.offset + rows.length < total, total }
}

export async function addToList(
  act: Act,
  input: { id: string; householdIds?: string[] | undefined; area?: string | undefined; category?: string | undefined },
): Promise<{ added: number }> {
  const list = await openList(act, input.id)
  const range = areaRange(input.area ?? areaOf(act))
  const added = input.householdIds
    ? await lists.addEntries(act.tx, list.id, input.householdIds)
    : await lists.addEntriesByArea(act.tx, list.id, {
        areaFrom: range.from,
        areaTo: range.to,
        category: input.category ?? null,
      })
  await knowRows(act.tx)
  act.about('aid_list', list.id, { added })
  return { added }
}

async function openList(act: Act, id: string): Promise<lists.AidListRecord> {
  const list = await listInScope(act, id)
  if (list.state === 'closed') throw new Problem('conflict', aidWords.listClosed)
  return list
}

type ReceiveInput = {
  id: string
  householdIds: string[]
  receivedOn: string
  receivedBy: string | null
  relation: string | null
  receipt: string | null
}

/** Families have signed: each becomes one line of the ledger; a family ticked twice stays with its first. */
export async function receive(act: Act, input: ReceiveInput): Promise<{ recorded: number; already: number }> {
  const list = await openList(act, input.id)
  if (input.receivedOn > act.today)
    throw new Problem('bad_input', aidWords.wrong, { fields: [{ field: 'receivedOn', text: aidWords.dayInFuture }] })
  const entries = await lists.lockEntries(act.tx, list.id, input.householdIds)
  const missing = new Set(input.householdIds).size - entries.length
  if (missing > 0) throw new Problem('bad_input', aidWords.notOnList, { parameters: { count: missing } })
  const open = entries.filter((entry) => entry.state !== 'received')
  const gone = open.filter((entry) => !takesAid(entry, input.receivedOn))
  if (gone.length > 0)
    throw new Problem('conflict', aidWords.receivedAfterWithdrawal, {
      parameters: { count: gone.length, name: gone[0]?.headName ?? '' },
    })
  const receipts = open.map((entry) => ({
    householdId: entry.householdId,
    aidLineId: randomUUIDv7(),
    receivedBy: input.receivedBy ?? entry.headName,
  }))
  await addAidLines(
    act.tx,
    receipts.map((receipt) => ({
      ...classOf(list.kind),
      id: receipt.aidLineId,
      householdId: receipt.householdId,
      givenOn: input.receivedOn,
      recordedBy: act.accountId,
      kind: list.kind,
      source: list.source,
      giverOrganisationId: list.giverOrganisationId,
      amountFen: list.amountFen,
      item: list.item,
      quantity: list.quantity,
      unit: list.unit,
      proof: input.receipt,
      note: list.name,
      aidListId: list.id,
    })),
  )
  await lists.markReceived(act.tx, list.id, receipts, input)
  await knowRows(act.tx)
  act.about('aid_list', list.id, { recorded: receipts.length })
  return { recorded: receipts.length, already: entries.length - receipts.length }
}

export async function except(
  act: Act,
  input: { id: string; householdIds: string[]; reason: string },
): Promise<{ excepted: number }> {
  const list = await openList(act, input.id)
  const excepted = await lists.markExcepted(act.tx, list.id, input.householdIds, input.reason)
  act.about('aid_list', list.id, { excepted })
  return { excepted }
}
