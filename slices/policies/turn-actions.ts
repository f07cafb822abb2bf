import { setImmediate } from 'node:timers/promises'
import { areaRange } from '../../core/area-code.ts'
import { compareDecimals, parseDecimal, zero } from '../../engines/feel/decimal.ts'
import type { Act } from '../../platform/server/act.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { Rules } from './decide-store.ts'
import { readRules } from './evaluate-store.ts'
import { isPersonal } from './fact-rules.ts'
import { type FamilyRow, factsOf } from './facts-store.ts'
import { factsOfFamily } from './family-rules.ts'
import { FamilyEvaluation } from './policy-evaluate-rules.ts'
import type { PolicyFile } from './policy-model.ts'
import type { TurnFilter, TurnListInput } from './turn-contract.ts'
import type { InTurn } from './turn-model.ts'
import { type Candidate, inOrder, type Turn, turnOf } from './turn-rules.ts'
import * as store from './turn-store.ts'

// As many families as are read and let go of at once; fewer at first, because nothing can be worked out before they are read.
const block = 1_000
const firstBlock = 250
// As many families as are worked out in some milliseconds.
const atOnce = 100

type Queued = PolicyFile & { readonly queue: NonNullable<PolicyFile['queue']> }
type Asked = { readonly personId: string; readonly householdId: string; readonly birth: string | null } & Turn

/** Families in parts: while the policies speak of one the database reads the next. */
async function* familiesOf(tx: Transaction, ids: readonly string[]): AsyncGenerator<FamilyRow[]> {
  const read = (from: number, to: number): Promise<FamilyRow[]> => {
    const part = factsOf(tx, ids.slice(from, to))
    // Heard when its turn comes; should the policies fail before, their own error is the one to tell.
    part.catch(() => {})
    return part
  }
  let next = read(0, firstBlock)
  for (let from = firstBlock; ; from += block) {
    const families = await next
    if (from < ids.length) next = read(from, from + block)
    yield families
    if (from >= ids.length) return
  }
}

/** Who stands in the order of one policy, not yet in order. */
async function candidatesOf(act: Act, rules: Rules, file: Queued, area: string | undefined): Promise<Candidate[]> {
  const asked: Asked[] = []
  const names = file.inputs.filter(isPersonal)
  const ids = await store.familiesWithFacts(act.tx, names, area ? areaRange(area) : undefined)
  for await (const families of familiesOf(act.tx, ids))
    for (const [place, family] of families.entries()) {
      // Somebody may be waiting for a page meanwhile.
      if (place % atOnce === atOnce - 1) await setImmediate()
      const evaluation = new FamilyEvaluation(rules.set, factsOfFamily(family, act.today), rules.views)
      for (const { member, answer } of evaluation.ofPersons(file.id, true) ?? []) {
        const person = member === undefined ? undefined : family.members[member]
        const turn = turnOf(file, answer)
        if (!person?.id || !turn) continue
        asked.push({ personId: person.id, householdId: family.householdId, birth: person.birth, ...turn })
      }
    }
  const personIds = asked.map(({ personId }) => personId)
  const named = new Map(
    (await store.namedPersons(act.tx, personIds, file.id)).map((one) => [one.personId, one] as const),
  )
  return asked.flatMap((one) => {
    const who = named.get(one.personId)
    return who ? [{ ...one, ...who }] : []
  })
}

async function workedOut(act: Act, area: string | undefined): Promise<Candidate[][]> {
  const rules = await readRules(act.tx, act.today)
  const all: Candidate[][] = []
  for (const { file } of rules.set.policies) {
    const { queue } = file
    if (queue) all.push(await candidatesOf(act, rules, { ...file, queue }, area))
  }
  return all
}

const underway = new Map<string, Promise<Candidate[][]>>()

/**
 * A page asks for its rows and for its sums in one breath: what one person asks while the same is worked out for that person
 * already is answered from it.
 */
function everybody(act: Act, area: string | undefined): Promise<Candidate[][]> {
  const key = JSON.stringify([act.scope, act.accountId, act.today, area ?? null])
  const running = underway.get(key)
  if (running) return running
  const asked = workedOut(act, area).finally(() => underway.delete(key))
  underway.set(key, asked)
  return asked
}

/** Everybody who stands in the order of turns of the policies in force, worked out now. */
async function wholeOrder(act: Act, { area, fund }: TurnFilter): Promise<InTurn[]> {
  const money = fund === undefined ? undefined : BigInt(fund)
  return (await everybody(act, area)).flatMap((candidates) => inOrder(candidates, money))
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
