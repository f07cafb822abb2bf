import { dayOf } from '../../core/date.ts'
import type { Household } from '../../slices/registry/model.ts'
import type { Office } from '../support/office.ts'
import { truthOf } from '../support/rosters.ts'
import type { TestServer } from '../support/server.ts'

/** The three rosters of the journey, and what is true of them. */
export const workersRoster = '困难职工花名册.xlsx'
export const familiesRoster = '低保家庭花名册.xlsx'
export const helpersRoster = '帮扶干部名单.xlsx'
export const workers = truthOf(workersRoster)
export const families = truthOf(familiesRoster)
export const helpers = truthOf(helpersRoster)
export const everybody = workers.records.length + families.households.length

export const city = '231200000000'
export const today = dayOf(new Date())
/** These works are bankrupt, so the government answers for their workers. */
export const bankrupt = '市乳品厂'

/** How many of the festival list receive, and what is handed over in fen: by the visit, by the register, by the list. */
export const received = 700
export const cash = { visit: 50_000, register: 120_050, festival: 30_000 }

/** What one chapter leaves to the next. */
export type Story = {
  server: TestServer
  office: Office
  imports: { workers: string; families: string; helpers: string }
  /** Two families of the roster, by hand made eligible for dibao: one that does not receive, one that does. */
  missedFamily: Household
  servedFamily: Household
  /** The helper with an account. */
  ownHelper: string
  festival: { id: string; dueOn: string }
}

export const story = { imports: {} } as Story

export const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sofar, item) => sofar + of(item), 0)
