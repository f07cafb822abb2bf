import type { UnitPairDraft, UnitPairKind, VillageLink } from './unit-pair-model.ts'

/** Villages with less by head and year are sponsored: 3,000 yuan of 2004 (D-08). A tenant's own line comes with policies. */
export const villageLineFen = 300_000n

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
