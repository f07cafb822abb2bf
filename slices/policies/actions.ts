import { areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import type { ResultFilter, ResultListInput } from './contract.ts'
import * as enrolments from './enrolment-store.ts'
import { decisionOf } from './evaluate-store.ts'
import { findFamily } from './facts-store.ts'
import { policyWords as words } from './messages.ts'
import type { Coverage, Enrolment, Programme, ResultRow } from './model.ts'
import { decidingPolicies } from './policy-version-store.ts'
import * as results from './result-store.ts'
import { sentencesOf } from './sentence-rules.ts'

/** A filter of the address bar as the database compares it. */
function boundsOf(act: Act, filter: ResultFilter): results.ResultBounds {
  const { area, search, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  const plain = search?.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  return { ...rest, today: act.today, areaFrom: range?.from, areaTo: range?.to, search: plain || undefined }
}

export async function listResults(act: Act, input: ResultListInput): Promise<{ rows: ResultRow[]; more: boolean }> {
  const { sort, order, limit, offset, ...filter } = input
  const rows = await results.listResults(act.tx, boundsOf(act, filter), { sort, order, limit: limit + 1, offset })
  const { set } = await decidingPolicies(act.tx, act.today)
  const file = set.byId.get(filter.policy)?.file
  const told = rows.slice(0, limit).map(({ reasonFigures, ...row }) => ({
    ...row,
    sentences: sentencesOf(file, { ...row, reasonFigures }),
  }))
  return { rows: told, more: rows.length > limit }
}

export const countResults = async (act: Act, filter: ResultFilter): Promise<{ total: number }> => ({
  total: await results.countResults(act.tx, boundsOf(act, filter)),
})

/** The numbers on top of the list; each opens exactly the list it counts. */
export async function getFigures(act: Act, filter: ResultFilter) {
  const bounds = boundsOf(act, filter)
  const parts = await results.resultFigures(act.tx, bounds)
  const counties = await results.coverageByCounty(act.tx, bounds)
  const count = (wanted: (part: results.ResultFigure) => boolean) =>
    parts.filter(wanted).reduce((sum, part) => sum + part.households, 0)
  const coverage: Record<Coverage, number> = {
    eligible_not_enrolled: count((part) => part.state === 'eligible' && !part.enrolled),
    enrolled_not_eligible: count((part) => part.state === 'not_eligible' && part.enrolled),
    agree: count((part) =>
      part.state === 'eligible' ? part.enrolled : part.state === 'not_eligible' && !part.enrolled,
    ),
    undecided: count((part) => part.state === null || part.state === 'unknown'),
  }
  return {
    households: count(() => true),
    states: {
      eligible: count((part) => part.state === 'eligible'),
      not_eligible: count((part) => part.state === 'not_eligible'),
      unknown: count((part) => part.state === 'unknown'),
      none: count((part) => part.state === null),
    },
    coverage,
    enrolled: count((part) => part.enrolled),
    personsDue: parts.reduce((sum, part) => sum + (part.state === 'eligible' ? part.persons : 0), 0),
    dueFen: parts.reduce((sum, part) => sum + BigInt(part.dueFen), 0n).toString(),
    paidFen: parts.reduce((sum, part) => sum + BigInt(part.paidFen), 0n).toString(),
    counties,
  }
}

type Start = { householdId: string; programme: Programme; fromDay: string; monthlyFen: string | null; why: string }

/** A family starts to receive, by decision of an officer; what rosters tell comes by import. */
export async function startEnrolment(act: Act, input: Start): Promise<Enrolment> {
  const family = await findFamily(act.tx, input.householdId)
  if (!family) throw notFound()
  const { fromDay, monthlyFen, programme, why } = input
  try {
    const id = await enrolments.startEnrolment(act.tx, {
      householdId: family.householdId,
      areaCode: family.areaCode,
      organisationLine: family.organisationLine,
      programme,
      fromDay,
      monthlyFen,
      source: 'page',
      sourceImportId: null,
      startWhy: why,
      decision: await decisionOf(act.tx, family.householdId, programme, act.today),
    })
    act.about('household', family.householdId, { enrolment: id, programme, fromDay, why })
    const started = await enrolments.findEnrolment(act.tx, id)
    if (!started) throw notFound()
    const { householdId: _, ...shown } = started
    return shown
  } catch (error) {
    if (violatedConstraint(error) === 'enrolment_once') throw new Problem('conflict', words.enrolledAlready)
    throw error
  }
}

export async function endEnrolment(
  act: Act,
  input: { id: string; version: number; toDay: string; why: string },
): Promise<Record<string, never>> {
  const before = await enrolments.findEnrolment(act.tx, input.id)
  if (!before) throw notFound()
  if (input.toDay < before.fromDay)
    throw new Problem('bad_input', words.endBeforeStart, { fields: [{ field: 'toDay', text: words.endBeforeStart }] })
  if ((await enrolments.endEnrolment(act.tx, input.id, input.version, input.toDay, input.why)) === 0) {
    const { householdId: _, ...theirs } = before
    throw new Problem('conflict', words.enrolmentChanged, {
      data: { theirs, yours: { toDay: input.toDay, why: input.why } },
    })
  }
  act.about('household', before.householdId, { enrolment: input.id, toDay: input.toDay, why: input.why })
  return {}
}
