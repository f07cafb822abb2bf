import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, Version } from '../../core/contract.ts'
import { Rhythm, RhythmDays } from './rhythm-model.ts'

export const rhythmContract = {
  get: ask({
    method: 'GET',
    path: '/visit-rhythm',
    summary: 'How often helpers of each kind visit in an area, where that is laid down, and which areas have their own',
    permission: 'pairing.read',
    audit: 'visit_rhythm.read',
    input: z.strictObject({ area: AreaCode.optional() }),
    output: z.strictObject({
      areaCode: AreaCode,
      /** What holds there: its own list, or that of an area above; null: the proposal of the program. */
      inForce: Rhythm.nullable(),
      /** Version of the area's own list; 0: it never had one. */
      version: Version,
      proposal: RhythmDays,
      /** Lists in force anywhere in the tenant. */
      lists: z.array(Rhythm),
    }),
  }),
  save: ask({
    method: 'PUT',
    path: '/visit-rhythm',
    summary: 'Lay down how often helpers visit in an area; without days it goes by the area above again',
    permission: 'pairing.approve',
    audit: 'visit_rhythm.save',
    input: z.strictObject({
      area: AreaCode,
      version: Version,
      days: RhythmDays.nullable(),
      note: z.string().trim().max(200).default(''),
    }),
    output: z.strictObject({ version: Version }),
  }),
}
