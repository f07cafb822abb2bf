import { sixDigits } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import type { FoundParameter } from '../policies/model.ts'
import { findParameter, type ParameterRow, parameterBook } from '../policies/parameter-rules.ts'
import type { PairLink, TeamMember, UnitPairDraft, UnitPairKind, VillageLink } from './unit-pair-model.ts'

/** The income by head and year under which a village is sponsored (D-08): a standard with a region, a day and a document. */
export const villageLine = 'village_income_line_fen'

/** The line that holds for a village on a day: of its county, or of the nearest area above that has one. */
export const lineFor = (rows: readonly ParameterRow[], areaCode: string, on: Day): FoundParameter | undefined =>
  findParameter(parameterBook(rows), villageLine, { county: sixDigits(areaCode), residence: 'rural' }, on)

/** Whoever leads a work team now. */
const leaderOf = (team: readonly TeamMember[]): TeamMember | undefined =>
  team.find((member) => member.lead && member.until === null)

/** What a village or a work team still lacks; enterprises need nothing besides each other. */
export function missingLinks(
  kind: UnitPairKind,
  pair: Pick<UnitPairDraft, 'giverId' | 'leaderName' | 'residentName' | 'partnerCode' | 'team' | 'stationedFrom'>,
): PairLink[] {
  if (kind === 'team')
    return [
      ...(leaderOf(pair.team) ? [] : (['team_leader'] as const)),
      ...(pair.stationedFrom ? [] : (['stationed'] as const)),
    ]
  if (kind !== 'village') return []
  const links: [VillageLink, string | null][] = [
    ['unit', pair.giverId],
    ['leader', pair.leaderName],
    ['resident', pair.residentName],
    ['partner', pair.partnerCode],
  ]
  return links.filter(([, link]) => !link).map(([name]) => name)
}

/** What is wrong with a team as it is named, with the member it is about. */
export function teamFault({
  team,
  stationedFrom,
  stationedUntil,
}: Pick<UnitPairDraft, 'team' | 'stationedFrom' | 'stationedUntil'>):
  | { fault: 'memberDays' | 'twoLeaders' | 'memberTwice' | 'stationedDays'; field: string; name: string }
  | undefined {
  if (stationedUntil && (!stationedFrom || stationedUntil < stationedFrom))
    return { fault: 'stationedDays', field: 'stationedUntil', name: '' }
  for (const [at, { name, lead, since, until }] of team.entries()) {
    const before = team.slice(0, at).filter((one) => one.until === null && until === null)
    if (until && until < since) return { fault: 'memberDays', field: `team.${at}.until`, name }
    if (lead && before.some((one) => one.lead)) return { fault: 'twoLeaders', field: `team.${at}.lead`, name }
    if (before.some((one) => one.name === name)) return { fault: 'memberTwice', field: `team.${at}.name`, name }
  }
  return undefined
}
