import { randomUUIDv7 } from 'node:crypto'
import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { maskPhone } from '../../core/identity-number.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope, violatedConstraint } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { refuseUnknownArea } from '../areas/area-store.ts'
import type { OrganisationFilter } from './contract.ts'
import { organisationWords } from './messages.ts'
import type { ChangedOrganisation, Organisation, OrganisationDraft } from './model.ts'
import { checkDraft, childLine } from './rules.ts'
import * as store from './store.ts'

const bounds = (filter: OrganisationFilter): store.FilterBounds => {
  if (!filter.area) return filter
  const { from, to } = areaRange(filter.area)
  return { ...filter, areaFrom: from, areaTo: to }
}

const shown = (row: store.OrganisationRow, personalData: PersonalData): Organisation => ({
  ...row,
  responsiblePhone: row.responsiblePhone && maskPhone(personalData.open(row.responsiblePhone)),
})

type ListInput = OrganisationFilter & {
  limit: number
  offset: number
  sort: 'name' | 'area' | 'kind' | 'tree'
  order: 'asc' | 'desc'
}

export async function listOrganisations(act: Act, input: ListInput) {
  const { limit, offset, sort, order, ...filter } = input
  const rows = await store.listOrganisations(act.tx, bounds(filter), { limit: limit + 1, offset, sort, order })
  return {
    rows: rows.slice(0, limit).map((row) => shown(row, act.services.personalData)),
    more: rows.length > limit,
  }
}

export const countOrganisations = async (act: Act, filter: OrganisationFilter) => ({
  total: await store.countOrganisations(act.tx, bounds(filter)),
})

export async function getOrganisation(act: Act, input: { id: string }): Promise<Organisation> {
  const row = await store.findOrganisation(act.tx, input.id)
  if (!row) throw notFound()
  act.about('organisation', row.id)
  return shown(row, act.services.personalData)
}

/** Everybody of a tenant may look at all organisations; only those of one's own area and line are written about. */
async function ownOrganisation(act: Act, id: string): Promise<store.OrganisationRow> {
  const row = await store.findOrganisation(act.tx, id)
  if (!row) throw notFound()
  const { lineFrom, lineTo } = act.scope
  if (!liesInScope(act.scope, row.areaCode) || row.line < lineFrom || row.line >= lineTo)
    throw new Problem('forbidden', organisationWords.outsideArea)
  return row
}

async function refuseOutside(act: Act, areaCode: string): Promise<void> {
  await refuseUnknownArea(act.tx, areaCode, 'areaCode')
  if (!liesInScope(act.scope, areaCode))
    throw new Problem('forbidden', organisationWords.outsideArea, {
      fields: [{ field: 'areaCode', text: organisationWords.outsideArea }],
    })
}

export async function createOrganisation(act: Act, draft: OrganisationDraft): Promise<{ id: string }> {
  checkDraft(draft)
  await refuseOutside(act, draft.areaCode)
  if (draft.parentId && !(await store.findOrganisation(act.tx, draft.parentId))) throw notFound()
  const { parentLine, number } = await store.nextChildNumber(act.tx, draft.parentId)
  const id = randomUUIDv7()
  await named(() =>
    store.addOrganisations(act.tx, [
      {
        ...draft,
        id,
        line: childLine(parentLine, number),
        responsiblePhone: draft.responsiblePhone ? act.services.personalData.seal(draft.responsiblePhone) : null,
        validFrom: act.today,
      },
    ]),
  )
  act.about('organisation', id)
  // Families and helpers who named it before it was on file find it now.
  await act.services.background.send(act.tx, 'organisation.named', { organisationId: id, name: draft.name })
  if (draft.localGovernment)
    await act.services.background.send(act.tx, 'organisation.state_changed', { organisationId: id })
  return { id }
}

export async function changeOrganisation(act: Act, input: ChangedOrganisation): Promise<{ version: number }> {
  const { id, version, responsiblePhone, ...draft } = input
  checkDraft(draft)
  const before = await ownOrganisation(act, id)
  if (draft.areaCode !== before.areaCode) await refuseOutside(act, draft.areaCode)
  const changed = await named(() =>
    store.changeOrganisation(act.tx, id, version, {
      ...draft,
      responsiblePhone:
        responsiblePhone === undefined
          ? before.responsiblePhone
          : responsiblePhone
            ? act.services.personalData.seal(responsiblePhone)
            : null,
    }),
  )
  if (changed === 0)
    throw new Problem('conflict', organisationWords.changedMeanwhile, {
      data: { theirs: shown(before, act.services.personalData), yours: draft },
    })
  // Without its government nobody would answer for families of the area that have no unit.
  if (
    before.localGovernment &&
    !draft.localGovernment &&
    !(await store.findLocalGovernment(act.tx, [before.areaCode, ...ancestorsOf(before.areaCode)]))
  )
    throw new Problem('conflict', organisationWords.governmentStays)
  act.about('organisation', id, { fields: Object.keys(draft) })
  if (before.enterpriseState !== draft.enterpriseState || before.localGovernment !== draft.localGovernment)
    await act.services.background.send(act.tx, 'organisation.state_changed', { organisationId: id })
  return { version: version + 1 }
}

type Ending = { id: string; version: number; reason: string }

async function endOn(act: Act, input: Ending, before: store.OrganisationRow, on: string | null): Promise<void> {
  if ((await store.endOrganisation(act.tx, input.id, input.version, on)) === 0)
    throw new Problem('conflict', organisationWords.changedMeanwhile, {
      data: { theirs: shown(before, act.services.personalData), yours: { validTo: on } },
    })
  act.about('organisation', input.id, { reason: input.reason, validTo: on })
  await act.services.background.send(act.tx, 'organisation.state_changed', { organisationId: input.id })
}

/** A unit that is no more answers for nobody: its families are routed anew. A government stays: never no owner. */
export async function endOrganisation(act: Act, input: Ending): Promise<Record<string, never>> {
  const before = await ownOrganisation(act, input.id)
  if (before.validTo) throw new Problem('conflict', organisationWords.endedAlready)
  if (before.localGovernment) throw new Problem('conflict', organisationWords.governmentStays)
  await endOn(act, input, before, act.today)
  return {}
}

export async function reopenOrganisation(act: Act, input: Ending): Promise<Record<string, never>> {
  const before = await ownOrganisation(act, input.id)
  if (!before.validTo) throw new Problem('conflict', organisationWords.notEnded)
  await endOn(act, input, before, null)
  return {}
}

/** A name that is taken is said at the field. */
async function named(save: () => Promise<number>): Promise<number> {
  try {
    return await save()
  } catch (error) {
    if (violatedConstraint(error) !== 'organisation_tenant_id_name_area_code_key') throw error
    throw new Problem('conflict', organisationWords.nameTaken, {
      fields: [{ field: 'name', text: organisationWords.nameTaken }],
    })
  }
}
