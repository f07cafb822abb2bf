import { randomUUIDv7 } from 'node:crypto'
import { copyPacked, type Loading, packed } from '../../platform/server/copy.ts'
import { type Ids, writeUuid } from '../../platform/server/copy-row.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { type FiledFamily, filedText } from './filing-store.ts'
import type { NewHousehold } from './household-store.ts'
import type { NewPerson } from './person-store.ts'
import { searchKeys } from './search-rules.ts'

const household: Loading<NewHousehold> = [
  ['id', 'uuid', (row) => row.id],
  ['file_number', 'text', (row) => row.fileNumber],
  ['area_code', 'text', (row) => row.areaCode],
  ['responsible_id', 'uuid', (row) => row.responsibleId],
  ['organisation_line', 'text', (row) => row.organisationLine],
  ['responsible_reason', 'text', (row) => row.responsibleReason],
  ['work_unit_id', 'uuid', (row) => row.workUnitId],
  ['work_unit_text', 'text', (row) => row.workUnitText],
  ['head_person_id', 'uuid', (row) => row.headPersonId],
  ['head_name', 'text', (row) => row.headName],
  ['head_name_pinyin', 'text', (row) => row.headNamePinyin],
  ['size', 'smallint', (row) => row.size],
  ['residence', 'text', (row) => row.residence],
  ['category', 'text', (row) => row.category],
  ['main_cause', 'text', (row) => row.mainCause],
  ['registered_on', 'date', (row) => row.registeredOn],
  ['address', 'text', (row) => row.address],
  ['annual_income_fen', 'bigint', (row) => row.annualIncomeFen],
  ['rigid_expenditure_fen', 'bigint', (row) => row.rigidExpenditureFen],
  ['monthly_per_capita_fen', 'bigint', (row) => row.monthlyPerCapitaFen],
  ['dwellings', 'smallint', (row) => row.dwellings],
  ['vehicles', 'smallint', (row) => row.vehicles],
  ['housing_area_square_decimetres', 'integer', (row) => row.housingAreaSquareDecimetres],
  ['heating', 'text', (row) => row.heating],
  ['source_import_id', 'uuid', (row) => row.sourceImportId],
]

const person: Loading<NewPerson> = [
  ['id', 'uuid', (row) => row.id],
  ['household_id', 'uuid', (row) => row.householdId],
  ['name', 'text', (row) => row.name],
  ['name_pinyin', 'text', (row) => row.namePinyin],
  ['identity_number', 'bytea', (row) => row.identityNumber],
  ['identity_number_hash', 'bytea', (row) => row.identityNumberHash],
  ['identity_last_four_hash', 'bytea', (row) => row.identityLastFourHash],
  ['phone', 'bytea', (row) => row.phone],
  ['phone_hash', 'bytea', (row) => row.phoneHash],
  ['phone_last_four_hash', 'bytea', (row) => row.phoneLastFourHash],
  ['health', 'bytea', (row) => row.health],
  ['sex', 'smallint', (row) => row.sex],
  ['birth_date', 'date', (row) => row.birthDate],
  ['ethnicity', 'text', (row) => row.ethnicity],
  ['relation', 'text', (row) => row.relation],
  ['relation_text', 'text', (row) => row.relationText],
  ['disability_grade', 'smallint', (row) => row.disabilityGrade],
  ['school', 'text', (row) => row.school],
  ['employment', 'text', (row) => row.employment],
]

const loads = { household, person } as const

/** Makes the temporary tables of a load; they end with the transaction. To be called once before `stageFamilies`. */
export const beginLoad = (tx: Transaction): Promise<number> => tx.run('select app.begin_filing()')

/** Families packed for `stageFamilies`, outside the heap. */
export type PackedFamilies = { household: Buffer[]; person: Buffer[] }

export const packFamilies = (families: readonly FiledFamily[]): PackedFamilies => ({
  household: packed(
    household,
    families.map((family) => family.household),
  ),
  person: packed(
    person,
    families.flatMap((family) => family.people),
  ),
})

/** Copies families into the temporary tables. Half of the work of a load; the other half is `moveFamilies`. */
export async function stageFamilies(tx: Transaction, families: PackedFamilies): Promise<void> {
  for (const table of ['household', 'person'] as const)
    await copyPacked(tx, `staged_${table}`, loads[table], families[table])
}

/**
 * Moves staged families into the registry in one round trip, so that the caller can prepare the next ones meanwhile: with
 * their members, with the totals, the cause and the category that stand on them as amounts and marks, and a line of the
 * history. Throws 42501 when one lies outside the scope, 23505 `person_once` when somebody already stands in a household.
 */
export const moveFamilies = (tx: Transaction, why: string): Promise<number> =>
  tx.run('select app.file_families($1, $2)', [tx.scope.accountId, why])

/**
 * Takes away the new families of an import with what stands on them, as far as the scope reaches; what was known of them
 * stays as a statement, and that it is known no longer from `known` on. Answers of policies hang on no family and go first.
 */
export const removeFamilies = async (tx: Transaction, importId: string, known: string): Promise<number> =>
  (await tx.row<{ removed: number }>('select app.remove_families($1, $2) as removed', [importId, known]))?.removed ?? 0

/** Takes what families are found by as they are staged. */
export type WordLane = {
  add(families: readonly FiledFamily[]): void
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
  let under = new FamiliesUnderKeys(atOnce)
  let stopped = false
  let lane = beginWords(tx)
  const then = (work: () => Promise<void>) => {
    lane = lane.then(() => (stopped ? undefined : work()))
    // Heard at the end; unheard until then, a failure would end the server.
    lane.catch(() => {})
  }
  const write = () => {
    const pieces = under.packed()
    under = new FamiliesUnderKeys(atOnce)
    then(() => writeKeys(tx, importId, pieces))
  }
  return {
    add(families) {
      const texts = families.map((family) => ({ id: family.household.id, ...filedText(family) }))
      for (const text of texts) under.add(text.id, searchKeys(text))
      const pieces = packed(words, texts)
      then(() => writeWords(tx, pieces))
      if (under.families >= atOnce) write()
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

const words: Loading<{ id: string; words: string; latin: string }> = [
  ['household_id', 'uuid', (row) => row.id],
  ['words', 'text', (row) => row.words],
  ['latin', 'text', (row) => row.latin],
]

type KeyRow = { key: string; ids: Ids }
const keyRow: Loading<KeyRow> = [
  ['key', 'text', (row) => row.key],
  ['id', 'uuid', () => randomUUIDv7()],
  ['households', 'uuid[]', (row) => row.ids],
]

// A row stays within a page without being packed.
const mostUnderRow = 100

/** Families by their keys: ids stand once, keys know their places. */
class FamiliesUnderKeys {
  families = 0
  private ids: Uint8Array
  private readonly under = new Map<string, number[]>()

  constructor(expected: number) {
    this.ids = new Uint8Array(16 * Math.max(1_000, expected))
  }

  add(id: string, keys: readonly string[]): void {
    if (16 * this.families === this.ids.length) {
      const larger = new Uint8Array(2 * this.ids.length)
      larger.set(this.ids)
      this.ids = larger
    }
    writeUuid(this.ids, 16 * this.families, id)
    for (const key of keys) {
      const places = this.under.get(key)
      if (places) places.push(this.families)
      else this.under.set(key, [this.families])
    }
    this.families++
  }

  /** Packed at once, so that it waits outside the heap; in the order of the index, so that each of its pages is touched once. */
  packed = (): Buffer[] => packed(keyRow, this.rows())

  private *rows(): Generator<KeyRow> {
    for (const key of [...this.under.keys()].sort()) {
      const places = this.under.get(key) ?? []
      for (let first = 0; first < places.length; first += mostUnderRow)
        yield { key, ids: { from: this.ids, places, first, end: Math.min(places.length, first + mostUnderRow) } }
    }
  }
}

async function beginWords(tx: Transaction): Promise<void> {
  await tx.run(
    `create temporary table staged_words on commit drop as select household_id, words, latin from household_words limit 0;
     create temporary table staged_key on commit drop as select key, id, households from search_key limit 0`,
  )
}

async function writeWords(tx: Transaction, pieces: readonly Buffer[]): Promise<void> {
  await copyPacked(tx, 'staged_words', words, pieces)
  // An attempt that failed has left the same texts of the same families.
  await tx.run(
    `insert into household_words (tenant_id, household_id, words, latin)
       select app.tenant(), household_id, words, latin from staged_words
       on conflict (tenant_id, household_id) do nothing;
     truncate staged_words`,
  )
}

async function writeKeys(tx: Transaction, importId: string, pieces: readonly Buffer[]): Promise<void> {
  await copyPacked(tx, 'staged_key', keyRow, pieces)
  await tx.run(
    'insert into search_key (tenant_id, key, id, households, import_id) select $1, key, id, households, $2 from staged_key',
    [tx.scope.tenantId, importId],
  )
  await tx.run('truncate staged_key')
}
