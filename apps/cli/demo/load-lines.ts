import { addDays, type Day } from '../../../core/date.ts'
import type { Transaction } from '../../../platform/server/database.ts'
import { classOf } from '../../../slices/aid/rules.ts'
import { addAidLines } from '../../../slices/aid/store.ts'
import { type Line, lineKinds } from '../../../slices/arrears/model.ts'
import { monthsBack } from '../../../slices/arrears/rules.ts'
import { addLinePayments, saveWatch } from '../../../slices/arrears/store.ts'
import { startEnrolment } from '../../../slices/policies/enrolment-store.ts'
import { evaluateFamilies } from '../../../slices/policies/evaluate-store.ts'
import { saveFact } from '../../../slices/policies/household-fact-store.ts'
import { resultsOf } from '../../../slices/policies/result-store.ts'
import { newId, portionsOf } from './load-parts.ts'

// So many of the unemployed of the city are in a centre, and so many on unemployment benefit: enough for a page to be read.
const perLine = 60
// Months whose payments are on file, besides the one that runs.
const monthsOnFile = 3

type Unemployed = { personId: string; householdId: string; areaCode: string; organisationLine: string }
type Receiver = { householdId: string; personId: string | null; line: Line; fromDay: Day; fen: string; county: string }

/**
 * The three guarantee lines: who of the unemployed is in a centre or on benefit, what was paid of each line month
 * by month, and what is owed: one county is a month late for some, and two months ago part of it was paid to a few.
 * Answers how many payments were written.
 */
export async function loadLines(tx: Transaction, accountId: string, now: Date, today: Day): Promise<number> {
  await loadPersons(tx, now, today)
  const receivers = await tx.rows<Receiver>(
    `select e.household_id as "householdId", e.person_id as "personId", e.programme as line, e.from_day as "fromDay",
       e.monthly_fen as fen, left(e.area_code, 6) as county
     from enrolment e join household h on h.tenant_id = $1 and h.id = e.household_id
     where e.tenant_id = $1 and e.to_day is null and e.monthly_fen > 0 and e.programme = any($2::text[])
     order by h.file_number, e.programme`,
    [tx.scope.tenantId, Object.keys(lineKinds)],
  )
  const from = monthsBack(today, monthsOnFile)
  for (const line of Object.keys(lineKinds) as Line[]) await saveWatch(tx, line, from, 0)
  const late = [...new Set(receivers.map(({ county }) => county))].sort().at(-1)
  const paid = receivers.flatMap((receiver, place) => paymentsOf(receiver, place, receiver.county === late, today))
  for (const portion of portionsOf(paid, 2_000)) {
    await addAidLines(
      tx,
      portion.map(({ id, receiver: { householdId, personId, line }, amountFen, givenOn }) => ({
        ...{ id, householdId, personId, givenOn, amountFen, recordedBy: accountId, source: 'finance' as const },
        ...{ kind: lineKinds[line].kind, ...classOf(lineKinds[line].kind), proof: '银行代发' },
      })),
    )
    await addLinePayments(
      tx,
      portion.map(({ id, month }) => ({ aidLineId: id, month })),
    )
  }
  return paid.length
}

/** What one receiver was paid, a month a line; every month is paid on its tenth. */
function paymentsOf(receiver: Receiver, place: number, lateCounty: boolean, today: Day) {
  const fen = BigInt(receiver.fen)
  return Array.from({ length: monthsOnFile + 1 }, (_, back) => back).flatMap((back) => {
    const month = monthsBack(today, back)
    const givenOn = addDays(month, 9)
    if (givenOn > today || month < `${receiver.fromDay.slice(0, 7)}-01`) return []
    if (back === 1 && lateCounty && place % 6 === 0) return []
    const part = back === 2 && place % 90 === 0
    return [{ id: newId(), receiver, month, givenOn, amountFen: String(part ? fen / 2n : fen) }]
  })
}

/** Facts of single persons, and what they receive by them. */
async function loadPersons(tx: Transaction, now: Date, today: Day): Promise<void> {
  const people = await tx.rows<Unemployed>(
    `select distinct on (h.file_number) p.id as "personId", h.id as "householdId", h.area_code as "areaCode",
       h.organisation_line as "organisationLine"
     from person p join household h on h.tenant_id = $1 and h.id = p.household_id
     where p.tenant_id = $1 and p.employment = 'unemployed' and p.left_on is null order by h.file_number, p.id`,
    [tx.scope.tenantId],
  )
  const step = Math.max(1, Math.floor(people.length / (2 * perLine)))
  const chosen = people.filter((_, place) => place % step === 0).slice(0, 2 * perLine)
  const persons = chosen.map((person, place) => {
    const line: Line = place % 2 === 0 ? 'laid_off_living' : 'unemployment_benefit'
    const began = monthsBack(today, 4 + (place % 20))
    const facts: Record<string, string> =
      line === 'laid_off_living'
        ? { centre_entered_on: began }
        : { involuntary_unemployed: 'true', contribution_years: String(10 + (place % 9)), benefit_months_carried: '0' }
    return { ...person, line, began, facts }
  })
  for (const { facts, line: _line, began: _began, ...person } of persons)
    for (const [name, value] of Object.entries(facts)) await saveFact(tx, { ...person, name, value, why: null })
  await evaluateFamilies(
    tx,
    persons.map(({ householdId }) => householdId),
    now,
  )
  for (const { line, began, facts: _facts, ...person } of persons) {
    const [result] = await resultsOf(tx, person.householdId, [line])
    if (result?.state !== 'eligible') continue
    const enrolled = { programme: line, fromDay: began, period: 'month' as const, amountFen: result.amountFen }
    await startEnrolment(tx, { ...person, ...enrolled, startWhy: '按名册', decision: null })
  }
}
