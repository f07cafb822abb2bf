import { areaRange } from '../../core/area-code.ts'
import { notFound } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { helpForms, placeItems } from './checklist-actions.ts'
import type { EvidenceFilter, FormFilter, LeadFilter, PlaceFilter } from './contract.ts'
import * as formStore from './form-store.ts'
import type { EvidenceRow, LeadRow, UnitForms, VillagePlace } from './model.ts'
import { villageFacts } from './place-store.ts'
import { missingLeads, periodOf, placeOf } from './rules.ts'
import * as store from './store.ts'

type Page = { limit: number; offset: number }

const rangeOf = (area: string | undefined) => {
  const range = area ? areaRange(area) : undefined
  return { areaFrom: range?.from, areaTo: range?.to }
}

const leadBounds = (act: Act, { area, from, to, ...rest }: LeadFilter): store.LeadBounds => ({
  ...rest,
  ...rangeOf(area),
  ...periodOf({ from, to }, act.today),
})

export async function listLeads(act: Act, input: LeadFilter & Page): Promise<{ rows: LeadRow[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const rows = await store.listLeads(act.tx, leadBounds(act, filter), { limit: limit + 1, offset })
  return {
    rows: rows.slice(0, limit).map((row) => ({ ...row, missing: missingLeads(row) })),
    more: rows.length > limit,
  }
}

export const countLeads = async (act: Act, filter: LeadFilter): Promise<{ total: number }> => ({
  total: await store.countLeads(act.tx, leadBounds(act, filter)),
})

async function evidenceBounds(act: Act, filter: EvidenceFilter): Promise<store.EvidenceBounds> {
  const { helper, unit, lead, form: key, from, to } = filter
  const bounds = { helper, unit, ...periodOf({ from, to }, act.today) }
  if (lead) return { ...bounds, kinds: store.kindsOfLead[lead] }
  if (key === undefined) return bounds
  const form = (await helpForms(act)).items.find((one) => one.key === key)
  if (!form) throw notFound()
  return { ...bounds, kinds: [form.basis], details: form.kinds }
}

export async function listEvidence(
  act: Act,
  input: EvidenceFilter & Page,
): Promise<{ rows: EvidenceRow[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const rows = await store.listEvidence(act.tx, await evidenceBounds(act, filter), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countEvidence = async (act: Act, filter: EvidenceFilter): Promise<{ total: number }> => ({
  total: await store.countEvidence(act.tx, await evidenceBounds(act, filter)),
})

const formBounds = (act: Act, { area, from, to, ...rest }: FormFilter): formStore.FormBounds => ({
  ...rest,
  ...rangeOf(area),
  ...periodOf({ from, to }, act.today),
})

export async function listUnitForms(act: Act, input: FormFilter & Page): Promise<{ rows: UnitForms[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const { items } = await helpForms(act)
  const rows = await formStore.listUnitForms(act.tx, items, formBounds(act, filter), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export async function countUnitForms(act: Act, filter: FormFilter): Promise<{ total: number }> {
  const { items } = await helpForms(act)
  return { total: await formStore.countUnitForms(act.tx, items, formBounds(act, filter)) }
}

async function placesOf(act: Act, { area, without, incomplete, late }: PlaceFilter): Promise<VillagePlace[]> {
  const { items } = await placeItems(act)
  const villages = await villageFacts(act.tx, rangeOf(area))
  return villages
    .map((village) => placeOf(items, village))
    .filter(
      (village) =>
        (!without || village.items.some((item) => item.key === without && item.found < item.needed)) &&
        (!incomplete || village.missing > 0) &&
        (!late || (village.missing > 0 && village.dueOn !== null && village.dueOn < act.today)),
    )
}

export async function listPlaces(
  act: Act,
  input: PlaceFilter & Page,
): Promise<{ rows: VillagePlace[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const all = await placesOf(act, filter)
  return { rows: all.slice(offset, offset + limit), more: all.length > offset + limit }
}

export const countPlaces = async (act: Act, filter: PlaceFilter): Promise<{ total: number }> => ({
  total: (await placesOf(act, filter)).length,
})
