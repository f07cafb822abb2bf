import { type AreaCode, contains, sixDigits } from '../../../core/area-code.ts'
import { addDays, type Day } from '../../../core/date.ts'
import type { Area } from '../../../slices/areas/model.ts'
import { writtenNames } from '../../../slices/areas/rules.ts'
import { inventFamily } from './families.ts'
import { type IdentityRegister, openRegister } from './identity.ts'
import { causesOf, inventMeans, standardNow } from './means.ts'
import { inventEthnicity } from './names.ts'
import { countyWeights } from './organisation-words.ts'
import { allot, type Dice } from './random.ts'
import type { DemoHousehold, DemoOrganisation } from './rows.ts'

/** Where families of a county may live, and who answers for them there. */
type County = {
  area: Area
  communities: Area[]
  villages: Area[]
  names: ReadonlyMap<AreaCode, Area>
  government: number
  townshipOffices: ReadonlyMap<AreaCode, number>
}

function countyOf(area: Area, inside: readonly Area[], organisations: readonly DemoOrganisation[]): County {
  const here = inside.filter((one) => contains(area.code, one.code))
  const offices = organisations.filter(
    (one) => one.kind === 'party_government' && one.areaCode !== area.code && contains(area.code, one.areaCode),
  )
  return {
    area,
    names: new Map(here.map((one) => [one.code, one])),
    communities: here.filter((one) => one.level === 'village' && /社区/.test(one.name)),
    villages: here.filter((one) => one.level === 'village' && /村委会$/.test(one.name)),
    government: organisations.findIndex((one) => one.part === 'government' && one.areaCode === area.code),
    townshipOffices: new Map(offices.map((one) => [one.areaCode, one.key])),
  }
}

function address(dice: Dice, county: County, place: Area): string {
  const township = county.names.get(place.parent as AreaCode)
  const where = `${county.area.name}${township?.name ?? ''}${writtenNames(place).at(-1)}`
  if (!/社区/.test(place.name)) return `${where}${dice.whole(1, 8)}组${dice.whole(1, 60)}号`
  const room = `${dice.whole(1, 7)}0${dice.whole(1, 3)}`
  return `${where}${dice.whole(1, 30)}号楼${dice.whole(1, 6)}单元${room}室`
}

/** Who answers for the family: the unit while it stands, else the government of the place; never nobody. */
function responsible(county: County, place: Area, unit: DemoOrganisation | undefined) {
  if (unit?.enterpriseState === 'in_hardship') return { responsible: unit.key, responsibleBecause: 'unit' as const }
  const government = county.townshipOffices.get(place.parent as AreaCode) ?? county.government
  const because = { bankrupt: 'unit_bankrupt', closed: 'unit_closed' } as const
  const state = unit?.enterpriseState
  const responsibleBecause = state === 'bankrupt' || state === 'closed' ? because[state] : ('no_unit' as const)
  return { responsible: government, responsibleBecause }
}

/** Enterprises for the families of a county: each at least once, large ones often, and none for every twelfth family. */
function spreadUnits(
  dice: Dice,
  enterprises: readonly DemoOrganisation[],
  count: number,
): (DemoOrganisation | undefined)[] {
  const sizes = enterprises.map((enterprise, place) => [enterprise, 1 / (place + 3)] as const)
  const others = Array.from({ length: Math.max(0, count - enterprises.length) }, () =>
    sizes.length === 0 || dice.chance(1 / 12) ? undefined : dice.weighted(sizes),
  )
  return dice.shuffled([...enterprises, ...others]).slice(0, Math.max(count, enterprises.length))
}

type Telling = { dice: Dice; given: IdentityRegister; today: Day; county: County }

function inventHousehold(
  { dice, given, today, county }: Telling,
  unit: DemoOrganisation | undefined,
): Omit<DemoHousehold, 'key' | 'fileNumber'> {
  const code = sixDigits(county.area.code)
  // Workers of an enterprise live in town; those without one are often migrant workers at home in a village.
  const urban = county.villages.length === 0 || (county.communities.length > 0 && dice.chance(unit ? 0.9 : 0.45))
  const place = dice.pick(urban ? county.communities : county.villages)
  const members = inventFamily(dice, given, { county: code, urban, ethnicity: inventEthnicity(dice), today })
  const means = inventMeans(dice, members, urban, standardNow(code, urban ? 'urban' : 'rural'))
  for (const [index, member] of members.entries()) member.incomes = means.incomes[index] ?? []
  const [cause, furtherCauses] = causesOf(dice, members, means)
  // A few families bought a vehicle after they were filed: the next review will find them.
  const vehicles = dice.chance(0.004) ? 1 : 0
  const dibaoEligible = means.dibaoEligible && vehicles === 0
  // One in a hundred of those who are due it is not enrolled yet: the guarantee shows them by name.
  const dibaoEnrolled = dibaoEligible ? dice.chance(0.99) : means.dibaoEligible
  if (dibaoEnrolled) members[0]?.incomes.push({ kind: 'relief', fen: String(means.dibaoMonthly * 12) })
  const heating = urban
    ? dice.weighted<DemoHousehold['heating']>([
        ['central', 76],
        ['own', 20],
        ['none', 4],
      ])
    : dice.weighted<DemoHousehold['heating']>([
        ['own', 97],
        ['none', 3],
      ])
  return {
    areaCode: place.code,
    residence: urban ? 'urban' : 'rural',
    address: address(dice, county, place),
    members,
    unit: unit?.key ?? null,
    ...responsible(county, place, unit),
    category: means.category,
    cause,
    furtherCauses,
    expenditures: means.expenditures,
    accidentLossFen: means.accidentLossFen,
    dwellings: dice.chance(0.07) ? 0 : 1,
    vehicles,
    housingAreaSquareDecimetres: dice.whole(2_200, 9_500),
    heating,
    dibaoEligible,
    dibaoEnrolled,
    filedOn: addDays(
      today,
      -dice.weighted([
        [dice.whole(15, 60), 3],
        [dice.whole(61, 1_900), 97],
      ]),
    ),
  }
}

/** Families spread over the counties as people are, every hardship enterprise with at least one of its workers. */
export function inventHouseholds(
  dice: Dice,
  today: Day,
  counties: readonly Area[],
  inside: readonly Area[],
  organisations: readonly DemoOrganisation[],
  count: number,
): DemoHousehold[] {
  const given = openRegister()
  const counts = allot(
    count,
    counties.map((county) => countyWeights[sixDigits(county.code)] ?? 30),
  )
  const enterprises = organisations.filter((one) => one.part === 'hardship_enterprise')
  const countyHolding = (code: AreaCode) => counties.find((county) => contains(county.code, code))
  const households: DemoHousehold[] = []
  for (const [index, area] of counties.entries()) {
    const county = countyOf(area, inside, organisations)
    // Municipal enterprises stand in the first county, the seat of the city.
    const here = enterprises.filter((one) => (countyHolding(one.areaCode) ?? counties[0]) === area)
    const units = spreadUnits(dice, here, counts[index] as number)
    for (const [number, unit] of units.slice(0, counts[index]).entries())
      households.push({
        key: households.length,
        fileNumber: `${sixDigits(area.code)}-${String(number + 1).padStart(5, '0')}`,
        ...inventHousehold({ dice, given, today, county }, unit),
      })
  }
  return households
}
