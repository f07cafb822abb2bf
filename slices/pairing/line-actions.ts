import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { type Parameters, say, type Text } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { Thread } from '../../platform/server/thread.ts'
import { findHelper } from './helper-store.ts'
import * as lines from './line-store.ts'
import { costOf, factsOf, kinshipOf, loadReason, reasonsFor, type Seeker } from './matching-rules.ts'
import * as matching from './matching-store.ts'
import type { WhyAnswer, WhyTask } from './matching-thread-tasks.ts'
import { pairingWords } from './messages.ts'
import type { Proposal, ProposalLine, Reason } from './model.ts'
import { getProposal, openProposal } from './proposal-actions.ts'
import type { LineCandidate } from './proposal-contract.ts'
import type { SheetLine } from './proposal-sheet-rules.ts'
import * as proposals from './proposal-store.ts'
import { matchingProgram } from './run-actions.ts'
import { Suitability, standardRules } from './suitability-rules.ts'

type LineList = lines.LineBounds & {
  area?: string | undefined
  sort: 'area' | 'cost' | 'helper' | 'head'
  order: 'asc' | 'desc'
  limit: number
  offset: number
}

export async function listLines(act: Act, input: LineList): Promise<{ rows: ProposalLine[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const { state } = await getProposal(act, filter)
  if (state === 'ready' && offset === 0) await openAhead(act, filter.id)
  const rows = await lines.listLines(act.tx, boundsOf(filter), { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

/** The lines as they are exported: with the names of the rules that their run was weighed by. */
export async function listSheetLines(act: Act, input: LineList): Promise<{ rows: SheetLine[]; more: boolean }> {
  const run = await proposals.runOf(act.tx, input.id)
  const ruleNames = new Map((run?.rules ?? standardRules).map((rule) => [rule.key, rule.name]))
  const { rows, more } = await listLines(act, input)
  return { rows: rows.map((row) => ({ ...row, ruleNames })), more }
}

type LineFilter = lines.LineBounds & { area?: string | undefined }

function boundsOf({ area, ...rest }: LineFilter): lines.LineBounds {
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to }
}

export async function countLines(act: Act, filter: LineFilter): Promise<{ total: number }> {
  await getProposal(act, filter)
  return { total: await lines.countLines(act.tx, boundsOf(filter)) }
}

type LineName = { id: string; householdId: string }

/** Which helpers a question about a line is about. */
type Who = { ids?: readonly string[]; search?: string; everywhere?: boolean }

/** A line with its family, the helpers in question, and the rules of its proposal. */
async function lineWithOffers(act: Act, input: LineName, who: Who) {
  const proposal = await getProposal(act, { id: input.id })
  const line = await lines.findLine(act.tx, input.id, input.householdId)
  const seeker = await matching.findSeeker(act.tx, input.householdId)
  if (!line || !seeker) throw notFound()
  const area = who.everywhere
    ? { from: '0', to: '~', above: [] }
    : { ...areaRange(proposal.areaCode), above: ancestorsOf(proposal.areaCode) }
  const offers = await matching.offersFor(act.tx, area, {
    proposal: { id: input.id, but: input.householdId },
    freed: line.presentHelperId ? new Map([[line.presentHelperId, 1]]) : undefined,
    full: true,
    search: who.search,
    // Who came after the run was no candidate of it and may be the one that is looked for.
    only: who.ids && { ids: who.ids, since: who.everywhere ? 'infinity' : proposal.createdAt },
  })
  const suitability = new Suitability((await proposals.runOf(act.tx, input.id))?.rules ?? standardRules)
  return { proposal, line, seeker, offers, suitability }
}

// More than a person compares; and of these, for how many a change is worked out through the whole city.
const mostShown = 12
const mostChanges = 6

export async function listCandidates(
  act: Act,
  input: LineName & { search?: string | undefined },
): Promise<{ rows: LineCandidate[]; unserved: string | null }> {
  const search = input.search || undefined
  const choices = search ? undefined : (await askWhy(act, input, [])).choices
  const ids = choices && choices.length > 0 ? choices.map((choice) => choice.helper) : undefined
  const asked = { ...(ids ? { ids } : {}), ...(search ? { search } : {}) }
  const { line, seeker, offers, suitability } = await lineWithOffers(act, input, asked)
  const shown = offers
    .flatMap((offer) => {
      const weighed = suitability.weigh(factsOf(seeker, offer))
      if (weighed.forbiddenBy !== undefined) return []
      return [{ offer, cost: weighed.cost + suitability.loadCost(offer.families) }]
    })
    .sort((one, other) => one.cost - other.cost || Number(other.offer.room > 0) - Number(one.offer.room > 0))
    .filter(({ offer }) => offer.id !== line.helperId || line.state === 'dropped')
    .slice(0, mostShown)
    .map(({ offer }) => offer)
  const helperIds = shown.map((offer) => offer.id)
  const why = await askWhy(act, input, helperIds, mostChanges)
  const names = new Map(shown.map((offer) => [offer.id, offer.name]))
  if (line.helperId && line.helperName) names.set(line.helperId, line.helperName)
  for (const [id, name] of await matching.helperNames(act.tx, unnamed(why, names))) names.set(id, name)
  const excluded = new Set(
    (await lines.exclusionsOf(act.tx, input.id))
      .filter((one) => one.household === input.householdId)
      .map((one) => one.helper),
  )
  const said = (one: Said | null | undefined) =>
    one ? say(one.text, act.language, named(one.parameters, names)) : null
  return {
    rows: shown.map((offer) => {
      const reasons = reasonsOf(seeker, offer, suitability)
      const change = why.changes.find((one) => one.helper === offer.id)
      return {
        helperId: offer.id,
        name: offer.name,
        post: offer.post,
        unit: offer.unit,
        cost: costOf(reasons),
        why: reasons,
        room: offer.room,
        kinship: kinshipOf(seeker, offer),
        excluded: excluded.has(offer.id),
        because: said(becauseOf(why, offer.id)),
        extra: change?.extra ?? null,
        moves: change ? change.households.length : null,
      }
    }),
    unserved: said(why.unserved),
  }
}

type Said = { text: Text; parameters: Parameters }

const idPattern = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** Helpers whom the sentences speak of besides those that are shown. */
const unnamed = (why: Why, names: ReadonlyMap<string, string>): string[] =>
  [...why.sentences, ...(why.unserved ? [why.unserved] : [])]
    .flatMap((one) => Object.values(one.parameters).map(String))
    .filter((value) => idPattern.test(value) && !names.has(value))

/** Prices alone may call two helpers equal although the change costs something in truth: then that is what is said. */
function becauseOf({ sentences, changes }: Why, helper: string): Said | undefined {
  const sentence = sentences.find((one) => one.helper === helper)
  const change = changes.find((one) => one.helper === helper)
  if (!change || change.extra <= 0 || sentence?.parameters.difference !== 0) return sentence
  const parameters = { other: helper, extra: change.extra, moves: change.households.length }
  return { text: pairingWords.dearerInTruth, parameters }
}

const named = (parameters: Parameters, names: ReadonlyMap<string, string>): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, names.get(String(value)) ?? value]))

const reasonsOf = (seeker: Seeker, offer: matching.NamedOffer, suitability: Suitability): Reason[] => [
  ...reasonsFor(seeker, offer, suitability),
  loadReason(offer.families, suitability),
]

type Why = Extract<WhyAnswer, { missing: false }>

// One thread answers all questions about proposals; it keeps the last few of them open.
const questions = new Thread(matchingProgram, { idleMs: 600_000 })

/** Lets the thread open a proposal somebody looks at; nobody waits for it. */
async function openAhead(act: Act, key: string): Promise<void> {
  if (opening.has(key)) return
  const book = await proposals.bookOf(act.tx, key)
  if (!book) return
  opening.add(key)
  const forget = () => void setTimeout(() => opening.delete(key), openedForMs).unref()
  questions.ask({ open: { key, book } }).then(forget, forget)
}

// Known to be open, or about to be, so that its book is not read again with every page of the list.
const opening = new Set<string>()
const openedForMs = 300_000

/** What the prices of a proposal say about a family; nothing where its problem was never kept. */
async function askWhy(act: Act, input: LineName, helpers: readonly string[], changes = 0): Promise<Why> {
  const nothing = { missing: false, choices: [], sentences: [], unserved: null, changes: [] } as const
  const task: WhyTask = { key: input.id, household: input.householdId, helpers, changes }
  const first = await questions.ask<WhyAnswer>({ why: task })
  if (!first.missing) return first
  const book = await proposals.bookOf(act.tx, input.id)
  if (!book) return nothing
  const second = await questions.ask<WhyAnswer>({ why: { ...task, book } })
  return second.missing ? nothing : second
}

/** Marks the proposal as changed by this person, who then may not approve it. */
async function touched(act: Act, proposal: Proposal, facts: Record<string, unknown>): Promise<{ version: number }> {
  await proposals.touchProposal(act.tx, proposal.id)
  act.about('proposal', proposal.id, facts)
  return { version: proposal.version + 1 }
}

export async function changeLine(
  act: Act,
  input: LineName & { helperId: string | null },
): Promise<{ version: number }> {
  const proposal = await openProposal(act, input.id)
  if (!(await lines.findLine(act.tx, input.id, input.householdId))) throw notFound()
  const line = input.helperId ? await lineWith(act, input, input.helperId) : null
  await lines.changeLine(act.tx, input.id, input.householdId, line)
  return touched(act, proposal, { householdId: input.householdId, helperId: input.helperId })
}

/** The line with another helper, who must have room besides the other lines and be allowed by the rules. */
async function lineWith(act: Act, input: LineName, helperId: string) {
  const { seeker, offers, suitability } = await lineWithOffers(act, input, { ids: [helperId], everywhere: true })
  const offer = offers.find((one) => one.id === helperId)
  if (!offer) throw (await findHelper(act.tx, helperId)) ? new Problem('conflict', pairingWords.retired) : notFound()
  const parameters = { name: offer.name, families: offer.families }
  refuseForbidden(seeker, offer, suitability)
  if (offer.room < 1) throw new Problem('conflict', pairingWords.full, { parameters })
  const why = reasonsOf(seeker, offer, suitability)
  return { helperId, cost: costOf(why), why }
}

function refuseForbidden(seeker: Seeker, offer: matching.NamedOffer, suitability: Suitability): void {
  const { forbiddenBy } = suitability.weigh(factsOf(seeker, offer))
  const parameters = { name: offer.name }
  if (forbiddenBy === 'kin') throw new Problem('conflict', pairingWords.kin, { parameters })
  if (forbiddenBy !== undefined) throw new Problem('conflict', pairingWords.forbiddenPair, { parameters })
}

export async function lockLine(act: Act, input: LineName & { locked: boolean }): Promise<{ version: number }> {
  const proposal = await openProposal(act, input.id)
  if ((await lines.lockLine(act.tx, input.id, input.householdId, input.locked)) === 0)
    throw new Problem('conflict', pairingWords.nothingToLock)
  return touched(act, proposal, { householdId: input.householdId, locked: input.locked })
}

export async function exclude(
  act: Act,
  input: LineName & { helperId: string; excluded: boolean },
): Promise<{ version: number }> {
  const proposal = await openProposal(act, input.id)
  const line = await lines.findLine(act.tx, input.id, input.householdId)
  if (!line) throw notFound()
  if (input.excluded && line.locked && line.helperId === input.helperId)
    throw new Problem('conflict', pairingWords.lockedAlready, { parameters: { name: line.helperName ?? '' } })
  const change = input.excluded ? lines.addExclusion : lines.removeExclusion
  await change(act.tx, input.id, input.householdId, input.helperId)
  if (input.excluded && line.helperId === input.helperId)
    await lines.changeLine(act.tx, input.id, input.householdId, null)
  return touched(act, proposal, { householdId: input.householdId, excluded: input.excluded })
}

/** What is asked before two families exchange their helpers. */
async function exchanged(act: Act, one: LineName, other: LineName) {
  const second = {
    line: await lines.findLine(act.tx, other.id, other.householdId),
    seeker: await matching.findSeeker(act.tx, other.householdId),
  }
  const mine = await lines.findLine(act.tx, one.id, one.householdId)
  const ids = [mine?.helperId, second.line?.helperId].filter((id) => typeof id === 'string')
  const first = await lineWithOffers(act, one, { ids, everywhere: true })
  if (!second.line || !second.seeker) throw notFound()
  const offerOf = (id: string | null) => first.offers.find((offer) => offer.id === id)
  const [own, theirs] = [offerOf(first.line.helperId), offerOf(second.line.helperId)]
  if (!own || !theirs || first.line.state === 'dropped') throw new Problem('conflict', pairingWords.nothingToExchange)
  return { first, second: { line: second.line, seeker: second.seeker }, own, theirs }
}

/** The load a line pays for stays with the helper when families are exchanged. */
const loadOf = (line: ProposalLine): Reason[] => line.why.filter((reason) => reason.rule === 'load')

export async function listHolders(act: Act, input: LineName & { helperId: string }) {
  const filter = { id: input.id, helper: input.helperId, state: 'standing' } as const
  const holders = await lines.listLines(act.tx, filter, { sort: 'head', order: 'asc', limit: 20, offset: 0 })
  const rows = []
  for (const holder of holders) {
    const { first, second, own, theirs } = await exchanged(act, input, {
      id: input.id,
      householdId: holder.householdId,
    })
    const { suitability } = first
    const costs = [suitability.weigh(factsOf(first.seeker, theirs)), suitability.weigh(factsOf(second.seeker, own))]
    const before = costOf([...first.line.why, ...second.line.why].filter((reason) => reason.rule !== 'load'))
    const allowed = costs.every((weighed) => weighed.forbiddenBy === undefined)
    const difference = allowed ? costs.reduce((sum, weighed) => sum + weighed.cost, -before) : null
    rows.push({ householdId: holder.householdId, headName: holder.headName, difference })
  }
  return { rows }
}

export async function exchange(act: Act, input: LineName & { otherHouseholdId: string }): Promise<{ version: number }> {
  const proposal = await openProposal(act, input.id)
  const { first, second, own, theirs } = await exchanged(act, input, {
    id: input.id,
    householdId: input.otherHouseholdId,
  })
  refuseForbidden(first.seeker, theirs, first.suitability)
  refuseForbidden(second.seeker, own, first.suitability)
  const put = (seeker: Seeker, offer: matching.NamedOffer, load: Reason[]) => {
    const why = [...reasonsFor(seeker, offer, first.suitability), ...load]
    return lines.changeLine(act.tx, input.id, seeker.id, { helperId: offer.id, cost: costOf(why), why })
  }
  await put(first.seeker, theirs, loadOf(second.line))
  await put(second.seeker, own, loadOf(first.line))
  return touched(act, proposal, { householdId: input.householdId, other: input.otherHouseholdId })
}
