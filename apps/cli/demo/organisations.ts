import { type AreaCode, contains, sixDigits } from '../../../core/area-code.ts'
import type { Area } from '../../../slices/areas/model.ts'
import { writtenNames } from '../../../slices/areas/rules.ts'
import type { EnterpriseState, OrganisationKind } from '../../../slices/organisations/model.ts'
import { inventName, inventPhone } from './names.ts'
import {
  countyWeights,
  departments,
  enterpriseNames,
  hospitals,
  runningEnterprises,
  schools,
  trades,
} from './organisation-words.ts'
import { allot, type Dice } from './random.ts'
import type { DemoOrganisation } from './rows.ts'

export type OrganisationNumbers = { units: number; municipalUnits: number; enterprises: number }

/** An organisation before it is known where it stands in the tree; `above` names an organisation of the same place. */
type Plan = {
  name: string
  kind: OrganisationKind
  sector: string | null
  areaCode: AreaCode
  above?: string
  enterpriseState?: EnterpriseState
  aliases?: string[]
}

const states: readonly (readonly [EnterpriseState, number])[] = [
  ['in_hardship', 62],
  ['bankrupt', 24],
  ['closed', 14],
]

/** Units that could help in a place, the indispensable first. `prefix` is 市 or the name of the county. */
function candidates(prefix: string, area: AreaCode, inside: readonly Area[]): Plan[] {
  const plan = (name: string, kind: OrganisationKind, sector: string | null, more: Partial<Plan> = {}): Plan => ({
    name: prefix + name,
    kind,
    sector,
    areaCode: area,
    ...more,
  })
  const townships = inside.filter((one) => one.level === 'township' && /[乡镇]$|街道$/.test(one.name))
  const ruled = new Map(townships.map((one) => [one.code, `${prefix}${townshipOffice(one.name)}`]))
  const communities = inside.filter((one) => /社区/.test(one.name) && one.parent !== null && ruled.has(one.parent))
  const communityPlans = communities.map((one) => ({
    name: `${prefix}${writtenNames(one).at(-1)}`,
    kind: 'community' as const,
    sector: '民政',
    areaCode: one.code,
    above: ruled.get(one.parent as string) as string,
  }))
  return [
    ...departments.map(([name, sector]) => plan(name, name === '总工会' ? 'union' : 'party_government', sector)),
    ...townships.map((one) => plan(townshipOffice(one.name), 'party_government', '政府', { areaCode: one.code })),
    ...hospitals.map((name) => plan(name, 'hospital', '卫健', { above: `${prefix}卫生健康局` })),
    ...schools.map((name) => plan(name, 'school', '教育', { above: `${prefix}教育局` })),
    ...runningEnterprises.map(([name, sector]) => plan(name, 'enterprise', sector, { enterpriseState: 'running' })),
    ...communityPlans,
  ]
}

const townshipOffice = (name: string): string => (name.endsWith('街道') ? `${name}办事处` : `${name}人民政府`)

function hardshipEnterprises(dice: Dice, prefix: string, area: AreaCode, count: number): Plan[] {
  const plain = dice.shuffled(trades.map(([name, sector]) => ({ name, sector })))
  const named = dice.shuffled(
    trades
      .filter(([name]) => !name.startsWith('第'))
      .flatMap(([name, sector]) => enterpriseNames.map((own) => ({ name: own + name, sector }))),
  )
  // About half of the trades of a place have a plain name, the others tell themselves apart.
  const chosen = [...plain.slice(0, Math.ceil(count / 2)), ...named].slice(0, count)
  return chosen.map(({ name, sector }) => ({
    name: prefix + name,
    kind: 'enterprise',
    sector,
    areaCode: area,
    above: `${prefix}工业和信息化局`,
    enterpriseState: dice.weighted(states),
  }))
}

/** Puts plans into the tree: each under what its plan names, or under the government of its place. */
function planter(dice: Dice) {
  const planted: DemoOrganisation[] = []
  const byName = new Map<string, number>()
  const plant = (plan: Plan, part: DemoOrganisation['part'], government: number | null): number | undefined => {
    if (byName.has(`${plan.areaCode}${plan.name}`)) return undefined
    const key = planted.length
    const found = plan.above === undefined ? undefined : byName.get(plan.above)
    planted.push({
      key,
      name: plan.name,
      aliases: plan.aliases ?? [],
      part,
      kind: plan.kind,
      enterpriseState: plan.enterpriseState ?? null,
      parent: found ?? government,
      areaCode: plan.areaCode,
      sector: plan.sector,
      responsiblePerson: inventName(dice, dice.chance(0.7) ? 1 : 2, dice.whole(1966, 1985)),
      responsiblePhone: inventPhone(dice),
    })
    byName.set(`${plan.areaCode}${plan.name}`, key)
    if (!byName.has(plan.name)) byName.set(plan.name, key)
    return key
  }
  const plantSome = (plans: readonly Plan[], count: number, part: DemoOrganisation['part'], government: number) => {
    let left = count
    for (const plan of plans) if (left > 0 && plant(plan, part, government) !== undefined) left--
    if (left > 0) throw new RangeError(`not enough names for ${count} organisations`)
  }
  return { planted, plant, plantSome }
}

const weightOf = (county: Area): number => countyWeights[sixDigits(county.code)] ?? 30

/**
 * All organisations of the city: the governments (the first is the city's, then one for each county), exactly as many
 * helper units and hardship enterprises as asked for, and an assistance centre for the city and every county (B-34).
 */
export function inventOrganisations(
  dice: Dice,
  prefecture: Area,
  counties: readonly Area[],
  inside: readonly Area[],
  numbers: OrganisationNumbers,
): DemoOrganisation[] {
  const { planted, plant, plantSome } = planter(dice)
  const full = (name: string) => name.replace(/^市/, prefecture.name)
  const municipal = (plan: Plan): Plan => ({ ...plan, aliases: [full(plan.name)] })
  const government = (name: string, area: Area, aliases: string[]): Plan => ({
    name,
    aliases,
    kind: 'party_government',
    sector: '政府',
    areaCode: area.code,
  })
  plant(government('市人民政府', prefecture, [`${prefecture.name}人民政府`, '市政府']), 'government', null)
  const places = counties.map((county) => ({
    county,
    government: plant(government(`${county.name}人民政府`, county, [`${county.name}政府`]), 'government', 0) as number,
    inside: inside.filter((area) => contains(county.code, area.code)),
  }))

  plantSome(candidates('市', prefecture.code, []).map(municipal), numbers.municipalUnits, 'helper_unit', 0)
  // Small counties have nearly as many departments as large ones, hence the constant part of the weight.
  const unitCounts = allot(
    numbers.units - numbers.municipalUnits,
    counties.map((county) => 60 + weightOf(county)),
  )
  for (const [place, { county, government: above, inside: areas }] of places.entries())
    plantSome(candidates(county.name, county.code, areas), unitCounts[place] as number, 'helper_unit', above)

  const centre = (prefix: string, area: Area): Plan => ({
    name: `${prefix}困难职工帮扶中心`,
    kind: 'centre',
    sector: '工会',
    areaCode: area.code,
    above: `${prefix}总工会`,
  })
  plant(municipal(centre('市', prefecture)), 'centre', 0)
  for (const { county, government: above } of places) plant(centre(county.name, county), 'centre', above)

  const [municipalEnterprises = 0, ...enterpriseCounts] = allot(numbers.enterprises, [30, ...counties.map(weightOf)])
  const ofCity = hardshipEnterprises(dice, '市', prefecture.code, municipalEnterprises).map(municipal)
  plantSome(ofCity, municipalEnterprises, 'hardship_enterprise', 0)
  for (const [place, { county, government: above }] of places.entries()) {
    const count = enterpriseCounts[place] as number
    plantSome(hardshipEnterprises(dice, county.name, county.code, count), count, 'hardship_enterprise', above)
  }
  return planted
}
