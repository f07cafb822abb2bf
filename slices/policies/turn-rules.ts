import { compareDecimals, parseDecimal } from '../../engines/feel/decimal.ts'
import { type PolicyAnswer, roundedFen } from './policy-answer-rules.ts'
import type { PolicyFile } from './policy-model.ts'
import type { InTurn } from './turn-model.ts'

type Queued = Pick<PolicyFile, 'amount'> & { readonly queue: NonNullable<PolicyFile['queue']> }

/** What a policy says of somebody who may stand in its order of turns. */
export type Turn = Pick<InTurn, 'turn' | 'because' | 'first' | 'amountFen' | 'missing'> & {
  readonly state: 'reached' | 'waiting' | 'unknown'
}

/**
 * Where an answer places somebody: who is entitled has been reached, who is not only because of the turn waits, of whom
 * something is not known that decides cannot be placed. Undefined for whom nothing waits.
 * @param file a policy with an order of turns
 * @param answer of one person, explained: the facts are told with it
 */
export function turnOf({ queue, amount }: Queued, answer: PolicyAnswer): Turn | undefined {
  const { state, reasons, missing, figures, inputs } = answer
  const waits = state === 'not_eligible' && reasons.every(({ code }) => code === queue.waits)
  if (state === 'not_eligible' && !waits) return undefined
  const turn = figures[queue.turn]
  const because = figures[queue.because]
  const first = figures[queue.first] ?? inputs[queue.first]
  const open = state === 'unknown' || typeof turn !== 'string' || typeof first !== 'string'
  const due = figures[queue.due]
  const fen = typeof due === 'string' ? parseDecimal(due) : undefined
  return {
    state: open ? 'unknown' : waits ? 'waiting' : 'reached',
    turn: typeof turn === 'string' ? Number(turn) : null,
    because: typeof because === 'string' ? because : null,
    first: typeof first === 'string' ? first : null,
    amountFen: fen ? String(roundedFen(fen, amount?.rounding ?? 'fen')) : null,
    missing: [...missing],
  }
}

/** Somebody with what the policy says, before the order is known. */
export type Candidate = Omit<InTurn, 'state' | 'place' | 'sumFen' | 'covered'> & {
  readonly state: Turn['state']
  /** Day of birth; null is not known. */
  readonly birth: string | null
  /** Recorded as received already. */
  readonly paid: boolean
}

/**
 * Puts people in the order of their turns: the lower turn first, within a turn who has more of what decides, then the older,
 * then by file number, so that nobody changes place with anybody of the same claim. Who was paid keeps the place and adds
 * nothing to the sum; who cannot be placed comes last, without a place.
 * @param fund money there is in fen; undefined: nothing was asked
 */
export function inOrder(all: readonly Candidate[], fund: bigint | undefined): InTurn[] {
  let sum = 0n
  let last = 0
  return all.toSorted(before).map(({ paid, birth: _, ...one }): InTurn => {
    const state = paid ? 'paid' : one.state
    const place = one.state === 'unknown' ? null : ++last
    if (state === 'paid' || place === null || one.amountFen === null)
      return { ...one, state, place, sumFen: null, covered: null }
    sum += BigInt(one.amountFen)
    return { ...one, state, place, sumFen: String(sum), covered: fund === undefined ? null : sum <= fund }
  })
}

function before(one: Candidate, other: Candidate): number {
  const open = Number(one.state === 'unknown') - Number(other.state === 'unknown')
  return (
    open ||
    (one.turn ?? 0) - (other.turn ?? 0) ||
    compareDecimals(decimalOf(other.first), decimalOf(one.first)) ||
    compared(one.birth ?? '9999', other.birth ?? '9999') ||
    compared(one.fileNumber, other.fileNumber) ||
    compared(one.personId, other.personId)
  )
}

const nothing = parseDecimal('0')
const decimalOf = (text: string | null) => {
  const read = text === null ? nothing : parseDecimal(text)
  if (!read) throw new RangeError('no decimal')
  return read
}
const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
