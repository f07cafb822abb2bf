import type { AreaLevel } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import { Problem } from '../../core/problem.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { areaMessages } from './messages.ts'
import type { Area, ChangedOwnArea, OwnArea } from './model.ts'

// The country's areas and the tenant's own in one shape, each code once: the country's list may come to hold what a tenant
// added before. Outside a tenant the second part is empty.
const areas = `(select code, name, level, parent_code, abolished, valid_from, valid_to, false as own from area
  union all select o.code, o.name, o.level, o.parent_code, false, o.valid_from, o.valid_to, true from own_area o
    where o.tenant_id = app.tenant() and not exists (select from area c where c.code = o.code)) a`

const columns = `a.code, a.name, a.level, a.parent_code as parent, a.abolished, a.valid_from as "validFrom", a.valid_to as "validTo", a.own`

/** Areas directly inside one that are valid on a day. */
export const listChildren = (tx: Transaction, parent: string, on: Day): Promise<Area[]> =>
  tx.rows(
    `select ${columns} from ${areas} where a.parent_code = $1 and not a.abolished
       and coalesce(a.valid_from <= $2, true) and coalesce(a.valid_to >= $2, true) order by a.code`,
    [parent, on],
  )

export const findByName = (tx: Transaction, name: string, from: string, to: string): Promise<Area[]> =>
  tx.rows(
    `select ${columns} from ${areas} where a.code >= $2 and a.code < $3 and not a.abolished and position($1 in a.name) > 0
     order by a.name <> $1, array_position(array['province', 'prefecture', 'county', 'township', 'village'], a.level), a.code limit 20`,
    [name, from, to],
  )

export const findByCodes = (tx: Transaction, codes: readonly string[]): Promise<Area[]> =>
  tx.rows(`select ${columns} from ${areas} where a.code = any($1::text[]) order by a.code`, [codes])

/**
 * A code may be of the right form and still be nobody's: what stands there would be in no list of an area. Areas that were
 * abolished are known. Throws `bad_input` at the field.
 */
export async function refuseUnknownArea(tx: Transaction, code: string, field: string): Promise<void> {
  if ((await findByCodes(tx, [code])).length === 0)
    throw new Problem('bad_input', areaMessages.unknown, { fields: [{ field, text: areaMessages.unknown }] })
}

/** Codes and names directly inside an area, kept from growing so that two officers do not get the same code. */
export async function takenInside(tx: Transaction, parent: string): Promise<{ code: string; name: string }[]> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 7768))', [tx.scope.tenantId + parent])
  return tx.rows(`select a.code, a.name from ${areas} where a.parent_code = $1 and a.valid_to is null`, [parent])
}

/** Codes a tenant gave out itself inside an area, also those of areas that ended. */
export const ownCodesUnder = async (tx: Transaction, parent: string): Promise<Set<string>> => {
  const rows = await tx.rows<{ code: string }>('select code from own_area where tenant_id = $1 and parent_code = $2', [
    tx.scope.tenantId,
    parent,
  ])
  return new Set(rows.map((row) => row.code))
}

const ownColumns = `code, name, level, parent_code as parent, false as abolished, valid_from as "validFrom",
  valid_to as "validTo", true as own, version`

export const listOwn = (tx: Transaction, page: { limit: number; offset: number }): Promise<OwnArea[]> =>
  tx.rows(`select ${ownColumns} from own_area where tenant_id = $1 order by code limit $2 offset $3`, [
    tx.scope.tenantId,
    page.limit,
    page.offset,
  ])

export const findOwn = (tx: Transaction, code: string): Promise<OwnArea | undefined> =>
  tx.row(`select ${ownColumns} from own_area where tenant_id = $1 and code = $2`, [tx.scope.tenantId, code])

/** Saves a change when the version is still the one that was read; 0 rows otherwise. */
export const changeOwn = (tx: Transaction, changed: ChangedOwnArea): Promise<number> =>
  tx.run(
    `update own_area set name = $4, valid_from = $5, valid_to = $6, version = version + 1, updated_at = now()
     where tenant_id = $1 and code = $2 and version = $3`,
    [tx.scope.tenantId, changed.code, changed.version, changed.name, changed.validFrom, changed.validTo],
  )

export const addOwnArea = (
  tx: Transaction,
  area: {
    code: string
    name: string
    level: AreaLevel
    parent: string
    validFrom: string | null
    validTo: string | null
  },
): Promise<number> =>
  tx.run(
    `insert into own_area (tenant_id, code, name, level, parent_code, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.scope.tenantId, area.code, area.name, area.level, area.parent, area.validFrom, area.validTo],
  )
