import { z } from 'zod'
import { ask, Nothing, Uuid } from '../../core/contract.ts'
import { Supplement, SupplementDraft } from './model.ts'

const person = { id: Uuid, personId: Uuid }

export const supplementsContract = {
  list: ask({
    method: 'GET',
    path: '/households/{id}/supplements',
    summary: 'Under which headings more is known of the members than the registry has fields for',
    permission: 'registry.read',
    audit: 'supplements.list',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({ rows: z.array(Supplement) }),
  }),
  reveal: ask({
    method: 'POST',
    path: '/households/{id}/people/{personId}/supplements/reveal',
    summary: 'What stands under these headings for one member, with the reason; always audited',
    permission: 'registry.reveal',
    audit: 'supplements.reveal',
    input: z.strictObject({ ...person, reason: z.string().trim().min(2, { error: 'blank' }).max(200) }),
    output: z.strictObject({ texts: z.array(z.strictObject({ heading: z.string(), text: z.string() })) }),
  }),
  write: ask({
    method: 'POST',
    path: '/households/{id}/people/{personId}/supplements',
    summary: 'Write down what is known of a member under headings of one’s own; an empty text takes it back',
    permission: 'registry.write',
    audit: 'supplements.change',
    input: z.strictObject({ ...person, entries: z.array(SupplementDraft).min(1).max(50) }),
    output: Nothing,
  }),
}
