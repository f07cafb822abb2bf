import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope } from '../../platform/server/database.ts'
import type { EnterpriseFilter, EnterpriseSort } from './contract.ts'
import { correctionText } from './correction-rules.ts'
import { enterpriseWords } from './messages.ts'
import type { Enterprise, EnterpriseFigures, EnterpriseProfile, EnterpriseRow, EventKind } from './model.ts'
import * as store from './store.ts'

function boundsOf({ area, ...rest }: EnterpriseFilter): store.EnterpriseBounds {
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to }
}

type ListInput = EnterpriseFilter & { limit: number; offset: number; sort: EnterpriseSort; order: 'asc' | 'desc' }

export async function listEnterprises(act: Act, input: ListInput): Promise<{ rows: EnterpriseRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const rows = await store.listEnterprises(act.tx, boundsOf(filter), { limit: limit + 1, offset, sort, order })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countEnterprises = async (act: Act, filter: EnterpriseFilter): Promise<{ total: number }> => ({
  total: await store.countEnterprises(act.tx, boundsOf(filter)),
})

const nothingKnown: EnterpriseProfile = { industry: null, ownership: null, foundedOn: null, note: null }

async function enterpriseOf(act: Act, id: string): Promise<EnterpriseRow> {
  const row = await store.findEnterprise(act.tx, id)
  if (!row) throw notFound()
  act.about('organisation', id)
  return row
}

/** Enterprises of the whole city can be looked at; written about is only what lies in one's own area. */
async function ownEnterprise(act: Act, id: string): Promise<void> {
  const { areaCode } = await enterpriseOf(act, id)
  if (!liesInScope(act.scope, areaCode)) throw notFound()
}

export async function getEnterprise(act: Act, input: { id: string }): Promise<Enterprise> {
  const row = await enterpriseOf(act, input.id)
  const { version = 0, ...profile } =
    (await store.findProfile(act.tx, row.id)) ?? (nothingKnown as EnterpriseProfile & { version?: number })
  return {
    ...row,
    profile,
    version,
    figures: await store.figuresOf(act.tx, row.id),
    events: await store.eventsOf(act.tx, row.id),
  }
}

export async function changeProfile(
  act: Act,
  input: { id: string; version: number; profile: EnterpriseProfile },
): Promise<Record<string, never>> {
  await ownEnterprise(act, input.id)
  if ((await store.saveProfile(act.tx, input.id, input.version, input.profile)) === 0)
    throw new Problem('conflict', enterpriseWords.changedMeanwhile, {
      data: { theirs: await store.findProfile(act.tx, input.id), yours: input.profile },
    })
  return {}
}

const dayAhead = (field: string) =>
  new Problem('bad_input', enterpriseWords.dayAhead, { fields: [{ field, text: enterpriseWords.dayAhead }] })

export async function recordFigures(
  act: Act,
  input: { id: string; figures: EnterpriseFigures },
): Promise<Record<string, never>> {
  if (input.figures.asOf > act.today) throw dayAhead('figures.asOf')
  await ownEnterprise(act, input.id)
  const before = (await store.figuresOf(act.tx, input.id, input.figures.asOf))[0]
  await store.saveFigures(act.tx, [{ ...input.figures, organisationId: input.id }], act.accountId)
  const text = before && correctionText(before, input.figures)
  if (text) {
    const event = { id: randomUUIDv7(), organisationId: input.id, kind: 'other', onDay: act.today, text }
    await store.addEvent(act.tx, { ...event, by: act.accountId })
  }
  act.about('organisation', input.id, { asOf: input.figures.asOf })
  return {}
}

export async function recordEvent(
  act: Act,
  input: { id: string; kind: Exclude<EventKind, 'state'>; onDay: Day; text: string },
): Promise<{ eventId: string }> {
  if (input.onDay > act.today) throw dayAhead('onDay')
  await ownEnterprise(act, input.id)
  const eventId = randomUUIDv7()
  const { id: organisationId, ...event } = input
  await store.addEvent(act.tx, { ...event, id: eventId, organisationId, by: act.accountId })
  return { eventId }
}
