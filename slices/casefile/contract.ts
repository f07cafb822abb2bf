import { z } from 'zod'
import { ask, pageInput, Uuid } from '../../core/contract.ts'
import { Happening, Standing } from './model.ts'

export const casefileContract = {
  timeline: ask({
    method: 'GET',
    path: '/households/{id}/timeline',
    summary: 'Everything that happened to a household, one chain, newest first',
    permission: 'registry.read',
    audit: 'casefile.timeline',
    input: z.strictObject({ id: Uuid, ...pageInput }),
    output: z.strictObject({ rows: z.array(Happening), more: z.boolean() }),
  }),
  standing: ask({
    method: 'GET',
    path: '/households/{id}/standing',
    summary: 'What a household is due and has not received, who helps, and what comes next',
    permission: 'registry.read',
    audit: 'casefile.standing',
    input: z.strictObject({ id: Uuid }),
    output: Standing,
  }),
}
