import { readSharedStrings } from '../shared-strings.ts'
import { unreadable } from '../unreadable.ts'
import { findWorkbookPart, readWorkbookParts, type WorkbookParts } from '../workbook-parts.ts'
import type { Zip } from '../zip.ts'
import { type FormFacts, planPart } from './fill-plan.ts'
import type { FormGrid } from './form-grid.ts'
import { asOneCard, type ChosenFields, type FormReading, shapeOf } from './form-reading.ts'
import { type ChangedParts, computeOnOpening, shiftBook } from './patch-book.ts'
import { patchAround } from './patch-ranges.ts'
import { patchRows } from './patch-sheet.ts'
import type { FormGap, PartPlan } from './plan-parts.ts'
import { recogniseForm } from './recognise-form.ts'
import { gridOf, textsOfRange } from './sheet-xml.ts'
import { sharesOf } from './whose-list.ts'
import { attributeOf, bufferOf, readXml, type XmlBytes } from './xml-bytes.ts'

export type FormSheet = {
  readonly grid: FormGrid
  readonly path: string
  readonly index: number
  readonly xml: XmlBytes
}

/** A blank workbook, opened once and filled as often as needed. */
export type FormBook = {
  readonly zip: Zip
  readonly parts: WorkbookParts
  readonly workbook: string
  readonly sheets: readonly FormSheet[]
}

/** Throws `unreadable_file` when the zip is no workbook. Hidden sheets are no part of the form. */
export async function openFormBook(zip: Zip): Promise<FormBook> {
  const workbook = await findWorkbookPart(zip)
  if (workbook === undefined || workbook.endsWith('.bin')) throw unreadable('broken')
  const parts = await readWorkbookParts(zip)
  const strings = await readSharedStrings(zip, parts.sharedStrings)
  const sheets: FormSheet[] = []
  const texts = new Map<string, XmlBytes>()
  for (const { name, path } of parts.sheets) {
    const xml = await readXml(zip, path)
    if (xml !== undefined) texts.set(name, xml)
  }
  const textsAt = (sheet: string, range: string) => textsOfRange(texts.get(sheet) ?? '', range, strings)
  for (const [index, { name, path, hidden }] of parts.sheets.entries()) {
    const xml = hidden ? undefined : texts.get(name)
    if (xml !== undefined)
      sheets.push({ grid: gridOf(name, xml, strings, parts.dateStyles, textsAt), path, index, xml })
  }
  return { zip, parts, workbook, sheets }
}

export function readFormBook(book: FormBook, chosen: ChosenFields): FormReading {
  const parts = asOneCard(book.sheets.map(({ grid }) => recogniseForm(grid, chosen)))
  return { format: 'xlsx', shape: shapeOf(parts), parts }
}

/** Fills the form: the parts that change, and what could not be filled. */
export async function fillFormBook(
  book: FormBook,
  reading: FormReading,
  facts: Omit<FormFacts, 'date1904'>,
): Promise<{ changed: ChangedParts; gaps: FormGap[] }> {
  const { zip, workbook, parts } = book
  // Each copy of a form may unpack what the first one could.
  zip.budget.left = zip.budget.limit
  const changed: ChangedParts = new Map()
  const { shares, gaps } = sharesOf(reading, facts.families, facts.form)
  let touched = false
  for (const sheet of book.sheets) {
    const part = reading.parts.find(({ name }) => name === sheet.grid.name)
    if (!part || part.shape === 'none') continue
    const plan = planPart(part, sheet.grid, { ...facts, date1904: parts.date1904 }, shares)
    gaps.push(...plan.gaps)
    if (plan.writes.length === 0 && plan.inserts.length === 0) continue
    touched = true
    await writePlan(book, sheet, plan, changed)
  }
  if (touched && (await hasFormulas(book, changed))) {
    const xml = changed.get(workbook)?.toString('latin1') ?? (await readXml(zip, workbook)) ?? ''
    changed.set(workbook, bufferOf(computeOnOpening(xml)))
  }
  return { changed, gaps }
}

/** A sheet with its plan carried out. Rows are put in from below, so that what is above stands where the plan saw it. */
async function writePlan(book: FormBook, sheet: FormSheet, plan: PartPlan, changed: ChangedParts): Promise<void> {
  const { zip, workbook, parts } = book
  const { path, index } = sheet
  const { name } = sheet.grid
  const inserts = [...plan.inserts].reverse()
  const [first] = inserts
  for (const insert of first ? inserts : [undefined]) {
    const isLast = insert === inserts.at(-1)
    const before = changed.get(path)?.toString('latin1') ?? sheet.xml
    const rows = patchRows(before, name, insert, isLast ? plan.writes : [])
    changed.set(path, bufferOf(patchAround(rows, name, insert, isLast ? plan.merges : [])))
    if (!insert) continue
    const sheetId = (await sheetIds(zip, workbook))[index] ?? ''
    const paths = parts.sheets.map((one) => one.path)
    await shiftBook(zip, workbook, paths, { name, path, index, sheetId, insert }, changed)
  }
}

const sheetIds = async (zip: Zip, workbook: string): Promise<string[]> =>
  [...((await readXml(zip, workbook)) ?? '').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(
    ([tag]) => attributeOf(tag, 'sheetId') ?? '',
  )

async function hasFormulas({ zip, parts }: FormBook, changed: ChangedParts): Promise<boolean> {
  for (const { path } of parts.sheets) {
    const xml = changed.get(path)?.toString('latin1') ?? (await readXml(zip, path)) ?? ''
    if (/<(?:\w+:)?f[\s/>]/.test(xml)) return true
  }
  return false
}
