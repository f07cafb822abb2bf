import type { Sheet } from '../../core/sheet.ts'
import { unitListWords as words } from './page-messages.ts'

type HelpingUnit = { name: string; areaName: string; helpers: number; pairs: number }

/** The helper organisations that the report counts. */
export const unitSheet: Sheet<HelpingUnit> = {
  name: words.title,
  columns: [
    { key: 'name', header: words.name, width: 30, value: (row) => row.name },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'helpers', header: words.helpers, kind: 'number', width: 16, value: (row) => row.helpers },
    { key: 'pairs', header: words.pairs, kind: 'number', width: 12, value: (row) => row.pairs },
  ],
}
