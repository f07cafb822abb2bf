import { copyFormula, movedRow, shiftFormula, shiftRanges } from './formula-shift.ts'
import type { CellWrite, RowInsert } from './plan-parts.ts'
import { cellsOf, hasFormula, reference, rowsOf, type XmlCell } from './sheet-xml.ts'
import type { Written } from './write-value.ts'
import { attributeOf, changedText, escapedText, textOf, withAttribute, type XmlBytes } from './xml-bytes.ts'

type Row = { readonly number: number; readonly prefix: string; readonly attributes: string; readonly inner: XmlBytes }
type Master = { readonly text: string; readonly row: number; readonly column: number }

const formulaTag = /<(\w+:)?f(?=[\s/>])([^>]*?)(?:\/>|>([^<]*)<\/(?:\w+:)?f>)/g

/** The rows of a sheet with new ones put in and values written; cells that are not written keep every byte. */
export function patchRows(
  xml: XmlBytes,
  sheet: string,
  insert: RowInsert | undefined,
  writes: readonly CellWrite[],
): XmlBytes {
  const byRow = Map.groupBy(writes, ({ row }) => row)
  const start = /<(\w+:)?sheetData(?=[\s/>])[^>]*>/.exec(xml)
  if (!start) return xml
  if (start[0].endsWith('/>')) return xml
  const prefix = start[1] ?? ''
  const masters = insert ? sharedMasters(xml) : new Map<string, Master>()
  const pieces: string[] = []
  let copied = start.index + start[0].length
  let [inserted, last] = [insert === undefined, 0]
  const wanted = [...byRow.keys()].sort((one, other) => one - other)
  let next = 0
  let model: Row | undefined
  const missingUpTo = (limit: number) => {
    // Rows that get a value but stand nowhere in the file.
    for (; (wanted[next] ?? Number.POSITIVE_INFINITY) < limit; next++) {
      const number = wanted[next] as number
      if (number > last && byRow.has(number))
        pieces.push(rowXml({ number, prefix, attributes: ` r="${number}"`, inner: '' }, take(byRow, number)))
    }
  }
  const putIn = () => {
    if (!insert || inserted) return
    inserted = true
    missingUpTo(insert.before)
    for (let place = 0; place < insert.count; place++) {
      const number = insert.before + place
      const row = model ? copyOf(model, number, masters, sheet, insert) : bare(number, prefix)
      pieces.push(rowXml(row, take(byRow, number)))
      last = number
    }
  }
  for (const row of rowsOf(xml)) {
    if (!inserted && insert && row.number >= insert.before) putIn()
    const number = insert ? movedRow(row.number, insert) : row.number
    missingUpTo(number)
    const shifted = insert ? shiftRow(row, number, sheet, insert) : row
    if (insert && row.number === insert.model) model = shifted
    const own = take(byRow, number)
    pieces.push(xml.slice(copied, row.start))
    pieces.push(own.length === 0 && !insert ? withoutCache(xml.slice(row.start, row.end)) : rowXml(shifted, own))
    copied = row.end
    last = number
  }
  putIn()
  missingUpTo(Number.POSITIVE_INFINITY)
  return xml.slice(0, start.index + start[0].length) + pieces.join('') + xml.slice(copied)
}

const bare = (number: number, prefix: string): Row => ({ number, prefix, attributes: ` r="${number}"`, inner: '' })

function take(byRow: Map<number, CellWrite[]>, row: number): CellWrite[] {
  const own = byRow.get(row) ?? []
  byRow.delete(row)
  return own
}

/** Formulas shared by many cells, by their number: a copied row writes them out. */
function sharedMasters(xml: XmlBytes): Map<string, Master> {
  const masters = new Map<string, Master>()
  for (const row of rowsOf(xml)) {
    if (!row.inner.includes('shared')) continue
    for (const cell of cellsOf(row.inner)) {
      const [, , attributes = '', text] = new RegExp(formulaTag.source).exec(cell.inner) ?? []
      const number = attributeOf(attributes, 'si')
      if (number !== undefined && text)
        masters.set(number, { text: textOf(text), row: row.number, column: cell.column })
    }
  }
  return masters
}

/** A row at its new place, its formulas pointing to where things are now. */
function shiftRow(row: Row, number: number, sheet: string, insert: RowInsert): Row {
  const moves = number !== row.number
  const attributes = moves ? withAttribute(row.attributes, 'r', String(number)) : row.attributes
  let { inner } = row
  if (inner.includes('f')) inner = shiftFormulas(inner, sheet, insert, row.number)
  if (moves)
    inner = inner.replace(
      /(<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["'][A-Z]{1,3})\d+(["'])/g,
      (_, start: string, quote: string) => `${start}${number}${quote}`,
    )
  return { ...row, number, attributes, inner }
}

export const shiftFormulas = (xml: XmlBytes, sheet: string, insert: RowInsert, row: number): XmlBytes =>
  xml.replace(formulaTag, (whole: string, prefix: string | undefined, attributes: string, text: string | undefined) => {
    const range = attributeOf(attributes, 'ref')
    const kept =
      range === undefined
        ? attributes
        : withAttribute(attributes, 'ref', shiftRanges(range, { ...insert, reaching: 0 }))
    if (text === undefined) return kept === attributes ? whole : whole.replace(attributes, () => kept)
    const changed = changedText(text, (formula) => shiftFormula(formula, sheet, sheet, insert, row))
    return changed === text && kept === attributes ? whole : `<${prefix ?? ''}f${kept}>${changed}</${prefix ?? ''}f>`
  })

/** A new row that looks like the model: its styles, formulas and printed answers, none of its other values. */
function copyOf(
  model: Row,
  number: number,
  masters: ReadonlyMap<string, Master>,
  sheet: string,
  insert: RowInsert,
): Row {
  const cells = cellsOf(model.inner).map((cell) => {
    const at = reference(cell.column, number)
    if (insert.presets?.includes(cell.column) && !hasFormula(cell))
      return `<${cell.prefix}c${withAttribute(cell.attributes, 'r', at)}>${cell.inner}</${cell.prefix}c>`
    const style = attributeOf(cell.attributes, 's')
    const look = style === undefined ? '' : ` s="${style}"`
    const formula = hasFormula(cell) ? formulaCopy(cell, model.number, number, masters, sheet, insert) : undefined
    if (formula === undefined) return `<${cell.prefix}c r="${at}"${look}/>`
    return `<${cell.prefix}c r="${at}"${look}><${cell.prefix}f>${escapedText(formula)}</${cell.prefix}f></${cell.prefix}c>`
  })
  const attributes = attributeOf(model.attributes, 'r')
    ? withAttribute(model.attributes, 'r', String(number))
    : ` r="${number}"${model.attributes}`
  return { number, prefix: model.prefix, attributes, inner: cells.join('') }
}

function formulaCopy(
  cell: XmlCell,
  from: number,
  to: number,
  masters: ReadonlyMap<string, Master>,
  sheet: string,
  insert: RowInsert,
): string | undefined {
  const [, , attributes = '', text] = new RegExp(formulaTag.source).exec(cell.inner) ?? []
  if (text) return copyFormula(textOf(text), to - from)
  const master = masters.get(attributeOf(attributes, 'si') ?? '')
  if (!master) return undefined
  const shifted = shiftFormula(master.text, sheet, sheet, insert, master.row)
  return copyFormula(shifted, to - movedRow(master.row, insert), cell.column - master.column)
}

/** Computed values are taken out where the form is filled: they would say what the blank form said. */
const withoutCache = (xml: XmlBytes): XmlBytes =>
  /<(?:\w+:)?f[\s/>]/.test(xml)
    ? xml.replace(
        /(<(?:\w+:)?f(?=[\s/>])[^>]*?(?:\/>|>[^<]*<\/(?:\w+:)?f>))<(?:\w+:)?v(?:\s[^>]*)?>[^<]*<\/(?:\w+:)?v>/g,
        (_, formula: string) => formula,
      )
    : xml

function rowXml({ number, prefix, attributes, inner }: Row, writes: readonly CellWrite[]): XmlBytes {
  const cells = withoutCache(writes.length === 0 ? inner : writeCells(inner, number, prefix, writes))
  return cells === '' ? `<${prefix}row${attributes}/>` : `<${prefix}row${attributes}>${cells}</${prefix}row>`
}

/** Writes values into the cells of a row; cells that were not there are added in their place. */
function writeCells(inner: XmlBytes, row: number, prefix: string, writes: readonly CellWrite[]): XmlBytes {
  const left = [...writes].sort((a, b) => a.column - b.column)
  const pieces: string[] = []
  let copied = 0
  const addUpTo = (column: number) => {
    for (let next = left[0]; next && next.column < column; next = left[0]) {
      left.shift()
      if (next.value) pieces.push(cellXml(prefix, ` r="${reference(next.column, row)}"`, next.value))
    }
  }
  for (const cell of cellsOf(inner)) {
    pieces.push(inner.slice(copied, cell.start))
    addUpTo(cell.column)
    const write = left[0]?.column === cell.column ? left.shift() : undefined
    if (write) {
      const attributes = cell.attributes.replace(/\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')/g, '').trimEnd()
      pieces.push(cellXml(cell.prefix, attributes, write.value))
    } else pieces.push(inner.slice(cell.start, cell.end))
    copied = cell.end
  }
  addUpTo(Number.POSITIVE_INFINITY)
  return pieces.join('') + inner.slice(copied)
}

// Excel takes no more in one cell.
const longestText = 32_767

/** A text is an inline string and never a formula, whatever it begins with. */
function cellXml(prefix: string, attributes: string, value: Written | undefined): XmlBytes {
  const tag = `${prefix}c`
  if (value === undefined) return `<${tag}${attributes}/>`
  if ('number' in value) return `<${tag}${attributes}><${prefix}v>${value.number}</${prefix}v></${tag}>`
  // The escape Excel knows for itself must not arise by chance.
  const text = escapedText(value.text.slice(0, longestText).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))
  return `<${tag}${attributes} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${text}</${prefix}t></${prefix}is></${tag}>`
}
