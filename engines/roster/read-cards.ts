import { ofTheForm } from './card-lines.ts'
import type { Card } from './cards.ts'
import { mapColumns } from './column-mapping.ts'
import { recordOf } from './family-blocks.ts'
import { cellName, type Row } from './grid.ts'
import { headingKey } from './header-words.ts'
import { judgeRow, type TableContext } from './read-person.ts'
import type { TableReading } from './read-table.ts'

/** Reads cards as records: every value is judged as in a list and told at its own cell. */
export function readCards(
  cards: readonly Card[],
  context: Omit<TableContext, 'columns' | 'before'>,
  end: number,
): TableReading {
  const reading: TableReading = {
    kind: 'hardship_worker',
    metadata: { title: cards[0]?.title ?? '', unit: undefined, date: undefined, unitFen: undefined, rows: [] },
    headings: [],
    headerRows: [],
    columns: {},
    skipped: [],
    records: [],
    rejected: [],
    households: [],
    end,
    nextAbove: end,
    isCard: true,
  }
  const columns: Record<string, TableReading['columns'][string]> = {}
  for (const card of cards) {
    const row: Row = { number: card.row, cells: card.entries.map(({ cell }) => cell) }
    const headings = card.entries.map(({ label }, column) => ({ column, path: [label], text: label }))
    const mapped = mapColumns({
      kind: context.kind,
      headings,
      sample: [row],
      date1904: context.date1904,
      sheetUnitFen: card.unitFen,
      chosen: Object.fromEntries(
        headings.map(({ text }) => headingKey(text)).flatMap((key) => (ofTheForm.test(key) ? [[key, null]] : [])),
      ),
    })
    const placed = mapped.map((column, index) => ({ ...column, place: card.entries[index] as Card['entries'][number] }))
    for (const { place, header, field, confidence } of placed)
      columns[cellName(place.column, place.row)] = { header, field, confidence }
    const judged = judgeRow(row, { ...context, columns: placed, before: [] })
    const record = recordOf(context.sheet, judged)
    const members = Object.fromEntries(
      card.members.flatMap((member, index) =>
        Object.entries(member).map(([label, text]) => [`家庭成员${index + 1}-${label}`, text]),
      ),
    )
    ;(judged.accepted ? reading.records : reading.rejected).push({
      ...record,
      extras: { ...record.extras, ...members },
    })
  }
  return { ...reading, columns }
}
