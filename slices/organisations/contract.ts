import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { aliasesContract } from './alias-contract.ts'
import { ChangedOrganisation, EnterpriseState, Organisation, OrganisationDraft, OrganisationKind } from './model.ts'

/** What a list of organisations may be narrowed by. */
export const OrganisationFilter = z.strictObject({
  area: AreaCode.optional(),
  kind: OrganisationKind.optional(),
  enterpriseState: EnterpriseState.optional(),
  /** Enterprises in hardship, bankrupt or closed. */
  struggling: queryFlag.optional(),
  /** Units that have not ended. */
  live: queryFlag.optional(),
  under: Uuid.optional(),
  name: z.string().trim().max(60).optional(),
})
export type OrganisationFilter = z.infer<typeof OrganisationFilter>

const sorting = {
  /** `tree`: every organisation directly under its parent. */
  sort: z.enum(['name', 'area', 'kind', 'tree']).default('area'),
  order: z.enum(['asc', 'desc']).default('asc'),
}

export const OrganisationListInput = z.strictObject({ ...OrganisationFilter.shape, ...pageInput, ...sorting })
export type OrganisationListInput = z.infer<typeof OrganisationListInput>

export const organisationsContract = {
  ...aliasesContract,
  ...askList({
    path: '/organisations',
    summary: 'Organisations of the tenant',
    permission: 'organisations.read',
    audit: 'organisations.list',
    input: OrganisationListInput,
    filter: OrganisationFilter,
    row: Organisation,
  }),
  get: ask({
    method: 'GET',
    path: '/organisations/{id}',
    summary: 'One organisation',
    permission: 'organisations.read',
    audit: 'organisations.read',
    input: z.strictObject({ id: Uuid }),
    output: Organisation,
  }),
  create: ask({
    method: 'POST',
    path: '/organisations',
    summary: 'Create an organisation',
    permission: 'organisations.write',
    audit: 'organisations.create',
    input: OrganisationDraft,
    output: z.strictObject({ id: Uuid }),
  }),
  change: ask({
    method: 'PUT',
    path: '/organisations/{id}',
    summary: 'Change an organisation',
    permission: 'organisations.write',
    audit: 'organisations.change',
    input: ChangedOrganisation,
    output: z.strictObject({ version: Version }),
  }),
  end: ask({
    method: 'POST',
    path: '/organisations/{id}/end',
    summary: 'A unit has been dissolved: its families are routed to the local government at once',
    permission: 'organisations.write',
    audit: 'organisations.end',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      reason: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: Nothing,
  }),
  reopen: ask({
    method: 'POST',
    path: '/organisations/{id}/reopen',
    summary: 'A unit was ended by mistake or has been set up again: its families are routed anew',
    permission: 'organisations.write',
    audit: 'organisations.reopen',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      reason: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: Nothing,
  }),
}
