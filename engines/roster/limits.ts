/** What a spreadsheet may be at most. Callers may tighten them. */
export type Limits = {
  /** Bytes of the file as it was sent. */
  readonly fileBytes: number
  /** Bytes of everything inside a zip once unpacked: stops bombs while they unpack. */
  readonly unpackedBytes: number
  readonly zipEntries: number
  /** Rows with content on one sheet, headers included: 100,000 records and their headings. */
  readonly rows: number
  /** Columns that are read, as many as a sheet of the old format has; a stray cell further right is reported, not read. */
  readonly columns: number
  /** Excel's own limit for the text of a cell. */
  readonly cellCharacters: number
  readonly sheets: number
}

export const defaultLimits: Limits = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  zipEntries: 200,
  rows: 101_000,
  columns: 256,
  cellCharacters: 32_767,
  sheets: 100,
}
