import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

/** What an organisation is. Enterprises also have a state. */
export const OrganisationKind = z.enum([
  'party_government',
  'union',
  'enterprise',
  'school',
  'hospital',
  'centre',
  'party_branch',
  'community',
  'other',
])
export type OrganisationKind = z.infer<typeof OrganisationKind>

/** State of an enterprise; a bankrupt or closed one can no longer answer for its workers. */
export const EnterpriseState = z.enum(['running', 'in_hardship', 'bankrupt', 'closed'])
export type EnterpriseState = z.infer<typeof EnterpriseState>

const written = {
  name: z.string().trim().min(1, { error: 'blank' }).max(120),
  kind: OrganisationKind,
  enterpriseState: EnterpriseState.nullable().default(null),
  parentId: Uuid.nullable().default(null),
  areaCode: AreaCode,
  /** The line or ministry it reports to besides its territory (条), e.g. 林业. */
  sector: z.string().trim().max(60).nullable().default(null),
  /** The government of its area answers for every family there that no unit answers for. */
  localGovernment: z.boolean().default(false),
  creditCode: z.string().trim().max(18).nullable().default(null),
  responsiblePerson: z.string().trim().max(60).nullable().default(null),
}

/** What is filled in to create or change an organisation. */
export const OrganisationDraft = z.strictObject({
  ...written,
  responsiblePhone: z.string().trim().max(30).nullable().default(null),
})
export type OrganisationDraft = z.infer<typeof OrganisationDraft>

/** What is filled in to change one. The phone left out stays as it is, because pages only ever see it masked. */
export const ChangedOrganisation = z.strictObject({
  id: Uuid,
  version: Version,
  ...written,
  responsiblePhone: z.string().trim().max(30).nullable().optional(),
})
export type ChangedOrganisation = z.infer<typeof ChangedOrganisation>

export const Organisation = z.strictObject({
  id: Uuid,
  line: z.string(),
  ...written,
  /** Masked; null when none is kept. */
  responsiblePhone: z.string().nullable(),
  parentName: z.string().nullable(),
  areaName: z.string(),
  validFrom: Day,
  validTo: Day.nullable(),
  version: Version,
})
export type Organisation = z.infer<typeof Organisation>
