import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import * as enrolments from './enrolment-store.ts'
import { decisionOf } from './evaluate-store.ts'
import { findFamily, membersNow } from './facts-store.ts'
import { policyWords as words } from './messages.ts'
import type { EndCause, Enrolment, Programme } from './model.ts'
import type { PolicyFile } from './policy-model.ts'
import { decidingPolicies } from './policy-version-store.ts'

type Start = {
  householdId: string
  programme: Programme
  personId: string | null
  fromDay: string
  amountFen: string | null
  monthlyFen?: string | null
  why: string
}

/** A family starts to receive, by decision of an officer; what rosters tell comes by import. */
export async function startEnrolment(act: Act, input: Start): Promise<Enrolment> {
  const family = await findFamily(act.tx, input.householdId)
  if (!family) throw notFound()
  const { fromDay, programme, why } = input
  const file = await benefitOf(act, programme)
  const personId = file.per === 'person' ? await memberOf(act, family.householdId, input.personId) : null
  await refuseExcluded(act, family.householdId, file)
  try {
    const id = await enrolments.startEnrolment(act.tx, {
      householdId: family.householdId,
      areaCode: family.areaCode,
      organisationLine: family.organisationLine,
      programme,
      personId,
      fromDay,
      period: file.amount?.period ?? 'month',
      amountFen: input.amountFen ?? input.monthlyFen ?? null,
      startWhy: why,
      decision: await decisionOf(act.tx, family.householdId, programme, act.today),
    })
    act.about('household', family.householdId, { enrolment: id, programme, fromDay, why })
    await act.services.background.send(act.tx, 'household.changed', { householdId: family.householdId })
    const started = await enrolments.findEnrolment(act.tx, id)
    if (!started) throw notFound()
    const { householdId: _, ...shown } = started
    return shown
  } catch (error) {
    if (violatedConstraint(error) === 'enrolment_once') throw new Problem('conflict', words.enrolledAlready)
    throw error
  }
}

/** The policy in force that pays what somebody is to receive. */
async function benefitOf(act: Act, programme: string): Promise<PolicyFile> {
  const { set } = await decidingPolicies(act.tx, act.today)
  const file = set.byId.get(programme)?.file
  if (file?.kind === 'benefit') return file
  throw new Problem('bad_input', words.noSuchBenefit, { fields: [{ field: 'programme', text: words.noSuchBenefit }] })
}

async function memberOf(act: Act, householdId: string, personId: string | null): Promise<string> {
  const refuse = (text: typeof words.personNeeded) =>
    new Problem('bad_input', text, { fields: [{ field: 'personId', text }] })
  if (personId === null) throw refuse(words.personNeeded)
  const members = await membersNow(act.tx, householdId)
  if (!members.some(({ id }) => id === personId)) throw refuse(words.notAMember)
  return personId
}

/** What policies say does not go together is refused, in whichever of the two it stands. */
async function refuseExcluded(act: Act, householdId: string, file: PolicyFile): Promise<void> {
  const { set } = await decidingPolicies(act.tx, act.today)
  for (const { programme } of await enrolments.openEnrolments(act.tx, householdId)) {
    const other = set.byId.get(programme)?.file
    const pair =
      file.exclusions.find(({ policy }) => policy === programme) ??
      other?.exclusions.find(({ policy }) => policy === file.id)
    if (!pair) continue
    const named = other?.title ?? { zh: programme, en: programme }
    const text = {
      zh: words.notTogether.zh.replace('{other}', named.zh).replace('{why}', pair.why.zh),
      en: words.notTogether.en.replace('{other}', named.en).replace('{why}', pair.why.en),
    }
    throw new Problem('conflict', text)
  }
}

type End = { id: string; version: number; toDay: string; why: string; cause: EndCause | null }

/** A family no longer receives; leaving dibao for work begins a gradual exit, so it is decided anew. */
export async function endEnrolment(act: Act, input: End): Promise<Record<string, never>> {
  const before = await enrolments.findEnrolment(act.tx, input.id)
  if (!before) throw notFound()
  if (input.toDay < before.fromDay)
    throw new Problem('bad_input', words.endBeforeStart, { fields: [{ field: 'toDay', text: words.endBeforeStart }] })
  const { id, version, toDay, why, cause } = input
  if ((await enrolments.endEnrolment(act.tx, id, version, toDay, why, cause)) === 0) {
    const { householdId: _, ...theirs } = before
    throw new Problem('conflict', words.enrolmentChanged, { data: { theirs, yours: { toDay, why } } })
  }
  act.about('household', before.householdId, { enrolment: id, toDay, why, cause })
  await act.services.background.send(act.tx, 'household.changed', { householdId: before.householdId })
  return {}
}
