import type { Language, Text } from './messages.ts'

/** A column of a list as it is exported: its heading, and what stands in it, in the reader's language. */
export type SheetColumn<Row> = {
  /** Key of the column on the screen; a column without one is always written. */
  key?: string
  header: Text
  /** `yuan` takes fen as digits. */
  kind?: 'text' | 'number' | 'yuan' | 'day'
  /** In characters of a Latin letter. */
  width?: number
  value: (row: Row, language: Language) => string | number | boolean | null | undefined
}

/** A list as a spreadsheet. Personal data in it are masked as on the screen. */
export type Sheet<Row> = { name: Text; columns: readonly SheetColumn<Row>[] }
