import { areaRange } from '../../core/area-code.ts'
import type { Act } from '../../platform/server/act.ts'
import type { ResultFilter, ResultListInput } from './contract.ts'
import type { Coverage, ResultRow } from './model.ts'
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
