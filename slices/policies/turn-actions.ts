import { areaRange } from '../../core/area-code.ts'
import { compareDecimals, parseDecimal, zero } from '../../engines/feel/decimal.ts'
import type { Act } from '../../platform/server/act.ts'
import { readRules } from './evaluate-store.ts'
import { isPersonal } from './fact-rules.ts'
import { factsOf } from './facts-store.ts'
import { factsOfFamily } from './family-rules.ts'
import { FamilyEvaluation } from './policy-evaluate-rules.ts'
import type { TurnFilter, TurnListInput } from './turn-contract.ts'
import type { InTurn } from './turn-model.ts'
import { inOrder, type Turn, turnOf } from './turn-rules.ts'
import * as store from './turn-store.ts'

// As many families as are read and let go of at once.
const block = 1_000

type Asked = { readonly personId: string; readonly householdId: string; readonly birth: string | null } & Turn

/** Everybody who stands in the order of turns of the policies in force, worked out now. */
async function wholeOrder(act: Act, { area, fund }: TurnFilter): Promise<InTurn[]> {
  const rules = await readRules(act.tx, act.today)
  const rows: InTurn[] = []
  for (const { file } of rules.set.policies) {
    const { queue } = file
    if (!queue) continue
    const asked: Asked[] = []
    const names = file.inputs.filter(isPersonal)
    const ids = await store.familiesWithFacts(act.tx, names, area ? areaRange(area) : undefined)
    for (let from = 0; from < ids.length; from += block)
      for (const family of await factsOf(act.tx, ids.slice(from, from + block))) {
        const evaluation = new FamilyEvaluation(rules.set, factsOfFamily(family, act.today), rules.views)
        for (const { member, answer } of evaluation.ofPersons(file.id, true) ?? []) {
          const person = member === undefined ? undefined : family.members[member]
          const turn = turnOf({ ...file, queue }, answer)
          if (!person?.id || !turn) continue
          asked.push({ personId: person.id, householdId: family.householdId, birth: person.birth, ...turn })
        }
      }
    const personIds = asked.map(({ personId }) => personId)
    const named = new Map(
      (await store.namedPersons(act.tx, personIds, file.id)).map((one) => [one.personId, one] as const),
    )
    const candidates = asked.flatMap((one) => {
      const who = named.get(one.personId)
      return who ? [{ ...one, ...who }] : []
    })
    rows.push(...inOrder(candidates, fund === undefined ? undefined : BigInt(fund)))
  }
  return rows
}

const found = (rows: readonly InTurn[], { state }: TurnFilter): readonly InTurn[] =>
  state === undefined ? rows : rows.filter((row) => row.state === state)

const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const decimal = (value: string | null) => (value === null ? undefined : parseDecimal(value)) ?? zero
const orders: Readonly<Record<TurnListInput['sort'], (one: InTurn, other: InTurn) => number>> = {
  // Who cannot be placed comes last.
  place: (one, other) => (one.place ?? Number.MAX_SAFE_INTEGER) - (other.place ?? Number.MAX_SAFE_INTEGER),
  person: (one, other) => one.personName.localeCompare(other.personName, 'zh'),
  area: (one, other) => text(one.areaCode, other.areaCode),
  first: (one, other) => compareDecimals(decimal(one.first), decimal(other.first)),
  amount: (one, other) => compareDecimals(decimal(one.amountFen), decimal(other.amountFen)),
}

/** A page of the order of turns. */
export async function listTurns(act: Act, input: TurnListInput): Promise<{ rows: InTurn[]; more: boolean }> {
  const { sort, order, limit, offset, ...filter } = input
  const by = orders[sort]
  const rows = found(await wholeOrder(act, filter), filter).toSorted((one, other) =>
    order === 'desc' ? by(other, one) : by(one, other),
  )
  return { rows: rows.slice(offset, offset + limit), more: rows.length > offset + limit }
}

type Sums = { total: number; waiting: number; waitingFen: string; covered: number | null }

/** How many stand in the order, what is still to be paid to them, and how many of them the money reaches. */
export async function sumTurns(act: Act, filter: TurnFilter): Promise<Sums> {
  const rows = found(await wholeOrder(act, filter), filter)
  const open = rows.filter(({ sumFen }) => sumFen !== null)
  return {
    total: rows.length,
    waiting: open.length,
    waitingFen: String(open.reduce((sum, { amountFen }) => sum + BigInt(amountFen ?? 0), 0n)),
    covered: filter.fund === undefined ? null : open.filter(({ covered }) => covered).length,
  }
}
