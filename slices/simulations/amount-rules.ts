import { exemptIncomeKinds } from '../policies/fact-rules.ts'
import { expenditureKinds } from '../policies/family-rules.ts'
import type { Register } from './register-rules.ts'

/** Sums of a year by household; `told` 1 by kinds, 2 with a total that somebody reported. */
type Sums = { told: Uint8Array; total: Float64Array; byKind: ReadonlyMap<string, Float64Array> }

/** Sums of incomes and of expenditures by the place of the household in the register. */
export function sumsOf(register: Register): { incomes: Sums; expenditures: Sums } {
  const rows = register.households.count
  const made = (kinds: readonly string[]): Sums => ({
    ...{ told: new Uint8Array(rows), total: new Float64Array(rows) },
    byKind: new Map(kinds.map((kind) => [kind, new Float64Array(rows)])),
  })
  const [incomes, expenditures] = [made(exemptIncomeKinds), made(expenditureKinds)]
  const reported = register.kinds.indexOf('reported_total')
  const byCode = [incomes, expenditures].map(({ byKind }) => register.kinds.map((kind) => byKind.get(kind)))
  for (let i = 0; i < register.amountFen.length; i++) {
    const at = register.amountHousehold.at(i)
    const fen = register.amountFen.at(i)
    const kind = register.amountKind.at(i)
    const side = register.amountSide.at(i) === 2 ? 1 : 0
    const { told, total } = side === 1 ? expenditures : incomes
    total[at] = (total[at] as number) + fen
    told[at] = side === 1 && (kind === reported || told[at] === 2) ? 2 : 1
    const own = byCode[side]?.[kind]
    if (own) own[at] = (own[at] as number) + fen
  }
  return { incomes, expenditures }
}

/** Households of which medical expenditure is kept by person. */
export function spentByPersons({
  amountFen,
  amountSide,
  amountKind,
  amountPerson,
  amountHousehold,
  kinds,
}: Register): number[] {
  const medical = kinds.indexOf('medical')
  const found: number[] = []
  for (let i = 0; i < amountFen.length; i++)
    if (amountSide.at(i) === 2 && amountKind.at(i) === medical && isSomebodys(amountPerson, i))
      found.push(amountHousehold.at(i))
  return found
}

/** Whether an amount is kept of a person, not of the family. */
export const isSomebodys = (words: Register['amountPerson'], i: number): boolean =>
  (words.at(i * 4) | words.at(i * 4 + 1) | words.at(i * 4 + 2) | words.at(i * 4 + 3)) !== 0
