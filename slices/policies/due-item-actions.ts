import { areaRange, sixDigits } from '../../core/area-code.ts'
import { dayOf } from '../../core/date.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import type { DueItemFilter, DueItemListInput, DueItemRow } from './due-item-contract.ts'
import { actBy } from './due-item-rules.ts'
import * as store from './due-item-store.ts'
import { decisionOf } from './evaluate-store.ts'
import { policyWords as words } from './messages.ts'
import { parameterBook } from './parameter-rules.ts'
import { parametersInForce } from './parameter-store.ts'
import { ParameterViews } from './policy-evaluate-rules.ts'
import { decidingPolicies } from './policy-version-store.ts'

function boundsOf({ area, ...rest }: Partial<DueItemFilter>): store.ItemBounds {
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to }
}

export async function listDueItems(act: Act, input: DueItemListInput): Promise<{ rows: DueItemRow[]; more: boolean }> {
  const { sort, order, limit, offset, ...filter } = input
  const rows = await store.listDueItems(act.tx, boundsOf(filter), { sort, order, limit: limit + 1, offset })
  const { set } = await decidingPolicies(act.tx, act.today)
  const dated = [...set.byId.values()].flatMap(({ file }) => file.within_working_days ?? [])
  const views = new ParameterViews(parameterBook(await parametersInForce(act.tx, dated)))
  const titled = rows.slice(0, limit).map(({ residence, ...row }): DueItemRow => {
    const file = set.byId.get(row.policy)?.file
    const foundOn = dayOf(new Date(row.openedAt))
    const parameterOf = (name: string): unknown => views.find(name, sixDigits(row.areaCode), residence, foundOn).value
    const dueOn = row.dueOn ?? (row.kind === 'new' && row.state === 'open' ? actBy(file, foundOn, parameterOf) : null)
    return { ...row, dueOn, title: file?.title ?? { zh: row.policy, en: row.policy }, paid: file?.kind === 'benefit' }
  })
  return { rows: titled, more: rows.length > limit }
}

export const countDueItems = async (act: Act, filter: DueItemFilter): Promise<{ total: number }> => ({
  total: await store.countDueItems(act.tx, boundsOf(filter)),
})

export const countByKind = async (act: Act, filter: Pick<DueItemFilter, 'area' | 'policy'>) => ({
  counts: await store.countByKind(act.tx, boundsOf(filter)),
})

/** Ends an item; what the policy says at that moment is kept with it, with version, inputs and trace. */
export async function closeDueItem(
  act: Act,
  input: { id: string; version: number; as: 'done' | 'dismissed'; why: string },
): Promise<Record<string, never>> {
  const before = await store.findDueItem(act.tx, input.id)
  if (!before) throw notFound()
  const decision = await decisionOf(act.tx, before.householdId, before.policy, act.today)
  const closed = { state: input.as, why: input.why, decision }
  if ((await store.closeDueItem(act.tx, input.id, input.version, closed)) === 0)
    throw new Problem('conflict', words.itemClosed, {
      data: { theirs: before, yours: { as: input.as, why: input.why } },
    })
  act.about('household', before.householdId, { item: input.id, policy: before.policy, kind: before.kind, as: input.as })
  return {}
}
