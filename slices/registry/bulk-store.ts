import { type CopyValue, copyPacked, copyPieces, copyRows } from '../../platform/server/copy.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { type FiledRows, syllablesOf } from './filing-store.ts'
import type { NewHousehold } from './household-store.ts'
import type { NewPerson } from './person-store.ts'
import { longestToken, searchWords } from './rules.ts'
import type { NewAmount, NewMark } from './store.ts'

/** The columns that are loaded of a table, in the order of the copy, and how a row gives them. */
type Loading<Row> = readonly (readonly [column: string, value: (row: Row) => CopyValue])[]

const household: Loading<NewHousehold> = [
  ['id', (row) => row.id],
  ['file_number', (row) => row.fileNumber],
  ['area_code', (row) => row.areaCode],
  ['responsible_id', (row) => row.responsibleId],
  ['organisation_line', (row) => row.organisationLine],
  ['responsible_reason', (row) => row.responsibleReason],
  ['work_unit_id', (row) => row.workUnitId],
  ['work_unit_text', (row) => row.workUnitText],
  ['head_person_id', (row) => row.headPersonId],
  ['head_name', (row) => row.headName],
  ['head_name_pinyin', (row) => row.headNamePinyin],
  ['size', (row) => row.size],
  ['residence', (row) => row.residence],
  ['category', (row) => row.category],
  ['main_cause', (row) => row.mainCause],
  ['registered_on', (row) => row.registeredOn],
  ['address', (row) => row.address],
  ['annual_income_fen', (row) => row.annualIncomeFen],
  ['rigid_expenditure_fen', (row) => row.rigidExpenditureFen],
  ['monthly_per_capita_fen', (row) => row.monthlyPerCapitaFen],
  ['dwellings', (row) => row.dwellings],
  ['vehicles', (row) => row.vehicles],
  ['housing_area_square_decimetres', (row) => row.housingAreaSquareDecimetres],
  ['heating', (row) => row.heating],
  ['source_import_id', (row) => row.sourceImportId],
]

const person: Loading<NewPerson> = [
  ['id', (row) => row.id],
  ['household_id', (row) => row.householdId],
  ['area_code', (row) => row.areaCode],
  ['organisation_line', (row) => row.organisationLine],
  ['name', (row) => row.name],
  ['name_pinyin', (row) => row.namePinyin],
  ['identity_number', (row) => row.identityNumber],
  ['identity_number_hash', (row) => row.identityNumberHash],
  ['identity_last_four_hash', (row) => row.identityLastFourHash],
  ['phone', (row) => row.phone],
  ['phone_hash', (row) => row.phoneHash],
  ['phone_last_four_hash', (row) => row.phoneLastFourHash],
  ['health', (row) => row.health],
  ['sex', (row) => row.sex],
  ['birth_date', (row) => row.birthDate],
  ['ethnicity', (row) => row.ethnicity],
  ['relation', (row) => row.relation],
  ['relation_text', (row) => row.relationText],
  ['disability_grade', (row) => row.disabilityGrade],
  ['school', (row) => row.school],
  ['employment', (row) => row.employment],
  ['joined_on', (row) => row.joinedOn],
]

const place = [
  ['id', (row: NewAmount | NewMark) => row.id],
  ['household_id', (row: NewAmount | NewMark) => row.householdId],
  ['area_code', (row: NewAmount | NewMark) => row.areaCode],
  ['organisation_line', (row: NewAmount | NewMark) => row.organisationLine],
] as const

const amount: Loading<NewAmount> = [
  ...place,
  ['person_id', (row) => row.personId],
  ['side', (row) => row.side],
  ['kind', (row) => row.kind],
  ['annual_fen', (row) => row.annualFen],
]

const mark: Loading<NewMark> = [
  ...place,
  ['dimension', (row) => row.dimension],
  ['code', (row) => row.code],
  ['since', (row) => row.since],
]

const namesOf = (loading: Loading<never>): string => loading.map(([column]) => column).join(', ')

const loads = { household, person, household_amount: amount, household_mark: mark } as const

function* valuesOf<Row>(loading: Loading<Row>, rows: Iterable<Row>): Generator<CopyValue[]> {
  for (const row of rows) yield loading.map(([, value]) => value(row))
}

/** Makes the temporary tables of a load; they end with the transaction. To be called once before `stageFamilies`. */
export async function beginLoad(tx: Transaction): Promise<void> {
  for (const [table, loading] of Object.entries(loads))
    await tx.run(
      `create temporary table staged_${table} on commit drop as select ${namesOf(loading)} from ${table} limit 0`,
    )
}

/** Copies families into the temporary tables. Half of the work of a load; the other half is `moveFamilies`. */
export async function stageFamilies(tx: Transaction, families: readonly FiledRows[]): Promise<void> {
  const load = <Row>(table: keyof typeof loads, loading: Loading<Row>, rows: Row[]) =>
    copyRows(tx, `staged_${table} (${namesOf(loading)})`, valuesOf(loading, rows))
  await load(
    'household',
    household,
    families.map((family) => family.household),
  )
  await load(
    'person',
    person,
    families.flatMap((family) => family.people),
  )
  await load(
    'household_amount',
    amount,
    families.flatMap((family) => family.amounts),
  )
  await load(
    'household_mark',
    mark,
    families.flatMap((family) => family.marks),
  )
}

// Families first: their members, amounts and marks refer to them. Plans of the foreign keys that were made while a table
// was small would read it through for every row, so the planner looks at what has grown before the next table is filled.
const moves = Object.entries(loads)
  .map(
    ([table, loading]) => `insert into ${table} (tenant_id, ${namesOf(loading)})
       select app.tenant(), ${namesOf(loading)} from staged_${table};
     select app.know_rows(2); truncate staged_${table};`,
  )
  .join('\n')

/**
 * Moves staged families into the registry, all of them in one round trip so that the caller can prepare the next ones
 * meanwhile. Every row passes row security. Throws 23505 `person_once` when somebody already stands in a household.
 */
export const moveFamilies = (tx: Transaction): Promise<number> => tx.run(moves)

/** Lines of the history for staged families: that they were filed, under which number and why. Before they are moved. */
export const noteFiled = (tx: Transaction, why: string): Promise<number> =>
  tx.run(
    // The first line of a family may bear its id: lines are told apart by id, families by another table.
    `insert into household_change (tenant_id, id, household_id, area_code, organisation_line, at, account_id, subject, field,
       new_value, why, valid_from)
     select $1, s.id, s.id, s.area_code, s.organisation_line, date_trunc('milliseconds', now()), $2, 'household', 'registered',
       s.file_number, $3, s.registered_on from staged_household s`,
    [tx.scope.tenantId, tx.scope.accountId, why],
  )

/** Makes the search tokens of addresses anew, for families whose address was changed or taken back. */
export async function replaceAddressWords(
  tx: Transaction,
  changed: readonly { householdId: string; address: string | null }[],
): Promise<void> {
  if (changed.length === 0) return
  // Tokens of addresses are those that begin with their sign; the next sign ends the range.
  await tx.run(
    `delete from household_token where tenant_id = $1 and household_id = any($2::uuid[]) and token >= '@' and token < 'A'`,
    [tx.scope.tenantId, changed.map((one) => one.householdId)],
  )
  const words = changed.flatMap(({ householdId, address }) =>
    searchWords([], address).map(({ text }) => ({ householdId, text })),
  )
  await tx.run(
    `insert into household_token (tenant_id, token, household_id)
     select distinct $1::uuid, ('@' || substr(r.text, s, ${longestToken})) collate "C", r."householdId"
     from jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, text text), generate_series(1, char_length(r.text)) s order by 2, 3`,
    [tx.scope.tenantId, JSON.stringify(words)],
  )
}

/** Takes the search words of families as they are staged. */
export type WordLane = {
  add(families: readonly FiledRows[]): void
  /** Waits until all tokens are written. Throws what went wrong. */
  end(): Promise<void>
  /** After a failure elsewhere: begins nothing more and waits for what runs, so that the connection is free. */
  stop(): Promise<void>
}

/**
 * Makes the search tokens of a load in a transaction beside it: there are dozens a family, as much work as all the rest,
 * and no foreign key binds them. They are to be committed just before the families. Should the families then fail, their
 * tokens find nobody, and the next attempt, which gives them the same ids, takes them over. Tokens are made for `atOnce`
 * families together: in their order each page of the index, of which there are tens of thousands, is touched once.
 */
export function openWordLane(tx: Transaction, atOnce: number): WordLane {
  let waiting = 0
  let stopped = false
  let lane = beginWords(tx)
  const then = (work: () => Promise<void>) => {
    lane = lane.then(() => (stopped ? undefined : work()))
    // Heard at the end; unheard until then, a failure would end the server.
    lane.catch(() => {})
  }
  return {
    add(families) {
      const words = [...copyPieces(families.flatMap(wordsOf))]
      waiting += families.length
      then(() => copyPacked(tx, 'staged_word (household_id, sign, word, endings)', words))
      if (waiting < atOnce) return
      waiting = 0
      then(() => makeTokens(tx))
    },
    async end() {
      then(() => makeTokens(tx))
      await lane
    },
    async stop() {
      stopped = true
      await lane.catch(() => {})
    },
  }
}

async function beginWords(tx: Transaction): Promise<void> {
  await tx.run(
    'create temporary table staged_word (household_id uuid, sign text, word text, endings boolean) on commit drop',
  )
  // Some hundred thousand tokens are sorted in memory instead of on the disk.
  await tx.run(`set local work_mem = '64MB'`)
}

const wordsOf = ({ household, people }: FiledRows): CopyValue[][] =>
  searchWords(
    people.map(({ name }) => ({ name, syllables: syllablesOf(name) })),
    household.address,
  ).map(({ sign, text, endings }) => [household.id, sign, text, endings])

async function makeTokens(tx: Transaction): Promise<void> {
  // What an attempt that failed has left: cheaper than an insert that looks for a conflict at every token.
  await tx.run(
    `delete from household_token where tenant_id = $1 and household_id in (select household_id from staged_word)`,
    [tx.scope.tenantId],
  )
  await tx.run(
    `insert into household_token (tenant_id, token, household_id)
     select distinct $1::uuid, t.token, t.household_id from (
       select w.household_id, (w.sign || substr(w.word, s, ${longestToken})) collate "C" as token
       from staged_word w, generate_series(1, char_length(w.word)) s where w.endings
       union all select household_id, word collate "C" from staged_word where not endings) t
     order by 2, 3`,
    [tx.scope.tenantId],
  )
  await tx.run('truncate staged_word')
}
