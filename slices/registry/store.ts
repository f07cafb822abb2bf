import type { Transaction } from '../../platform/server/database.ts'
import type { Amount, Change } from './model.ts'

type Place = { householdId: string; areaCode: string; organisationLine: string }

export type NewAmount = Place & {
  id: string
  personId: string | null
  side: Amount['side']
  kind: string
  annualFen: string
}

export const amountsOf = (tx: Transaction, householdId: string): Promise<Amount[]> =>
  tx.rows(
    `select side, kind, person_id as "personId", annual_fen as "annualFen" from household_amount
     where tenant_id = $1 and household_id = $2 order by side desc, kind, id`,
    [tx.scope.tenantId, householdId],
  )

export const addAmounts = (tx: Transaction, amounts: readonly NewAmount[]): Promise<number> =>
  tx.run(
    `insert into household_amount (tenant_id, id, household_id, area_code, organisation_line, person_id, side, kind, annual_fen)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "areaCode" text, "organisationLine" text,
       "personId" uuid, side text, kind text, "annualFen" bigint)`,
    [tx.scope.tenantId, JSON.stringify(amounts)],
  )

export const removeAmounts = (tx: Transaction, householdId: string): Promise<number> =>
  tx.run('delete from household_amount where tenant_id = $1 and household_id = $2', [tx.scope.tenantId, householdId])

export const removeAmountsOf = (tx: Transaction, householdId: string, side: Amount['side']): Promise<number> =>
  tx.run('delete from household_amount where tenant_id = $1 and household_id = $2 and side = $3', [
    tx.scope.tenantId,
    householdId,
    side,
  ])

export type Mark = {
  id: string
  dimension: 'cause' | 'category' | 'group'
  code: string
  evidence: string | null
  since: string
  until: string | null
}
export type NewMark = Place & { id: string; dimension: Mark['dimension']; code: string; since: string }

export const marksOf = (tx: Transaction, householdId: string): Promise<Mark[]> =>
  tx.rows(
    'select id, dimension, code, evidence, since, until from household_mark where tenant_id = $1 and household_id = $2 order by since, code',
    [tx.scope.tenantId, householdId],
  )

export const addMarks = (tx: Transaction, marks: readonly NewMark[]): Promise<number> =>
  tx.run(
    `insert into household_mark (tenant_id, id, household_id, area_code, organisation_line, dimension, code, since)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "areaCode" text, "organisationLine" text,
       dimension text, code text, since date)
     on conflict (tenant_id, household_id, dimension, code) where until is null do nothing`,
    [tx.scope.tenantId, JSON.stringify(marks)],
  )

/** Puts a family into a target group on some evidence; 0 when it is there already. */
export const addGroup = (tx: Transaction, mark: NewMark & { evidence: string }): Promise<number> =>
  tx.run(
    `insert into household_mark (tenant_id, id, household_id, area_code, organisation_line, dimension, code, evidence, since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, household_id, dimension, code) where until is null do nothing`,
    [
      tx.scope.tenantId,
      mark.id,
      mark.householdId,
      mark.areaCode,
      mark.organisationLine,
      mark.dimension,
      mark.code,
      mark.evidence,
      mark.since,
    ],
  )

/** Ends one group; the code that it was, undefined when there is none. */
export async function endGroup(
  tx: Transaction,
  householdId: string,
  id: string,
  on: string,
): Promise<string | undefined> {
  const row = await tx.row<{ code: string }>(
    `update household_mark set until = greatest(since, $4::date) where tenant_id = $1 and household_id = $2 and id = $3
       and dimension = 'group' and until is null returning code`,
    [tx.scope.tenantId, householdId, id, on],
  )
  return row?.code
}

/** Ends the marks of a dimension that are not among `kept`. */
export const endMarks = (
  tx: Transaction,
  householdId: string,
  dimension: Mark['dimension'],
  kept: readonly string[],
  on: string,
): Promise<number> =>
  tx.run(
    `update household_mark set until = $5 where tenant_id = $1 and household_id = $2 and dimension = $3 and until is null
       and not code = any($4::text[])`,
    [tx.scope.tenantId, householdId, dimension, kept, on],
  )

export type NewChange = Place & {
  id: string
  at: string
  accountId: string
  subject: string
  field: string
  oldValue: string | null
  newValue: string | null
  why: string | null
  /** The day from which the change holds. */
  from: string
}

export const addChanges = (tx: Transaction, changes: readonly NewChange[]): Promise<number> =>
  tx.run(
    `insert into household_change (tenant_id, id, household_id, area_code, organisation_line, at, account_id, subject, field,
       old_value, new_value, why, valid_from)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "areaCode" text, "organisationLine" text,
       at timestamptz, "accountId" uuid, subject text, field text, "oldValue" text, "newValue" text, why text, "from" date)`,
    [tx.scope.tenantId, JSON.stringify(changes)],
  )

export const historyOf = (tx: Transaction, householdId: string): Promise<Change[]> =>
  tx.rows(
    `select c.at, a.display_name as by, c.subject, c.field, c.old_value as "oldValue", c.new_value as "newValue", c.why,
       coalesce(c.valid_from, (c.at at time zone 'Asia/Shanghai')::date) as "from"
     from household_change c left join account a on a.id = c.account_id
     where c.tenant_id = $1 and c.household_id = $2 order by c.at desc, c.id desc limit 500`,
    [tx.scope.tenantId, householdId],
  )
