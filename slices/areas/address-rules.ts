import { type AreaCode, contains, countryCode } from '../../core/area-code.ts'
import type { Area } from './model.ts'
import type { AreaIndex } from './rules.ts'

type Reading = { area: Area; rest: string; named: number }

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,，、;；.。·-]+/g, '')

/** Areas inside `within` whose name stands at the beginning of the text; today's win over abolished ones. */
function namedAtStart(index: AreaIndex, text: string, within: AreaCode, names: 'byName' | 'byShortName'): Reading[] {
  const readings: Reading[] = []
  for (let length = Math.min(text.length, index.longestName); length >= 2; length--) {
    const inside = (index[names].get(text.slice(0, length)) ?? []).filter(
      (area) => area.code !== within && contains(within, area.code),
    )
    const today = inside.filter((area) => !area.abolished)
    for (const area of today.length > 0 ? today : inside) readings.push({ area, rest: text.slice(length), named: 1 })
  }
  return readings
}

/** Every way to read the text from its beginning as one area inside the other. */
function readingsOf(index: AreaIndex, text: string, within: AreaCode, first: boolean): Reading[] {
  // An abolished name is believed only below one that was read before it: 郊区 alone says nothing.
  const full = namedAtStart(index, text, within, 'byName').filter(
    ({ area }) => !first || !area.abolished || area.level === 'prefecture',
  )
  const deeper = (reading: Reading) =>
    readingsOf(index, reading.rest, reading.area.code, false).map((next) => ({ ...next, named: next.named + 1 }))
  // A short name is believed only of a province or prefecture that the next name confirms: 绥化北林区, but not 北林路.
  const short = namedAtStart(index, text, within, 'byShortName')
    .filter(({ area }) => area.level === 'province' || area.level === 'prefecture')
    .flatMap(deeper)
  return [...full, ...full.flatMap(deeper), ...short]
}

/** The readings that leave the least text, as one area; undefined when they do not agree. */
function certain(readings: readonly Reading[]): { area: Area; rest: string } | undefined {
  const least = Math.min(...readings.map(({ rest }) => rest.length))
  const best = readings.filter(({ rest }) => rest.length === least)
  const most = Math.max(...best.map(({ named }) => named))
  const areas = new Map(best.filter(({ named }) => named === most).map((reading) => [reading.area.code, reading]))
  const only = areas.size === 1 ? [...areas.values()][0] : undefined
  return only && { area: only.area, rest: only.rest }
}

/**
 * The smallest area that an address names for certain, and what follows it (street, number): 绥化市北林区宝山镇永顺村3组 is
 * the village 永顺村 and `3组`. `within` is what is known already, usually the tenant's prefecture. Undefined when
 * nothing is named or the name fits several areas: never a guess.
 */
export function parseAddress(
  index: AreaIndex,
  address: string,
  within: AreaCode = countryCode,
): { area: Area; rest: string } | undefined {
  return certain(readingsOf(index, plain(address), within, true))
}

/**
 * The area that a name means: a full name, a short one, or a whole path, inside `within`. Undefined when no area, or
 * more than one, is called so; today's areas win over abolished ones.
 */
export function findAreaByName(index: AreaIndex, name: string, within: AreaCode = countryCode): Area | undefined {
  const text = plain(name)
  const whole = (readings: Reading[]) => certain(readings.filter(({ rest }) => rest === ''))?.area
  const exactly = namedAtStart(index, text, within, 'byName')
  return (
    whole(exactly) ??
    whole(readingsOf(index, text, within, true)) ??
    // Short names only where no full name fits, so that an ambiguous full name stays ambiguous.
    (exactly.some(({ rest }) => rest === '') ? undefined : whole(namedAtStart(index, text, within, 'byShortName')))
  )
}
