import { randomUUIDv7 } from 'node:crypto'
import { contains } from '../../core/area-code.ts'
import type { Text } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { findOrganisation } from '../organisations/store.ts'
import type { SuitabilityRule } from './matching-model.ts'
import * as matching from './matching-store.ts'
import { pairingWords } from './messages.ts'
import * as proposals from './proposal-store.ts'
import { factNames, faultOf, standardRules } from './suitability-rules.ts'

export async function getSuitability(act: Act) {
  const found = await proposals.findRules(act.tx)
  return {
    version: found?.version ?? 0,
    rules: [...(found?.rules ?? standardRules)],
    standard: [...standardRules],
    note: found?.note ?? null,
    by: found?.by ?? null,
    at: found?.at ?? null,
    facts: Object.values(factNames),
  }
}

export const checkRule = async (_act: Act, rule: SuitabilityRule): Promise<{ fault: Text | null }> => ({
  fault: faultOf(rule) ?? null,
})

/** Saves rules as the next version; whoever weighs next weighs by them, earlier proposals keep theirs. */
export async function saveSuitability(
  act: Act,
  input: { version: number; rules: SuitabilityRule[]; note: string | null },
): Promise<{ version: number }> {
  for (const [at, rule] of input.rules.entries()) {
    const text = faultOf(rule)
    if (text) throw new Problem('bad_input', text, { fields: [{ field: `rules.${at}.expression`, text }] })
  }
  if (new Set(input.rules.map((rule) => rule.key)).size < input.rules.length)
    throw new Problem('bad_input', pairingWords.ruleTwice)
  const before = await getSuitability(act)
  const stale = () =>
    new Problem('conflict', pairingWords.changedMeanwhile, { data: { theirs: before, yours: { rules: input.rules } } })
  if (before.version !== input.version) throw stale()
  try {
    await proposals.addRules(act.tx, input.version + 1, input.rules, input.note)
  } catch (error) {
    if (violatedConstraint(error) !== 'suitability_rules_pkey') throw error
    throw stale()
  }
  act.about('suitability', String(input.version + 1), { rules: input.rules.length })
  return { version: input.version + 1 }
}

export async function listQuotas(act: Act) {
  const quotas = await matching.listQuotas(act.tx)
  const loads = await matching.loadsByPlace(act.tx)
  return {
    rows: quotas.map(({ unitArea: _, ...quota }) => ({
      ...quota,
      families: loads
        .filter((load) =>
          quota.areaCode ? contains(quota.areaCode, load.areaCode) : load.organisationId === quota.organisationId,
        )
        .reduce((sum, load) => sum + load.families, 0),
    })),
  }
}

type Bounds = { least: number; most: number }

function refuseReversed({ least, most }: Bounds): void {
  if (least > most)
    throw new Problem('bad_input', pairingWords.quotaReversed, {
      parameters: { least, most },
      fields: [{ field: 'least', text: pairingWords.quotaReversed, parameters: { least, most } }],
    })
}

export async function addQuota(
  act: Act,
  input: Bounds & { organisationId: string | null; areaCode: string | null },
): Promise<{ id: string }> {
  refuseReversed(input)
  if ((input.organisationId === null) === (input.areaCode === null))
    throw new Problem('bad_input', pairingWords.quotaOfOne)
  if (input.organisationId && !(await findOrganisation(act.tx, input.organisationId)))
    throw new Problem('bad_input', pairingWords.noSuchUnit, {
      fields: [{ field: 'organisationId', text: pairingWords.noSuchUnit }],
    })
  const id = randomUUIDv7()
  try {
    await matching.addQuota(act.tx, { ...input, id })
  } catch (error) {
    if (!['pairing_quota_unit', 'pairing_quota_area'].includes(violatedConstraint(error) ?? '')) throw error
    throw new Problem('conflict', pairingWords.quotaTwice)
  }
  act.about('pairing_quota', id, { least: input.least, most: input.most })
  return { id }
}

export async function changeQuota(
  act: Act,
  input: Bounds & { id: string; version: number },
): Promise<{ version: number }> {
  refuseReversed(input)
  const before = (await matching.listQuotas(act.tx)).find((quota) => quota.id === input.id)
  if (!before) throw notFound()
  if ((await matching.changeQuota(act.tx, input)) === 0)
    throw new Problem('conflict', pairingWords.changedMeanwhile, {
      data: { theirs: before, yours: { least: input.least, most: input.most } },
    })
  act.about('pairing_quota', input.id, { least: input.least, most: input.most })
  return { version: input.version + 1 }
}

export async function removeQuota(act: Act, input: { id: string }): Promise<Record<string, never>> {
  if ((await matching.removeQuota(act.tx, input.id)) === 0) throw notFound()
  act.about('pairing_quota', input.id)
  return {}
}
