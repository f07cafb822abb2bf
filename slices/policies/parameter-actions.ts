import { randomUUIDv7 } from 'node:crypto'
import { say } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import type { JudgedLine, ParameterFile, ParameterFilter, ParameterListInput } from './contract.ts'
import { readCsv } from './csv-rules.ts'
import { parameterWords, policyWords as words } from './messages.ts'
import type { Parameter, ParameterChange, ParameterDraft } from './model.ts'
import { unitFault, unitsOf } from './parameter-bound-rules.ts'
import { countStates, type JudgedRow, judgeParameterFile, type RowState, unreadFault } from './parameter-file-rules.ts'
import * as store from './parameter-store.ts'
import { readPolicyFile } from './policy-file-rules.ts'
import type { PolicyFile } from './policy-model.ts'
import { decidingPolicies, listVersions } from './policy-version-store.ts'
import { certaintyWords } from './rule-messages.ts'
import { startRun } from './run-actions.ts'

export async function listParameters(
  act: Act,
  input: ParameterListInput,
): Promise<{ rows: Parameter[]; more: boolean }> {
  const { sort, order, limit, offset, ...bounds } = input
  const rows = await store.listParameters(act.tx, bounds, { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countParameters = async (act: Act, input: ParameterFilter): Promise<{ total: number }> => ({
  total: await store.countParameters(act.tx, input),
})

/** Policies that decide today, and drafts of others. */
async function policyFiles(act: Act): Promise<PolicyFile[]> {
  const { set } = await decidingPolicies(act.tx, act.today)
  const drafts = (await listVersions(act.tx)).flatMap(({ state, source }) => {
    const read = state === 'draft' ? readPolicyFile(source) : undefined
    return read && 'file' in read ? [read.file] : []
  })
  return [...set.policies.map(({ file }) => file), ...drafts]
}

/** Every parameter that a policy or a draft of one reads, or the program itself. */
const readNames = (files: readonly PolicyFile[]): Set<string> =>
  new Set([...Object.keys(parameterWords), ...files.flatMap((file) => file.parameters.map(({ name }) => name))])

/** Refuses a value that the parameter cannot have. */
function checkUnit(files: readonly PolicyFile[], name: string, value: string): void {
  const fault = unitFault(value, unitsOf(files).get(name))
  if (fault) throw new Problem('bad_input', fault, { fields: [{ field: 'value', text: fault }] })
}

/** What is on file to choose from, and what each parameter is called by the policies that read it. */
export async function parameterChoices(act: Act) {
  // What decides goes before a draft that calls it otherwise.
  const files = (await policyFiles(act)).toReversed()
  const titles = files.flatMap(({ parameters }) => parameters.map(({ name, title }) => [name, title] as const))
  return { ...(await store.parameterChoices(act.tx)), titles: Object.fromEntries(titles) }
}

export const listImports = async (act: Act) => ({ rows: await store.parameterImports(act.tx) })

/** Adds a value for a region and a day; everybody's answers are found anew. */
export async function addParameter(act: Act, draft: ParameterDraft): Promise<{ id: string; runId: string }> {
  if (!(await store.existingRegions(act.tx, [draft.region])).has(draft.region))
    throw new Problem('bad_input', words.unknownRegion, { fields: [{ field: 'region', text: words.unknownRegion }] })
  const files = await policyFiles(act)
  const unread = unreadFault(draft.name, readNames(files))
  if (unread) throw new Problem('bad_input', unread, { fields: [{ field: 'name', text: unread }] })
  checkUnit(files, draft.name, draft.value)
  const id = randomUUIDv7()
  try {
    await store.addParameters(act.tx, [{ ...draft, id, version: 1 }], null)
  } catch (error) {
    if (violatedConstraint(error) === 'policy_parameter_once')
      throw new Problem('conflict', words.alreadyThere, { fields: [{ field: 'validFrom', text: words.alreadyThere }] })
    throw error
  }
  const { name, region, validFrom, value } = draft
  act.about('policy_parameter', id, { name, region, from: validFrom, value })
  return { id, runId: await startRun(act, 'dibao', true) }
}

type Adopted = { id: string; names: string[]; region: string; validFrom: string }

/** Puts what a policy suggests on file where nothing stands; how sure it is stands in the place of the document. */
export async function adoptSuggested(act: Act, input: Adopted): Promise<{ added: number; runId: string }> {
  const { id, region, validFrom } = input
  const { set } = await decidingPolicies(act.tx, act.today)
  const policy = set.byId.get(id)
  if (!policy) throw notFound()
  if (!(await store.existingRegions(act.tx, [region])).has(region))
    throw new Problem('bad_input', words.unknownRegion, { fields: [{ field: 'region', text: words.unknownRegion }] })
  await store.lockParameters(act.tx)
  const known = await store.knownParameters(act.tx)
  const stands = (name: string) =>
    known.some(
      (one) => one.name === name && one.region === region && one.residence === '' && one.validFrom === validFrom,
    )
  const rows = policy.file.parameters.flatMap(({ name, suggested, certainty, source }) => {
    if (suggested === undefined || !input.names.includes(name) || stands(name)) return []
    const document = [say(words.suggestedValue, 'zh'), say(certaintyWords[certainty], 'zh'), source].filter(Boolean)
    const draft = { name, region, validFrom, residence: '' as const, value: suggested, publishedOn: null }
    return [{ ...draft, document: document.join('，').slice(0, 200), id: randomUUIDv7(), version: 1 }]
  })
  if (rows.length === 0) throw new Problem('conflict', words.nothingToAdopt)
  await store.addParameters(act.tx, rows, null)
  act.about('policy', id, { names: rows.map(({ name }) => name), region, from: validFrom })
  return { added: rows.length, runId: await startRun(act, 'dibao', true) }
}

/** Puts another value in the place of the one that was on the screen; the old one stays to be read. */
export async function changeParameter(
  act: Act,
  input: ParameterChange & { id: string; version: number },
): Promise<{ id: string; version: number; runId: string }> {
  const { id: seenId, version, why, ...change } = input
  const seen = await store.findParameterRow(act.tx, seenId)
  if (!seen) throw notFound()
  await store.lockParameters(act.tx)
  const now = await store.findSameKey(act.tx, seen)
  if (!now) throw new Problem('conflict', words.withdrawnMeanwhile)
  if (now.version !== version)
    throw new Problem('conflict', words.changedMeanwhile, { data: { theirs: now, yours: { ...change, why } } })
  checkUnit(await policyFiles(act), now.name, change.value)
  const id = randomUUIDv7()
  await store.supersedeParameters(act.tx, [{ id: now.id, by: id, why }])
  const { name, region, residence, validFrom } = now
  const next = { ...change, name, region, residence, validFrom, id, version: version + 1 }
  await store.addParameters(act.tx, [next], null)
  act.about('policy_parameter', id, { name, region, from: validFrom, value: change.value, oldValue: now.value })
  return { id, version: version + 1, runId: await startRun(act, 'dibao', true) }
}

export async function withdrawParameter(act: Act, input: { id: string; why: string }): Promise<{ runId: string }> {
  const before = await store.findParameterRow(act.tx, input.id)
  if (!before) throw notFound()
  if ((await store.supersedeParameters(act.tx, [{ id: input.id, by: null, why: input.why }])) === 0)
    throw new Problem('conflict', words.changedMeanwhile)
  act.about('policy_parameter', input.id, { name: before.name, region: before.region, value: before.value })
  return { runId: await startRun(act, 'dibao', true) }
}

type Counts = Record<RowState, number>

/** Rows of a file judged against what is on file now; a file that is none of ours is refused with what it lacks. */
async function judge(act: Act, file: ParameterFile): Promise<JudgedRow[]> {
  const files = await policyFiles(act)
  const regions = readCsv(file.text).flatMap(({ cells }) => cells.filter((cell) => /^\d{6}$/.test(cell)))
  const judged = judgeParameterFile(
    file.text,
    await store.knownParameters(act.tx),
    await store.existingRegions(act.tx, [...new Set(regions)]),
    readNames(files),
    unitsOf(files),
  )
  if (!('fault' in judged)) return judged.rows
  const parameters = { columns: judged.columns }
  throw new Problem('bad_input', judged.fault, {
    parameters,
    fields: [{ field: 'text', text: judged.fault, parameters }],
  })
}

// As many rows as somebody reads; the counts are of all, and what is wrong comes first.
const shownRows = 500
const order: Record<RowState, number> = { wrong: 0, changed: 1, new: 2, unchanged: 3 }

export async function judgeFile(
  act: Act,
  file: ParameterFile,
): Promise<Counts & { rows: JudgedLine[]; more: boolean }> {
  const rows = await judge(act, file)
  const sorted = [...rows].sort((a, b) => order[a.state] - order[b.state] || a.line - b.line)
  return {
    ...countStates(rows),
    rows: sorted.slice(0, shownRows).map((row) => ({
      line: row.line,
      state: row.state,
      name: row.draft?.name ?? row.cells[0] ?? '',
      region: row.draft?.region ?? row.cells[1] ?? '',
      residence: row.draft?.residence ?? row.cells[2] ?? '',
      from: row.draft?.validFrom ?? row.cells[3] ?? '',
      value: row.draft?.value ?? row.cells[4] ?? '',
      oldValue: row.old?.value ?? null,
      fault: row.fault && say(row.fault, act.language),
    })),
    more: rows.length > shownRows,
  }
}

/** Writes the new and changed rows of a file; the same file again changes nothing. */
export async function importFile(act: Act, file: ParameterFile): Promise<Counts & { importId: string; runId: string }> {
  await store.lockParameters(act.tx)
  const rows = await judge(act, file)
  const counts = countStates(rows)
  const importId = randomUUIDv7()
  const { fileName, document, publishedOn } = file
  await store.addParameterImport(act.tx, {
    id: importId,
    at: act.now.toISOString(),
    fileName,
    document,
    publishedOn,
    added: counts.new,
    changed: counts.changed,
    unchanged: counts.unchanged,
    wrong: counts.wrong,
  })
  const written = rows.flatMap(({ state, draft, old }) =>
    draft && (state === 'new' || state === 'changed')
      ? [
          {
            ...draft,
            id: randomUUIDv7(),
            oldId: old?.id,
            version: (old?.version ?? 0) + 1,
            publishedOn: draft.publishedOn ?? publishedOn,
            document: draft.document ?? document,
          },
        ]
      : [],
  )
  const replaced = written.flatMap(({ id, oldId }) => (oldId ? [{ id: oldId, by: id, why: null }] : []))
  if (replaced.length > 0) await store.supersedeParameters(act.tx, replaced)
  if (written.length > 0) await store.addParameters(act.tx, written, importId)
  act.about('policy_parameter_import', importId, { fileName, ...counts })
  return { ...counts, importId, runId: await startRun(act, 'dibao', true) }
}
