import { findEntry, relations } from '../workbook-parts.ts'
import type { Zip } from '../zip.ts'
import { movedRow, shiftFormula, shiftRanges } from './formula-shift.ts'
import type { RowInsert } from './plan-parts.ts'
import { attributeOf, bufferOf, changedText, readXml, withAttribute, type XmlBytes } from './xml-bytes.ts'

/** A sheet into which rows were put, and where its XML stands. */
export type ShiftedSheet = {
  readonly name: string
  readonly path: string
  /** Its number among the sheets, from 0: names that hold on one sheet only say it. */
  readonly index: number
  readonly sheetId: string
  readonly insert: RowInsert
}

/** Parts that are written anew, by their path. */
export type ChangedParts = Map<string, Buffer>

/** Everything outside the sheet itself that points into it: names, print areas, tables, notes, drawings, other sheets. */
export async function shiftBook(
  zip: Zip,
  workbook: string,
  sheets: readonly string[],
  shifted: ShiftedSheet,
  changed: ChangedParts,
): Promise<void> {
  const { insert, name } = shifted
  const edit = async (path: string | undefined, change: (xml: XmlBytes) => XmlBytes) => {
    if (path === undefined) return
    const before = changed.get(path)?.toString('latin1') ?? (await readXml(zip, path))
    if (before === undefined) return
    const after = change(before)
    if (after !== before) changed.set(path, bufferOf(after))
  }
  await edit(workbook, (xml) => shiftNames(xml, shifted))
  for (const path of sheets)
    if (path !== shifted.path)
      await edit(path, (xml) =>
        shiftForeign(xml, /(<(?:\w+:)?(?:f|formula|formula1|formula2)(?:\s[^>]*)?>)([^<]*)(<\/)/g, name, insert),
      )
  for (const target of await relations(zip, shifted.path)) {
    const path = findEntry(zip, target.path)
    if (target.type === 'table') await edit(path, (xml) => shiftReferences(xml, insert))
    if (target.type === 'comments') await edit(path, (xml) => shiftReferences(xml, insert))
    if (target.type === 'vmlDrawing') await edit(path, (xml) => shiftNotes(xml, insert))
    if (target.type !== 'drawing' || path === undefined) continue
    await edit(path, (xml) => shiftAnchors(xml, insert))
  }
  for (const path of zip.entries.keys()) {
    if (/^xl\/charts\/[^/]+\.xml$/.test(path))
      await edit(path, (xml) => shiftForeign(xml, /(<(?:\w+:)?f>)([^<]*)(<\/)/g, name, insert))
    if (path === 'xl/calcChain.xml') await edit(path, (xml) => shiftChain(xml, shifted.sheetId, insert))
  }
}

function shiftNames(xml: XmlBytes, { name, index, insert }: ShiftedSheet): XmlBytes {
  return xml.replace(
    /(<(?:\w+:)?definedName(?=\s)([^>]*)>)([^<]*)(<\/)/g,
    (_, open: string, attributes: string, text: string, close: string) => {
      const home = attributeOf(attributes, 'localSheetId') === String(index) ? name : undefined
      return open + changedText(text, (formula) => shiftFormula(formula, name, home, insert)) + close
    },
  )
}

const shiftForeign = (xml: XmlBytes, pattern: RegExp, sheet: string, insert: RowInsert): XmlBytes =>
  xml.replace(
    pattern,
    (_, open: string, text: string, close: string) =>
      open + changedText(text, (formula) => shiftFormula(formula, sheet, undefined, insert)) + close,
  )

const shiftReferences = (xml: XmlBytes, insert: RowInsert): XmlBytes =>
  xml.replace(/<(?:\w+:)?(?:table|autoFilter|sortState|sortCondition|comment)\s[^>]*>/g, (tag) => {
    const ranges = attributeOf(tag, 'ref')
    return ranges === undefined ? tag : withAttribute(tag, 'ref', shiftRanges(ranges, insert))
  })

// Drawings count rows from 0.
const movedPlace = (row: string, insert: RowInsert): number => movedRow(Number(row) + 1, insert) - 1

const shiftAnchors = (xml: XmlBytes, insert: RowInsert): XmlBytes =>
  xml.replace(
    /(<(?:\w+:)?row>)(\d+)(<\/)/g,
    (_, open: string, row: string, close: string) => open + movedPlace(row, insert) + close,
  )

const shiftNotes = (xml: XmlBytes, insert: RowInsert): XmlBytes =>
  xml
    .replace(
      /(<x:Row>)(\d+)(<\/)/g,
      (_, open: string, row: string, close: string) => open + movedPlace(row, insert) + close,
    )
    .replace(/(<x:Anchor>)([^<]*)(<\/)/g, (_, open: string, anchor: string, close: string) => {
      const parts = anchor.split(',')
      for (const place of [2, 6]) {
        const row = parts[place]?.trim()
        if (row !== undefined && /^\d+$/.test(row)) parts[place] = ` ${movedPlace(row, insert)}`
      }
      return open + parts.join(',') + close
    })

/** The order in which Excel computes: its cells must exist, or Excel asks to repair the file. */
function shiftChain(xml: XmlBytes, sheetId: string, insert: RowInsert): XmlBytes {
  let sheet = ''
  return xml.replace(/<(?:\w+:)?c\s[^>]*>/g, (tag) => {
    sheet = attributeOf(tag, 'i') ?? sheet
    const place = attributeOf(tag, 'r')
    if (sheet !== sheetId || place === undefined) return tag
    return withAttribute(tag, 'r', shiftRanges(place, { ...insert, reaching: 0 }))
  })
}

/** Asks the program that opens the workbook to compute it anew: what was computed before was computed without the values. */
export function computeOnOpening(xml: XmlBytes): XmlBytes {
  const known = /<(\w+:)?calcPr(?=[\s/>])([^>]*)>/.exec(xml)
  if (known) {
    const tag = known[0]
    const said = attributeOf(tag, 'fullCalcOnLoad')
    if (said === '1' || said === 'true') return xml
    const changed =
      said === undefined
        ? tag.replace(/(\/?)>$/, (_, slash: string) => ` fullCalcOnLoad="1"${slash}>`)
        : withAttribute(tag, 'fullCalcOnLoad', '1')
    return xml.replace(tag, () => changed)
  }
  const prefix = /<(\w+:)?sheets[\s>]/.exec(xml)?.[1] ?? ''
  const calc = `<${prefix}calcPr fullCalcOnLoad="1"/>`
  const names = /<\/(?:\w+:)?definedNames>|<(?:\w+:)?definedNames\s*\/>/.exec(xml)
  const anchor = names ?? /<\/(?:\w+:)?externalReferences>/.exec(xml) ?? /<\/(?:\w+:)?sheets>/.exec(xml)
  if (!anchor) return xml
  const at = anchor.index + anchor[0].length
  return xml.slice(0, at) + calc + xml.slice(at)
}
