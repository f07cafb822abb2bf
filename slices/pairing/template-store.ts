import type { Transaction } from '../../platform/server/database.ts'

export type WordTemplate = {
  areaCode: string
  areaName: string
  fileName: string
  by: string | null
  at: string
}

/** The templates in force in this area and the areas above it, the nearest first. */
export const templatesAbove = (tx: Transaction, areas: readonly string[]): Promise<WordTemplate[]> =>
  tx.rows(
    `select f.area_code as "areaCode", coalesce(a.name, f.area_code) as "areaName", f.file_name as "fileName",
       c.display_name as by, f.created_at as at
     from handbook_template f left join area_name a on a.code = f.area_code
     left join account c on c.id = f.created_by
     where f.tenant_id = $1 and f.area_code = any($2::text[]) and f.ended_at is null
     order by array_position($2::text[], f.area_code)`,
    [tx.scope.tenantId, areas],
  )

/** Files of all templates in force, by area. */
export async function templateFiles(tx: Transaction): Promise<Map<string, Buffer>> {
  const rows = await tx.rows<{ areaCode: string; file: Buffer }>(
    `select area_code as "areaCode", file from handbook_template where tenant_id = $1 and ended_at is null`,
    [tx.scope.tenantId],
  )
  return new Map(rows.map((row) => [row.areaCode, row.file]))
}

export const addTemplate = (
  tx: Transaction,
  template: { id: string; areaCode: string; fileName: string; file: Buffer; createdBy: string },
): Promise<number> =>
  tx.run(
    `insert into handbook_template (tenant_id, id, area_code, file_name, file, created_by) values ($1, $2, $3, $4, $5, $6)`,
    [tx.scope.tenantId, template.id, template.areaCode, template.fileName, template.file, template.createdBy],
  )

/** Takes back the template of exactly this area. 0 rows: it has none. */
export const endTemplate = (tx: Transaction, areaCode: string): Promise<number> =>
  tx.run(`update handbook_template set ended_at = now() where tenant_id = $1 and area_code = $2 and ended_at is null`, [
    tx.scope.tenantId,
    areaCode,
  ])
