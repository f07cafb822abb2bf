import type { Text } from '../../core/messages.ts'
import { add, Decimal, zero } from '../../engines/feel/decimal.ts'
import { isList, Unknown, type Value } from '../../engines/feel/values.ts'
import { householdFacts, isPersonal } from './fact-rules.ts'
import { resultWords as words } from './messages.ts'
import type { MemberAnswer, ResultState } from './model.ts'
import { type PolicyAnswer, roundedFen } from './policy-answer-rules.ts'
import type { FamilyEvaluation } from './policy-evaluate-rules.ts'
import type { PolicyFile } from './policy-model.ts'
import { missingSentence, sentencesOf } from './sentence-rules.ts'

type Member = { readonly id: string; readonly name: string }

/**
 * What a policy says of each member, where it can tell one from another: of a policy for single persons what is known of
 * each, of a policy for the family who has which part in it. Undefined where a policy speaks of the family only.
 * @param members in the order of `members` in the facts
 */
export function memberAnswers(
  file: PolicyFile,
  evaluation: FamilyEvaluation,
  answer: PolicyAnswer,
  members: readonly Member[],
): MemberAnswer[] | undefined {
  if (file.per === 'person') return personsOf(file, evaluation, members)
  const shares = file.members && answer.state !== 'not_eligible' ? evaluation.sharesOf(file.id) : undefined
  return shares && file.members && sharesOf(file, file.members.reason, shares, members)
}

function personsOf(file: PolicyFile, evaluation: FamilyEvaluation, members: readonly Member[]): MemberAnswer[] {
  const told = new Map(evaluation.ofPersons(file.id, true)?.map(({ member, answer }) => [member, answer]))
  const own = file.inputs.filter(isPersonal)
  return members.map(({ id, name }, place) => {
    const answer = told.get(place)
    if (!answer)
      return { personId: id, name, state: 'unknown', amountFen: '0', sentences: [words.noFactsOfMember], missing: own }
    const { state, missing, trace } = answer
    const amountFen = String(state === 'eligible' ? answer.amountFen : 0n)
    const reasonFigures = state === 'eligible' && answer.granted ? [answer.granted] : [...answer.reasons]
    const period = file.amount?.period ?? null
    const sentences = sentencesOf(file, { state, amountFen, period, reasonFigures, missing, trace })
    return {
      personId: id,
      name,
      state,
      amountFen,
      sentences,
      missing: missing.filter((one) => householdFacts[one]?.personal),
    }
  })
}

function sharesOf(
  file: PolicyFile,
  reason: Text,
  { entitled, amounts }: { readonly entitled: Value; readonly amounts: Value },
  members: readonly Member[],
): MemberAnswer[] {
  const fen = sharedFen(amounts, file.amount?.rounding ?? 'fen')
  return members.map(({ id, name }, place) => {
    const amount = elementOf(amounts, place)
    const said = entitled === null ? amount : elementOf(entitled, place)
    const missing = [said, amount].flatMap((one) => (one instanceof Unknown ? [...one.names] : []))
    const has = said instanceof Decimal ? (fen[place] ?? 0n) > 0n : said === true
    const state: ResultState = missing.length > 0 ? 'unknown' : has ? 'eligible' : 'not_eligible'
    const amountFen = String(state === 'eligible' ? (fen[place] ?? 0n) : 0n)
    const period = amounts === null ? null : (file.amount?.period ?? null)
    const sentences =
      state === 'not_eligible'
        ? [reason]
        : state === 'unknown'
          ? missing.map((one) => missingSentence(one, file))
          : sentencesOf(undefined, { state, amountFen, period, reasonFigures: [], missing: [], trace: [] })
    return { personId: id, name, state, amountFen, sentences, missing: [...new Set(missing)] }
  })
}

const elementOf = (list: Value, place: number): Value => (isList(list) ? (list[place] ?? null) : list)

/** The parts in fen; each rounding takes what the ones before left over, so that the parts are together what the sum is. */
export function sharedFen(amounts: Value, rounding: NonNullable<PolicyFile['amount']>['rounding']): bigint[] {
  if (!isList(amounts)) return []
  let sum = zero
  let given = 0n
  return amounts.map((one) => {
    if (one instanceof Decimal) sum = add(sum, one) ?? sum
    const upTo = roundedFen(sum, rounding)
    const part = upTo - given
    given = upTo
    return part
  })
}
