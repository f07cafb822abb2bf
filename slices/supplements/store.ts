import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import type { Said } from './model.ts'
import { type Standing, standing } from './rules.ts'

export type Statement = { personId: string; saidOn: string; source: string | null; said: Said }
export type NewStatement = { personId: string; said: Said }
export type Source = { importId: string; name: string } | null

/**
 * What stands of these people, by person and by the key of the heading; also what was said of the same person in a file that was
 * merged into theirs.
 */
export async function standingOf(
  tx: Transaction,
  personalData: PersonalData,
  personIds: readonly string[],
): Promise<Map<string, Map<string, Standing<Statement>>>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx.rows<Omit<Statement, 'said'> & { content: Buffer }>(
    `with asked as (select id, household_id, name, identity_number_hash as hash from person where tenant_id = $1 and id = any($2::uuid[])),
       same as (
         select a.id, a.id as said_of from asked a
         union all
         select a.id, p.id from asked a join household h on h.tenant_id = $1 and h.merged_into = a.household_id
         join person p on p.tenant_id = $1 and p.household_id = h.id and p.left_on is not null
           and (p.identity_number_hash = a.hash or (p.identity_number_hash is null and p.name = a.name)))
     select m.id as "personId", s.said_on as "saidOn", s.source_name as source, s.content
     from same m join supplement s on s.tenant_id = $1 and s.person_id = m.said_of order by s.at, s.id`,
    [tx.scope.tenantId, personIds],
  )
  const statements = rows.map(
    ({ content, ...rest }): Statement => ({ ...rest, said: JSON.parse(personalData.open(content)) as Said }),
  )
  return new Map(
    [...Map.groupBy(statements, ({ personId }) => personId)].map(([personId, own]) => [personId, standing(own)]),
  )
}

/** Adds what is said of people who are on file; where they stand is copied from them. */
export const addStatements = (
  tx: Transaction,
  personalData: PersonalData,
  statements: readonly NewStatement[],
  saidOn: string,
  source: Source,
): Promise<number> =>
  tx.run(
    `insert into supplement (tenant_id, id, person_id, household_id, area_code, organisation_line, said_on, account_id,
       source_import_id, source_name, content)
     select $1, r.id, p.id, p.household_id, p.area_code, p.organisation_line, $5, $6, $7, $8, r.content
     from unnest($2::uuid[], $3::uuid[], $4::bytea[]) as r (id, person_id, content)
     join person p on p.tenant_id = $1 and p.id = r.person_id`,
    [
      tx.scope.tenantId,
      statements.map(() => randomUUIDv7()),
      statements.map(({ personId }) => personId),
      statements.map(({ said }) => personalData.seal(JSON.stringify(said))),
      saidOn,
      tx.scope.accountId,
      source?.importId ?? null,
      source?.name ?? null,
    ],
  )

export const removeStatementsOfImport = (tx: Transaction, importId: string): Promise<number> =>
  tx.run('delete from supplement where tenant_id = $1 and source_import_id = $2', [tx.scope.tenantId, importId])

/** Moves the copies of where people stand after the members of this household. */
export const followMembers = (tx: Transaction, householdId: string): Promise<number> =>
  tx.run(
    `update supplement s set household_id = p.household_id, area_code = p.area_code, organisation_line = p.organisation_line
     from person p where s.tenant_id = $1 and p.tenant_id = $1 and p.household_id = $2 and s.person_id = p.id
       and (s.household_id, s.area_code, s.organisation_line) is distinct from (p.household_id, p.area_code, p.organisation_line)`,
    [tx.scope.tenantId, householdId],
  )
