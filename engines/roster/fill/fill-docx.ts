import { unreadable } from '../unreadable.ts'
import { findEntry, relations } from '../workbook-parts.ts'
import type { Zip } from '../zip.ts'
import { type DocumentTable, tableGrid, tablesOf } from './document-tables.ts'
import { type FormFacts, type FormGap, planPart } from './fill-plan.ts'
import type { FormGrid } from './form-grid.ts'
import { type ChosenFields, type FormReading, shapeOf } from './form-reading.ts'
import type { ChangedParts } from './patch-book.ts'
import { patchTable } from './patch-document.ts'
import { recogniseForm } from './recognise-form.ts'
import { bufferOf, readXml, type XmlBytes } from './xml-bytes.ts'

/** A blank Word document, opened once and filled as often as needed. */
export type FormDocument = {
  readonly zip: Zip
  readonly path: string
  readonly xml: XmlBytes
  readonly tables: readonly { readonly table: DocumentTable; readonly grid: FormGrid }[]
}

/** Throws `unreadable_file` when the zip is no Word document. */
export async function openFormDocument(zip: Zip): Promise<FormDocument> {
  const main = (await relations(zip, '')).find(({ type }) => type === 'officeDocument')
  const path = findEntry(zip, main?.path ?? 'word/document.xml') ?? findEntry(zip, 'word/document.xml')
  const xml = path === undefined ? undefined : await readXml(zip, path)
  if (path === undefined || xml === undefined) throw unreadable('broken')
  const all = tablesOf(xml).sort((a, b) => a.start - b.start)
  // A table that only frames others is no place of the form itself.
  const found = all.filter((one) => !all.some(({ start, end }) => start > one.start && end < one.end))
  return { zip, path, xml, tables: found.map((table, index) => ({ table, grid: tableGrid(table, `表${index + 1}`) })) }
}

export function readFormDocument(document: FormDocument, chosen: ChosenFields): FormReading {
  const parts = document.tables.map(({ grid }) => recogniseForm(grid, chosen))
  return { format: 'docx', shape: shapeOf(parts), parts }
}

/** Fills the form: the parts that change, and what could not be filled. */
export function fillFormDocument(
  document: FormDocument,
  reading: FormReading,
  facts: Omit<FormFacts, 'date1904'>,
): { changed: ChangedParts; gaps: FormGap[] } {
  const gaps: FormGap[] = []
  let { xml } = document
  const plans = document.tables.map(({ table, grid }) => {
    const part = reading.parts.find(({ name }) => name === grid.name)
    const plan = part && planPart(part, grid, { ...facts, date1904: false })
    if (plan) gaps.push(...plan.gaps)
    return { table, plan }
  })
  // From the end, so that the places of the tables before stay where they were.
  for (const { table, plan } of plans.reverse())
    if (plan && (plan.writes.length > 0 || plan.insert)) xml = patchTable(xml, table, plan)
  const changed: ChangedParts = new Map()
  if (xml !== document.xml) changed.set(document.path, bufferOf(xml))
  return { changed, gaps }
}
