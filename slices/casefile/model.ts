import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { AidKind, AidSource } from '../aid/model.ts'
import { GuaranteeRule } from '../guarantees/model.ts'
import { EndReason, HelperKind } from '../pairing/model.ts'
import { BothLanguages, PayPeriod, PolicyId, Programme, ResultState } from '../policies/model.ts'
import { FamilyRequest, Outcome, RequestKind } from '../requests/model.ts'
import { Goods, Promised } from '../visits/model.ts'

const text = z.string().nullable()
const common = {
  id: Uuid,
  /** The day it happened, in Asia/Shanghai. */
  day: Day,
  /** The officer who recorded it; null when a task did or nobody is known. */
  who: text,
  /** The file that it was recorded in, where that was merged into this one since. */
  file: text,
}
const happening = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...common, facts: z.strictObject(shape) })

const Seen = z.strictObject({ marks: z.array(z.string()), text: z.string() })

/**
 * One thing that happened to a family. Facts are codes and figures; the page puts them into words in the reader's
 * language. Sealed values stand masked, as the history keeps them.
 */
export const Happening = z.discriminatedUnion('kind', [
  happening('change', {
    changes: z.array(z.strictObject({ subject: z.string(), field: z.string(), oldValue: text, newValue: text })),
    why: text,
  }),
  happening('paired', { helper: z.string(), helperKind: HelperKind }),
  happening('pair_ended', { helper: z.string(), reason: EndReason, note: text }),
  happening('helper_joined', { helper: z.string() }),
  happening('helper_left', { helper: z.string() }),
  happening('visit', {
    visitor: z.string(),
    living: Seen,
    thinking: Seen,
    difficulties: Seen,
    needs: Seen,
    cashFen: text,
    goods: z.array(Goods),
  }),
  happening('request_raised', { requestKind: RequestKind, text: z.string(), dueOn: Day }),
  happening('request_answered', { requestKind: RequestKind, answer: z.string() }),
  happening('request_closed', { requestKind: RequestKind, outcome: Outcome.nullable(), answer: text }),
  happening('promise_made', { text: z.string(), dueOn: Day }),
  happening('promise_kept', { text: z.string(), note: text }),
  happening('aid', {
    aidKind: AidKind,
    source: AidSource,
    giver: text,
    amountFen: text,
    item: text,
    quantity: text,
    unit: text,
    note: text,
    /** This line takes an earlier one back. */
    reverses: z.boolean(),
    /** A later line has taken this one back. */
    reversed: z.boolean(),
  }),
  happening('enrolled', { programme: Programme, monthlyFen: text, source: z.enum(['roster', 'page']), why: text }),
  happening('enrolment_ended', { programme: Programme, why: text }),
  happening('result', {
    policy: PolicyId,
    oldState: ResultState.nullable(),
    newState: ResultState,
    oldFen: text,
    newFen: z.string(),
  }),
])
export type Happening = z.infer<typeof Happening>

/** A helper who stands by the family now. */
export const StandingHelper = z.strictObject({
  helperId: Uuid,
  name: z.string(),
  kind: HelperKind,
  post: text,
  unit: text,
  since: Day,
})
export type StandingHelper = z.infer<typeof StandingHelper>

/** What a family should have and has not, and who does what next. */
export const Standing = z.strictObject({
  lead: StandingHelper.nullable(),
  further: z.array(StandingHelper),
  lastVisit: z.strictObject({ id: Uuid, day: Day, visitor: z.string() }).nullable(),
  /** Null while nobody stands by the family. */
  nextVisitOn: Day.nullable(),
  promises: z.array(Promised),
  requests: z.array(FamilyRequest),
  /** Entitled by the last evaluation and not enrolled. */
  entitled: z.array(
    z.strictObject({
      policy: PolicyId,
      title: BothLanguages.nullable(),
      /** In the period of the policy. */
      amountFen: z.string(),
      period: PayPeriod,
      monthlyFen: z.string(),
      onDay: Day,
    }),
  ),
  /** Policies of which it cannot be said, with the facts that are missing. */
  undecided: z.array(z.strictObject({ policy: PolicyId, missing: z.array(z.string()) })),
  /** Enrolments that hold today. */
  enrolled: z.array(
    z.strictObject({ programme: Programme, title: BothLanguages.nullable(), fromDay: Day, monthlyFen: text }),
  ),
  /** Files that were merged into this one: what stands there counts here. */
  mergedFiles: z.array(z.strictObject({ householdId: Uuid, fileNumber: z.string() })),
  /** On a festival list and not received. */
  lists: z.array(
    z.strictObject({
      listId: Uuid,
      name: z.string(),
      dueOn: Day,
      amountFen: text,
      item: text,
      quantity: text,
      unit: text,
    }),
  ),
  /** Guarantees in which the family is not covered and not excepted. */
  uncovered: z.array(z.strictObject({ guaranteeId: Uuid, rule: GuaranteeRule, name: z.string(), dueOn: Day })),
})
export type Standing = z.infer<typeof Standing>
