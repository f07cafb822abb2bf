import type { Transaction } from '../../platform/server/database.ts'
import type { AidKind, AidLine, AidSource } from './model.ts'

/** What a list of aid is narrowed by, areas as ranges. */
export type AidBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  household?: string | undefined
  kind?: string | undefined
  field?: number | undefined
  mode?: string | undefined
  source?: string | undefined
  giver?: string | undefined
  aidList?: string | undefined
  from?: string | undefined
  to?: string | undefined
  form?: 'cash' | 'goods' | undefined
}

const filtered = `l.tenant_id = $1
  and ($2::text is null or (l.area_code >= $2 and l.area_code < $3))
  and ($4::uuid is null or l.household_id = $4) and ($5::text is null or l.kind = $5) and ($6::int is null or l.field = $6)
  and ($7::text is null or l.mode = $7) and ($8::text is null or l.source = $8)
  and ($9::uuid is null or l.giver_organisation_id = $9) and ($10::uuid is null or l.aid_list_id = $10)
  and ($11::date is null or l.given_on >= $11) and ($12::date is null or l.given_on <= $12)
  and ($13::text is null or ($13 = 'cash' and l.amount_fen is not null) or ($13 = 'goods' and l.item is not null))`

const filterValues = (tx: Transaction, bounds: AidBounds) => [
  tx.scope.tenantId,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.household ?? null,
  bounds.kind ?? null,
  bounds.field ?? null,
  bounds.mode ?? null,
  bounds.source ?? null,
  bounds.giver ?? null,
  bounds.aidList ?? null,
  bounds.from ?? null,
  bounds.to ?? null,
  bounds.form ?? null,
]

const columns = `l.id, l.household_id as "householdId", h.head_name as "headName", coalesce(a.name, l.area_code) as "areaName",
  l.given_on as "givenOn", l.recorded_at as "recordedAt", w.display_name as "recordedBy", l.kind, l.field, l.mode, l.source,
  coalesce(g.name, l.giver_text) as giver, l.amount_fen as "amountFen", l.item, l.quantity, l.unit, l.value_fen as "valueFen",
  l.proof, l.note, l.aid_list_id as "aidListId", l.reverses_id as "reversesId", b.id as "reversedById"`

const source = `aid_line l
  join household h on h.tenant_id = l.tenant_id and h.id = l.household_id
  left join area_name a on a.code = l.area_code
  left join organisation g on g.tenant_id = l.tenant_id and g.id = l.giver_organisation_id
  left join account w on w.id = l.recorded_by
  left join aid_line b on b.tenant_id = l.tenant_id and b.reverses_id = l.id`

export const listAid = (
  tx: Transaction,
  bounds: AidBounds,
  page: { limit: number; offset: number; order: 'asc' | 'desc' },
): Promise<AidLine[]> => {
  const direction = page.order === 'asc' ? 'asc' : 'desc'
  return tx.rows(
    `select ${columns} from ${source} where ${filtered} order by l.given_on ${direction}, l.id ${direction} limit $14 offset $15`,
    [...filterValues(tx, bounds), page.limit, page.offset],
  )
}

export type AidTotal = { total: number; households: number; cashFen: string; goodsValueFen: string }

/** Sums of a filter; a reversed line and its reversal add up to nothing and count as no line. */
export async function sumAid(tx: Transaction, bounds: AidBounds): Promise<AidTotal> {
  const row = await tx.row<{ total: string; households: string; cash: string; goods: string }>(
    `select count(*) filter (where standing) as total, count(distinct household_id) filter (where standing) as households,
       coalesce(sum(amount_fen), 0) as cash, coalesce(sum(value_fen), 0) as goods
     from (select l.*, l.reverses_id is null and not exists (
             select from aid_line b where b.tenant_id = $1 and b.reverses_id = l.id) as standing
           from aid_line l where ${filtered}) l`,
    filterValues(tx, bounds),
  )
  return {
    total: Number(row?.total ?? 0),
    households: Number(row?.households ?? 0),
    cashFen: row?.cash ?? '0',
    goodsValueFen: row?.goods ?? '0',
  }
}

export const findAidLine = (tx: Transaction, id: string): Promise<AidLine | undefined> =>
  tx.row(`select ${columns} from ${source} where l.tenant_id = $1 and l.id = $2`, [tx.scope.tenantId, id])

/** A line to be added. Area and line are copied from the household by the statement itself. */
export type NewAidLine = {
  id: string
  householdId: string
  personId?: string | null
  givenOn: string
  recordedBy: string | null
  kind: AidKind
  field: number
  mode: 'relief' | 'capacity'
  source: AidSource
  giverOrganisationId?: string | null
  giverHelperId?: string | null
  giverText?: string | null
  amountFen: string | null
  item?: string | null
  quantity?: string | null
  unit?: string | null
  valueFen?: string | null
  proof?: string | null
  note?: string | null
  visitId?: string | null
  aidListId?: string | null
  reversesId?: string | null
}

/**
 * Adds lines to the ledger; answers how many. A household outside the scope is simply not found, so callers compare the
 * number with what they asked for.
 */
export const addAidLines = (tx: Transaction, lines: readonly NewAidLine[]): Promise<number> =>
  tx.run(
    `insert into aid_line (tenant_id, id, household_id, area_code, organisation_line, person_id, given_on, recorded_by, kind, field,
       mode, source, giver_organisation_id, giver_helper_id, giver_text, amount_fen, item, quantity, unit, value_fen, proof, note,
       visit_id, aid_list_id, reverses_id)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r."personId", r."givenOn", r."recordedBy", r.kind, r.field, r.mode,
       r.source, r."giverOrganisationId", r."giverHelperId", r."giverText", r."amountFen", r.item, r.quantity, r.unit, r."valueFen",
       r.proof, r.note, r."visitId", r."aidListId", r."reversesId"
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "personId" uuid, "givenOn" date, "recordedBy" uuid, kind text,
       field smallint, mode text, source text, "giverOrganisationId" uuid, "giverHelperId" uuid, "giverText" text, "amountFen" bigint,
       item text, quantity numeric, unit text, "valueFen" bigint, proof text, note text, "visitId" uuid, "aidListId" uuid, "reversesId" uuid)
     join household h on h.tenant_id = $1 and h.id = r."householdId"`,
    [tx.scope.tenantId, JSON.stringify(lines)],
  )
