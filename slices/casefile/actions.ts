import { notFound } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { isUncovered, listGuarantees } from '../guarantees/store.ts'
import { nextVisitDay, rhythmDays } from '../pairing/rhythm-rules.ts'
import { rhythms } from '../pairing/rhythm-store.ts'
import { findLivePair, type MemberRecord, membersOf } from '../pairing/store.ts'
import { enrolmentsOf } from '../policies/enrolment-store.ts'
import { type Enrolment, mainPolicies } from '../policies/model.ts'
import { decidingPolicies } from '../policies/policy-version-store.ts'
import { resultsOf } from '../policies/result-store.ts'
import { findHousehold, type HouseholdRecord } from '../registry/household-store.ts'
import { mergedFilesOf } from '../registry/merge-store.ts'
import { openRequestsOf } from '../requests/store.ts'
import type { VisitRow } from '../visits/model.ts'
import { openPromisesOf } from '../visits/promise-store.ts'
import { lastVisitsOf } from '../visits/store.ts'
import type { Happening, Standing, StandingHelper } from './model.ts'
import { timelineOf, unreceivedLists } from './store.ts'

/** A household in the asker's scope; others answer like one that does not exist. */
async function householdInScope(act: Act, id: string): Promise<HouseholdRecord> {
  const household = await findHousehold(act.tx, id)
  if (!household) throw notFound()
  act.about('household', id)
  return household
}

export async function timeline(
  act: Act,
  input: { id: string; limit: number; offset: number },
): Promise<{ rows: Happening[]; more: boolean }> {
  await householdInScope(act, input.id)
  const files = [input.id, ...(await mergedFilesOf(act.tx, input.id)).map((file) => file.householdId)]
  const rows = await timelineOf(act.tx, input.id, files, { limit: input.limit + 1, offset: input.offset })
  return { rows: rows.slice(0, input.limit), more: rows.length > input.limit }
}

const shownHelper = ({ helperId, name, kind, post, unit, since }: MemberRecord): StandingHelper => ({
  helperId,
  name,
  kind,
  post,
  unit,
  since,
})

export async function standing(act: Act, input: { id: string }): Promise<Standing> {
  const household = await householdInScope(act, input.id)
  const { tx, today } = act
  const mergedFiles = await mergedFilesOf(tx, household.id)
  const files = [household.id, ...mergedFiles.map((file) => file.householdId)]
  // The own helper goes first; where there is none, whoever stands by a file that was merged into this one.
  let pair = await findLivePair(tx, household.id)
  for (const file of files.slice(1)) pair ??= await findLivePair(tx, file)
  const members = pair ? (await membersOf(tx, pair.id)).filter((member) => member.until === null) : []
  const lead = members.find((member) => member.role === 'lead')
  const lastVisit = (await lastVisitsOf(tx, files, 1)).reduce<VisitRow | undefined>(
    (last, visit) => (last && last.visitedOn >= visit.visitedOn ? last : visit),
    undefined,
  )
  return {
    lead: lead ? shownHelper(lead) : null,
    further: members.filter((member) => member.role !== 'lead').map(shownHelper),
    lastVisit: lastVisit ? { id: lastVisit.id, day: lastVisit.visitedOn, visitor: lastVisit.visitor } : null,
    nextVisitOn:
      pair && lead
        ? nextVisitDay(
            lastVisit?.visitedOn ?? null,
            pair.since,
            rhythmDays(await rhythms(tx), household.areaCode, lead.kind),
          )
        : null,
    promises: await openPromisesOf(tx, files),
    requests: await openRequestsOf(tx, files),
    lists: await unreceivedLists(tx, files),
    ...(await entitlements(act, household.id, files, today)),
    mergedFiles,
    uncovered: await uncovered(act, household),
  }
}

/** What the last evaluation says the family should have, beside what it has. A withdrawn file is due nothing. */
async function entitlements(
  act: Act,
  householdId: string,
  files: readonly string[],
  today: string,
): Promise<Pick<Standing, 'entitled' | 'undecided' | 'enrolled'>> {
  const { set } = await decidingPolicies(act.tx, today)
  const titleOf = (policy: string) => set.byId.get(policy)?.file.title ?? null
  const results = await resultsOf(act.tx, householdId, [...set.byId.keys()])
  const enrolments: Enrolment[] = []
  for (const file of files) enrolments.push(...(await enrolmentsOf(act.tx, file)))
  const enrolled = enrolments.filter((one) => one.fromDay <= today && (one.toDay === null || one.toDay > today))
  // What does not go together with what the family receives is not missed: dibao by tiers where it receives the gap.
  const bars = (one: string, other: string) => set.byId.get(one)?.file.exclusions.some(({ policy }) => policy === other)
  const has = (policy: string) =>
    enrolled.some(({ programme: one }) => one === policy || bars(one, policy) || bars(policy, one))
  return {
    // A standing, such as a category of hardship, pays nothing and so is not received.
    entitled: results
      .filter((result) => result.state === 'eligible' && result.period !== null && !has(result.policy))
      .map(({ policy, amountFen, period, monthlyFen, onDay }) => ({
        ...{ policy, title: titleOf(policy), amountFen, period: period ?? 'once', monthlyFen, onDay },
      })),
    // What is not known of the many others is told where all of them stand; here it would hide what is due.
    undecided: results
      .filter((result) => result.state === 'unknown' && mainPolicies.includes(result.policy) && !has(result.policy))
      .map(({ policy, missing }) => ({ policy, missing })),
    enrolled: enrolled.map(({ programme, fromDay, monthlyFen }) => ({
      ...{ programme, title: titleOf(programme), fromDay, monthlyFen },
    })),
  }
}

async function uncovered(act: Act, household: HouseholdRecord): Promise<Standing['uncovered']> {
  if (household.status === 'withdrawn') return []
  const open: Standing['uncovered'] = []
  for (const guarantee of await listGuarantees(act.tx, 'open')) {
    const missed = await isUncovered(act.tx, guarantee, household)
    const { id, rule, name, dueOn } = guarantee
    if (missed) open.push({ guaranteeId: id, rule, name, dueOn })
  }
  return open
}
