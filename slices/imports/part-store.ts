import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import type { RowRecord } from './row-store.ts'

type Content = Readonly<Record<string, unknown>>

/** Rows whose content is sealed together: few enough that a page of rows opens little it does not show. */
export const partRows = 250
const unitsPart = -1

const addParts = (
  tx: Transaction,
  importId: string,
  parts: readonly { part: number; content: Buffer }[],
): Promise<number> =>
  tx.run(
    `insert into import_part (tenant_id, import_id, part, area_code, organisation_line, content)
     select j.tenant_id, j.id, p.part, j.area_code, j.organisation_line, p.content
     from unnest($3::int[], $4::bytea[]) as p (part, content), import_job j where j.tenant_id = $1 and j.id = $2`,
    [tx.scope.tenantId, importId, parts.map((one) => one.part), parts.map((one) => one.content)],
  )

const sealed = (personalData: PersonalData, value: unknown): Buffer =>
  personalData.sealBytes(Buffer.from(JSON.stringify(value)))

/** Keeps what was read of rows, the first of which begins a part. */
export function addContents(
  tx: Transaction,
  personalData: PersonalData,
  importId: string,
  from: number,
  contents: readonly Content[],
): Promise<number> {
  const parts = []
  for (let at = 0; at < contents.length; at += partRows)
    parts.push({ part: (from + at) / partRows, content: sealed(personalData, contents.slice(at, at + partRows)) })
  return addParts(tx, importId, parts)
}

/** A unit that a new family speaks of, and where that family lives. */
export type NamedUnit = { unit: string; areaCode: string }

export const addNamedUnits = (
  tx: Transaction,
  personalData: PersonalData,
  importId: string,
  units: readonly NamedUnit[],
): Promise<number> => addParts(tx, importId, [{ part: unitsPart, content: sealed(personalData, units) }])

async function openParts(
  tx: Transaction,
  personalData: PersonalData,
  importId: string,
  parts: readonly number[],
): Promise<Map<number, unknown>> {
  if (parts.length === 0) return new Map()
  const rows = await tx.rows<{ part: number; content: Buffer }>(
    'select part, content from import_part where tenant_id = $1 and import_id = $2 and part = any($3::int[])',
    [tx.scope.tenantId, importId, parts],
  )
  return new Map(
    rows.map(({ part, content }) => [part, JSON.parse(personalData.openBytes(content).toString()) as unknown]),
  )
}

/** The units that new families speak of; undefined for an import that was read before they were kept. */
export const namedUnits = async (
  tx: Transaction,
  personalData: PersonalData,
  importId: string,
): Promise<NamedUnit[] | undefined> =>
  (await openParts(tx, personalData, importId, [unitsPart])).get(unitsPart) as NamedUnit[] | undefined

/** What was read of these rows, in their order. */
export async function contentsOf(
  tx: Transaction,
  personalData: PersonalData,
  importId: string,
  rows: readonly Pick<RowRecord, 'position' | 'content'>[],
): Promise<Content[]> {
  const apart = rows.filter((row) => row.content === null)
  const wanted = new Set(apart.map((row) => Math.floor(row.position / partRows)))
  const parts = await openParts(tx, personalData, importId, [...wanted])
  return rows.map(({ position, content }) => {
    if (content) return JSON.parse(personalData.openBytes(content).toString()) as Content
    return (parts.get(Math.floor(position / partRows)) as Content[])[position % partRows] as Content
  })
}
