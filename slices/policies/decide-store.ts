import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '../../platform/server/database.ts'
import { type AnswerForm, FormBook, type FormedAnswer } from './answer-form-rules.ts'
import type { Because } from './due-item-model.ts'
import { itemKind } from './due-item-rules.ts'
import { addDueItems, type NewItem } from './due-item-store.ts'
import type { FamilyRow } from './facts-store.ts'
import { factsOfFamily } from './family-rules.ts'
import { mainPolicies } from './model.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation, type ParameterViews } from './policy-evaluate-rules.ts'
import { type PolicySet, policiesInForce } from './policy-set-rules.ts'
import type { DecidingPolicies } from './policy-version-store.ts'
import {
  addResultChanges,
  confirmEvaluations,
  type Evaluated,
  type NewResult,
  removeResultsOf,
  saveEvaluations,
  saveResults,
} from './result-store.ts'
import { formNumbers, type OldResult } from './shared-answer-store.ts'

/** Everything that decides on a day: policies, and the parameters they read. */
export type Rules = DecidingPolicies & { readonly views: ParameterViews; readonly onDay: string }

/** How the version of a policy is named in what is stored: `dibao-0` ships with the program. */
export const versionName = (policy: string, numbers: ReadonlyMap<string, number>): string =>
  `${policy}-${numbers.get(policy) ?? 0}`

type Decided = { readonly family: FamilyRow; readonly formed: FormedAnswer }
type Changed = NewResult & { onDay: string; old: OldResult | undefined }

// As many families as are decided in some tens of milliseconds.
const atOnce = 40
// What a portion has to write is under way while the next one is decided: database and policies work side by side.
const portion = 250

/** Families that stand read, with the answers that stand for them. */
export type ReadFamilies = readonly [families: readonly FamilyRow[], standing: readonly OldResult[]]

/**
 * Decides for families and writes what has become another answer. Gives the number of families that it concerns.
 * @param blocks the families in parts, each read while the one before is decided; rejections must have been heard
 */
export async function decide(
  tx: Transaction,
  blocks: AsyncIterable<ReadFamilies>,
  rules: Rules,
  because: Because,
): Promise<number> {
  const numbers = new Map<AnswerForm, number>()
  const book = new FormBook()
  const writing: Promise<unknown>[] = []
  let numbered: Promise<unknown> = Promise.resolve()
  let changed = 0
  try {
    for await (const [families, standing] of blocks) {
      const old = new Map<string, OldResult[]>(families.map(({ householdId }) => [householdId, []]))
      for (const one of standing) old.get(one.householdId)?.push(one)
      for (let from = 0; from < families.length; from += portion) {
        const decided = await decideEach(families.slice(from, from + portion), rules, book)
        const forms = decided.map(({ formed }) => formed.form)
        // Forms that are new are numbered one portion after the other; nobody waits for that before deciding on.
        numbered = numbered.then(() => formNumbers(tx, forms, numbers))
        const sent = numbered.then(() => {
          const written = compared(decided, old, numbers, rules.onDay)
          changed += new Set(worthTelling(written.changed).map(({ householdId }) => householdId)).size
          return write(tx, written, rules, because)
        })
        // Heard below, all at once.
        sent.catch(() => {})
        writing.push(sent)
      }
    }
    await Promise.all(writing)
  } finally {
    // Whatever failed: nothing is sent any more once the transaction ends.
    await Promise.allSettled(writing)
  }
  return changed
}

type Written = {
  /** Rows of their own, where one stood and where none did. */
  readonly over: NewResult[]
  readonly own: NewResult[]
  readonly gone: { householdId: string; policy: string }[]
  readonly evaluated: Evaluated[]
  readonly confirmed: string[]
  readonly changed: Changed[]
}

/** What has to be written, seen from what stands. */
function compared(
  decided: readonly Decided[],
  old: ReadonlyMap<string, readonly OldResult[]>,
  numbers: ReadonlyMap<AnswerForm, number>,
  onDay: string,
): Written {
  const written: Written = { over: [], own: [], gone: [], evaluated: [], confirmed: [], changed: [] }
  for (let from = 0; from < decided.length; ) {
    const family = (decided[from] as Decided).family
    let to = from + 1
    while (to < decided.length && decided[to]?.family === family) to++
    compareFamily(family, decided.slice(from, to), old.get(family.householdId) ?? [], numbers, { written, onDay })
    from = to
  }
  return written
}

function compareFamily(
  family: FamilyRow,
  decided: readonly Decided[],
  old: readonly OldResult[],
  numbers: ReadonlyMap<AnswerForm, number>,
  { written, onDay }: { written: Written; onDay: string },
): void {
  const place = placeOf(family)
  const before = new Map(old.map((one) => [one.policy, one]))
  // Of the rows of their own those that are none any more.
  const standing = new Set(old.flatMap((one) => (one.own ? [one.policy] : [])))
  const gone = new Set(standing)
  const shared: string[] = []
  const values: string[] = []
  let kept = 0
  for (const { formed } of decided) {
    const { policy, state, period } = formed.form
    const form = numbers.get(formed.form) as number
    const was = before.get(policy)
    const own = state === 'eligible' || mains.has(policy)
    const same = was?.form === form && was.values === formed.values && was.amountFen === formed.amountFen
    const stays = same && was.own === own && was.areaCode === family.areaCode
    if (own) gone.delete(policy)
    else {
      shared.push(`"${policy}":${form}`)
      if (formed.values) values.push(`"${policy}":${formed.values}`)
      if (stays) kept++
    }
    if (stays) continue
    const result = { ...place, policy, state, period, form, values: formed.values, amountFen: formed.amountFen }
    if (own) (standing.has(policy) ? written.over : written.own).push(result)
    if (!same) written.changed.push({ ...result, onDay, old: was })
  }
  for (const policy of gone) written.gone.push({ householdId: family.householdId, policy })
  const stood = old.length - old.filter((one) => one.own).length
  if (stood > 0 && kept === stood && kept === shared.length) written.confirmed.push(family.householdId)
  else written.evaluated.push({ ...place, shared: `{${shared.join(',')}}`, values: `{${values.join(',')}}` })
}

async function write(tx: Transaction, written: Written, rules: Rules, because: Because): Promise<void> {
  const { over, own, gone, evaluated, confirmed, changed } = written
  await Promise.all([
    gone.length > 0 && removeResultsOf(tx, gone),
    saveResults(tx, over, 'over'),
    saveResults(tx, own, 'none'),
    evaluated.length > 0 && saveEvaluations(tx, evaluated, rules.onDay),
    confirmed.length > 0 && confirmEvaluations(tx, confirmed, rules.onDay),
    noteChanges(tx, changed, because, rules.set),
  ])
}

const placeOf = ({ householdId, areaCode, organisationLine }: FamilyRow) => ({
  householdId,
  areaCode,
  organisationLine,
})

async function decideEach(families: readonly FamilyRow[], rules: Rules, book: FormBook): Promise<Decided[]> {
  const inForce = new Map<string, readonly CheckedPolicy[]>()
  const versions = new Map(rules.set.policies.map(({ file }) => [file.id, versionName(file.id, rules.numbers)]))
  const decided: Decided[] = []
  for (const [place, family] of families.entries()) {
    // Somebody may be waiting for a page meanwhile.
    if (place % atOnce === atOnce - 1) await setImmediate()
    const facts = factsOfFamily(family, rules.onDay)
    const county = facts.county ?? ''
    const policies = inForce.get(county) ?? policiesInForce(rules.set, county, rules.onDay)
    inForce.set(county, policies)
    const evaluation = new FamilyEvaluation(rules.set, facts, rules.views)
    for (const { file } of policies) {
      const formed = evaluation.formed(file.id, book, file.amount?.period ?? null, versions.get(file.id) ?? '')
      decided.push({ family, formed })
    }
  }
  return decided
}

const mains: ReadonlySet<string> = new Set(mainPolicies)

/** From not known to not entitled is told only where somebody waits for the answer. */
const worthTelling = (changed: readonly Changed[]): Changed[] =>
  changed.filter(
    ({ old, state, amountFen, policy }) =>
      (old?.state !== state || old.amountFen !== amountFen) &&
      (mains.has(policy) || state === 'eligible' || old?.state === 'eligible'),
  )

/** Writes down which answers became others, and what there is to do about them. */
async function noteChanges(
  tx: Transaction,
  changed: readonly Changed[],
  because: Because,
  set: PolicySet,
): Promise<void> {
  const told = worthTelling(changed)
  if (told.length > 0) await addResultChanges(tx, told)
  const items = told.flatMap((one): NewItem[] => {
    // That a review is due is told as a review of what is received.
    const kind = one.old && !set.byId.get(one.policy)?.file.reviews && itemKind(one.old, one)
    if (!one.old || !kind) return []
    const { old, ...now } = one
    return [{ ...now, kind, because, oldState: old.state, oldFen: old.amountFen }]
  })
  const settled = changed.filter(
    (one) => one.old && (one.old.state !== one.state || one.old.amountFen !== one.amountFen) && !itemKind(one.old, one),
  )
  await addDueItems(tx, items, settled)
}
