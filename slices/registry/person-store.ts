import type { Transaction } from '../../platform/server/database.ts'

/** A member as stored: sealed columns as bytes. */
export type PersonRecord = {
  id: string
  householdId: string
  name: string
  identityNumber: Buffer | null
  phone: Buffer | null
  health: Buffer | null
  sex: 0 | 1 | 2 | 9 | null
  birthDate: string | null
  ethnicity: string | null
  relation: string
  relationText: string | null
  disabilityGrade: number | null
  school: 'preschool' | 'compulsory' | 'upper_secondary' | 'higher' | null
  employment: 'employed' | 'unemployed' | 'retired' | 'student' | 'child' | 'unable' | null
  joinedOn: string
  leftOn: string | null
  leftReason: string | null
  version: number
}

const columns = `id, household_id as "householdId", name, identity_number as "identityNumber", phone, health, sex,
  birth_date as "birthDate", ethnicity, relation, relation_text as "relationText", disability_grade as "disabilityGrade", school,
  employment, joined_on as "joinedOn", left_on as "leftOn", left_reason as "leftReason", version`

export const peopleOf = (tx: Transaction, householdId: string): Promise<PersonRecord[]> =>
  tx.rows(
    `select ${columns} from person where tenant_id = $1 and household_id = $2 order by left_on is not null, relation, birth_date, id`,
    [tx.scope.tenantId, householdId],
  )

export const findPerson = (tx: Transaction, householdId: string, id: string): Promise<PersonRecord | undefined> =>
  tx.row(`select ${columns} from person where tenant_id = $1 and household_id = $2 and id = $3`, [
    tx.scope.tenantId,
    householdId,
    id,
  ])

/** A new member; sealed values and their hashes as bytes. */
export type NewPerson = Omit<PersonRecord, 'leftOn' | 'leftReason' | 'version'> & {
  areaCode: string
  organisationLine: string
  namePinyin: string
  identityNumberHash: Buffer | null
  identityLastFourHash: Buffer | null
  phoneHash: Buffer | null
  phoneLastFourHash: Buffer | null
}

const hex = (bytes: Buffer | null) => (bytes ? `\\x${bytes.toString('hex')}` : null)
const written = (person: NewPerson) => ({
  ...person,
  identityNumber: hex(person.identityNumber),
  identityNumberHash: hex(person.identityNumberHash),
  identityLastFourHash: hex(person.identityLastFourHash),
  phone: hex(person.phone),
  phoneHash: hex(person.phoneHash),
  phoneLastFourHash: hex(person.phoneLastFourHash),
  health: hex(person.health),
})

/** Adds many people in one statement. Throws 23505 `person_once` when somebody already stands in a household. */
export const addPeople = (tx: Transaction, people: readonly NewPerson[]): Promise<number> =>
  tx.run(
    `insert into person (tenant_id, id, household_id, area_code, organisation_line, name, name_pinyin, identity_number,
       identity_number_hash, identity_last_four_hash, phone, phone_hash, phone_last_four_hash, health, sex, birth_date, ethnicity,
       relation, relation_text, disability_grade, school, employment, joined_on)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "areaCode" text, "organisationLine" text,
       name text, "namePinyin" text, "identityNumber" bytea, "identityNumberHash" bytea, "identityLastFourHash" bytea, phone bytea,
       "phoneHash" bytea, "phoneLastFourHash" bytea, health bytea, sex smallint, "birthDate" date, ethnicity text, relation text,
       "relationText" text, "disabilityGrade" smallint, school text, employment text, "joinedOn" date)`,
    [tx.scope.tenantId, JSON.stringify(people.map(written))],
  )

/** Saves a member when the version is still the one that was read. */
export const changePerson = (tx: Transaction, version: number, person: NewPerson): Promise<number> =>
  tx.run(
    `update person set name = r.name, name_pinyin = r."namePinyin", identity_number = r."identityNumber",
       identity_number_hash = r."identityNumberHash", identity_last_four_hash = r."identityLastFourHash", phone = r.phone,
       phone_hash = r."phoneHash", phone_last_four_hash = r."phoneLastFourHash", health = r.health, sex = r.sex,
       birth_date = r."birthDate", ethnicity = r.ethnicity, relation = r.relation, disability_grade = r."disabilityGrade",
       school = r.school, employment = r.employment, version = version + 1
     from jsonb_to_record($4::jsonb) as r (name text, "namePinyin" text, "identityNumber" bytea, "identityNumberHash" bytea,
       "identityLastFourHash" bytea, phone bytea, "phoneHash" bytea, "phoneLastFourHash" bytea, health bytea, sex smallint,
       "birthDate" date, ethnicity text, relation text, "disabilityGrade" smallint, school text, employment text)
     where person.tenant_id = $1 and person.id = $2 and person.version = $3`,
    [tx.scope.tenantId, person.id, version, JSON.stringify(written(person))],
  )

export const endPerson = (tx: Transaction, id: string, on: string, reason: string): Promise<number> =>
  tx.run(
    `update person set left_on = $3, left_reason = $4, version = version + 1 where tenant_id = $1 and id = $2 and left_on is null`,
    [tx.scope.tenantId, id, on, reason],
  )

/** Households of people by identity number hash, within the scope; for finding who is filed already. */
export const findByIdentityHashes = (
  tx: Transaction,
  hashes: readonly Buffer[],
): Promise<{ hash: Buffer; personId: string; householdId: string; isHead: boolean }[]> =>
  tx.rows(
    `select p.identity_number_hash as hash, p.id as "personId", p.household_id as "householdId", h.head_person_id = p.id as "isHead"
     from person p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id
     where p.tenant_id = $1 and p.identity_number_hash = any($2::bytea[]) and p.left_on is null`,
    [tx.scope.tenantId, hashes],
  )

/** True when the number is filed anywhere in the tenant, also outside the asker's scope; answers nothing else. */
export async function filedElsewhere(tx: Transaction, hash: Buffer): Promise<boolean> {
  const row = await tx.row<{ filed: boolean }>('select app.filed_elsewhere($1) as filed', [hash])
  return row?.filed ?? false
}

/** The new head takes the relation of a head; the old one the relation told, "other" where none is, to be put right later. */
export async function becomeHead(
  tx: Transaction,
  oldHeadId: string,
  newHeadId: string,
  oldRelation = '97',
): Promise<void> {
  await tx.run(
    `update person set relation = case when id = $3 then '02' else $4 end, version = version + 1
     where tenant_id = $1 and id in ($2, $3)`,
    [tx.scope.tenantId, oldHeadId, newHeadId, oldRelation],
  )
}

export async function pinyinOf(tx: Transaction, id: string): Promise<string | undefined> {
  const row = await tx.row<{ pinyin: string }>(
    'select name_pinyin as pinyin from person where tenant_id = $1 and id = $2',
    [tx.scope.tenantId, id],
  )
  return row?.pinyin
}
