import type { Day } from '../../core/date.ts'
import { type CopiedRow, copyOut, TextCodes } from '../../platform/server/copy-out.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { householdFacts } from '../policies/fact-rules.ts'
import { historiesOf } from '../policies/history-store.ts'
import { nobody } from '../policies/household-fact-store.ts'
import { villagesOf } from '../policies/village-fact-store.ts'
import { categories, type Population, populationOf } from './population-rules.ts'
import { type IdIndex, noDay, none, Register, wordsOf } from './register-rules.ts'

/**
 * Reads every registered family in the scope into columns: each table once, as it lies, straight from the bytes of COPY.
 * Only within `withBulk`.
 * @param facts names of the facts that policies ask for
 */
export async function readPopulation(tx: Transaction, on: Day, facts: readonly string[]): Promise<Population> {
  const codes = {
    ...{ relations: new TextCodes(), schools: new TextCodes(), employments: new TextCodes(), kinds: new TextCodes() },
    heating: new TextCodes(householdFacts.heating?.values),
    categories: new TextCodes(categories),
  }
  const { relations, schools, employments, kinds } = codes
  const register = new Register({
    ...{ relations: relations.texts, schools: schools.texts, employments: employments.texts, kinds: kinds.texts },
  })
  await tx.run(sideBySide)
  const tenant = `tenant_id = '${checked(tx.scope.tenantId)}'`
  await copyOut(
    tx,
    `select id, area_code, residence, size, dwellings, vehicles, housing_area_square_decimetres, heating, annual_income_fen,
       rigid_expenditure_fen, category from household where ${tenant} and status = 'registered'`,
    (row) => takeHousehold(register, codes, row),
  )
  await copyOut(
    tx,
    `select household_id, id, birth_date, sex, relation, disability_grade, school, employment
     from person where ${tenant} and left_on is null`,
    (row) => takePerson(register, codes, row),
  )
  await copyOut(
    tx,
    `select household_id, side = 'expenditure', kind, annual_fen, person_id from household_amount where ${tenant}`,
    (row) => takeAmount(register, codes, row),
  )
  await readFacts(tx, register)
  for (const [area, village] of await villagesOf(tx)) register.villages.set(Number(area), village)
  for (const [id, history] of await historiesOf(tx, [tx.scope.tenantId])) {
    const household = register.households.find(...wordsOf(id))
    if (household >= 0) register.histories.set(household, history)
  }
  return populationOf(register, on, facts)
}

// Row security weighs every row, at more than the reading costs: idle processors do it together. The planner takes rows that
// several hand to one for dear, which they are not beside that.
const sideBySide = `select set_config('parallel_tuple_cost', '0', true), set_config('parallel_setup_cost', '0', true)`

/** COPY takes no parameters. */
function checked(id: string): string {
  if (/^[0-9a-f-]{36}$/.test(id)) return id
  throw new Error('malformed tenant')
}

type Codes = Readonly<Record<'relations' | 'schools' | 'employments' | 'kinds' | 'heating' | 'categories', TextCodes>>

const orNone = (row: CopiedRow, field: number): number => (row.isNull(field) ? none : row.number(field))

function takeHousehold(register: Register, codes: Codes, row: CopiedRow): void {
  register.households.add(row.word(0, 0), row.word(0, 1), row.word(0, 2), row.word(0, 3))
  // Six digits of the county, and whether in town: `u` of urban.
  register.place.push(row.digits(1, 6) * 10 + (row.startsWith(2, 'u') ? 1 : 0))
  register.areaCode.push(row.digits(1, 12))
  register.size.push(row.number(3))
  register.dwellings.push(orNone(row, 4))
  register.vehicles.push(orNone(row, 5))
  register.area.push(orNone(row, 6))
  register.heating.push(row.code(7, codes.heating))
  register.income.push(row.number(8))
  register.rigid.push(row.number(9))
  register.category.push(Math.max(0, row.code(10, codes.categories)))
}

const householdOf = (households: IdIndex, row: CopiedRow): number =>
  households.find(row.word(0, 0), row.word(0, 1), row.word(0, 2), row.word(0, 3))

// COPY counts days from 2000, the columns from 1970.
const daysBetweenEpochs = 10_957

function takePerson(register: Register, codes: Codes, row: CopiedRow): void {
  const household = householdOf(register.households, row)
  if (household < 0) return
  register.household.push(household)
  register.personIds.push(row.word(1, 0))
  register.personIds.push(row.word(1, 1))
  register.personIds.push(row.word(1, 2))
  register.personIds.push(row.word(1, 3))
  register.birth.push(row.isNull(2) ? noDay : row.number(2) + daysBetweenEpochs)
  register.sex.push(orNone(row, 3))
  register.relation.push(row.code(4, codes.relations))
  register.disability.push(orNone(row, 5))
  register.school.push(row.code(6, codes.schools))
  register.employment.push(row.code(7, codes.employments))
}

function takeAmount(register: Register, codes: Codes, row: CopiedRow): void {
  const household = householdOf(register.households, row)
  if (household < 0) return
  const nobodys = row.isNull(4)
  register.amountHousehold.push(household)
  register.amountSide.push(row.number(1) === 1 ? 2 : nobodys ? 0 : 1)
  register.amountKind.push(row.code(2, codes.kinds))
  register.amountFen.push(row.number(3))
  for (const word of [0, 1, 2, 3] as const) register.amountPerson.push(nobodys ? 0 : row.word(4, word))
}

async function readFacts(tx: Transaction, register: Register): Promise<void> {
  const facts = await tx.rows<{ householdId: string; personId: string; name: string; value: string }>(
    `select household_id as "householdId", person_id as "personId", name, value from household_fact where tenant_id = $1`,
    [tx.scope.tenantId],
  )
  for (const { householdId, personId, name, value } of facts) {
    const household = register.households.find(...wordsOf(householdId))
    if (household < 0) continue
    const fact = { name, value }
    if (personId === nobody) addTo(register.facts, household, fact)
    else addTo(register.personFacts, household, { person: wordsOf(personId), fact })
  }
}

function addTo<Item>(lists: Map<number, Item[]>, key: number, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
