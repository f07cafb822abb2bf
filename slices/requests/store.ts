import type { Transaction } from '../../platform/server/database.ts'
import type { FamilyRequest, Outcome, RequestKind, RequestState } from './model.ts'

/** A request to be added; area, line and responsible body come from the household. */
export type NewRequest = {
  id: string
  householdId: string
  kind: RequestKind
  text: string
  raisedOn: string
  dueOn: string
  visitId: string | null
  helperId: string | null
  createdBy: string | null
  /** For what is known to be settled already (imports, the demo). */
  answer?: string | null
  answeredOn?: string | null
  closedOn?: string | null
  outcome?: Outcome | null
}

/** Adds requests; one whose id is there already is left as it is. Gives the number added. */
export const addRequests = (tx: Transaction, rows: readonly NewRequest[]): Promise<number> =>
  tx.run(
    `insert into request (tenant_id, id, household_id, area_code, organisation_line, kind, text, raised_on, due_on, visit_id,
       responsible_id, helper_id, state, answer, answered_on, closed_on, outcome, created_by)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r.kind, r.text, r."raisedOn", r."dueOn", r."visitId", h.responsible_id,
       r."helperId", case when r."closedOn" is not null then 'closed' when r.answer is not null then 'answered' else 'open' end,
       case when r."closedOn" is not null then coalesce(r.answer, '') else r.answer end, r."answeredOn", r."closedOn", r.outcome,
       r."createdBy"
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, kind text, text text, "raisedOn" date, "dueOn" date,
       "visitId" uuid, "helperId" uuid, answer text, "answeredOn" date, "closedOn" date, outcome text, "createdBy" uuid)
     join household h on h.tenant_id = $1 and h.id = r."householdId"
     on conflict (tenant_id, id) do nothing`,
    [tx.scope.tenantId, JSON.stringify(rows)],
  )

const columns = `q.id, q.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
  coalesce(a.name, q.area_code) as "areaName", q.kind, q.text, q.raised_on as "raisedOn", q.due_on as "dueOn",
  q.visit_id as "visitId", q.responsible_id as "responsibleId", o.name as "responsibleName", q.helper_id as "helperId",
  p.name as "helperName", q.state, q.answer, q.answered_on as "answeredOn", q.closed_on as "closedOn", q.outcome, q.version`

const joins = `join household h on h.tenant_id = q.tenant_id and h.id = q.household_id
  join organisation o on o.tenant_id = q.tenant_id and o.id = q.responsible_id
  left join helper p on p.tenant_id = q.tenant_id and p.id = q.helper_id
  left join area_name a on a.code = q.area_code`

/** What a list of requests is narrowed by. `overdueOn`: not closed and due before that day. */
export type RequestBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  state?: RequestState | undefined
  kind?: RequestKind | undefined
  household?: string | undefined
  helper?: string | undefined
  responsible?: string | undefined
  overdueOn?: string | undefined
  /** Whatever is not closed. */
  unsettled?: boolean | undefined
}

function conditions(tx: Transaction, bounds: RequestBounds): { where: string; values: string[] } {
  const values: string[] = [tx.scope.tenantId]
  const parts = ['q.tenant_id = $1']
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `q.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `q.area_code < ${place}`, bounds.areaTo)
  add((place) => `q.state = ${place}`, bounds.state)
  add((place) => `q.kind = ${place}`, bounds.kind)
  add((place) => `q.household_id = ${place}`, bounds.household)
  add((place) => `q.helper_id = ${place}`, bounds.helper)
  add((place) => `q.responsible_id = ${place}`, bounds.responsible)
  add((place) => `q.state <> 'closed' and q.due_on < ${place}`, bounds.overdueOn)
  if (bounds.unsettled) parts.push(`q.state <> 'closed'`)
  return { where: parts.join(' and '), values }
}

const orders = {
  due: ['q.due_on'],
  raised: ['q.raised_on'],
  head: ['h.head_name_pinyin'],
  area: ['q.area_code'],
} as const
export type RequestOrder = { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number }

export function listRequests(tx: Transaction, bounds: RequestBounds, page: RequestOrder): Promise<FamilyRequest[]> {
  const { where, values } = conditions(tx, bounds)
  const by = [...orders[page.sort], 'q.id'].map((column) => `${column} ${page.order === 'desc' ? 'desc' : 'asc'}`)
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select ${columns} from request q ${joins} where ${where} order by ${by.join(', ')}
     limit $${values.length - 1}::int offset $${values.length}::int`,
    values,
  )
}

export async function countRequests(tx: Transaction, bounds: RequestBounds): Promise<number> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(`select count(*) as total from request q where ${where}`, values)
  return Number(row?.total ?? 0)
}

export const findRequest = (tx: Transaction, id: string): Promise<FamilyRequest | undefined> =>
  tx.row(`select ${columns} from request q ${joins} where q.tenant_id = $1 and q.id = $2`, [tx.scope.tenantId, id])

/** Requests of several families that are not closed, for the pages of a helper. */
export const openRequestsOf = (tx: Transaction, householdIds: readonly string[]): Promise<FamilyRequest[]> =>
  tx.rows(
    `select ${columns} from request q ${joins}
     where q.tenant_id = $1 and q.household_id = any($2::uuid[]) and q.state <> 'closed' order by q.due_on, q.id`,
    [tx.scope.tenantId, householdIds],
  )

/** Answers a request when it is still as it was read; 0 rows otherwise. */
export const answerRequest = (
  tx: Transaction,
  id: string,
  version: number,
  answer: string,
  on: string,
): Promise<number> =>
  tx.run(
    `update request set state = 'answered', answer = $4, answered_on = $5, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3 and state <> 'closed'`,
    [tx.scope.tenantId, id, version, answer, on],
  )

export const closeRequest = (
  tx: Transaction,
  id: string,
  version: number,
  outcome: Outcome,
  answer: string,
  on: string,
): Promise<number> =>
  tx.run(
    `update request set state = 'closed', outcome = $4, answer = $5, answered_on = coalesce(answered_on, $6), closed_on = $6,
       version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3 and state <> 'closed'`,
    [tx.scope.tenantId, id, version, outcome, answer, on],
  )

/** Opens a closed or answered request again: the family says it is not settled. */
export const reopenRequest = (tx: Transaction, id: string, version: number, dueOn: string): Promise<number> =>
  tx.run(
    `update request set state = 'open', outcome = null, closed_on = null, due_on = greatest(due_on, $4), version = version + 1,
       updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3 and state <> 'open'`,
    [tx.scope.tenantId, id, version, dueOn],
  )
