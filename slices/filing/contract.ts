import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, Uuid } from '../../core/contract.ts'
import { FileRow, FileRule, RuleFigure } from './model.ts'

export const FileListFilter = z.strictObject({ rule: FileRule, area: AreaCode.optional() })
export type FileListFilter = z.infer<typeof FileListFilter>
export const FileListInput = z.strictObject({ ...FileListFilter.shape, ...pageInput })

export const filingContract = {
  rules: ask({
    method: 'GET',
    path: '/file-rules',
    summary: 'The rules for files with how many files each list holds',
    permission: 'registry.read',
    audit: 'filing.list',
    input: Nothing,
    output: z.strictObject({ rows: z.array(RuleFigure) }),
  }),
  change: ask({
    method: 'PUT',
    path: '/file-rules/{rule}',
    summary: 'Change the figure of a rule',
    permission: 'filing.rules',
    audit: 'filing.change',
    input: z.strictObject({ rule: FileRule, amount: z.int().min(0).max(100) }),
    output: Nothing,
  }),
  ...askList({
    path: '/file-rules/{rule}/files',
    summary: 'The files that a rule speaks of, the oldest first',
    permission: 'registry.read',
    audit: 'filing.list',
    input: FileListInput,
    filter: FileListFilter,
    row: FileRow,
  }),
  review: ask({
    method: 'POST',
    path: '/file-rules/reviews',
    summary: 'Files were gone through and nothing has changed',
    permission: 'registry.write',
    audit: 'filing.review',
    input: z.strictObject({
      householdIds: z.array(Uuid).min(1).max(500),
      why: z.string().trim().min(2, { error: 'blank' }).max(200),
    }),
    output: z.strictObject({ reviewed: z.int() }),
  }),
  receive: ask({
    method: 'POST',
    path: '/file-transfers/{id}/receive',
    summary: 'The receiving body confirms that it has the file',
    permission: 'registry.write',
    audit: 'filing.receive',
    input: z.strictObject({ id: Uuid, note: z.string().trim().max(200).default('') }),
    output: Nothing,
  }),
}
