import type { ClientBase } from 'pg'
import { areaPackHash, readAreaPack } from './pack-store.ts'

/**
 * Fills the table `area` from the pack, under the owner role, after the migrations; does nothing when the table holds
 * this pack already. Areas that a newer pack no longer has become abolished: files bear their codes. Gives the number
 * of areas written.
 */
export async function loadAreas(client: ClientBase): Promise<number> {
  const hash = areaPackHash()
  await client.query('begin')
  try {
    await client.query('lock table area_pack in exclusive mode')
    const { rows } = await client.query<{ hash: string }>('select hash from area_pack')
    const written = rows[0]?.hash === hash ? 0 : await writeAreas(client, hash)
    await client.query('commit')
    return written
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function writeAreas(client: ClientBase, hash: string): Promise<number> {
  const pack = readAreaPack()
  const codes = pack.map((area) => area.code)
  const written = await client.query(
    `insert into area (code, name, level, parent_code, abolished)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[])
     on conflict (code) do update set name = excluded.name, level = excluded.level, abolished = excluded.abolished
       where (area.name, area.level, area.abolished) is distinct from (excluded.name, excluded.level, excluded.abolished)`,
    [
      codes,
      pack.map((area) => area.name),
      pack.map((area) => area.level),
      pack.map((area) => area.parent),
      pack.map((area) => area.abolished),
    ],
  )
  await client.query(
    'update area set abolished = true where not abolished and not exists (select from unnest($1::text[]) as kept (code) where kept.code = area.code)',
    [codes],
  )
  await client.query(
    'insert into area_pack (hash) values ($1) on conflict (only_one) do update set hash = excluded.hash, loaded_at = now()',
    [hash],
  )
  await client.query('analyze area')
  return written.rowCount ?? 0
}
