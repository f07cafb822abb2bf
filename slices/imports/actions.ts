import { createHash, randomUUIDv7 } from 'node:crypto'
import { ancestorsOf } from '../../core/area-code.ts'
import { maskIdentityNumber, maskPhone } from '../../core/identity-number.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Correction } from '../../engines/roster/reading.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope } from '../../platform/server/database.ts'
import { findAidList } from '../aid/list-store.ts'
import { findLocalGovernment } from '../organisations/store.ts'
import { importWords } from './messages.ts'
import type { Import, ImportIssue, ImportRow, ImportTarget, NewUnits } from './model.ts'
import { contentsOf } from './part-store.ts'
import { openCorrections } from './reading-actions.ts'
import * as rows from './row-store.ts'
import * as store from './store.ts'

const fileLimit = 20 * 1024 * 1024

const shown = (row: store.ImportRecord): Import => {
  const { organisationLine: _, chosen: __, createdUnits: ___, counts, ...rest } = row
  return { ...rest, counts: 'new' in counts ? (counts as Import['counts']) : null }
}

async function importOf(act: Act, id: string): Promise<store.ImportRecord> {
  const job = await store.findImport(act.tx, id)
  if (!job) throw notFound()
  act.about('import', id)
  return job
}

export async function listImports(
  act: Act,
  input: { limit: number; offset: number },
): Promise<{ rows: Import[]; more: boolean }> {
  const found = await store.listImports(act.tx, input.limit + 1, input.offset)
  return { rows: found.slice(0, input.limit).map(shown), more: found.length > input.limit }
}

export const getImport = async (act: Act, input: { id: string }): Promise<Import> =>
  shown(await importOf(act, input.id))

export async function upload(
  act: Act,
  input: { file: File; target: ImportTarget; areaCode: string; aidListId?: string | undefined },
): Promise<{ id: string }> {
  if (input.file.size === 0)
    throw new Problem('bad_input', importWords.noFile, { fields: [{ field: 'file', text: importWords.noFile }] })
  if (input.file.size > fileLimit) throw new Problem('too_large', importWords.tooLarge)
  if (input.target === 'aid_list' && !(input.aidListId && (await findAidList(act.tx, input.aidListId))))
    throw new Problem('bad_input', importWords.listNeeded, {
      fields: [{ field: 'aidListId', text: importWords.listNeeded }],
    })
  if (!liesInScope(act.scope, input.areaCode))
    throw new Problem('bad_input', importWords.outsideArea, {
      fields: [{ field: 'areaCode', text: importWords.outsideArea }],
    })
  const bytes = Buffer.from(await input.file.arrayBuffer())
  const government = await findLocalGovernment(act.tx, [input.areaCode, ...ancestorsOf(input.areaCode)])
  const id = randomUUIDv7()
  await store.addImport(act.tx, {
    id,
    areaCode: input.areaCode,
    organisationLine: act.scope.lineTo === '~' ? (government?.line ?? '0001') : act.scope.lineFrom,
    target: input.target,
    aidListId: input.target === 'aid_list' ? (input.aidListId ?? null) : null,
    fileName: input.file.name.slice(0, 200),
    fileHash: createHash('sha256').update(bytes).digest(),
    file: act.services.personalData.sealBytes(bytes),
    createdBy: act.accountId,
  })
  await act.services.background.send(act.tx, 'imports.read', { importId: id })
  act.about('import', id, { bytes: bytes.length, target: input.target })
  return { id }
}

export async function listRows(
  act: Act,
  input: { id: string; state?: string | undefined; withIssues?: string | undefined; limit: number; offset: number },
): Promise<{ rows: ImportRow[]; more: boolean; total: number }> {
  const job = await importOf(act, input.id)
  const filter = { state: input.state ?? null, severity: input.withIssues ?? null }
  const found = await rows.listRows(act.tx, input.id, filter, input.limit, input.offset)
  const issues = Map.groupBy(await rows.issuesOfRows(act.tx, input.id, found), (issue) => `${issue.row} ${issue.sheet}`)
  const total = await rows.countRows(act.tx, input.id, filter)
  const contents = await contentsOf(act.tx, act.services.personalData, input.id, found)
  return {
    rows: found.map((row, place) =>
      shownRow(job, row, contents[place] ?? {}, issues.get(`${row.row} ${row.sheet}`) ?? []),
    ),
    more: input.offset + found.length < total,
    total,
  }
}

const shownRow = (
  job: Pick<store.ImportRecord, 'state' | 'target'>,
  { content: _, before: __, ...row }: rows.RowRecord,
  values: Readonly<Record<string, unknown>>,
  issues: ImportIssue[],
): ImportRow => ({
  ...row,
  // A new family has its id from the dry run on; until it is filed, nobody is found under it.
  subjectId: job.target === 'registry' && row.state === 'new' && job.state !== 'committed' ? null : row.subjectId,
  values: maskedValues(values),
  issues,
})

/** Values for the grid: numbers of persons masked, nested parts as counts. */
function maskedValues(content: Readonly<Record<string, unknown>>): ImportRow['values'] {
  const masked: ImportRow['values'] = {}
  for (const [field, value] of Object.entries(content)) {
    if (Array.isArray(value)) masked[field] = value.length
    else if (typeof value === 'string' && /identityNumber|id_number/.test(field))
      masked[field] = maskIdentityNumber(value)
    else if (typeof value === 'string' && field === 'phone') masked[field] = maskPhone(value)
    else if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) masked[field] = value as string
  }
  return masked
}

export async function listIssues(
  act: Act,
  input: { id: string; severity?: string | undefined; limit: number; offset: number },
): Promise<{ rows: ImportIssue[]; around: ImportRow[]; more: boolean; total: number }> {
  const job = await importOf(act, input.id)
  const found = await rows.listIssues(act.tx, input.id, input.severity ?? null, input.limit, input.offset)
  const total = await rows.countIssues(act.tx, input.id, input.severity ?? null)
  const around = await rows.rowsAt(act.tx, input.id, found)
  const contents = await contentsOf(act.tx, act.services.personalData, input.id, around)
  return {
    rows: found,
    around: around.map((row, place) => shownRow(job, row, contents[place] ?? {}, [])),
    more: input.offset + found.length < total,
    total,
  }
}

/** The import in the state a step needs, locked; anything else is said. */
async function inState(act: Act, id: string, ...states: string[]): Promise<store.ImportRecord> {
  const job = await store.lockImport(act.tx, id)
  if (!job) throw notFound()
  if (!states.includes(job.state)) throw new Problem('conflict', importWords.notReady)
  act.about('import', id)
  return job
}

export async function correct(
  act: Act,
  input: {
    id: string
    corrections: Correction[]
    chosen?: Record<string, string | null> | undefined
    newUnits?: NewUnits | undefined
  },
): Promise<Record<string, never>> {
  const job = await inState(act, input.id, 'ready', 'unreadable')
  const kept = openCorrections((await store.fileOf(act.tx, job.id))?.corrections ?? null, act.services.personalData)
  const same = (a: Correction, b: Correction) => a.sheet === b.sheet && a.cell === b.cell
  const corrections = [...kept.filter((old) => !input.corrections.some((one) => same(old, one))), ...input.corrections]
  await store.setCorrections(act.tx, job.id, {
    corrections:
      corrections.length > 0 ? act.services.personalData.sealBytes(Buffer.from(JSON.stringify(corrections))) : null,
    chosen: { ...job.chosen, ...input.chosen },
    newUnits: input.newUnits ?? job.newUnits,
  })
  await begin(act, job.id, 'reading', 'imports.read')
  return {}
}

async function begin(act: Act, id: string, state: 'reading' | 'committing' | 'undoing', queue: string): Promise<void> {
  await store.setState(act.tx, id, state)
  await store.askToCancel(act.tx, id, false)
  await store.noteProgress(act.tx, id, 0, 0)
  await act.services.background.send(act.tx, queue, { importId: id })
}

export async function commit(act: Act, input: { id: string }): Promise<Record<string, never>> {
  await inState(act, input.id, 'ready')
  await begin(act, input.id, 'committing', 'imports.commit')
  return {}
}

export async function undo(act: Act, input: { id: string }): Promise<Record<string, never>> {
  await inState(act, input.id, 'committed')
  await begin(act, input.id, 'undoing', 'imports.undo')
  return {}
}

/** Stops a running step (nothing of it stays), or discards what was not committed. */
export async function cancel(act: Act, input: { id: string }): Promise<Record<string, never>> {
  // Not locked: the running step holds the lock for as long as it runs.
  const job = await importOf(act, input.id)
  if (job.state === 'ready' || job.state === 'unreadable') await store.setState(act.tx, job.id, 'discarded')
  else if (job.state === 'reading' || job.state === 'committing') await store.askToCancel(act.tx, job.id, true)
  else throw new Problem('conflict', importWords.notReady)
  return {}
}
