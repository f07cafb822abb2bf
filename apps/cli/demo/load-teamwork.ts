import { levelOf } from '../../../core/area-code.ts'
import { addDays } from '../../../core/date.ts'
import type { Transaction } from '../../../platform/server/database.ts'
import { addEntry, settleEntry } from '../../../slices/pairing/diary-store.ts'
import { addBar } from '../../../slices/pairing/helper-store.ts'
import type { MeasureKind } from '../../../slices/pairing/plan-model.ts'
import { addPlans } from '../../../slices/pairing/plan-store.ts'
import { addHandOver } from '../../../slices/pairing/teamwork-store.ts'
import { villageLine } from '../../../slices/pairing/unit-pair-rules.ts'
import { addUnitPair, approveUnitPair, fileIncome } from '../../../slices/pairing/unit-pair-store.ts'
import { addParameters } from '../../../slices/policies/parameter-store.ts'
import type { Written } from './load-deeds.ts'
import { newId } from './load-parts.ts'
import type { City, DemoPair } from './rows.ts'

/** What stands beside pairs: plans with the five gifts, bars, hand-overs, sponsored villages, enterprises, work teams. */
export async function loadTeamwork(tx: Transaction, city: City, written: Written): Promise<void> {
  await loadPlans(tx, city, written)
  await loadBars(tx, city, written)
  await loadHandOvers(tx, city, written)
  await loadVillages(tx, city, written)
  await loadEnterprises(tx, city, written)
}

const gifts: readonly (readonly [kind: MeasureKind, text: string, result: string])[] = [
  ['post', '联系公益性岗位', '已上岗，月底领到第一笔工资'],
  ['information', '提供用工和农产品收购信息', '已对接两家用工单位'],
  ['skill', '请农技员上门教棚室蔬菜种植', '已掌握育苗方法'],
  ['money', '帮助申请小额贷款', '贷款已到账'],
  ['service', '陪同看病并办理报销', '报销已办结'],
  ['policy', '核对低保和医疗救助政策', '应享的都已申报'],
]

// A leading cadre writes the plan of each family; of the others one in six has one, so that what is missing shows too.
const plannedEvery = 6
// Measures of plans that were begun so many days ago are done.
const daysToDo = 60

async function loadPlans(tx: Transaction, city: City, written: Written): Promise<void> {
  const planned = city.pairs.filter((pair) => city.helpers[pair.leadHelper]?.leading || pair.key % plannedEvery === 0)
  const targetOn = `${city.today.slice(0, 4)}-12-31`
  const of = (pair: DemoPair) => written.households[pair.household] as string
  await addPlans(
    tx,
    planned.map((pair) => ({
      householdId: of(pair),
      project: pair.key % 3 === 0 ? '庭院养殖' : null,
      noProject: pair.key % 3 === 1,
      goals: pair.key % 7 === 0 ? null : '一人就业，收入稳定超过低保标准',
      targetOn,
    })),
    planned.flatMap((pair) =>
      [pair.key, pair.key + 2].map((number) => {
        const [kind, text, result] = gifts[number % gifts.length] as (typeof gifts)[number]
        const dueOn = addDays(pair.since, daysToDo)
        const doneOn = dueOn <= city.today && number % 5 !== 0 ? addDays(dueOn, -(number % 20)) : null
        return {
          ...{ id: newId(), householdId: of(pair), kind, text, dueOn, doneOn },
          helperId: written.helpers[pair.leadHelper] as string,
          result: doneOn ? result : null,
        }
      }),
    ),
  )
}

/** A few declared bars, each of a helper who stands by another family. */
async function loadBars(tx: Transaction, city: City, written: Written): Promise<void> {
  const declared = [
    ['kin', '户主是本人的表弟'],
    ['conflict', '经办这户的低保审核'],
    ['kin', '户主是配偶的哥哥'],
    ['conflict', '租种这户的承包地'],
  ] as const
  for (const [place, [kind, reason]] of declared.entries()) {
    const pair = city.pairs[place * 3] as DemoPair
    const other = city.pairs[(place * 3 + 1) % city.pairs.length] as DemoPair
    if (pair.leadHelper === other.leadHelper || other.furtherHelpers.includes(pair.leadHelper)) continue
    const [helperId, householdId] = [written.helpers[pair.leadHelper], written.households[other.household]]
    if (helperId && householdId) await addBar(tx, { id: newId(), helperId, householdId, kind, reason })
  }
}

/** Two hand-overs: one waits for its answer, the other has waited too long. */
async function loadHandOvers(tx: Transaction, city: City, written: Written): Promise<void> {
  for (const [place, answerDueOn] of [addDays(city.today, 5), addDays(city.today, -2)].entries()) {
    const from = city.pairs[place + 11]
    const to = city.pairs.find(
      (pair) =>
        from !== undefined &&
        pair.leadHelper !== from.leadHelper &&
        !from.furtherHelpers.includes(pair.leadHelper) &&
        city.helpers[pair.leadHelper]?.areaCode === city.helpers[from.leadHelper]?.areaCode,
    )
    const pairId = from && written.pairs[from.key]
    const toHelperId = to && written.helpers[to.leadHelper]
    if (pairId && toHelperId)
      await addHandOver(tx, { id: newId(), pairId, toHelperId, reason: '工作调动', note: null, answerDueOn })
  }
}

// What a county would file among its standards; the figure is an example.
export const line = { fen: '1500000', document: '示例标准，供演示，不是实际标准' }
const most = { villages: 12, sponsored: 8 }

/** The villages in which rural families on file live, by their code. */
export const ruralVillages = (city: City): string[] => {
  const rural = city.households.filter((one) => one.residence === 'rural' && levelOf(one.areaCode) === 'village')
  return [...new Set(rural.map((one) => one.areaCode))].sort()
}

/** Fen a person and year that the first villages have on file; every sixth of them is a strong one, the others lie below the line. */
export const incomeFiled = (place: number): number | undefined =>
  place >= most.villages ? undefined : place % 6 === 5 ? 2_360_000 : 1_120_000 + place * 21_000

/** Villages with an income on file; of those under the line most have a sponsor, some with links missing. */
async function loadVillages(tx: Transaction, city: City, written: Written): Promise<void> {
  const year = Number(city.today.slice(0, 4)) - 1
  await addParameters(
    tx,
    [
      {
        ...{ id: newId(), version: 1, name: villageLine, region: city.areaCode.slice(0, 6), residence: '' as const },
        ...{ validFrom: `${year}-01-01`, value: line.fen, publishedOn: null, document: line.document },
      },
    ],
    null,
  )
  const villages = ruralVillages(city).slice(0, most.villages)
  for (const [place, code] of villages.entries()) await fileIncome(tx, code, year, String(incomeFiled(place)))
  const strong = villages[5] ?? null
  const poor = villages.filter((_, place) => place % 6 !== 5).slice(0, most.sponsored)
  const units = city.organisations.filter((one) => one.part === 'helper_unit' && one.areaCode === city.areaCode)
  for (const [place, areaCode] of poor.entries()) {
    const giver = units[place]
    const whole = place % 3 !== 2
    const id = newId()
    await addUnitPair(tx, {
      ...{ id, kind: 'village', areaCode, receiverId: null, since: addDays(city.today, -300), tasksDone: [] },
      ...{ stationedFrom: null, stationedUntil: null, team: [] },
      giverId: giver ? (written.organisations[giver.key]?.id ?? null) : null,
      leaderName: whole ? (city.helpers[place]?.name ?? null) : null,
      residentName: city.helpers[place + 40]?.name ?? null,
      partnerCode: whole ? strong : null,
      dueOn: addDays(city.today, whole ? -200 : -20),
      plan: place % 2 === 0 ? '修通村路，建两栋蔬菜大棚' : null,
    })
    if (whole && giver && strong) await approveUnitPair(tx, id)
  }
}

/** Enterprises that stand by enterprises in hardship, and the three work teams of document A. */
async function loadEnterprises(tx: Transaction, city: City, written: Written): Promise<void> {
  const strong = city.organisations.filter((one) => one.kind === 'enterprise' && one.enterpriseState === 'running')
  const weak = city.organisations.filter((one) => one.enterpriseState === 'in_hardship')
  const offices = city.organisations.filter((one) => one.part === 'helper_unit' && one.kind === 'party_government')
  const common = {
    leaderName: null,
    residentName: null,
    partnerCode: null,
    dueOn: null,
    since: addDays(city.today, -180),
  }
  const rows = [
    ...weak.slice(0, 6).map((receiver, place) => ({ kind: 'enterprise' as const, receiver, giver: strong[place] })),
    ...weak.slice(6, 9).map((receiver, place) => ({ kind: 'team' as const, receiver, giver: offices[place + 20] })),
  ]
  for (const [place, { kind, receiver, giver }] of rows.entries()) {
    const [giverId, receiverId] = [
      giver && written.organisations[giver.key]?.id,
      written.organisations[receiver.key]?.id,
    ]
    if (!giverId || !receiverId) continue
    const id = newId()
    await addUnitPair(tx, {
      ...{ ...common, id, kind, giverId, receiverId, areaCode: receiver.areaCode },
      plan: kind === 'enterprise' ? '提供订单，接收 20 名职工' : null,
      stationedFrom: kind === 'team' ? common.since : null,
      stationedUntil: null,
      team: kind === 'team' ? teamOf(city, place, common.since) : [],
      tasksDone: kind === 'team' ? (['party', 'difficulties', 'help'] as const).slice(0, 1 + (place % 3)) : [],
    })
    if (place % 4 !== 3) await approveUnitPair(tx, id)
    if (kind === 'team') await loadDiary(tx, city, id, place)
  }
}

/** Three members, the first of whom leads. */
const teamOf = (city: City, place: number, since: string) =>
  [0, 1, 2].map((seat) => ({
    name: city.helpers[120 + 3 * place + seat]?.name ?? '',
    post: seat === 0 ? '副处级干部' : '干部',
    lead: seat === 0,
    since,
    until: null,
  }))

/** What a work team wrote down: a day in the enterprise, an issue that is settled or late, how things move on. */
async function loadDiary(tx: Transaction, city: City, unitPairId: string, place: number): Promise<void> {
  const ago = (days: number) => addDays(city.today, -days)
  const common = { unitPairId, dueOn: null }
  const issue = newId()
  await addEntry(tx, { ...common, id: newId(), kind: 'diary', day: ago(90), text: '进车间走访班组，与退休职工座谈' })
  await addEntry(tx, {
    ...{ id: issue, unitPairId, kind: 'issue', day: ago(60), dueOn: ago(20) },
    text: '12 名职工的医疗保险断缴',
  })
  if (place % 2 === 0) await settleEntry(tx, issue, ago(25), '已与医保部门协商补缴')
  await addEntry(tx, { ...common, id: newId(), kind: 'progress', day: ago(15), text: '改制方案已提交职工代表大会讨论' })
}
