import { z } from 'zod'
import { ask, askList, Nothing, pageInput, Uuid } from '../../core/contract.ts'

/** Another name a unit goes by in rosters. */
export const AliasRow = z.strictObject({
  alias: z.string(),
  organisationId: Uuid,
  organisationName: z.string(),
  areaName: z.string(),
  statedBy: z.string().nullable(),
  statedAt: z.string().nullable(),
})
export type AliasRow = z.infer<typeof AliasRow>

export const AliasFilter = z.strictObject({
  organisation: Uuid.optional(),
  /** A part of the alias or of the unit's name. */
  search: z.string().trim().max(60).optional(),
})
export type AliasFilter = z.infer<typeof AliasFilter>
export const AliasListInput = z.strictObject({ ...AliasFilter.shape, ...pageInput })

const alias = z.string().trim().min(1, { error: 'blank' }).max(120)

const aliasList = askList({
  path: '/organisation-aliases',
  summary: 'Other names that units go by',
  permission: 'organisations.read',
  audit: 'aliases.list',
  input: AliasListInput,
  filter: AliasFilter,
  row: AliasRow,
})

export const aliasesContract = {
  aliases: aliasList.list,
  aliasTotal: aliasList.total,
  exportAliases: aliasList.export,
  addAlias: ask({
    method: 'POST',
    path: '/organisation-aliases',
    summary: 'Say that a unit goes by another name; imports and families that name it find the unit from then on',
    permission: 'organisations.write',
    audit: 'aliases.add',
    input: z.strictObject({ alias, organisationId: Uuid }),
    output: Nothing,
  }),
  removeAlias: ask({
    method: 'POST',
    path: '/organisation-aliases/remove',
    summary: 'A name that is no other name of a unit any more; what was linked by it stays',
    permission: 'organisations.write',
    audit: 'aliases.remove',
    input: z.strictObject({ alias }),
    output: Nothing,
  }),
}
