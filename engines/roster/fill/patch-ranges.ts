import type { Merge } from '../grid.ts'
import { movedRange, movedRow, type RowShift, shiftFormula, shiftRanges } from './formula-shift.ts'
import type { RowInsert, RowMerge } from './plan-parts.ts'
import { mergesOf, reference } from './sheet-xml.ts'
import { attributeOf, changedText, withAttribute, type XmlBytes } from './xml-bytes.ts'

const ranged =
  'autoFilter|sortState|sortCondition|conditionalFormatting|dataValidation|hyperlink|protectedRange|ignoredError|dimension|cellWatch'
/** What stands after merged cells in a sheet, by ECMA-376 part 1, 18.3.1.99. */
const afterMerges =
  /<(?:\w+:)?(?:phoneticPr|conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[\s/>]|<\/(?:\w+:)?worksheet>/

/** Everything of a sheet besides its rows that names places: merged cells, validations, formats, links, page breaks. */
export function patchAround(
  xml: XmlBytes,
  sheet: string,
  insert: RowInsert | undefined,
  merges: readonly RowMerge[],
): XmlBytes {
  const data = /<(?:\w+:)?sheetData(?=[\s/>])/.exec(xml)
  const end = /<\/(?:\w+:)?sheetData>/.exec(xml)
  if (!data || !end) return xml
  const head = xml.slice(0, data.index)
  const tail = xml.slice(end.index + end[0].length)
  const shiftedHead = insert ? shiftAttributes(head, insert) : head
  const shiftedTail = insert ? shiftTail(tail, sheet, insert) : tail
  const known = mergesOf(tail)
  const merged =
    insert || merges.length > 0 ? withMerges(shiftedTail, mergedAfter(known, insert, merges), known.length) : tail
  return shiftedHead + xml.slice(data.index, end.index + end[0].length) + merged
}

function shiftAttributes(xml: XmlBytes, insert: RowShift): XmlBytes {
  return xml.replace(new RegExp(`<(?:\\w+:)?(?:${ranged})\\s[^>]*>`, 'g'), (tag) => {
    let changed = tag
    for (const name of ['ref', 'sqref']) {
      const ranges = attributeOf(tag, name)
      if (ranges !== undefined) changed = withAttribute(changed, name, shiftRanges(ranges, insert))
    }
    return changed
  })
}

function shiftTail(tail: XmlBytes, sheet: string, insert: RowInsert): XmlBytes {
  return shiftAttributes(tail, insert)
    .replace(
      /(<(?:\w+:)?(?:formula|formula1|formula2|f)>)([^<]*)(<\/)/g,
      (_, open: string, text: string, close: string) =>
        open + changedText(text, (formula) => shiftFormula(formula, sheet, sheet, insert)) + close,
    )
    .replace(
      /(<(?:\w+:)?sqref>)([^<]*)(<\/)/g,
      (_, open: string, text: string, close: string) => open + shiftRanges(text, insert) + close,
    )
    .replace(
      /(<(?:\w+:)?rowBreaks[\s>])([\s\S]*?)(<\/(?:\w+:)?rowBreaks>)/,
      (_, open: string, inner: string, close: string) => {
        const breaks = inner.replace(
          /(<(?:\w+:)?brk\s[^>]*?\bid\s*=\s*["'])(\d+)/g,
          (_tag, start: string, id: string) => start + movedRow(Number(id), insert),
        )
        return open + breaks + close
      },
    )
}

/** The merged cells of the filled sheet: moved, copied for the new rows, and those of the families. */
function mergedAfter(known: readonly Merge[], insert: RowInsert | undefined, families: readonly RowMerge[]): Merge[] {
  const moved = known.map((merge) => {
    if (!insert) return merge
    // A label merged over all the rows grows; one that lies in the only row is copied instead.
    const [top, bottom] = movedRange(merge.top, merge.bottom, insert, merge.top < merge.bottom)
    return { ...merge, top, bottom }
  })
  const ofModel = insert?.model
    ? known.filter(({ top, bottom }) => top === insert.model && bottom === insert.model)
    : []
  const copies = insert
    ? Array.from({ length: insert.count }, (_, place) => insert.before + place).flatMap((row) =>
        ofModel.map((merge) => ({ ...merge, top: row, bottom: row })),
      )
    : []
  const rows = [...moved, ...copies]
  const widths = new Map(
    rows.filter(({ top, bottom }) => top === bottom).map((merge) => [`${merge.top} ${merge.left}`, merge]),
  )
  const wide = families.map(({ column, top, bottom }) => ({
    top,
    bottom,
    left: column,
    right: widths.get(`${top} ${column}`)?.right ?? column,
  }))
  const within = new Set(
    wide.flatMap(({ top, bottom, left }) => Array.from({ length: bottom - top + 1 }, (_, at) => `${top + at} ${left}`)),
  )
  return [...rows.filter(({ top, bottom, left }) => top !== bottom || !within.has(`${top} ${left}`)), ...wide]
}

function withMerges(tail: XmlBytes, merges: readonly Merge[], before: number): XmlBytes {
  if (merges.length === 0 && before === 0) return tail
  const list = /<(\w+:)?mergeCells(?=[\s/>])([^>]*)>[\s\S]*?<\/(?:\w+:)?mergeCells>/.exec(tail)
  const follower = afterMerges.exec(tail)
  const prefix = list?.[1] ?? /^<(?:\/)?(\w+:)/.exec(follower?.[0] ?? '')?.[1] ?? ''
  const cells = merges.map(
    ({ top, bottom, left, right }) => `<${prefix}mergeCell ref="${reference(left, top)}:${reference(right, bottom)}"/>`,
  )
  const xml = `<${prefix}mergeCells count="${merges.length}">${cells.join('')}</${prefix}mergeCells>`
  if (list) return tail.slice(0, list.index) + xml + tail.slice(list.index + list[0].length)
  const at = follower?.index ?? tail.length
  return tail.slice(0, at) + xml + tail.slice(at)
}
