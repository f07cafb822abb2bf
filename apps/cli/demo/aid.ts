import { addDays, type Day, daysBetween } from '../../../core/date.ts'
import type { Dice } from './random.ts'
import type { AidKind, DemoAid, DemoFestival, DemoHousehold, DemoPair, DemoVisit } from './rows.ts'
import { rememberedDays } from './visits.ts'

type Nature = Pick<DemoAid, 'field' | 'nature' | 'source' | 'proof'>

/** The field of help of C-02 (1 living, 2 policy, 3 re-employment, 4 ideas, 5 other forms), 输血 or 造血, who pays. */
const natures: Record<AidKind, Nature> = {
  comfort_cash: { field: 1, nature: 'relief', source: 'union_fund', proof: 'receipt' },
  comfort_goods: { field: 1, nature: 'relief', source: 'donation', proof: 'signature' },
  living_grant: { field: 1, nature: 'relief', source: 'union_fund', proof: 'transfer' },
  medical_grant: { field: 2, nature: 'relief', source: 'union_fund', proof: 'transfer' },
  education_grant: { field: 2, nature: 'relief', source: 'union_fund', proof: 'transfer' },
  heating_relief: { field: 2, nature: 'relief', source: 'finance', proof: 'receipt' },
  training: { field: 3, nature: 'capacity', source: 'finance', proof: 'certificate' },
  job_placement: { field: 3, nature: 'capacity', source: 'unit', proof: 'contract' },
  counselling: { field: 4, nature: 'capacity', source: 'helper', proof: 'signature' },
  project: { field: 5, nature: 'capacity', source: 'unit', proof: 'contract' },
  legal_aid: { field: 5, nature: 'relief', source: 'union_fund', proof: 'signature' },
}

type Gift = { kind: AidKind; text: string; amountYuan?: number; goods?: DemoAid['goods']; day?: Day }

const trainings = ['烹饪技能培训', '家政服务培训', '电商直播培训', '服装裁剪培训', '电工技能培训', '养老护理培训']
const jobs = ['社区保洁员', '物业保安', '超市理货员', '幼儿园保育员', '环卫工', '食堂帮厨', '服装厂缝纫工']
const projects: readonly (readonly [string, string, number, number])[] = [
  ['仔猪', '头', 10, 500],
  ['雏鹅', '只', 200, 12],
  ['蜂箱', '箱', 8, 400],
  ['大棚蔬菜种苗', '株', 2000, 1],
]

/** Other aid of the year that the facts of a family speak for. */
function giftsFor(dice: Dice, household: DemoHousehold, today: Day): Gift[] {
  const gifts: Gift[] = []
  const give = (likely: number, when: boolean, gift: () => Gift) => {
    if (when && dice.chance(likely)) gifts.push(gift())
  }
  const year = Number(today.slice(0, 4))
  const august = `${today.slice(5) < '08-10' ? year - 1 : year}-08-${dice.whole(10, 25)}`
  const october = `${today.slice(5) < '10-20' ? year - 1 : year}-10-${dice.whole(15, 20)}`
  const has = (cause: DemoHousehold['cause']) => household.cause === cause || household.furtherCauses.includes(cause)
  const { category, members, heating, dibaoEnrolled } = household
  give(0.35, category === 'severe', () => ({
    kind: 'living_grant',
    text: '困难职工生活救助',
    amountYuan: dice.whole(10, 30) * 100,
  }))
  give(0.4, has('illness') || has('disability'), () => ({
    kind: 'medical_grant',
    text: '困难职工医疗救助',
    amountYuan: dice.whole(20, 100) * 100,
  }))
  give(
    0.8,
    members.some((member) => member.school === 'higher'),
    () => ({ kind: 'education_grant', text: '金秋助学（高等教育）', amountYuan: 5000, day: august }),
  )
  give(
    0.6,
    members.some((member) => member.school === 'upper_secondary'),
    () => ({ kind: 'education_grant', text: '金秋助学（高中）', amountYuan: 3000, day: august }),
  )
  give(0.9, heating === 'central' && dibaoEnrolled, () => ({
    kind: 'heating_relief',
    text: '采暖费减免',
    amountYuan: dice.whole(5, 12) * 100,
    day: october,
  }))
  give(0.14, has('unemployed'), () => ({
    kind: 'training',
    text: dice.pick(trainings),
    amountYuan: dice.whole(8, 18) * 100,
  }))
  give(0.1, has('unemployed'), () => ({ kind: 'job_placement', text: `介绍就业：${dice.pick(jobs)}` }))
  give(0.05, category !== 'severe', () => {
    const [name, unit, quantity, yuan] = dice.pick(projects)
    return {
      kind: 'project',
      text: `帮扶项目：${name}`,
      goods: { name, unit, quantity, valueFen: String(quantity * yuan * 100) },
    }
  })
  give(0.04, true, () => ({ kind: 'counselling', text: '谈心疏导，讲政策' }))
  give(0.15, household.cause === 'accident', () => ({ kind: 'legal_aid', text: '法律援助：工伤赔偿' }))
  return gifts
}

/** What was handed over at visits, given at the festivals, and granted through the year, in the order of the days. */
export function inventAid(
  dice: Dice,
  today: Day,
  households: readonly DemoHousehold[],
  pairs: readonly DemoPair[],
  visits: readonly DemoVisit[],
  festivals: readonly DemoFestival[],
): DemoAid[] {
  const aid: Omit<DemoAid, 'key'>[] = []
  const none = { amountFen: null, goods: null, helper: null, visit: null, festival: null }
  for (const visit of visits) {
    const at = { ...none, household: visit.household, day: visit.day, helper: visit.helper, visit: visit.key }
    if (visit.cashFen)
      aid.push({
        ...at,
        kind: 'comfort_cash',
        ...natures.comfort_cash,
        source: 'helper',
        amountFen: visit.cashFen,
        text: '走访慰问金',
      })
    if (visit.goods)
      aid.push({
        ...at,
        kind: 'comfort_goods',
        ...natures.comfort_goods,
        source: 'helper',
        goods: visit.goods,
        text: `走访慰问：${visit.goods.name}`,
      })
  }
  for (const festival of festivals)
    for (const entry of festival.entries) {
      if (entry.receivedOn === null) continue
      const pair = pairs[entry.household] as DemoPair
      const helper = pair.since <= entry.receivedOn ? pair.leadHelper : null
      const at = { ...none, household: entry.household, day: entry.receivedOn, helper, festival: festival.key }
      aid.push({
        ...at,
        kind: 'comfort_cash',
        ...natures.comfort_cash,
        amountFen: entry.amountFen,
        text: `${festival.name}慰问金`,
      })
      const goods = {
        name: entry.goods,
        quantity: 1,
        unit: '份',
        valueFen: entry.goods.includes('20') ? '29000' : '17000',
      }
      aid.push({ ...at, kind: 'comfort_goods', ...natures.comfort_goods, goods, text: `${festival.name}慰问品` })
    }
  for (const household of households) {
    const remembered = Math.min(rememberedDays, daysBetween(household.filedOn, today))
    for (const gift of giftsFor(dice, household, today)) {
      const day = gift.day ?? addDays(today, -dice.whole(0, remembered))
      if (day < household.filedOn || day > today) continue
      const amountFen = gift.amountYuan === undefined ? null : String(gift.amountYuan * 100)
      aid.push({
        ...none,
        household: household.key,
        day,
        kind: gift.kind,
        ...natures[gift.kind],
        amountFen,
        goods: gift.goods ?? null,
        text: gift.text,
      })
    }
  }
  aid.sort((one, two) => (one.day < two.day ? -1 : one.day > two.day ? 1 : one.household - two.household))
  return aid.map((line, key) => ({ key, ...line }))
}
