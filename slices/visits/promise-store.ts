import type { Transaction } from '../../platform/server/database.ts'
import type { Promised, PromiseRow } from './model.ts'

export type NewPromise = {
  id: string
  householdId: string
  visitId: string
  helperId: string | null
  text: string
  promisedOn: string
  dueOn: string
  keptOn?: string | null
}

/** Adds promises; one whose id is there already is left as it is. */
export const addPromises = (tx: Transaction, rows: readonly NewPromise[]): Promise<number> =>
  tx.run(
    `insert into promise (tenant_id, id, household_id, area_code, organisation_line, visit_id, helper_id, text, promised_on, due_on,
       kept_on)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r."visitId", r."helperId", r.text, r."promisedOn", r."dueOn", r."keptOn"
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "visitId" uuid, "helperId" uuid, text text,
       "promisedOn" date, "dueOn" date, "keptOn" date)
     join household h on h.tenant_id = $1 and h.id = r."householdId"
     on conflict (tenant_id, id) do nothing`,
    [tx.scope.tenantId, JSON.stringify(rows)],
  )

/** Marks promises of a family as kept; those kept already stay as they are. */
export const keepPromises = (
  tx: Transaction,
  householdId: string,
  ids: readonly string[],
  on: string,
  note: string | null,
): Promise<number> =>
  tx.run(
    `update promise set kept_on = greatest(promised_on, $4::date), note = coalesce($5, note)
     where tenant_id = $1 and household_id = $2 and id = any($3::uuid[]) and kept_on is null`,
    [tx.scope.tenantId, householdId, ids, on, note],
  )

const promiseColumns = `m.id, m.household_id as "householdId", m.visit_id as "visitId", m.text, m.promised_on as "promisedOn",
  m.due_on as "dueOn", m.kept_on as "keptOn", m.note, p.name as "helperName"`
const promiseSource = 'promise m left join helper p on p.tenant_id = m.tenant_id and p.id = m.helper_id'

export const findPromise = (tx: Transaction, id: string): Promise<Promised | undefined> =>
  tx.row(`select ${promiseColumns} from ${promiseSource} where m.tenant_id = $1 and m.id = $2`, [tx.scope.tenantId, id])

/** Promises of several families that are not kept yet, the most urgent first. */
export const openPromisesOf = (tx: Transaction, householdIds: readonly string[]): Promise<Promised[]> =>
  tx.rows(
    `select ${promiseColumns} from ${promiseSource}
     where m.tenant_id = $1 and m.household_id = any($2::uuid[]) and m.kept_on is null order by m.due_on, m.id`,
    [tx.scope.tenantId, householdIds],
  )

/** What a list of promises is narrowed by, and the day that says what is overdue. */
export type PromiseBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  household?: string | undefined
  state?: 'open' | 'overdue' | 'kept' | undefined
  today: string
}

function conditions(tx: Transaction, bounds: PromiseBounds): { where: string; values: string[] } {
  const values: string[] = [tx.scope.tenantId]
  const parts = ['m.tenant_id = $1']
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `m.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `m.area_code < ${place}`, bounds.areaTo)
  add((place) => `m.household_id = ${place}`, bounds.household)
  if (bounds.state) parts.push(`m.kept_on is ${bounds.state === 'kept' ? 'not ' : ''}null`)
  if (bounds.state === 'overdue') add((place) => `m.due_on < ${place}`, bounds.today)
  return { where: parts.join(' and '), values }
}

const orders = { due: ['m.due_on'], promised: ['m.promised_on'], area: ['m.area_code', 'm.due_on'] } as const
export type PromiseOrder = { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number }

/** A page of promises, cut before names are joined. */
export function listPromises(tx: Transaction, bounds: PromiseBounds, page: PromiseOrder): Promise<PromiseRow[]> {
  const { where, values } = conditions(tx, bounds)
  const by = [...orders[page.sort], 'm.id']
    .map((column) => `${column} ${page.order === 'desc' ? 'desc' : 'asc'}`)
    .join(', ')
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select ${promiseColumns}, h.file_number as "fileNumber", h.head_name as "headName",
       coalesce(a.name, m.area_code) as "areaName", coalesce(o.name, p.organisation_text) as unit
     from (
       select * from promise m where ${where} order by ${by} limit $${values.length - 1}::int offset $${values.length}::int
     ) m join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
       left join helper p on p.tenant_id = m.tenant_id and p.id = m.helper_id
       left join organisation o on o.tenant_id = m.tenant_id and o.id = p.organisation_id
       left join area_name a on a.code = m.area_code
     order by ${by}`,
    values,
  )
}

export async function countPromises(tx: Transaction, bounds: PromiseBounds): Promise<number> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(`select count(*) as total from promise m where ${where}`, values)
  return Number(row?.total ?? 0)
}
