import type { Transaction } from '../../platform/server/database.ts'
import type { Standing } from '../registry/withdrawn-rules.ts'
import type { AidList, AidListEntry } from './model.ts'

const columns = `l.id, l.name, l.festival, l.festival_day as "festivalDay", l.due_on as "dueOn", l.kind, l.amount_fen as "amountFen",
  l.item, l.quantity, l.unit, l.source, l.state, coalesce(c.planned, 0)::int as planned, coalesce(c.received, 0)::int as received,
  coalesce(c.excepted, 0)::int as excepted`

// Counts see only the entries in the scope of the asker, like the list that a number opens.
const source = `aid_list l left join lateral (
    select count(*) filter (where e.state = 'planned') as planned, count(*) filter (where e.state = 'received') as received,
      count(*) filter (where e.state = 'excepted') as excepted
    from aid_list_entry e where e.tenant_id = l.tenant_id and e.aid_list_id = l.id) c on true`

export const listAidLists = (tx: Transaction): Promise<AidList[]> =>
  tx.rows(`select ${columns} from ${source} where l.tenant_id = $1 order by l.due_on desc, l.name limit 200`, [
    tx.scope.tenantId,
  ])

export type AidListRecord = AidList & { giverOrganisationId: string | null }

export const findAidList = (tx: Transaction, id: string): Promise<AidListRecord | undefined> =>
  tx.row(
    `select ${columns}, l.giver_organisation_id as "giverOrganisationId" from ${source} where l.tenant_id = $1 and l.id = $2`,
    [tx.scope.tenantId, id],
  )

export type NewAidList = {
  id: string
  areaCode: string
  organisationLine: string
  name: string
  festival: string
  festivalDay: string
  dueOn: string
  kind: string
  amountFen: string | null
  item: string | null
  quantity: string | null
  unit: string | null
  source: string
  giverOrganisationId: string | null
  createdBy: string
}

export const addAidList = (tx: Transaction, list: NewAidList): Promise<number> =>
  tx.run(
    `insert into aid_list (tenant_id, id, area_code, organisation_line, name, festival, festival_day, due_on, kind, amount_fen, item,
       quantity, unit, source, giver_organisation_id, created_by)
     select $1, r.* from jsonb_to_record($2::jsonb) as r (id uuid, "areaCode" text, "organisationLine" text, name text, festival text,
       "festivalDay" date, "dueOn" date, kind text, "amountFen" bigint, item text, quantity numeric, unit text, source text,
       "giverOrganisationId" uuid, "createdBy" uuid)`,
    [tx.scope.tenantId, JSON.stringify(list)],
  )

/** Puts families on a list; those that stand on it already stay as they are. */
export const addEntries = (tx: Transaction, listId: string, householdIds: readonly string[]): Promise<number> =>
  tx.run(
    `insert into aid_list_entry (tenant_id, aid_list_id, household_id, area_code, organisation_line)
     select $1, $2, h.id, h.area_code, h.organisation_line from household h
     where h.tenant_id = $1 and h.id = any($3::uuid[]) and h.status = 'registered'
     on conflict (tenant_id, aid_list_id, household_id) do nothing`,
    [tx.scope.tenantId, listId, householdIds],
  )

/** Puts every registered family of an area and category on a list. */
export const addEntriesByArea = (
  tx: Transaction,
  listId: string,
  filter: { areaFrom: string; areaTo: string; category: string | null },
): Promise<number> =>
  tx.run(
    `insert into aid_list_entry (tenant_id, aid_list_id, household_id, area_code, organisation_line)
     select $1, $2, h.id, h.area_code, h.organisation_line from household h
     where h.tenant_id = $1 and h.status = 'registered' and h.area_code >= $3 and h.area_code < $4
       and ($5::text is null or h.category = $5)
     on conflict (tenant_id, aid_list_id, household_id) do nothing`,
    [tx.scope.tenantId, listId, filter.areaFrom, filter.areaTo, filter.category],
  )

/** Entries of families, locked so that two officers who tick the same family make one payment. */
export const lockEntries = (
  tx: Transaction,
  listId: string,
  householdIds: readonly string[],
): Promise<(Standing & { householdId: string; state: AidListEntry['state']; headName: string })[]> =>
  tx.rows(
    `select e.household_id as "householdId", e.state, h.head_name as "headName", h.status,
       h.withdrawn_on as "withdrawnOn", h.merged_into as "mergedInto" from aid_list_entry e
     join household h on h.tenant_id = e.tenant_id and h.id = e.household_id
     where e.tenant_id = $1 and e.aid_list_id = $2 and e.household_id = any($3::uuid[]) order by e.household_id for update of e`,
    [tx.scope.tenantId, listId, householdIds],
  )

export type Receipt = { householdId: string; aidLineId: string; receivedBy: string }

export const markReceived = (
  tx: Transaction,
  listId: string,
  receipts: readonly Receipt[],
  common: { receivedOn: string; relation: string | null; receipt: string | null },
): Promise<number> =>
  tx.run(
    `update aid_list_entry e set state = 'received', received_on = $4, received_by = r."receivedBy", relation = $5, receipt = $6,
       aid_line_id = r."aidLineId", exception_reason = null
     from jsonb_to_recordset($3::jsonb) as r ("householdId" uuid, "aidLineId" uuid, "receivedBy" text)
     where e.tenant_id = $1 and e.aid_list_id = $2 and e.household_id = r."householdId"`,
    [tx.scope.tenantId, listId, JSON.stringify(receipts), common.receivedOn, common.relation, common.receipt],
  )

export const markExcepted = (
  tx: Transaction,
  listId: string,
  householdIds: readonly string[],
  reason: string,
): Promise<number> =>
  tx.run(
    `update aid_list_entry set state = 'excepted', exception_reason = $4 where tenant_id = $1 and aid_list_id = $2
       and household_id = any($3::uuid[]) and state <> 'received'`,
    [tx.scope.tenantId, listId, householdIds, reason],
  )

/** A reversed payment is owed again: its entry goes back to planned. */
export const reopenEntry = (tx: Transaction, aidLineId: string): Promise<number> =>
  tx.run(
    `update aid_list_entry set state = 'planned', received_on = null, received_by = null, relation = null, receipt = null, aid_line_id = null
     where tenant_id = $1 and aid_line_id = $2`,
    [tx.scope.tenantId, aidLineId],
  )

const entryFilter = `e.tenant_id = $1 and e.aid_list_id = $2 and ($3::text is null or (e.area_code >= $3 and e.area_code < $4))
  and ($5::text is null or e.state = $5)`

export type EntryBounds = {
  id: string
  areaFrom?: string | undefined
  areaTo?: string | undefined
  state?: string | undefined
}
const entryValues = (tx: Transaction, bounds: EntryBounds) => [
  tx.scope.tenantId,
  bounds.id,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.state ?? null,
]

export const listEntries = (
  tx: Transaction,
  bounds: EntryBounds,
  limit: number,
  offset: number,
): Promise<AidListEntry[]> =>
  tx.rows(
    `select e.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
       coalesce(a.name, e.area_code) as "areaName", o.name as "responsibleName", e.state, e.received_on as "receivedOn",
       e.received_by as "receivedBy", e.relation, e.receipt, e.exception_reason as "exceptionReason"
     from aid_list_entry e join household h on h.tenant_id = e.tenant_id and h.id = e.household_id
     join organisation o on o.tenant_id = h.tenant_id and o.id = h.responsible_id
     left join area_name a on a.code = e.area_code
     where ${entryFilter} order by (e.state = 'planned') desc, e.area_code, h.head_name_pinyin, e.household_id limit $6 offset $7`,
    [...entryValues(tx, bounds), limit, offset],
  )

export async function countEntries(tx: Transaction, bounds: EntryBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from aid_list_entry e where ${entryFilter}`,
    entryValues(tx, bounds),
  )
  return Number(row?.total ?? 0)
}
