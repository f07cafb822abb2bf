import type { Transaction } from '../../platform/server/database.ts'
import type { Changes, FundSource, Outcome, Scenario } from './model.ts'

/** As it was kept once: whether it still can be told is for the reader to see. */
export type StoredScenario = Omit<Scenario, 'outcome'> & { readonly outcome: unknown }

const columns = `s.id, s.name, s.note, s.changes, s.funds, s.outcome, s.created_at as "createdAt", a.display_name as "createdBy", s.version`

// Figures of families beyond one's own area are not shown: who sees a township sees scenarios over that township.
const visible = 's.tenant_id = $1 and s.area_from >= $2 and s.area_to <= $3'
const bounds = (tx: Transaction) => [tx.scope.tenantId, tx.scope.areaFrom, tx.scope.areaTo]

/** Scenarios that were kept, the newest first. */
export const listScenarios = (tx: Transaction, limit: number, offset: number): Promise<StoredScenario[]> =>
  tx.rows(
    `select ${columns} from simulation_scenario s left join account a on a.id = s.created_by
     where ${visible} order by s.created_at desc, s.id limit $4::int offset $5::int`,
    [...bounds(tx), String(limit), String(offset)],
  )

export const findScenario = (tx: Transaction, id: string): Promise<StoredScenario | undefined> =>
  tx.row(
    `select ${columns} from simulation_scenario s left join account a on a.id = s.created_by where ${visible} and s.id = $4`,
    [...bounds(tx), id],
  )

export const addScenario = (
  tx: Transaction,
  one: {
    id: string
    name: string
    note: string | null
    changes: Changes
    funds: readonly FundSource[]
    outcome: Outcome
  },
): Promise<number> =>
  tx.run(
    `insert into simulation_scenario (tenant_id, id, name, note, changes, funds, outcome, area_from, area_to, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.scope.tenantId,
      one.id,
      one.name,
      one.note,
      JSON.stringify(one.changes),
      JSON.stringify(one.funds),
      JSON.stringify(one.outcome),
      tx.scope.areaFrom,
      tx.scope.areaTo,
      tx.scope.accountId,
    ],
  )

/** Gives 0 when somebody else changed it first. */
export const changeScenario = (
  tx: Transaction,
  one: { id: string; version: number; name: string; note: string | null; funds: readonly FundSource[] },
): Promise<number> =>
  tx.run(
    `update simulation_scenario s set name = $5, note = $6, funds = $7, version = version + 1 where ${visible} and s.id = $4 and s.version = $8`,
    [...bounds(tx), one.id, one.name, one.note, JSON.stringify(one.funds), String(one.version)],
  )

/** Gives 0 when there is none. */
export const removeScenario = (tx: Transaction, id: string): Promise<number> =>
  tx.run(`delete from simulation_scenario s where ${visible} and s.id = $4`, [...bounds(tx), id])
