import type { Sheet, Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { readSharedStrings } from './shared-strings.ts'
import { finishSheet, SheetCells } from './sheet-cells.ts'
import { unreadable } from './unreadable.ts'
import { readWorkbookParts } from './workbook-parts.ts'
import { openZip, unpack, type Zip } from './zip.ts'

/**
 * Reads an xlsx or xlsm whose bytes are handed in. The XML is never held whole: memory grows with what the cells say,
 * not with how the file says it. Throws `unreadable_file`.
 */
export async function readXlsx(bytes: Buffer, limits: Limits, opened?: Zip): Promise<Workbook> {
  const zip = opened ?? openZip(bytes, limits)
  const parts = await readWorkbookParts(zip)
  if (parts.sheets.length > limits.sheets) throw unreadable('too_many_sheets', { limit: limits.sheets })
  const strings = await readSharedStrings(zip, parts.sharedStrings)
  const sheets: Sheet[] = []
  for (const { name, hidden, path } of parts.sheets) {
    const entry = zip.entries.get(path)
    if (!entry) throw unreadable('broken')
    const cells = new SheetCells({ name, strings, dateStyles: parts.dateStyles, limits })
    for await (const piece of unpack(zip, entry)) cells.push(piece)
    sheets.push(finishSheet(cells, name, hidden))
  }
  return { sheets, date1904: parts.date1904 }
}
