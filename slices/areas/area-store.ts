import type { AreaLevel } from '../../core/area-code.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { Area } from './model.ts'

// The country's areas and the tenant's own in one shape. Outside a tenant the second part is empty.
const areas = `(select code, name, level, parent_code, abolished, valid_from, valid_to, false as own from area
  union all select code, name, level, parent_code, false, valid_from, valid_to, true from own_area where tenant_id = app.tenant()) a`

const columns = `a.code, a.name, a.level, a.parent_code as parent, a.abolished, a.valid_from as "validFrom", a.valid_to as "validTo", a.own`

export const listChildren = (tx: Transaction, parent: string): Promise<Area[]> =>
  tx.rows(`select ${columns} from ${areas} where a.parent_code = $1 and not a.abolished order by a.code`, [parent])

export const findByName = (tx: Transaction, name: string, from: string, to: string): Promise<Area[]> =>
  tx.rows(
    `select ${columns} from ${areas} where a.code >= $2 and a.code < $3 and not a.abolished and position($1 in a.name) > 0
     order by a.name <> $1, array_position(array['province', 'prefecture', 'county', 'township', 'village'], a.level), a.code limit 20`,
    [name, from, to],
  )

export const findByCodes = (tx: Transaction, codes: readonly string[]): Promise<Area[]> =>
  tx.rows(`select ${columns} from ${areas} where a.code = any($1::text[]) order by a.code`, [codes])

export async function ownCodesUnder(tx: Transaction, parent: string): Promise<Set<string>> {
  // Locked so that two officers who add at the same moment do not get the same code.
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 7768))', [tx.scope.tenantId + parent])
  const rows = await tx.rows<{ code: string }>('select code from own_area where tenant_id = $1 and parent_code = $2', [
    tx.scope.tenantId,
    parent,
  ])
  return new Set(rows.map((row) => row.code))
}

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
