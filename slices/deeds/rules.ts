import type { Day } from '../../core/date.ts'
import { type Language, say } from '../../core/messages.ts'
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
export const proposedForms = (language: Language): HelpForm[] => [
  { key: 'pairs', name: say({ zh: '结对帮扶', en: 'Pairs' }, language), basis: 'pair', kinds: [], least: 1 },
  { key: 'visits', name: say({ zh: '走访慰问', en: 'Visits' }, language), basis: 'visit', kinds: [], least: 4 },
  {
    key: 'giving',
    name: say({ zh: '捐款捐物', en: 'Gifts of money and goods' }, language),
    basis: 'aid',
    kinds: ['comfort_grant', 'comfort_goods', 'donated_cash', 'donated_goods', 'living_grant', 'temporary_relief'],
    least: 1,
  },
  {
    key: 'gifts',
    name: say({ zh: '五送', en: 'Five gifts' }, language),
    basis: 'measure',
    kinds: ['post', 'information', 'skill', 'money', 'service'],
    least: 1,
  },
]

/** 六个到位 as far as the documents let it be guessed (D-08, D-10): a proposal, to be confirmed. */
export const proposedPlaces = (language: Language): PlaceItem[] => [
  { key: 'unit', name: say({ zh: '包扶单位到位', en: 'Sponsoring unit' }, language) },
  { key: 'leader', name: say({ zh: '联系领导到位', en: 'County-level leader' }, language) },
  { key: 'resident', name: say({ zh: '驻村干部到位', en: 'Resident cadre' }, language) },
  { key: 'partner', name: say({ zh: '强村帮带到位', en: 'Strong village' }, language) },
  { key: 'plan', name: say({ zh: '帮扶计划到位', en: 'Plan' }, language) },
  { key: 'visits', name: say({ zh: '走访慰问到位', en: 'Visits to households' }, language) },
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
