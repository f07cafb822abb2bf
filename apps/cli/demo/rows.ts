import type { AreaCode } from '../../../core/area-code.ts'
import type { Day } from '../../../core/date.ts'
import type { Fen } from '../../../core/money.ts'
import type { EnterpriseState, OrganisationKind } from '../../../slices/organisations/model.ts'

// What the invented city consists of, independent of any table. `key` is the place in its own list; other rows refer to
// it by that number. Whoever writes the rows into a database gives them their ids.

/** Whom an organisation is in the city for. Helper units and hardship enterprises are counted in the report. */
export type OrganisationPart = 'government' | 'helper_unit' | 'hardship_enterprise' | 'centre'

export type DemoOrganisation = {
  key: number
  name: string
  /** Other names of it in rosters. */
  aliases: string[]
  part: OrganisationPart
  kind: OrganisationKind
  enterpriseState: EnterpriseState | null
  /** Key of the organisation above, which always stands earlier in the list. */
  parent: number | null
  /** The prefecture for municipal organisations, else the county or township. */
  areaCode: AreaCode
  /** The line it reports to besides its territory (条). */
  sector: string | null
  responsiblePerson: string
  responsiblePhone: string
}

/** A cadre helps by office; social helpers (B-14) are the other four. */
export type HelperKind = 'cadre' | 'model_worker' | 'entrepreneur' | 'self_employed' | 'democratic_party' | 'volunteer'

export type DemoHelper = {
  key: number
  kind: HelperKind
  name: string
  sex: 1 | 2
  /** Key of the helper unit; null for social helpers, who come for themselves. */
  organisation: number | null
  post: string
  /** Heads the unit: a leading cadre (领导干部). */
  leading: boolean
  phone: string
  /** The county where the helper works; the prefecture for municipal cadres. */
  areaCode: AreaCode
  skill: string
  /** How many families the helper can take, at least as many as the pairs that name the helper. */
  capacity: number
}

/** Code words as the worked policies have them. */
export type Relation = 'head' | 'spouse' | 'child' | 'parent' | 'other'
export type Employment = 'employed' | 'unemployed' | 'retired' | 'student' | 'child' | 'unable'
export type School = 'compulsory' | 'upper_secondary' | 'higher'
export type IncomeKind =
  | 'wage'
  | 'business'
  | 'property'
  | 'transfer'
  | 'pension'
  | 'basic_pension'
  | 'relief'
  | 'scholarship'
  | 'other'
export type ExpenditureKind = 'medical' | 'disability' | 'education' | 'employment'
export type Category = 'severe' | 'relative' | 'accident'
export type Cause =
  | 'illness'
  | 'disability'
  | 'schooling'
  | 'unemployed'
  | 'disaster'
  | 'accident'
  | 'no_labour'
  | 'other'

export type DemoMember = {
  name: string
  sex: 1 | 2
  /** GB/T 3304, two digits. */
  ethnicity: string
  identityNumber: string
  birth: Day
  relation: Relation
  /** GB/T 4761, two digits. */
  relationCode: string
  employment: Employment
  school: School | null
  /** 1 (most severe) to 4. */
  disabilityGrade: number | null
  /** GB/T 2261.3, two digits. */
  health: string
  phone: string | null
  /** Of the last twelve months. */
  incomes: { kind: IncomeKind; fen: Fen }[]
}

export type DemoHousehold = {
  key: number
  fileNumber: string
  /** A village or community. */
  areaCode: AreaCode
  residence: 'urban' | 'rural'
  address: string
  /** The head stands first. */
  members: DemoMember[]
  /** Key of the hardship enterprise of the head; null without a unit. */
  unit: number | null
  /** Key of the organisation that answers for the household, and why. */
  responsible: number
  responsibleBecause: 'unit' | 'unit_bankrupt' | 'unit_closed' | 'no_unit'
  category: Category
  cause: Cause
  furtherCauses: Cause[]
  /** Of the last twelve months. */
  expenditures: { kind: ExpenditureKind; fen: Fen }[]
  accidentLossFen: Fen
  dwellings: number
  vehicles: number
  housingAreaSquareDecimetres: number
  heating: 'own' | 'central' | 'none'
  /** By the rule of the worked policies, on the day the city is invented for. */
  dibaoEligible: boolean
  /** As the civil affairs register says; nearly always the same. */
  dibaoEnrolled: boolean
  filedOn: Day
}

/** How the pair stands (B-10): 一帮一, 一帮多, 多帮一, 单位帮一. */
export type PairForm = 'one_to_one' | 'one_to_many' | 'many_to_one' | 'unit_to_one'

/** One household with its lead helper; further helpers are members of the same pair. */
export type DemoPair = {
  key: number
  household: number
  leadHelper: number
  furtherHelpers: number[]
  form: PairForm
  /** Key of the unit that stands for the pair in `unit_to_one`, else null. */
  organisation: number | null
  since: Day
}

export type DemoVisit = {
  key: number
  pair: number
  household: number
  helper: number
  day: Day
  /** What the helper saw. */
  saw: string
  /** What the family asks; a tracked request then names this visit. */
  asks: string | null
  promise: { text: string; due: Day; keptOn: Day | null } | null
  /** Handed over at the visit; the same stands in the aid ledger. */
  cashFen: Fen | null
  goods: DemoGoods | null
}
export type DemoGoods = { name: string; quantity: number; unit: string; valueFen: Fen }

export type RequestKind = 'living' | 'job' | 'medical' | 'schooling' | 'housing' | 'policy' | 'legal'

export type DemoRequest = {
  key: number
  household: number
  visit: number
  kind: RequestKind
  text: string
  raisedOn: Day
  due: Day
  doneOn: Day | null
  outcome: string | null
}

export type AidKind =
  | 'comfort_cash'
  | 'comfort_goods'
  | 'living_grant'
  | 'medical_grant'
  | 'education_grant'
  | 'heating_relief'
  | 'counselling'
  | 'training'
  | 'job_placement'
  | 'project'
  | 'legal_aid'

export type DemoAid = {
  key: number
  household: number
  day: Day
  kind: AidKind
  /** The field of help of C-02, 1 to 5. */
  field: 1 | 2 | 3 | 4 | 5
  /** 输血 or 造血. */
  nature: 'relief' | 'capacity'
  source: 'helper' | 'unit' | 'union_fund' | 'finance' | 'donation'
  amountFen: Fen | null
  goods: DemoGoods | null
  /** What it was, in words. */
  text: string
  proof: 'receipt' | 'transfer' | 'signature' | 'contract' | 'certificate'
  helper: number | null
  visit: number | null
  /** Key of the festival whose list it belongs to. */
  festival: number | null
}

export type DemoFestival = {
  key: number
  /** 2027年春节 */
  name: string
  /** The first day of the first lunar month. */
  day: Day
  entries: DemoFestivalEntry[]
}
export type DemoFestivalEntry = {
  household: number
  amountFen: Fen
  goods: string
  /** Null while it has not been handed over. */
  receivedOn: Day | null
  receivedBy: string | null
  /** Why it could not be handed over, for the few named exceptions. */
  exception: string | null
}

/** A dated regional standard (E-09) in the shape of the parameters file. */
export type DemoStandard = {
  parameter: string
  region: string
  residence: 'urban' | 'rural' | ''
  from: Day
  value: string
}

export type City = {
  seed: string
  today: Day
  name: string
  areaCode: AreaCode
  counties: AreaCode[]
  standards: DemoStandard[]
  organisations: DemoOrganisation[]
  helpers: DemoHelper[]
  households: DemoHousehold[]
  pairs: DemoPair[]
  visits: DemoVisit[]
  requests: DemoRequest[]
  aid: DemoAid[]
  festivals: DemoFestival[]
}
