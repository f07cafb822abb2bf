import type { EnterpriseFigures, EnterpriseProfile, Ownership } from '../../../slices/enterprises/model.ts'
import type { VillageProfile, VillageYear } from '../../../slices/villages/model.ts'
import { type Dice, diceOf } from './random.ts'
import type { City, DemoOrganisation } from './rows.ts'

const source = '年报，供演示'

/** Yuan of a worker in a month by state: who is closed has nobody at work, and no average. */
const wages = { in_hardship: [2_300, 3_400], running: [3_800, 6_200] } as const

const owners: readonly (readonly [Ownership, number])[] = [
  ['state', 5],
  ['collective', 3],
  ['private', 2],
]

export type EnterpriseBook = { profile: EnterpriseProfile; figures: EnterpriseFigures[] }

/**
 * What an enterprise reported at the end of the last two years: the same people in both, fewer of them at work in the
 * second, and wages owed where it is in hardship. Families on file are the least that it can have in hardship.
 */
export function inventEnterprise(city: City, enterprise: DemoOrganisation, families: number): EnterpriseBook {
  const dice = diceOf(city.seed).part(`figures/enterprise/${enterprise.key}`)
  const year = Number(city.today.slice(0, 4))
  const state = enterprise.enterpriseState ?? 'running'
  const all = Math.max(families * 6, dice.whole(60, 900))
  const ended = state === 'bankrupt' || state === 'closed'
  const atWork = ended ? 0 : Math.round(all * (state === 'running' ? 0.97 : 0.35 + dice.share() * 0.35))
  const hardship = state === 'running' ? families : Math.min(all, families + Math.round(all * dice.share() * 0.12))
  const owedTo = state === 'in_hardship' && dice.chance(0.6) ? Math.round(atWork * (0.2 + dice.share() * 0.6)) : 0
  const [least, most] = wages[state === 'running' ? 'running' : 'in_hardship']
  const wage = ended ? null : dice.whole(least / 10, most / 10) * 10
  const months = dice.whole(2, 7)
  return {
    profile: {
      industry: enterprise.sector,
      ownership: dice.weighted(owners),
      foundedOn: `${dice.whole(1952, 2001)}-${String(dice.whole(1, 12)).padStart(2, '0')}-01`,
      note: null,
    },
    // The year before had a few more at work and owed a little less.
    figures: [year - 2, year - 1].map((each, later) => {
      const working = later === 1 ? atWork : Math.min(all, Math.round(atWork * 1.08))
      const owing = later === 1 ? owedTo : Math.round(owedTo * 0.7)
      return {
        ...{ asOf: `${each}-12-31`, employees: working, laidOff: all - working, source },
        hardshipWorkers: later === 1 ? hardship : Math.max(families, Math.round(hardship * 0.9)),
        insured: Math.round(working * 0.9 + (all - working) * 0.5),
        arrearsPersons: owing,
        wageArrearsFen: String(BigInt(owing * months * (wage ?? 0)) * 100n),
        averageWageFen: wage === null ? null : String(BigInt(Math.round(wage * (later === 1 ? 1 : 0.96))) * 100n),
      }
    }),
  }
}

const everywhere = ['road', 'tap_water', 'power'] as const
const somewhere = ['internet', 'clinic', 'school', 'culture_room', 'bus'] as const

export type VillageBook = { profile: VillageProfile; years: VillageYear[] }

/**
 * Two years of a village: as many people as live there, each year a few fewer, each with a little more. The income of the
 * last year is the one on file where there is one; elsewhere it lies above the line below which a village is sponsored.
 */
export function inventVillage(
  city: City,
  code: string,
  { families, incomeFen, lineFen }: { families: number; incomeFen: number | undefined; lineFen: number },
): VillageBook {
  const dice = diceOf(city.seed).part(`figures/village/${code}`)
  const year = Number(city.today.slice(0, 4))
  const households = Math.max(families * 4, dice.whole(180, 720))
  const people = Math.round(households * (2.3 + dice.share() * 0.7))
  const last = incomeFen ?? Math.round((lineFen * (1.05 + dice.share() * 0.7)) / 10_000) * 10_000
  const land = (households * (18 + dice.share() * 25)).toFixed(1)
  const collective = collectiveFen(dice, last > lineFen)
  return {
    profile: {
      reservoir: false,
      facilities: [...everywhere, ...somewhere.filter(() => dice.chance(0.55))],
      note: null,
    },
    years: [year - 2, year - 1].map((each, later) => ({
      ...{ year: each, households, farmlandMu: land, source },
      population: later === 1 ? people : Math.round(people * 1.02),
      perCapitaIncomeFen: String(later === 1 ? last : Math.round((last * 0.94) / 1_000) * 1_000),
      collectiveIncomeFen: String(later === 1 ? collective : Math.round((collective * 0.9) / 10_000) * 10_000),
    })),
  }
}

/** What a village earns as a body in a year: 10 to 60 thousand yuan, a well-off one up to 500. */
const collectiveFen = (dice: Dice, wellOff: boolean): number =>
  dice.whole(wellOff ? 8 : 1, wellOff ? 50 : 6) * 10_000 * 100
