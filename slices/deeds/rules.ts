import type { Day } from '../../core/date.ts'
import type { HelpForm, Lead, LeadRow, PlaceCheck, PlaceItem, VillageFacts, VillagePlace } from './model.ts'

/** A period of counting; where nothing is said, this year up to today. */
export const periodOf = (
  asked: { from?: Day | undefined; to?: Day | undefined },
  today: Day,
): { from: Day; to: Day } => ({
  from: asked.from ?? `${(asked.to ?? today).slice(0, 4)}-01-01`,
  to: asked.to ?? today,
})

/** Which of the four leads a cadre has not taken in the period. */
export const missingLeads = (counts: Pick<LeadRow, Lead>): Lead[] =>
  (['donation', 'pair', 'visit', 'deed'] as const).filter((lead) => counts[lead] === 0)

/** The four main forms of help, which the documents name and do not list (C-07): a proposal, to be confirmed. */
export const proposedForms: readonly HelpForm[] = [
  { key: 'pairs', name: '结对帮扶', basis: 'pair', kinds: [], least: 1 },
  { key: 'visits', name: '走访慰问', basis: 'visit', kinds: [], least: 4 },
  {
    key: 'giving',
    name: '捐款捐物',
    basis: 'aid',
    kinds: ['comfort_grant', 'comfort_goods', 'donated_cash', 'donated_goods', 'living_grant', 'temporary_relief'],
    least: 1,
  },
  {
    key: 'gifts',
    name: '五送',
    basis: 'measure',
    kinds: ['post', 'information', 'skill', 'money', 'service'],
    least: 1,
  },
]

/** 六个到位 as far as the documents let it be guessed (D-08, D-10): a proposal, to be confirmed. */
export const proposedPlaces: readonly PlaceItem[] = [
  { key: 'unit', name: '包扶单位到位' },
  { key: 'leader', name: '联系领导到位' },
  { key: 'resident', name: '驻村干部到位' },
  { key: 'partner', name: '强村帮带到位' },
  { key: 'plan', name: '帮扶计划到位' },
  { key: 'visits', name: '走访慰问到位' },
]

const one = (there: boolean) => ({ found: there ? 1 : 0, needed: 1 })

/** How much of a check is there; a village without registered families has nobody to visit. */
const founds: Readonly<Record<PlaceCheck, (village: VillageFacts) => { found: number; needed: number }>> = {
  unit: (village) => one(village.unit),
  leader: (village) => one(village.leader),
  resident: (village) => one(village.resident),
  partner: (village) => one(village.partner),
  plan: (village) => one(village.plan),
  approval: (village) => one(village.approval),
  income: (village) => one(village.income),
  aid: (village) => one(village.given > 0),
  visits: (village) => ({ found: village.visited, needed: village.families }),
  helpers: (village) => ({ found: village.helped, needed: village.families }),
}

/** Each item of the list for a village, and how many are missing. */
export function placeOf(items: readonly PlaceItem[], village: VillageFacts): VillagePlace {
  const checked = items.map((item) => ({ ...item, ...founds[item.key](village) }))
  const { id, areaCode, areaName, giverName, since, dueOn } = village
  const missing = checked.filter((item) => item.found < item.needed).length
  return { id, areaCode, areaName, giverName, since, dueOn, items: checked, missing }
}
