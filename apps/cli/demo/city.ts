import { sixDigits } from '../../../core/area-code.ts'
import type { Day } from '../../../core/date.ts'
import type { Area } from '../../../slices/areas/model.ts'
import { readAreaPack } from '../../../slices/areas/pack-store.ts'
import { inventAid } from './aid.ts'
import { inventFestivals } from './festivals.ts'
import { countFamilies, inventCadres, inventSocialHelpers } from './helpers.ts'
import { inventHouseholds } from './households.ts'
import { cityStandards } from './means.ts'
import { inventOrganisations } from './organisations.ts'
import { inventPairs } from './pairs.ts'
import { diceOf } from './random.ts'
import type { City } from './rows.ts'
import { inventVisits } from './visits.ts'

/** Real figures of document B: the second round of “一帮一” in one prefecture, 2004 to 2006. */
export const fullSize = {
  households: 7_800,
  units: 1_230,
  municipalUnits: 104,
  enterprises: 753,
  cadres: 7_766,
  socialHelpers: 2_180,
}

const prefectureCode = '231200000000'

export type CityWish = {
  seed: string
  /** The day on which the city is looked at; visits and aid reach a year back from it. */
  today: Day
  /** 1 is the full size; smaller cities, down to about 0.005, are for tests. */
  scale?: number
}

/**
 * An invented prefecture of the real size: organisations, helpers, households with members and means, a pair for every
 * household, visits, requests, aid, festival lists. Everybody is invented; identity numbers are valid in form and bear
 * the order codes 996 to 999, phone numbers belong to no operator. The same wish gives the same city.
 */
export function inventCity({ seed, today, scale = 1 }: CityWish): City {
  const dice = diceOf(seed)
  const size = (full: number, least: number) => Math.max(least, Math.round(full * scale))
  const inside = readAreaPack().filter((area) => area.code.startsWith('2312') && !area.abolished)
  const prefecture = inside.find((area) => area.code === prefectureCode) as Area
  const counties = inside.filter((area) => area.level === 'county')
  const codes = counties.map((county) => county.code)

  const municipalUnits = size(fullSize.municipalUnits, 1)
  const units = size(fullSize.units, municipalUnits + counties.length)
  const enterprises = size(fullSize.enterprises, 2)
  const organisations = inventOrganisations(dice.part('organisations'), prefecture, counties, inside, {
    units,
    municipalUnits,
    enterprises,
  })
  const wanted = size(fullSize.households, 2 * counties.length)
  const households = inventHouseholds(dice.part('households'), today, counties, inside, organisations, wanted)
  const families = countFamilies(
    counties,
    households.map((household) => household.areaCode),
  )
  const year = Number(today.slice(0, 4))
  const cadres = inventCadres(dice.part('cadres'), organisations, families, size(fullSize.cadres, units), year)
  const social = inventSocialHelpers(
    dice.part('society'),
    cadres.length,
    families,
    size(fullSize.socialHelpers, 1),
    year,
  )
  const helpers = [...cadres, ...social]
  const pairs = inventPairs(dice.part('pairs'), today, households, helpers, codes)
  const { visits, requests } = inventVisits(dice.part('visits'), today, households, pairs)
  const festivals = inventFestivals(dice.part('festivals'), today, households)
  const aid = inventAid(dice.part('aid'), today, households, pairs, visits, festivals)
  return {
    ...{ seed, today, name: '绥化示范市', areaCode: prefectureCode, counties: codes },
    standards: cityStandards(codes.map(sixDigits), today),
    ...{ organisations, helpers, households, pairs, visits, requests, aid, festivals },
  }
}
