import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'

export type FiledHelper = {
  id: string
  name: string
  unit: string | null
  areaCode: string
  post: string | null
  skill: string | null
  capacity: number
  phone: Buffer | null
  phoneHash: Buffer | null
}

const columns = `h.id, h.name, coalesce(o.name, h.organisation_text) as unit, h.area_code as "areaCode", h.post, h.skill_text as skill,
  h.capacity, h.phone, h.phone_hash as "phoneHash"`
const source = 'helper h left join organisation o on o.tenant_id = h.tenant_id and o.id = h.organisation_id'

export const helpersByName = (tx: Transaction, names: readonly string[]): Promise<FiledHelper[]> =>
  tx.rows(
    `select ${columns} from ${source} where h.tenant_id = $1 and h.state = 'active' and h.name = any($2::text[])`,
    [tx.scope.tenantId, names],
  )

export const helpersById = (tx: Transaction, ids: readonly string[]): Promise<FiledHelper[]> =>
  tx.rows(`select ${columns} from ${source} where h.tenant_id = $1 and h.id = any($2::uuid[])`, [
    tx.scope.tenantId,
    ids,
  ])

export type ToldHelper = { post: string | null; skill: string | null; capacity: number | null; phone: string | null }

/** What a roster leaves empty changes nothing. */
export const changeFromRoster = (
  tx: Transaction,
  personalData: PersonalData,
  id: string,
  told: ToldHelper,
): Promise<number> =>
  tx.run(
    `update helper set post = coalesce($3, post), skill_text = coalesce($4, skill_text), capacity = coalesce($5::smallint, capacity),
       phone = coalesce($6::bytea, phone), phone_hash = coalesce($7::bytea, phone_hash),
       phone_last_four_hash = coalesce($8::bytea, phone_last_four_hash), version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2`,
    [
      tx.scope.tenantId,
      id,
      told.post,
      told.skill,
      told.capacity,
      told.phone && personalData.seal(told.phone),
      told.phone && personalData.index('phone', told.phone),
      told.phone && personalData.index('phone_last_four', told.phone.slice(-4)),
    ],
  )

/** Helpers of an import who stand by a family, or have an account. */
export async function countPaired(tx: Transaction, importId: string): Promise<number> {
  const row = await tx.row<{ count: string }>(
    `select count(*) as count from helper h where h.tenant_id = $1 and h.source_import_id = $2 and (h.membership_id is not null
       or exists (select from pair_member m where m.tenant_id = $1 and m.helper_id = h.id)
       or exists (select from visit v where v.tenant_id = $1 and v.helper_id = h.id)
       or exists (select from proposal_line l where l.tenant_id = $1 and l.helper_id = h.id))`,
    [tx.scope.tenantId, importId],
  )
  return Number(row?.count ?? 0)
}

export const removeHelpers = (tx: Transaction, importId: string): Promise<number> =>
  tx.run('delete from helper where tenant_id = $1 and source_import_id = $2', [tx.scope.tenantId, importId])
