import { randomUUIDv7 } from 'node:crypto'
import { type CopyValue, copyPacked, copyPieces, copyRows } from '../../platform/server/copy.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { type FiledRows, filedText } from './filing-store.ts'
import type { NewHousehold } from './household-store.ts'
import type { NewPerson } from './person-store.ts'
import { searchKeys } from './search-rules.ts'
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

/** Takes what families are found by as they are staged. */
export type WordLane = {
  add(families: readonly FiledRows[]): void
  /** Waits until everything is written. Throws what went wrong. */
  end(): Promise<void>
  /** After a failure elsewhere: begins nothing more and waits for what runs, so that the connection is free. */
  stop(): Promise<void>
}

/**
 * Writes what the families of a load are found by, in a transaction beside it: no foreign key binds it. It is to be committed
 * just before the families. Should they then fail, keys lead to nobody, and the next attempt gives the families the same ids.
 * Keys are written for `atOnce` families together: the more of them stand under a key, the fewer rows there are.
 */
export function openWordLane(tx: Transaction, importId: string, atOnce: number): WordLane {
  let under = new Map<string, string[]>()
  let waiting = 0
  let stopped = false
  let lane = beginWords(tx)
  const then = (work: () => Promise<void>) => {
    lane = lane.then(() => (stopped ? undefined : work()))
    // Heard at the end; unheard until then, a failure would end the server.
    lane.catch(() => {})
  }
  const write = () => {
    // Packed at once, so that it waits outside the heap.
    const pieces = [...copyPieces(keyRows(under))]
    under = new Map()
    waiting = 0
    then(() => writeKeys(tx, importId, pieces))
  }
  return {
    add(families) {
      const texts = families.map((family) => ({ id: family.household.id, ...filedText(family) }))
      for (const text of texts)
        for (const key of searchKeys(text)) {
          const ids = under.get(key)
          if (ids) ids.push(text.id)
          else under.set(key, [text.id])
        }
      const pieces = [...copyPieces(texts.map(({ id, words, latin }) => [id, words, latin]))]
      then(() => writeWords(tx, pieces))
      waiting += families.length
      if (waiting >= atOnce) write()
    },
    async end() {
      write()
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
    `create temporary table staged_words on commit drop as select household_id, words, latin from household_words limit 0;
     create temporary table staged_key on commit drop as select key, id, households from search_key limit 0`,
  )
}

async function writeWords(tx: Transaction, pieces: readonly Buffer[]): Promise<void> {
  await copyPacked(tx, 'staged_words (household_id, words, latin)', pieces)
  // What an attempt that failed has left.
  await tx.run(
    `delete from household_words where tenant_id = app.tenant() and household_id in (select household_id from staged_words);
     insert into household_words (tenant_id, household_id, words, latin)
       select app.tenant(), household_id, words, latin from staged_words;
     truncate staged_words`,
  )
}

async function writeKeys(tx: Transaction, importId: string, pieces: readonly Buffer[]): Promise<void> {
  await copyPacked(tx, 'staged_key (key, id, households)', pieces)
  await tx.run(
    'insert into search_key (tenant_id, key, id, households, import_id) select $1, key, id, households, $2 from staged_key',
    [tx.scope.tenantId, importId],
  )
  await tx.run('truncate staged_key')
}

// A row stays within a page without being packed.
const mostUnderRow = 100

/** In the order of the index, so that each of its pages is touched once. */
function* keyRows(under: ReadonlyMap<string, readonly string[]>): Generator<CopyValue[]> {
  for (const key of [...under.keys()].sort()) {
    const ids = under.get(key) ?? []
    for (let from = 0; from < ids.length; from += mostUnderRow)
      yield [key, randomUUIDv7(), `{${ids.slice(from, from + mostUnderRow).join(',')}}`]
  }
}
