import { unreadable } from '../unreadable.ts'
import { findEntry, relations } from '../workbook-parts.ts'
import type { Zip } from '../zip.ts'
import { controlsOf, type XmlEdit } from './content-controls.ts'
import { type BoxTable, boxesOf, tablesInBoxes } from './document-boxes.ts'
import { type DocumentLine, lineEdits, linesGrid, linesOf, readLines } from './document-lines.ts'
import { edited } from './document-pieces.ts'
import { tableGrid, tablesOf } from './document-tables.ts'
import { type FormFacts, planPart } from './fill-plan.ts'
import type { FormGrid } from './form-grid.ts'
import {
  asCard,
  asOneCard,
  type ChosenFields,
  type FormPart,
  type FormReading,
  listsOneFamily,
  shapeOf,
} from './form-reading.ts'
import { type LegacyField, legacyFieldsOf } from './legacy-fields.ts'
import type { ChangedParts } from './patch-book.ts'
import { patchTable } from './patch-document.ts'
import type { FormGap } from './plan-parts.ts'
import { recogniseForm } from './recognise-form.ts'
import { sharesOf } from './whose-list.ts'
import { bufferOf, readXml, type XmlBytes } from './xml-bytes.ts'

/** A blank Word document, opened once and filled as often as needed. */
export type FormDocument = {
  readonly zip: Zip
  readonly path: string
  readonly xml: XmlBytes
  readonly tables: readonly (BoxTable & { readonly grid: FormGrid })[]
  /** Lines outside the tables with places of their own. */
  readonly lines: readonly DocumentLine[]
}

/** Throws `unreadable_file` when the zip is no Word document. */
export async function openFormDocument(zip: Zip): Promise<FormDocument> {
  const main = (await relations(zip, '')).find(({ type }) => type === 'officeDocument')
  const path = findEntry(zip, main?.path ?? 'word/document.xml') ?? findEntry(zip, 'word/document.xml')
  const xml = path === undefined ? undefined : await readXml(zip, path)
  if (path === undefined || xml === undefined) throw unreadable('broken')
  const contentControls = controlsOf(xml)
  // A field within a content control is filled through the control.
  const isFree = (one: LegacyField) => !contentControls.some(({ start, end }) => one.start >= start && one.end <= end)
  const controls = [...contentControls, ...legacyFieldsOf(xml).filter(isFree)].sort((a, b) => a.start - b.start)
  const all = tablesOf(xml, controls).sort((a, b) => a.start - b.start)
  // A table that only frames others is no place of the form itself.
  const found = all.filter((one) => !all.some(({ start, end }) => start > one.start && end < one.end))
  const boxes = boxesOf(xml).filter(({ start }) => !all.some((one) => start >= one.start && start < one.end))
  const floating = tablesInBoxes(xml, boxes, controls)
  const tables = [...found.map((table): BoxTable => ({ table, copies: [] })), ...floating]
    .sort((a, b) => a.table.start - b.table.start)
    .map((one, index) => ({ ...one, grid: tableGrid(one.table, `表${index + 1}`) }))
  const covered = [...all, ...floating.flatMap(({ table, copies }) => [table, ...copies])]
  return { zip, path, xml, tables, lines: linesOf(xml, covered, controls, boxes) }
}

export function readFormDocument(document: FormDocument, chosen: ChosenFields): FormReading {
  const parts = asOneCard(document.tables.map(({ grid }) => recogniseForm(grid, chosen)))
  const shape = shapeOf(parts)
  // A letter of one family says in its lines who it is and lists its members below.
  const letter = listsOneFamily(parts) ? readLines(document.lines, 'none', chosen) : []
  const whole = letter.some(namesFamily) ? [...parts.map(asCard), ...letter] : undefined
  const all = whole ?? [...parts, ...readLines(document.lines, shape, chosen)]
  return { format: 'docx', shape: shapeOf(all), parts: all }
}

const namesFamily = ({ labels }: FormPart): boolean =>
  labels.some(({ field }) => field === 'name' || field === 'head_name')

/** Fills the form: the parts that change, and what could not be filled. */
export function fillFormDocument(
  document: FormDocument,
  reading: FormReading,
  facts: Omit<FormFacts, 'date1904'>,
): { changed: ChangedParts; gaps: FormGap[] } {
  const { shares, gaps } = sharesOf(reading, facts.families, facts.form)
  const { xml } = document
  const planOf = (grid: FormGrid) => {
    const part = reading.parts.find(({ name }) => name === grid.name)
    const plan = part && planPart(part, grid, { ...facts, date1904: false }, shares)
    if (plan) gaps.push(...plan.gaps)
    return plan
  }
  const edits = document.tables.flatMap(({ table, copies, grid }): XmlEdit[] => {
    const plan = planOf(grid)
    if (!plan || (plan.writes.length === 0 && plan.inserts.length === 0)) return []
    return [table, ...copies].map((one) => ({ start: one.start, end: one.end, fresh: patchTable(xml, one, plan) }))
  })
  for (const { row, value } of planOf(linesGrid(document.lines))?.writes ?? []) {
    const line = document.lines[row - 1]
    if (line && value && 'text' in value) edits.push(...lineEdits(xml, line, value.text))
  }
  const filled = edited(xml, 0, xml.length, edits)
  const changed: ChangedParts = new Map()
  if (filled !== xml) changed.set(document.path, bufferOf(filled))
  return { changed, gaps }
}
