import { createHash, randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { mayRole } from '../../core/permissions.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { isFormField } from '../../engines/roster/fill/form-fields.ts'
import { isListKind, listKeyStart, periodsOf } from '../../engines/roster/fill/form-reading.ts'
import type { Act } from '../../platform/server/act.ts'
import type { Scope } from '../../platform/server/database.ts'
import { findAidList } from '../aid/list-store.ts'
import { findGuarantee } from '../guarantees/store.ts'
import * as facts from './facts-store.ts'
import { formWords } from './messages.ts'
import type { Filling, Form, Months, Selection } from './model.ts'
import { fileDays, headingsOf, shownParts, withChosen } from './rules.ts'
import * as store from './store.ts'

const fileLimit = 20 * 1024 * 1024

/** Under whose name choices are remembered: the asker's organisation, or the tenant for those above all of them. */
export const lineOf = (scope: Scope): string => (scope.lineTo === '~' ? '' : scope.lineFrom)

type Chosen = Readonly<Record<string, string | null>>

const shown = ({ reading, ...form }: store.FormRecord, chosen: Chosen): Form => {
  const shape = reading && reading.shape !== 'none' ? reading.shape : null
  const { named, isOpen } = periodsOf(reading?.parts ?? [])
  const parts = reading ? withChosen(shownParts(reading), chosen) : []
  return { ...form, shape, parts, periods: named, asksPeriod: isOpen }
}

const chosenBy = async (act: Act): Promise<Chosen> =>
  Object.fromEntries(
    (await store.chosenHeadings(act.tx, lineOf(act.scope))).map(({ heading, field }) => [heading, field]),
  )

async function formOf(act: Act, id: string): Promise<store.FormRecord> {
  const form = await store.findForm(act.tx, id)
  if (!form) throw notFound()
  act.about('form', id)
  return form
}

export async function listForms(
  act: Act,
  input: { limit: number; offset: number },
): Promise<{ rows: Form[]; more: boolean }> {
  const found = await store.listForms(act.tx, input.limit + 1, input.offset)
  const chosen = await chosenBy(act)
  return { rows: found.slice(0, input.limit).map((form) => shown(form, chosen)), more: found.length > input.limit }
}

export const getForm = async (act: Act, input: { id: string }): Promise<Form> =>
  shown(await formOf(act, input.id), await chosenBy(act))

export async function upload(act: Act, input: { file: File; name?: string | undefined }): Promise<{ id: string }> {
  if (input.file.size === 0)
    throw new Problem('bad_input', formWords.noFile, { fields: [{ field: 'file', text: formWords.noFile }] })
  if (input.file.size > fileLimit) throw new Problem('too_large', formWords.tooLarge)
  const bytes = Buffer.from(await input.file.arrayBuffer())
  const fileHash = createHash('sha256').update(bytes).digest()
  const known = await store.findFormByHash(act.tx, fileHash)
  if (known) {
    act.about('form', known.id, { known: true })
    return known
  }
  const id = randomUUIDv7()
  const fileName = input.file.name.slice(0, 200)
  await store.addForm(act.tx, {
    id,
    name: input.name || fileName.replace(/\.[^.]*$/, '').slice(0, 100),
    fileName,
    fileHash,
    file: act.services.personalData.sealBytes(bytes),
    createdBy: act.accountId,
  })
  await act.services.background.send(act.tx, 'forms.read', { formId: id })
  act.about('form', id, { bytes: bytes.length })
  return { id }
}

export async function choose(
  act: Act,
  input: { id: string; chosen: Record<string, string | null> },
): Promise<Record<string, never>> {
  const form = await formOf(act, input.id)
  if (!form.reading) throw new Problem('conflict', formWords.notReady)
  const headings = headingsOf(shownParts(form.reading))
  for (const [heading, field] of Object.entries(input.chosen)) {
    if (!headings.has(heading))
      throw new Problem('bad_input', formWords.unknownHeading, { parameters: { heading: heading.slice(0, 60) } })
    const isKnown = heading.startsWith(listKeyStart) ? isListKind : isFormField
    if (field !== null && !isKnown(field))
      throw new Problem('bad_input', formWords.unknownField, { parameters: { field } })
  }
  await store.chooseHeadings(act.tx, lineOf(act.scope), input.chosen, act.accountId)
  act.about('form', form.id, { headings: Object.keys(input.chosen).length })
  return {}
}

/** A list that a selection names and the asker cannot see answers like none. */
async function refuseUnknownList(act: Act, selection: Selection): Promise<void> {
  if (selection.kind === 'aid_list' && !(await findAidList(act.tx, selection.id))) throw notFound()
  if (selection.kind === 'guarantee' && !(await findGuarantee(act.tx, selection.id))) throw notFound()
}

export async function fill(
  act: Act,
  input: { id: string; selection: Selection; period?: Months | undefined; purpose: string; fullNumbers: boolean },
): Promise<{ id: string }> {
  const form = await formOf(act, input.id)
  if (form.state !== 'ready') throw new Problem('conflict', formWords.notReady)
  if (input.fullNumbers && !mayRole(act.scope.role, 'forms.full_numbers'))
    throw new Problem('forbidden', formWords.numbersNotAllowed)
  await refuseUnknownList(act, input.selection)
  const id = randomUUIDv7()
  const { purpose, fullNumbers, period } = input
  const selection = { ...input.selection, ...(period && { period }) }
  await store.addFilling(act.tx, { id, formId: form.id, selection, purpose, fullNumbers })
  await act.services.background.send(act.tx, 'forms.fill', { fillingId: id })
  act.about('form_filling', id, { formId: form.id, selection: selection.kind, purpose, fullNumbers })
  return { id }
}

async function shownFillings(act: Act, found: readonly store.FillingRecord[]): Promise<Filling[]> {
  const ids = new Set(found.flatMap(({ gaps }) => gaps.flatMap(({ families }) => families)))
  const names = new Map((await facts.headNames(act.tx, [...ids])).map(({ id, headName }) => [id, headName]))
  return found.map(({ selection, createdBy: _, gaps, ...filling }) => ({
    ...filling,
    periods: [...(selection.counted ?? [])],
    gaps: gaps.map((gap) => ({
      ...gap,
      families: gap.families.flatMap((id) => {
        const headName = names.get(id)
        return headName === undefined ? [] : [{ id, headName }]
      }),
    })),
  }))
}

export async function listFillings(
  act: Act,
  input: { id: string; limit: number; offset: number },
): Promise<{ rows: Filling[]; more: boolean }> {
  await formOf(act, input.id)
  const found = await store.listFillings(act.tx, input.id, input.limit + 1, input.offset)
  return { rows: await shownFillings(act, found.slice(0, input.limit)), more: found.length > input.limit }
}

async function fillingOf(act: Act, id: string): Promise<store.FillingRecord> {
  const filling = await store.findFilling(act.tx, id)
  if (!filling) throw notFound()
  act.about('form_filling', id)
  return filling
}

export async function getFilling(act: Act, input: { id: string }): Promise<Filling> {
  const [filling] = await shownFillings(act, [await fillingOf(act, input.id)])
  if (!filling) throw notFound()
  return filling
}

/** Stops a filling that is under way: it ends as failed, and nothing of it is kept. One that is over stays as it is. */
export async function stopFilling(act: Act, input: { id: string }): Promise<Record<string, never>> {
  const filling = await fillingOf(act, input.id)
  await store.failFilling(act.tx, filling.id, formWords.stopped)
  return {}
}

const kinds: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  docm: 'application/vnd.ms-word.document.macroEnabled.12',
  zip: 'application/zip',
}

/** The filled form; audited before its first byte leaves. */
export async function filledFile(act: Act, input: { id: string }) {
  const filling = await fillingOf(act, input.id)
  const stored = await store.fillingFile(act.tx, filling.id)
  if (filling.state !== 'done' || !filling.fileName) throw new Problem('conflict', formWords.notReady)
  if (!stored?.file) throw new Problem('gone', formWords.fileGone, { parameters: { days: fileDays } })
  // A role that was taken away since must not fetch what it may no longer see.
  if (filling.fullNumbers && !mayRole(act.scope.role, 'forms.full_numbers'))
    throw new Problem('forbidden', formWords.numbersNotAllowed)
  act.about('form_filling', filling.id, { households: filling.households, fullNumbers: filling.fullNumbers })
  const kind = kinds[filling.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return {
    headers: {
      'content-type': kind,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filling.fileName)}`,
    },
    body: Readable.toWeb(Readable.from([act.services.personalData.openBytes(stored.file)])) as unknown,
  }
}
