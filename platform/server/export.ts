import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { type Language, say } from '../../core/messages.ts'
import type { Sheet, SheetColumn } from '../../core/sheet.ts'
import { type Act, type Asking, actingOnce } from './act.ts'
import { type Transaction, withBulk, withScope } from './database.ts'
import { writeXlsx, type XlsxValue } from './spreadsheets/write-xlsx.ts'

type Shown = { columns?: string | undefined }

/** The columns that stand on the screen; those without a key of the screen are always written. */
function shownColumns<Row>(sheet: Sheet<Row>, shown: string | undefined): readonly SheetColumn<Row>[] {
  const keys = new Set(shown?.split(','))
  return shown ? sheet.columns.filter(({ key }) => key === undefined || keys.has(key)) : sheet.columns
}

/** A list that is short enough to come whole says no `more`. */
type Page<Row> = { rows: Row[]; more?: boolean }

// Few round trips for a hundred thousand rows, and never more than this in memory.
const portion = 5_000

/**
 * A list as a spreadsheet. It calls the list's own action page by page in one snapshot, so that the file holds exactly
 * what the screen would show; the export is audited before its first row leaves the house.
 */
export const exporting =
  <Input extends object, Row>(list: (act: Act, input: Input) => Promise<Page<Row>>, sheet: Sheet<Row>) =>
  async ({ input, context: asking }: { input: Omit<Input, 'limit' | 'offset'> & Shown; context: Asking }) => {
    const { columns: shown, ...filter } = input
    const columns = shownColumns(sheet, shown)
    const act = await actingOnce(asking)
    // What is wrong with the question is said before the file begins; later the line could only be cut.
    await withScope(asking.services.database, act.scope, (tx) =>
      list({ ...act, tx }, { ...filter, limit: 1, offset: 0 } as unknown as Input),
    )
    const rows = pages(asking, (tx, offset) =>
      list({ ...act, tx }, { ...filter, limit: portion, offset } as unknown as Input),
    )
    const language = asking.language
    const bytes = writeXlsx([
      {
        name: say(sheet.name, language),
        columns: columns.map(({ header, kind, width }) => ({
          header: say(header, language),
          ...(kind ? { kind } : {}),
          ...(width ? { width } : {}),
        })),
        rows: cells(rows, columns, language),
      },
    ])
    const name = encodeURIComponent(`${say(sheet.name, language)} ${act.today}.xlsx`)
    return {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
      },
      body: Readable.toWeb(Readable.from(bytes)) as unknown,
    }
  }

async function* cells<Row>(
  rows: AsyncIterable<Row>,
  columns: readonly SheetColumn<Row>[],
  language: Language,
): AsyncGenerator<XlsxValue[]> {
  for await (const row of rows) yield columns.map((column) => column.value(row, language))
}

/** All rows in one repeatable-read transaction that waits for the reader and ends with it. */
async function* pages<Row>(
  asking: Asking,
  page: (tx: Transaction, offset: number) => Promise<Page<Row>>,
): AsyncGenerator<Row> {
  const scope = asking.asker?.scope
  if (!scope) return
  const channel = new PassThrough({ objectMode: true, highWaterMark: 1 })
  const reading = withBulk(asking.services.database, scope, async (tx) => {
    await tx.run('set transaction isolation level repeatable read')
    for (let offset = 0; ; offset += portion) {
      const { rows, more } = await page(tx, offset)
      if (!channel.write(rows)) await Promise.race([once(channel, 'drain'), once(channel, 'close')])
      if (!more || channel.destroyed) break
    }
    channel.end()
  })
  reading.catch((error: unknown) => channel.destroy(error instanceof Error ? error : new Error(String(error))))
  try {
    for await (const rows of channel) yield* rows as Row[]
  } finally {
    channel.destroy()
  }
}
