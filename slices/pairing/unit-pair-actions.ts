import { randomUUIDv7 } from 'node:crypto'
import { areaRange, levelOf, sixDigits } from '../../core/area-code.ts'
import { say, type Text } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { formatFen } from '../../core/yuan.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { findOrganisation, type OrganisationRow } from '../organisations/store.ts'
import type { FoundParameter } from '../policies/model.ts'
import { parametersInForce } from '../policies/parameter-store.ts'
import { isVillage } from '../villages/store.ts'
import { inScope } from './helper-actions.ts'
import { pairingWords } from './messages.ts'
import type { UnitPairFilter } from './unit-pair-contract.ts'
import { villageLinkWords, unitPairWords as words } from './unit-pair-messages.ts'
import type { UnitPairDraft, UnitPairKind, UnitPairRow } from './unit-pair-model.ts'
import { lineFor, missingLinks, teamFault, villageLine } from './unit-pair-rules.ts'
import * as pairs from './unit-pair-store.ts'

function boundsOf(act: Act, { area, late, ...rest }: UnitPairFilter): pairs.UnitPairBounds {
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to, lateOn: late ? act.today : undefined }
}

function shown({ receiverId: _, ...row }: pairs.UnitPairRecord): UnitPairRow {
  return { ...row, missing: missingLinks(row.kind, row) }
}

export async function listUnitPairs(act: Act, input: UnitPairFilter & { limit: number; offset: number }) {
  const { limit, offset, ...filter } = input
  const rows = await pairs.listUnitPairs(act.tx, boundsOf(act, filter), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit).map(shown), more: rows.length > limit }
}

export const countUnitPairs = async (act: Act, filter: UnitPairFilter): Promise<{ total: number }> => ({
  total: await pairs.countUnitPairs(act.tx, boundsOf(act, filter)),
})

const fault = (field: string, text: Text, parameters = {}) =>
  new Problem('bad_input', text, { parameters, fields: [{ field, text, parameters }] })

async function unit(act: Act, field: string, id: string | null): Promise<OrganisationRow | undefined> {
  if (id === null) return undefined
  const found = await findOrganisation(act.tx, id)
  if (!found) throw fault(field, pairingWords.noSuchUnit)
  return found
}

export async function createUnitPair(
  act: Act,
  input: UnitPairDraft & { kind: UnitPairKind; villageCode: string | null; receiverId: string | null },
): Promise<{ id: string }> {
  const { kind, villageCode, receiverId, ...draft } = input
  const giver = await unit(act, 'giverId', draft.giverId)
  const receiver = kind === 'village' ? undefined : await unit(act, 'receiverId', receiverId)
  if (kind === 'village') await refuseVillage(act, villageCode)
  else refuseBodies(kind, giver, receiver)
  await refusePartner(act, draft.partnerCode)
  refuseTeam(draft)
  const areaCode = (kind === 'village' ? villageCode : receiver?.areaCode) ?? ''
  if (!inScope(act.scope, areaCode)) throw fault('villageCode', pairingWords.noSuchArea)
  const id = randomUUIDv7()
  await oneEach(() =>
    pairs.addUnitPair(act.tx, { ...draft, id, kind, areaCode, receiverId: receiver?.id ?? null, since: act.today }),
  )
  act.about('unit_pair', id, { kind })
  return { id }
}

/** Only villages under the income line, and only with an income on file. */
async function refuseVillage(act: Act, villageCode: string | null): Promise<void> {
  if (!villageCode || levelOf(villageCode) !== 'village') throw fault('villageCode', words.notAVillage)
  const line = await lineOf(act, villageCode)
  if (!line) throw new Problem('conflict', words.lineUnknown)
  const income = await pairs.latestIncome(act.tx, villageCode)
  if (!income) throw new Problem('conflict', words.incomeUnknown)
  if (BigInt(income.perCapitaFen) >= BigInt(line.value))
    throw new Problem('conflict', words.aboveLine, {
      parameters: { year: income.year, amount: formatFen(income.perCapitaFen), line: formatFen(line.value) },
    })
}

/** The income line of a village today, from the standards on file. */
const lineOf = async (act: Act, areaCode: string): Promise<FoundParameter | undefined> =>
  lineFor(await parametersInForce(act.tx, [villageLine]), areaCode, act.today)

export async function incomeLine(act: Act, input: { area: string }) {
  const line = await lineOf(act, input.area)
  return { line: line ? { fen: line.value, from: line.from, document: line.document } : null }
}

type Page = { limit: number; offset: number }

/** First choice: villages under the line of their own county without a sponsor. */
export async function listOpenVillages(act: Act, { area, limit, offset }: Page & { area?: string | undefined }) {
  const range = area ? areaRange(area) : undefined
  const lines = await parametersInForce(act.tx, [villageLine])
  const open = (await pairs.unsponsoredVillages(act.tx, { areaFrom: range?.from, areaTo: range?.to })).flatMap(
    (village) => {
      const line = lineFor(lines, village.areaCode, act.today)
      return line && BigInt(village.perCapitaFen) < BigInt(line.value) ? [{ ...village, lineFen: line.value }] : []
    },
  )
  return { rows: open.slice(offset, offset + limit), more: open.length > offset + limit, total: open.length }
}

/** Second choice: units that sponsor no village yet. */
export async function listFreeUnits(act: Act, { name, limit, offset }: Page & { name?: string | undefined }) {
  const rows = await pairs.unitsWithoutVillage(act.tx, name || undefined, { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

/** Third choice, once the village is known: villages of the same county that are not under the line themselves. */
export async function listStrongVillages(act: Act, { village, limit, offset }: Page & { village: string }) {
  const line = await lineOf(act, village)
  const county = areaRange(`${sixDigits(village)}000000`)
  const rows = line
    ? await pairs.strongVillages(
        act.tx,
        { ...county, except: village, lineFen: line.value },
        { limit: limit + 1, offset },
      )
    : []
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

function refuseBodies(
  kind: UnitPairKind,
  giver: OrganisationRow | undefined,
  receiver: OrganisationRow | undefined,
): void {
  if (!giver) throw fault('giverId', words.giverNeeded)
  if (receiver?.kind !== 'enterprise' || receiver.enterpriseState === 'running')
    throw fault('receiverId', words.notAnEnterprise)
  if (giver.id === receiver.id) throw fault('giverId', words.self)
  if (kind === 'enterprise' && giver.enterpriseState !== 'running') throw fault('giverId', words.weakGiver)
}

/** Chosen after the village itself: whoever is to help must not be below the line. */
async function refusePartner(act: Act, partnerCode: string | null): Promise<void> {
  const income = partnerCode ? await pairs.latestIncome(act.tx, partnerCode) : undefined
  const line = partnerCode && income ? await lineOf(act, partnerCode) : undefined
  if (income && line && BigInt(income.perCapitaFen) < BigInt(line.value)) throw fault('partnerCode', words.weakPartner)
}

function refuseTeam(draft: UnitPairDraft): void {
  const found = teamFault(draft)
  if (found) throw fault(found.field, words[found.fault], { name: found.name })
}

const taken: Readonly<Record<string, Text>> = {
  unit_pair_village: words.villageTaken,
  unit_pair_task: words.unitBusy,
  unit_pair_once: words.pairedAlready,
}

async function oneEach(save: () => Promise<void>): Promise<void> {
  try {
    await save()
  } catch (error) {
    const text = taken[violatedConstraint(error) ?? '']
    if (!text) throw error
    throw new Problem('conflict', text)
  }
}

async function livePair(act: Act, id: string, version: number, yours: object): Promise<pairs.UnitPairRecord> {
  const pair = await pairs.lockUnitPair(act.tx, id)
  if (!pair) throw notFound()
  if (pair.until) throw new Problem('conflict', words.over)
  if (pair.version !== version)
    throw new Problem('conflict', pairingWords.changedMeanwhile, { data: { theirs: shown(pair), yours } })
  return pair
}

export async function changeUnitPair(
  act: Act,
  input: UnitPairDraft & { id: string; version: number },
): Promise<{ version: number }> {
  const { id, version, ...draft } = input
  const pair = await livePair(act, id, version, draft)
  await unit(act, 'giverId', draft.giverId)
  if (pair.kind !== 'village' && !draft.giverId) throw fault('giverId', words.giverNeeded)
  await refusePartner(act, draft.partnerCode)
  refuseTeam(draft)
  await oneEach(() => pairs.changeUnitPair(act.tx, id, draft))
  act.about('unit_pair', id, pair.team.length > 0 ? { teamBefore: pair.team.length, team: draft.team.length } : {})
  return { version: version + 1 }
}

export async function approveUnitPair(act: Act, input: { id: string; version: number }): Promise<{ version: number }> {
  const pair = await livePair(act, input.id, input.version, {})
  if (pair.state === 'approved') throw new Problem('conflict', words.approvedAlready)
  if (pair.own) throw new Problem('forbidden', words.ownApproval)
  const missing = missingLinks(pair.kind, pair)
  if (missing.length > 0) {
    const items = missing.map((link) => say(villageLinkWords[link], act.language)).join('、')
    throw new Problem('conflict', pair.kind === 'team' ? words.teamFirst : words.linksFirst, { parameters: { items } })
  }
  await pairs.approveUnitPair(act.tx, pair.id)
  act.about('unit_pair', pair.id)
  return { version: input.version + 1 }
}

export async function endUnitPair(
  act: Act,
  input: { id: string; version: number; note: string },
): Promise<Record<string, never>> {
  const pair = await livePair(act, input.id, input.version, {})
  await pairs.endUnitPair(act.tx, pair.id, act.today, input.note)
  act.about('unit_pair', pair.id, { note: input.note })
  return {}
}

export async function fileIncome(
  act: Act,
  input: { areaCode: string; year: number; perCapitaFen: string },
): Promise<Record<string, never>> {
  if (levelOf(input.areaCode) !== 'village') throw fault('areaCode', words.notAVillage)
  if (!inScope(act.scope, input.areaCode)) throw fault('areaCode', pairingWords.noSuchArea)
  if (!(await isVillage(act.tx, input.areaCode))) throw fault('areaCode', words.noSuchVillage)
  await pairs.fileIncome(act.tx, input.areaCode, input.year, input.perCapitaFen)
  act.about('village', input.areaCode, { year: input.year })
  return {}
}

const within = (area: string | undefined) => {
  const range = area ? areaRange(area) : undefined
  return { areaFrom: range?.from, areaTo: range?.to }
}

export async function listUnanswered(act: Act, { area, limit, offset }: Page & { area?: string | undefined }) {
  const rows = await pairs.unansweredEnterprises(act.tx, within(area), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const totalUnanswered = async (act: Act, { area }: { area?: string | undefined }) => ({
  total: await pairs.countUnanswered(act.tx, within(area)),
})
