import { sixDigits } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import type { FoundParameter } from '../policies/model.ts'
import { findParameter, type ParameterRow, parameterBook } from '../policies/parameter-rules.ts'
import type { UnitPairDraft, UnitPairKind, VillageLink } from './unit-pair-model.ts'

/** The income by head and year under which a village is sponsored (D-08): a standard with a region, a day and a document. */
export const villageLine = 'village_income_line_fen'

/** The line that holds for a village on a day: of its county, or of the nearest area above that has one. */
export const lineFor = (rows: readonly ParameterRow[], areaCode: string, on: Day): FoundParameter | undefined =>
  findParameter(parameterBook(rows), villageLine, { county: sixDigits(areaCode), residence: 'rural' }, on)

/** Which of the four links a village still lacks; the others need no links. */
export function missingLinks(
  kind: UnitPairKind,
  pair: Pick<UnitPairDraft, 'giverId' | 'leaderName' | 'residentName' | 'partnerCode'>,
): VillageLink[] {
  if (kind !== 'village') return []
  const links: [VillageLink, string | null][] = [
    ['unit', pair.giverId],
    ['leader', pair.leaderName],
    ['resident', pair.residentName],
    ['partner', pair.partnerCode],
  ]
  return links.filter(([, link]) => !link).map(([name]) => name)
}
