import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { askList, pageInput } from '../../core/contract.ts'
import { Fen, NonNegativeFen } from '../../core/money.ts'
import { InTurn, TurnState } from './turn-model.ts'

/** What the order of turns may be narrowed by; places are counted within the area. */
export const TurnFilter = z.strictObject({
  area: AreaCode.optional(),
  state: TurnState.optional(),
  /** Money there is: how far down the order it reaches. */
  fund: NonNegativeFen.optional(),
})
export type TurnFilter = z.infer<typeof TurnFilter>

export const TurnListInput = z.strictObject({
  ...TurnFilter.shape,
  ...pageInput,
  sort: z.enum(['place', 'person', 'area', 'first', 'amount']).default('place'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
export type TurnListInput = z.infer<typeof TurnListInput>

const turnList = askList({
  path: '/policies/turns',
  summary: 'The order in which compensation is paid where the fund comes in parts, and why each stands where he does',
  permission: 'policies.read',
  audit: 'policies.turns',
  input: TurnListInput,
  filter: TurnFilter,
  row: InTurn,
  sums: {
    /** What all who are found still have to get, and how many they are. */
    waitingFen: Fen,
    waiting: z.int(),
    /** Of them whom the money that was asked about reaches; null where none was. */
    covered: z.int().nullable(),
  },
})

export const turnContract = {
  turns: turnList.list,
  turnsTotal: turnList.total,
  exportTurns: turnList.export,
}
