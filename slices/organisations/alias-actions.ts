import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import type { AliasFilter, AliasRow } from './alias-contract.ts'
import * as aliases from './alias-store.ts'
import { organisationWords as words } from './messages.ts'
import { addAliases, findOrganisation } from './store.ts'

export async function listAliases(
  act: Act,
  input: AliasFilter & { limit: number; offset: number },
): Promise<{ rows: AliasRow[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const rows = await aliases.listAliases(act.tx, filter, { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countAliases = async (act: Act, filter: AliasFilter): Promise<{ total: number }> => ({
  total: await aliases.countAliases(act.tx, filter),
})

/** A name leads to one unit only: one that is taken, also as a unit's own name, is refused with that unit. */
export async function addAlias(
  act: Act,
  input: { alias: string; organisationId: string },
): Promise<Record<string, never>> {
  if (!(await findOrganisation(act.tx, input.organisationId))) throw notFound()
  const taken = await aliases.unitOfName(act.tx, input.alias)
  const text = words.aliasTaken
  const parameters = { alias: input.alias, name: taken?.name ?? '' }
  const refusal = new Problem('conflict', text, { parameters, fields: [{ field: 'alias', text, parameters }] })
  if (taken) throw refusal
  if ((await addAliases(act.tx, [input])) === 0) throw refusal
  act.about('organisation', input.organisationId, { alias: input.alias })
  await act.services.background.send(act.tx, 'organisation.named', {
    organisationId: input.organisationId,
    name: input.alias,
  })
  return {}
}

export async function removeAlias(act: Act, input: { alias: string }): Promise<Record<string, never>> {
  const removed = await aliases.removeAlias(act.tx, input.alias)
  if (!removed) throw notFound()
  act.about('organisation', removed.organisationId, { removedAlias: input.alias })
  return {}
}
