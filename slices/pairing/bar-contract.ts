import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid } from '../../core/contract.ts'

/** Why a helper may not stand by a family although nothing in the registry says so. */
export const BarKind = z.enum(['kin', 'conflict'])
export type BarKind = z.infer<typeof BarKind>

export const BarRow = z.strictObject({
  id: Uuid,
  helperId: Uuid,
  helperName: z.string(),
  unit: z.string().nullable(),
  householdId: Uuid,
  headName: z.string(),
  areaName: z.string(),
  kind: BarKind,
  reason: z.string(),
  statedBy: z.string().nullable(),
  statedAt: z.string(),
  liftedBy: z.string().nullable(),
  liftedAt: z.string().nullable(),
  liftedReason: z.string().nullable(),
  /** The helper stands by this family now and is to be replaced. */
  standing: z.boolean(),
})
export type BarRow = z.infer<typeof BarRow>

export const BarFilter = z.strictObject({
  area: AreaCode.optional(),
  helper: Uuid.optional(),
  household: Uuid.optional(),
  kind: BarKind.optional(),
  state: z.enum(['live', 'lifted']).default('live'),
  standing: queryFlag.optional(),
})
export type BarFilter = z.infer<typeof BarFilter>
export const BarListInput = z.strictObject({ ...BarFilter.shape, ...pageInput })

export const barsContract = {
  ...askList({
    path: '/bars',
    summary: 'Declared kinship and conflicts of interest, the newest first, with who declared them',
    permission: 'pairing.read',
    audit: 'bars.list',
    input: BarListInput,
    filter: BarFilter,
    row: BarRow,
  }),
  lift: ask({
    method: 'POST',
    path: '/bars/{id}/lift',
    summary: 'End a declaration with the reason; a reviewer does it, and it stays on record',
    permission: 'pairing.approve',
    audit: 'bars.lift',
    input: z.strictObject({ id: Uuid, reason: z.string().trim().min(1, { error: 'blank' }).max(200) }),
    output: Nothing,
  }),
}
