import type { Transaction } from '../../platform/server/database.ts'
import type { HelpForm, UnitForms } from './model.ts'
import { done, type Period } from './store.ts'

export type FormBounds = Period & {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  unit?: string | undefined
  without?: string | undefined
  incomplete?: boolean | undefined
}

// Units that help: those with helpers of their own, and those that sponsor a village.
const units = `(with tally as (select d.unit_id, d.kind, d.detail, count(*) as n from ${done} where d.unit_id is not null group by 1, 2, 3),
    form as (select row_number() over () as place, f.* from jsonb_to_recordset($4::jsonb) as f (key text, name text, basis text, kinds text[], least int)),
    unit as (select o.id, o.name, o.area_code from organisation o where o.tenant_id = $1 and o.valid_to is null
      and ($5::text is null or (o.area_code >= $5 and o.area_code < $6)) and ($7::uuid is null or o.id = $7)
      and (o.id in (select organisation_id from helper where tenant_id = $1 and state = 'active')
        or o.id in (select giver_id from unit_pair where tenant_id = $1 and until is null))),
    each as (select u.id, u.name, u.area_code, f.place, f.key, f.name as form, f.least, coalesce(sum(t.n), 0)::int as found
      from unit u cross join form f left join tally t on t.unit_id = u.id and t.kind = f.basis
        and (f.kinds = '{}' or t.detail = any(f.kinds)) group by 1, 2, 3, 4, 5, 6, 7)
  select id, name, area_code, count(*) filter (where found < least)::int as missing,
    coalesce(bool_or(key = $8 and found < least), false) as lacks,
    jsonb_agg(jsonb_build_object('key', key, 'name', form, 'least', least, 'found', found) order by place) as forms
  from each group by 1, 2, 3) u where ($8::text is null or u.lacks) and ($9::boolean is not true or u.missing > 0)`
const values = (tx: Transaction, forms: readonly HelpForm[], bounds: FormBounds) => [
  tx.scope.tenantId,
  bounds.from,
  bounds.to,
  JSON.stringify(forms),
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.unit ?? null,
  bounds.without ?? null,
  bounds.incomplete ?? null,
]

/** Units with each form of the list, by area and name. */
export const listUnitForms = (
  tx: Transaction,
  forms: readonly HelpForm[],
  bounds: FormBounds,
  page: { limit: number; offset: number },
): Promise<UnitForms[]> =>
  tx.rows(
    `select u.id, u.name, coalesce(n.name, u.area_code) as "areaName", u.forms, u.missing
     from (select * from ${units} order by u.area_code, u.name, u.id limit $10 offset $11) u
     left join area_name n on n.code = u.area_code order by u.area_code, u.name, u.id`,
    [...values(tx, forms, bounds), page.limit, page.offset],
  )

export async function countUnitForms(tx: Transaction, forms: readonly HelpForm[], bounds: FormBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(`select count(*) as total from ${units}`, values(tx, forms, bounds))
  return Number(row?.total ?? 0)
}
