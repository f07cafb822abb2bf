import { parseDecimal } from '../../engines/feel/decimal.ts'
import { isList, Unknown, type Value } from '../../engines/feel/values.ts'
import { givenFacts } from './family-facts-rules.ts'
import { sharedFen } from './member-answer-rules.ts'
import { parameterBook } from './parameter-rules.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'
import { type CheckedPolicy, checkPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation, ParameterViews } from './policy-evaluate-rules.ts'
import type { Vector } from './policy-model.ts'

/** A test of a policy after it ran: what differs is empty when it passed. */
export type VectorResult = {
  readonly title: string
  readonly passed: boolean
  readonly expected: string
  readonly found: string
}

/** Runs the tests that a policy carries; the policies it uses answer what each test says of them. */
export const runVectors = (policy: CheckedPolicy): VectorResult[] =>
  policy.file.vectors.map((vector) => runVector(policy, vector))

function runVector(policy: CheckedPolicy, vector: Vector): VectorResult {
  const { expected, found } = compared(vector, answerOf(policy, vector), () => partsOf(policy, vector))
  return { title: vector.title, passed: expected === found, expected, found }
}

/** What the policy answers to the facts of one of its tests. */
export const answerOf = (policy: CheckedPolicy, vector: Vector): PolicyAnswer =>
  evaluationOf(policy, vector).answer(policy.file.id)

/** The part of each member as a test tells it: fen, or whether it is for this member; null is not known. */
function partsOf(policy: CheckedPolicy, vector: Vector): (string | boolean | null)[] {
  const shares = evaluationOf(policy, vector).sharesOf(policy.file.id)
  if (!shares) return []
  const { entitled, amounts } = shares
  if (isList(amounts)) {
    const fen = sharedFen(amounts, policy.file.amount?.rounding ?? 'fen')
    return amounts.map((one, place) => (one instanceof Unknown ? null : String(fen[place])))
  }
  return isList(entitled) ? entitled.map((one) => (typeof one === 'boolean' ? one : null)) : []
}

function evaluationOf(policy: CheckedPolicy, vector: Vector): FamilyEvaluation {
  const { on, county, residence } = vector
  const book = parameterBook(
    Object.entries(vector.parameters).map(([name, value]) => ({
      name,
      value: String(value),
      region: '000000',
      residence: '' as const,
      from: '1900-01-01',
    })),
  )
  const facts = givenFacts(vector.facts, { on, county, residence })
  const given = Object.fromEntries(
    policy.file.uses.map((id) => [
      id,
      new Map(Object.entries(vector.given[id] ?? {}).map(([name, one]) => [name, toValue(one)])),
    ]),
  )
  const set = { policies: [policy], byId: new Map([[policy.file.id, policy]]) }
  return new FamilyEvaluation(set, facts, new ParameterViews(book), given)
}

const toValue = (given: string | number | boolean | null): Value =>
  typeof given === 'number' ? (parseDecimal(String(given)) ?? null) : given

/** Only what the test speaks of is compared; each side as one line of text. */
function compared(
  { expect }: Vector,
  answer: PolicyAnswer,
  parts: () => readonly (string | boolean | null)[],
): { expected: string; found: string } {
  const expected: string[] = [`state: ${expect.state}`]
  const found: string[] = [`state: ${answer.state}`]
  const both = (name: string, wanted: unknown, got: unknown) => {
    expected.push(`${name}: ${String(wanted)}`)
    found.push(`${name}: ${String(got)}`)
  }
  if (expect.amount_fen !== undefined) both('amount_fen', expect.amount_fen, answer.amountFen)
  if (expect.reasons)
    both(
      'reasons',
      expect.reasons,
      answer.reasons.map(({ code }) => code),
    )
  if (expect.missing) both('missing', [...expect.missing].sort(), [...answer.missing].sort())
  for (const [name, wanted] of Object.entries(expect.answers ?? {})) both(name, wanted, answer.answers[name])
  if (expect.members) both('members', expect.members.map(String), parts().map(String))
  for (const note of answer.notes) found.push(note.zh)
  return { expected: expected.join('; '), found: found.join('; ') }
}

/** A policy that is known to be right; throws with its first fault otherwise. For files that ship with the program. */
export function soundPolicy(source: string): CheckedPolicy {
  const checked = checkPolicy(source)
  if ('policy' in checked) return checked.policy
  const [fault] = checked.faults
  throw new Error(`policy file, line ${fault?.line}, column ${fault?.column}: ${fault?.text.en}`)
}
