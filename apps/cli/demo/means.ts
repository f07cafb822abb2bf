import type { Day } from '../../../core/date.ts'
import type { Fen } from '../../../core/money.ts'
import type { Dice } from './random.ts'
import type { Category, Cause, DemoMember, DemoStandard, ExpenditureKind, IncomeKind } from './rows.ts'

// Amounts inside this file are whole fen as numbers (far below 2^53) and become text at the end.

/** Monthly minimum living standards the city set itself, in yuan a month: invented, of the order of today's. */
const urbanYuan = { '231202': 765, '231281': 760, '231282': 760, others: 730 } as Record<string, number>
const ruralYuan = { '231202': 520, '231281': 515, '231282': 515, others: 490 } as Record<string, number>
/** A standard rises every July by this share. */
const yearlyRise = 0.04

const standardFen = (county: string, residence: 'urban' | 'rural', yearsBefore: number): number => {
  const yuan = residence === 'urban' ? urbanYuan : ruralYuan
  const now = yuan[county] ?? (yuan.others as number)
  return Math.round(now / (1 + yearlyRise) ** yearsBefore) * 100
}

/** The July in which the standards valid on a day began. */
const lastRise = (today: Day): number => Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0)

/**
 * Standards of the city for the three years up to a day. Every county has its own rows, so that a newer row of the
 * prefecture is not hidden by an old one of the county (the nearest region decides).
 */
export function cityStandards(counties: readonly string[], today: Day): DemoStandard[] {
  const standards: DemoStandard[] = []
  for (const yearsBefore of [2, 1, 0])
    for (const region of counties)
      for (const residence of ['urban', 'rural'] as const)
        standards.push({
          parameter: 'dibao_standard_monthly_fen',
          region,
          residence,
          from: `${lastRise(today) - yearsBefore}-07-01`,
          value: String(standardFen(region, residence, yearsBefore)),
        })
  return standards
}

/** The standard of a county on the day the city is invented for, in fen a month. */
export const standardNow = (county: string, residence: 'urban' | 'rural'): number => standardFen(county, residence, 0)

type Amounts<Kind> = { kind: Kind; fen: number }[]
export type Means = {
  incomes: { kind: IncomeKind; fen: Fen }[][]
  expenditures: { kind: ExpenditureKind; fen: Fen }[]
  accidentLossFen: Fen
  category: Category
  dibaoEligible: boolean
  /** Gap payment a month in fen, 0 when not eligible. */
  dibaoMonthly: number
}

const yuan = (dice: Dice, least: number, most: number): number => dice.whole(least, most) * 100

/** What a member brings home in a year before it is fitted to the family's category. */
function rawIncomes(dice: Dice, member: DemoMember, urban: boolean): Amounts<IncomeKind> {
  switch (member.employment) {
    case 'employed':
      return dice.chance(0.85)
        ? [{ kind: 'wage', fen: yuan(dice, 12_000, 30_000) }]
        : [{ kind: 'business', fen: yuan(dice, 8_000, 24_000) }]
    case 'unemployed':
      return dice.chance(0.6) ? [{ kind: dice.chance(0.7) ? 'other' : 'transfer', fen: yuan(dice, 1_500, 8_000) }] : []
    case 'retired':
      // Workers draw the pension they paid for, which counts; villagers the basic pension, which does not.
      return urban
        ? [{ kind: 'pension', fen: yuan(dice, 12_000, 26_000) }]
        : [{ kind: 'basic_pension', fen: yuan(dice, 1_400, 2_400) }]
    case 'unable':
      return dice.chance(0.5) ? [{ kind: 'transfer', fen: yuan(dice, 1_200, 6_000) }] : []
    case 'student':
      return member.school === 'higher' && dice.chance(0.3)
        ? [{ kind: 'scholarship', fen: yuan(dice, 1_000, 4_000) }]
        : []
    case 'child':
      return []
  }
}

function rigidExpenditures(dice: Dice, members: readonly DemoMember[]): Amounts<ExpenditureKind> {
  const sums = { medical: 0, disability: 0, education: 0, employment: 0 }
  for (const member of members) {
    if (member.health === '41') sums.medical += yuan(dice, 15_000, 60_000)
    else if (/^3/.test(member.health)) sums.medical += yuan(dice, 1_500, 15_000)
    if (member.disabilityGrade !== null) sums.disability += yuan(dice, 300, 5_000)
    if (member.school === 'upper_secondary') sums.education += yuan(dice, 2_000, 7_000)
    if (member.school === 'higher') sums.education += yuan(dice, 7_000, 16_000)
    if (member.employment === 'employed' && dice.chance(0.3)) sums.employment += yuan(dice, 300, 2_400)
  }
  return (Object.entries(sums) as [ExpenditureKind, number][])
    .filter(([, fen]) => fen > 0)
    .map(([kind, fen]) => ({ kind, fen }))
}

const sum = (amounts: Amounts<string>): number => amounts.reduce((total, { fen }) => total + fen, 0)

/** Where a family stands: (disposable income − rigid expenditure) ÷ 12 ÷ members against one and one and a half standards. */
function categoryOf(
  disposable: number,
  rigid: number,
  members: number,
  standard: number,
  loss: number,
): Category | 'none' {
  const rest = disposable - rigid
  const line = standard * 12 * members
  if (rest < line) return 'severe'
  if (2 * rest < 3 * line) return 'relative'
  return disposable > 0 && loss * 10 > disposable * 8 ? 'accident' : 'none'
}

/** Income that counts for the minimum living guarantee; pensions of the basic scheme, relief and scholarships do not. */
const notCounted: ReadonlySet<IncomeKind> = new Set(['relief', 'scholarship', 'basic_pension'])

/** Incomes scaled so that the family is left with the share of the line that its category has. */
function fit(incomes: Amounts<IncomeKind>[], wanted: number): void {
  const all = incomes.flat()
  if (all.length === 0) {
    const poor: Amounts<IncomeKind>[number] = { kind: 'other', fen: 300_000 }
    ;(incomes[0] as Amounts<IncomeKind>).push(poor)
    all.push(poor)
  }
  const factor = wanted / sum(all)
  for (const income of all) income.fen = Math.max(100, Math.round((income.fen * factor) / 100) * 100)
}

/**
 * Incomes and expenditures of a family of hardship workers, and what follows from them by the worked policies: severe,
 * relative or accident hardship, and whether the minimum living guarantee is due on income (dwellings and vehicles are
 * judged by the caller).
 */
export function inventMeans(dice: Dice, members: readonly DemoMember[], urban: boolean, standard: number): Means {
  const rigid = rigidExpenditures(dice, members)
  const line = standard * 12 * members.length
  const wanted = dice.weighted<Category>([
    ['severe', 58],
    ['relative', 32],
    ['accident', 10],
  ])
  const [least, most] = { severe: [0.15, 0.97], relative: [1.02, 1.47], accident: [2.05, 2.9] }[wanted] as [
    number,
    number,
  ]
  const incomes = members.map((member) => rawIncomes(dice, member, urban))
  fit(incomes, line * (least + dice.share() * (most - least)) + sum(rigid))
  const disposable = sum(incomes.flat())
  const suffered = wanted === 'accident' || dice.chance(0.03)
  const loss = suffered ? Math.ceil((disposable * (0.85 + dice.share() * 1.6)) / 100) * 100 : 0
  const category = categoryOf(disposable, sum(rigid), members.length, standard, loss)
  if (category === 'none') throw new RangeError('a family in the registry must be in hardship')
  const counted = sum(incomes.flat().filter(({ kind }) => !notCounted.has(kind)))
  const net = Math.max(0, counted - sum(rigid.filter(({ kind }) => kind === 'employment')))
  const text = <Kind>(amounts: Amounts<Kind>) => amounts.map(({ kind, fen }) => ({ kind, fen: String(fen) }))
  return {
    incomes: incomes.map(text),
    expenditures: text(rigid),
    accidentLossFen: String(loss),
    category,
    dibaoEligible: net < line,
    dibaoMonthly: net < line ? Math.floor((2 * (line - net) + 12) / 24) : 0,
  }
}

/** The main cause and up to two more that the facts of the family speak for. */
export function causesOf(dice: Dice, members: readonly DemoMember[], means: Means): [Cause, Cause[]] {
  const spoken: [Cause, number][] = [['other', 0.2]]
  const speak = (cause: Cause, weight: number, when: boolean) => {
    if (when) spoken.push([cause, weight])
  }
  speak(
    'illness',
    5,
    members.some((member) => /^[34]/.test(member.health)),
  )
  speak(
    'disability',
    4,
    members.some((member) => member.disabilityGrade !== null),
  )
  speak(
    'schooling',
    3,
    members.some((member) => member.school === 'higher' || member.school === 'upper_secondary'),
  )
  speak(
    'unemployed',
    4,
    members.some((member) => member.employment === 'unemployed'),
  )
  speak(
    'no_labour',
    3,
    members.every((member) => member.employment !== 'employed' && member.employment !== 'unemployed'),
  )
  speak(dice.chance(0.8) ? 'accident' : 'disaster', 40, means.accidentLossFen !== '0')
  const main = dice.weighted(spoken)
  const further = spoken.map(([cause]) => cause).filter((cause) => cause !== main && cause !== 'other')
  return [main, further.slice(0, 2)]
}
