import { type AreaCode, contains } from '../../core/area-code.ts'
import { addDays, type Day } from '../../core/date.ts'
import { HelperKind } from './model.ts'
import type { RhythmDays } from './rhythm-model.ts'

/**
 * What holds until an area has said otherwise: monthly is common practice, leading cadres come each quarter. The documents
 * only say “regularly” (B-11), so both are to be confirmed.
 */
export const proposedRhythm: RhythmDays = {
  ...(Object.fromEntries(HelperKind.options.map((kind) => [kind, 30])) as RhythmDays),
  leading_cadre: 90,
}

export type AreaRhythm = { areaCode: AreaCode; days: RhythmDays }

/** Smaller areas before larger ones: the first that contains a place is the nearest. */
export const nearestFirst = <List extends { areaCode: AreaCode }>(lists: readonly List[]): List[] =>
  [...lists].sort((one, other) => significance(other.areaCode) - significance(one.areaCode))

const significance = (code: AreaCode): number => code.replace(/0+$/, '').length

/** The list that holds in an area: its own, or that of the nearest area above it; undefined: the proposal. */
export const listFor = <List extends { areaCode: AreaCode }>(lists: readonly List[], areaCode: AreaCode) =>
  nearestFirst(lists).find((list) => contains(list.areaCode, areaCode))

/** Days within which somebody of a kind visits a family of an area. */
export const rhythmDays = (lists: readonly AreaRhythm[], areaCode: AreaCode, kind: HelperKind): number =>
  (listFor(lists, areaCode)?.days ?? proposedRhythm)[kind]

/** When the next visit is due: so many days after the last one, or after the helper began. */
export const nextVisitDay = (lastVisitedOn: Day | null, since: Day, days: number): Day =>
  addDays(lastVisitedOn ?? since, days)
