import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { viewWords } from './messages.ts'
import { type ListView, mostViews } from './model.ts'
import * as store from './store.ts'

export async function listViews(act: Act, input: { list: string }): Promise<{ rows: ListView[] }> {
  return { rows: await store.viewsOf(act.tx, input.list) }
}

export async function saveView(act: Act, input: ListView & { list: string }): Promise<Record<string, never>> {
  const { list, ...view } = input
  const known = await store.viewsOf(act.tx, list)
  if (known.length >= mostViews && !known.some((one) => one.name === view.name))
    throw new Problem('conflict', viewWords.tooMany, { parameters: { most: mostViews } })
  await store.saveView(act.tx, list, view)
  // What is filtered by may be a name: the audit says which list, not which view.
  act.about('view', list)
  return {}
}

export async function removeView(act: Act, input: { list: string; name: string }): Promise<Record<string, never>> {
  await store.removeView(act.tx, input.list, input.name)
  act.about('view', input.list)
  return {}
}
