import type { Transaction } from '../../platform/server/database.ts'
import type { AuditFilter } from './contract.ts'
import type { AuditRow } from './model.ts'

/** The accounts whose name or login name has this part; of every tenant, as the rows themselves are of one. */
async function accountsNamed(tx: Transaction, part: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    'select id from account where position($1 in display_name) > 0 or position(lower($1) in login_name) > 0',
    [part],
  )
  return rows.map((row) => row.id)
}

async function conditions(
  tx: Transaction,
  filter: AuditFilter,
): Promise<{ where: string; values: (string | string[])[] }> {
  const values: (string | string[])[] = [tx.scope.tenantId]
  const parts = ['e.tenant_id = $1']
  const add = (condition: (place: string) => string, value: string | string[] | undefined) => {
    if (value === undefined || value === '') return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `starts_with(e.event, ${place})`, filter.event)
  // The list shows the end of a number only, and that is what people copy.
  const whole = (filter.subjectId ?? '').length >= 36
  add(
    (place) => (whole ? `e.subject_id = ${place}` : `right(e.subject_id, length(${place})) = ${place}`),
    filter.subjectId,
  )
  add((place) => `e.account_id = ${place}`, filter.accountId)
  add((place) => `e.account_id = any(${place}::uuid[])`, filter.by ? await accountsNamed(tx, filter.by) : undefined)
  add((place) => `e.outcome = ${place}`, filter.outcome)
  add((place) => `e.at >= (${place}::date)::timestamp at time zone 'Asia/Shanghai'`, filter.from)
  add((place) => `e.at < (${place}::date + 1)::timestamp at time zone 'Asia/Shanghai'`, filter.to)
  return { where: parts.join(' and '), values }
}

/** A page of the audit trail, newest first. */
export async function listAudit(
  tx: Transaction,
  filter: AuditFilter,
  page: { limit: number; offset: number },
): Promise<AuditRow[]> {
  const { where, values } = await conditions(tx, filter)
  return tx.rows(
    `select e.id, e.at, a.display_name as account, a.login_name as "loginName", e.event,
       e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.outcome, e.facts
     from audit_entry e left join account a on a.id = e.account_id
     where ${where} order by e.at desc, e.id desc limit $${values.length + 1} offset $${values.length + 2}`,
    [...values, page.limit, page.offset],
  )
}

export async function countAudit(tx: Transaction, filter: AuditFilter): Promise<number> {
  const { where, values } = await conditions(tx, filter)
  const row = await tx.row<{ total: string }>(`select count(*) as total from audit_entry e where ${where}`, values)
  return Number(row?.total ?? 0)
}
