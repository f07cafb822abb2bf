import { type Day, daysBetween } from '../../core/date.ts'
import type { GroupColumns, GroupField } from '../../engines/feel/compile-schema.ts'
import { sixMonthsTold } from '../policies/family-rules.ts'
import type { Register } from './register-rules.ts'

// As many as policies ask for; a list is known when all of them are told.
const months = 6

/**
 * The last six months of families as columns: their first days, and what came in by how many it was shared.
 * @param order the households as they stand in the columns
 */
export function monthColumns(
  register: Register,
  order: Int32Array,
  on: Day,
): { readonly field: GroupField; readonly columns: GroupColumns } {
  const starts = new Int32Array(order.length + 1)
  const known = new Uint8Array(order.length)
  const [days, incomes, persons]: number[][] = [[], [], []]
  let [highest, most] = [0, 1]
  order.forEach((household, place) => {
    const history = register.histories.get(household)
    for (const one of (history && sixMonthsTold(history.months, on)) ?? []) {
      known[place] = 1
      days?.push(daysBetween('1970-01-01', `${one.month}-01`))
      incomes?.push(Number(one.incomeFen))
      persons?.push(one.persons)
      highest = Math.max(highest, Number(one.incomeFen))
      most = Math.max(most, one.persons)
    }
    starts[place + 1] = days?.length ?? 0
  })
  return {
    field: {
      ...{ kind: 'group', least: months, most: months, nullable: true },
      fields: {
        first_day: { kind: 'day' },
        income_fen: { kind: 'number', scale: 0, low: 0, high: highest },
        persons: { kind: 'number', scale: 0, low: 1, high: most },
        per_capita_fen: { kind: 'ratio', top: 'income_fen', bottom: 'persons' },
      },
    },
    columns: {
      ...{ starts, known },
      columns: {
        first_day: Float64Array.from(days ?? []),
        income_fen: Float64Array.from(incomes ?? []),
        persons: Float64Array.from(persons ?? []),
      },
    },
  }
}
