import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { HelperKind } from './model.ts'

/** Days within which a family is visited again at the latest, by who stands by it: somebody of every kind. */
export const RhythmDays = z.record(HelperKind, z.int().min(1).max(366))
export type RhythmDays = z.infer<typeof RhythmDays>

/** A list in force and who put it there; that of the program has nobody. */
export const Rhythm = z.strictObject({
  areaCode: AreaCode,
  areaName: z.string(),
  version: z.int(),
  days: RhythmDays,
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
})
export type Rhythm = z.infer<typeof Rhythm>
