import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { findHousehold, lockHousehold } from '../registry/household-store.ts'
import { findHelper } from './helper-store.ts'
import type { PlanFilter } from './plan-contract.ts'
import { planWords } from './plan-messages.ts'
import type { Measure, MeasureDraft, Plan, PlanDraft, PlanRow } from './plan-model.ts'
import { claritiesOf } from './plan-rules.ts'
import * as plans from './plan-store.ts'

export function planBounds(filter: PlanFilter): plans.PlanBounds {
  const { area, missing, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to, missing: missing && [missing] }
}

export async function listPlans(
  act: Act,
  input: PlanFilter & plans.PlanOrder,
): Promise<{ rows: PlanRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const rows = await plans.listPlans(act.tx, planBounds(filter), { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countPlans = async (act: Act, filter: PlanFilter): Promise<{ total: number }> => ({
  total: await plans.countPlans(act.tx, planBounds(filter)),
})

export const planCounts = (act: Act, input: { area?: string | undefined }) =>
  plans.countMissing(act.tx, planBounds(input))

const withoutHousehold = ({ householdId: _, ...measure }: Measure & { householdId: string }): Measure => measure

export async function getPlan(act: Act, input: { householdId: string }): Promise<Plan> {
  const household = await findHousehold(act.tx, input.householdId)
  if (!household) throw notFound()
  const plan = await plans.findPlan(act.tx, household.id)
  act.about('household', household.id)
  return {
    ...(plan ?? { project: null, noProject: false, goals: null, targetOn: null, version: 0 }),
    householdId: household.id,
    headName: household.headName,
    measures: (await plans.measuresOf(act.tx, [household.id])).map(withoutHousehold),
    clarities: claritiesOf(await plans.missingOf(act.tx, household.id)),
  }
}

export async function savePlan(
  act: Act,
  input: PlanDraft & { householdId: string; version: number },
): Promise<{ version: number }> {
  const { householdId, version, ...draft } = input
  if (!(await lockHousehold(act.tx, householdId))) throw notFound()
  if (draft.noProject && draft.project)
    throw new Problem('bad_input', planWords.projectAndNone, {
      fields: [{ field: 'noProject', text: planWords.projectAndNone }],
    })
  if ((await plans.savePlan(act.tx, householdId, version, draft)) === 0)
    throw new Problem(
      'conflict',
      {
        zh: '这份计划刚被别人修改过，请对照后再保存。',
        en: 'Somebody else has just changed this plan. Compare and save again.',
      },
      { data: { theirs: await plans.findPlan(act.tx, householdId), yours: draft } },
    )
  act.about('household', householdId)
  return { version: version + 1 }
}

async function refuseUnknownHelper(act: Act, helperId: string | null): Promise<void> {
  if (helperId && !(await findHelper(act.tx, helperId))) throw notFound()
}

export async function addMeasure(act: Act, input: MeasureDraft & { householdId: string }): Promise<{ id: string }> {
  const { householdId, ...draft } = input
  await refuseUnknownHelper(act, draft.helperId)
  const id = randomUUIDv7()
  if ((await plans.addMeasure(act.tx, id, householdId, draft)) === 0) throw notFound()
  act.about('household', householdId, { measure: id })
  return { id }
}

export async function changeMeasure(
  act: Act,
  input: MeasureDraft & { id: string; version: number; doneOn: string | null; result: string | null },
): Promise<{ version: number }> {
  const before = await plans.findMeasure(act.tx, input.id)
  if (!before) throw notFound()
  const fault = (field: string, text: { zh: string; en: string }) =>
    new Problem('bad_input', text, { fields: [{ field, text }] })
  if (input.result && !input.doneOn) throw fault('result', planWords.resultWithoutDay)
  if (input.doneOn && input.doneOn > act.today) throw fault('doneOn', planWords.notYet)
  await refuseUnknownHelper(act, input.helperId)
  if ((await plans.changeMeasure(act.tx, input)) === 0)
    throw new Problem(
      'conflict',
      { zh: '这项措施刚被别人修改过，请刷新后再保存。', en: 'Somebody else has just changed this measure. Reload it.' },
      { data: { theirs: withoutHousehold(before), yours: input } },
    )
  act.about('household', before.householdId, { measure: input.id, done: input.doneOn })
  return { version: input.version + 1 }
}

export async function removeMeasure(act: Act, input: { id: string }): Promise<Record<string, never>> {
  const before = await plans.findMeasure(act.tx, input.id)
  if (!before) throw notFound()
  if (before.doneOn)
    throw new Problem('conflict', {
      zh: '已落实的措施要保留，不能删除。',
      en: 'A measure that was done stays on record.',
    })
  await plans.removeMeasure(act.tx, input.id)
  act.about('household', before.householdId, { removed: input.id })
  return {}
}
