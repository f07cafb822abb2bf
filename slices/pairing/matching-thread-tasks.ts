import { deserialize, serialize } from 'node:v8'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Parameters, Text } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import {
  explainChoice,
  explainUnserved,
  openWhatIf,
  type PairCost,
  weighChoices,
} from '../../engines/assignment/explain.ts'
import type { Proposal as Found } from '../../engines/assignment/propose.ts'
import { serveThread, type ThreadWatch } from '../../platform/server/thread-work.ts'
import { type Matched, type MatchQuestion, match } from './matching-actions.ts'

// The program of the matching threads: solves a question, or answers why and what-if about one that was solved.

/** How far a run is: the stage in the words of a proposal, and hundredths of the whole. */
export type MatchProgress = { readonly stage: 'weighing' | 'matching'; readonly percent: number }
/** What a run found; `book` is the solved problem with its prices, packed. */
export type MatchAnswer = Omit<Matched, 'found'> & { readonly book: Uint8Array | null }

export type WhyTask = {
  readonly key: string
  /** Sent after the thread said that it does not have it. */
  readonly book?: Uint8Array
  readonly household: string
  /** Of whom it is said why they were not chosen. */
  readonly helpers: readonly string[]
  /** For how many of them, from the first, it is worked out what choosing them costs with everybody else placed anew. */
  readonly changes: number
}
/** Opens a proposal before the first question, which then is as quick as the others. */
type OpenTask = Pick<WhyTask, 'key' | 'book'>
export type Weighted = {
  readonly helper: string
  readonly cost: number
  readonly price: number
  readonly total: number
  readonly chosen: boolean
}
export type WhyAnswer =
  | { readonly missing: true }
  | {
      readonly missing: false
      readonly choices: readonly Weighted[]
      readonly sentences: readonly { readonly helper: string; readonly text: Text; readonly parameters: Parameters }[]
      readonly unserved: { readonly text: Text; readonly parameters: Parameters } | null
      readonly changes: readonly {
        readonly helper: string
        readonly extra: number
        readonly households: readonly string[]
      }[]
    }

serveThread((task, watch) => {
  const { solve, why, open } = task as { solve?: MatchQuestion; why?: WhyTask; open?: OpenTask }
  if (solve) return solved(solve, watch)
  return open ? opened(open) : answered(why as WhyTask)
})

function solved(question: MatchQuestion, { progress, signal }: ThreadWatch): MatchAnswer {
  const matched = match(question, {
    signal,
    onProgress: (stage, done, of) => {
      if (stage === 'weighing') progress({ stage, percent: 15 + Math.floor((40 * done) / Math.max(1, of)) })
      else progress({ stage: 'matching', percent: stage === 'auction' ? 60 : stage === 'repair' ? 75 : 85 })
    },
  })
  const { found, ...rest } = matched
  return { ...rest, book: found ? packed(found) : null }
}

function packed({ seed, named, matching }: Found): Uint8Array {
  return deflateRawSync(serialize({ seed, named, matching }), { level: 1 })
}

type Open = { readonly found: Found; whatIf: ((household: string, helper: string) => PairCost) | undefined }
// Two are compared; more are seldom open at once.
const mostOpen = 3
const open = new Map<string, Open>()

/** The proposal of a key; undefined while nobody has sent its book. */
function take({ key, book }: OpenTask): Open | undefined {
  if (book) {
    open.delete(key)
    open.set(key, { found: deserialize(inflateRawSync(book)) as Found, whatIf: undefined })
    const [oldest] = open.keys()
    if (open.size > mostOpen && oldest !== undefined) open.delete(oldest)
  }
  return open.get(key)
}

function opened(task: OpenTask): { missing: boolean } {
  const one = take(task)
  if (one) one.whatIf ??= openWhatIf(one.found)
  return { missing: one === undefined }
}

function answered({ key, book, household, helpers, changes }: WhyTask): WhyAnswer {
  const one = take({ key, ...(book ? { book } : {}) })
  if (!one) return { missing: true }
  if (!one.found.named.householdNames.includes(household))
    return { missing: false, choices: [], sentences: [], unserved: null, changes: [] }
  const choices = weighChoices(one.found, household)
  const served = choices.some(({ chosen }) => chosen)
  const sentences = choices
    .filter(({ chosen, helper }) => !chosen && helpers.includes(helper))
    .map(({ helper }) => ({ helper, ...explainChoice(one.found, household, helper) }))
  return {
    missing: false,
    choices,
    sentences,
    unserved: served ? null : explainUnserved(one.found, household),
    changes: changesOf(one, household, helpers.slice(0, changes)),
  }
}

function changesOf(one: Open, household: string, helpers: readonly string[]) {
  if (helpers.length === 0) return []
  one.whatIf ??= openWhatIf(one.found)
  const { whatIf } = one
  return helpers.flatMap((helper) => {
    try {
      return [{ helper, ...whatIf(household, helper) }]
    } catch (problem) {
      // Whoever was not among the candidates of the run has no price in it.
      if (problem instanceof Problem) return []
      throw problem
    }
  })
}
