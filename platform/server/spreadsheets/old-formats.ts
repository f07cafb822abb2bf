import { type WorkBook as ForeignWorkbook, read, set_cptable } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import {
  type Cell,
  CellError,
  cellName,
  type Row,
  SerialDay,
  type Sheet,
  type Workbook,
} from '../../../engines/roster/grid.ts'
import type { Limits } from '../../../engines/roster/limits.ts'
import { isDateFormat } from '../../../engines/roster/number-format.ts'
import { unreadable } from '../../../engines/roster/unreadable.ts'

// Workbooks of Excel 5 and 95 keep their Chinese in GBK.
set_cptable(codePages)

/**
 * Reads xls, et, xlsb and XML spreadsheets by the foreign library, in the child process only: it holds a workbook
 * whole and has been brought down by files before. Dates stay numbers, texts stay texts. A file of text is handed in
 * decoded: the library takes its bytes for Latin letters.
 */
export function readOldFormat(given: Buffer | string, limits: Limits): Workbook {
  const book = open(given, limits)
  if (book.SheetNames.length > limits.sheets) throw unreadable('too_many_sheets', { limit: limits.sheets })
  const sheets = book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name] as ForeignSheet | undefined
    // Chart and macro sheets have no cells.
    if (!sheet || sheet['!type'] !== undefined) return []
    return [readSheet(name, sheet, (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0, limits)]
  })
  return { sheets, date1904: book.Workbook?.WBProps?.date1904 === true }
}

function open(given: Buffer | string, limits: Limits): ForeignWorkbook {
  try {
    return read(given, {
      type: typeof given === 'string' ? 'string' : 'buffer',
      dense: true,
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      raw: true,
      sheetRows: limits.rows + 1,
      // Excel 2 to 4 often did not say in which code page they wrote.
      codepage: 936,
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/password|encrypted/i.test(message)) throw unreadable('encrypted')
    throw unreadable('broken')
  }
}

type Corner = { readonly r: number; readonly c: number }
/** What is used of a sheet as the library hands it out. */
type ForeignSheet = {
  readonly '!type'?: string
  readonly '!data'?: (ForeignCell | undefined)[][]
  readonly '!rows'?: readonly ({ readonly hidden?: boolean } | undefined)[]
  readonly '!cols'?: readonly ({ readonly hidden?: boolean } | undefined)[]
  readonly '!merges'?: readonly { readonly s: Corner; readonly e: Corner }[]
}

/** The cells the library hands out: `t` kind, `v` value, `w` text as shown, `z` number format. */
type ForeignCell = { readonly t?: string; readonly v?: unknown; readonly w?: string; readonly z?: string | number }

function readSheet(name: string, sheet: ForeignSheet, hidden: boolean, limits: Limits): Sheet {
  const rows: Row[] = []
  let beyond: string | undefined
  const data = sheet['!data'] ?? []
  const hiddenRows = (sheet['!rows'] ?? []).map((row) => row?.hidden === true)
  for (const index of Object.keys(data).map(Number)) {
    const cells: Cell[] = []
    const foreign = data[index] ?? []
    for (const column of Object.keys(foreign).map(Number)) {
      const cell = cellOf(foreign[column])
      if (cell === undefined) continue
      if (column >= limits.columns) {
        beyond ??= cellName(column, index + 1)
        continue
      }
      if (typeof cell === 'string' && cell.length > limits.cellCharacters)
        throw unreadable('cell_too_long', {
          sheet: name,
          cell: cellName(column, index + 1),
          limit: limits.cellCharacters,
        })
      while (cells.length < column) cells.push(undefined)
      cells[column] = cell
    }
    if (cells.length === 0) continue
    if (rows.length >= limits.rows) throw unreadable('too_many_rows', { sheet: name, limit: 100_000 })
    rows.push({ number: index + 1, cells, ...(hiddenRows[index] && { hidden: true }) })
  }
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c }))
  const hiddenColumns = (sheet['!cols'] ?? []).flatMap((column, index) => (column?.hidden ? [index] : []))
  return { name, hidden, rows, merges, hiddenColumns, ...(beyond && { beyond }) }
}

function cellOf(cell: ForeignCell | undefined): Cell {
  if (!cell || cell.v === undefined || cell.v === null || cell.v === '') return undefined
  if (cell.t === 'e') return new CellError(cell.w ?? '#N/A')
  if (typeof cell.v === 'number') return isDate(cell) ? new SerialDay(cell.v) : cell.v
  if (typeof cell.v === 'boolean' || typeof cell.v === 'string') return cell.v
  return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : String(cell.v)
}

const isDate = ({ z }: ForeignCell): boolean =>
  typeof z === 'number' ? isDateFormat(z, undefined) : typeof z === 'string' && isDateFormat(0, z)
