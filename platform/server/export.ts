import { Readable } from 'node:stream'
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

// Few turns for a hundred thousand rows, each of which passes over the rows before it; never more than two of them in memory.
const portion = 10_000

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
        portions: cells(rows, columns, language),
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

/** Portions as the writer takes them: an `await` for each of a hundred thousand rows would cost as much as writing them. */
async function* cells<Row>(
  portions: AsyncIterable<readonly Row[]>,
  columns: readonly SheetColumn<Row>[],
  language: Language,
): AsyncGenerator<Iterable<XlsxValue[]>> {
  for await (const rows of portions) yield cellsOf(rows, columns, language)
}

function* cellsOf<Row>(
  rows: readonly Row[],
  columns: readonly SheetColumn<Row>[],
  language: Language,
): Generator<XlsxValue[]> {
  for (const row of rows) yield columns.map((column) => column.value(row, language))
}

/**
 * All rows in one repeatable-read transaction that waits for the reader and ends with it. The next portion is read while
 * the one before is written out.
 */
async function* pages<Row>(
  asking: Asking,
  page: (tx: Transaction, offset: number) => Promise<Page<Row>>,
): AsyncGenerator<Row[]> {
  const scope = asking.asker?.scope
  if (!scope) return
  const counter = handOver<Row[]>()
  const reading = withBulk(asking.services.database, scope, async (tx) => {
    await tx.run('set transaction isolation level repeatable read')
    for (let offset = 0; ; offset += portion) {
      const { rows, more } = await page(tx, offset)
      if (!(await counter.give(rows)) || !more) return
    }
  })
  const ended = reading.then(
    () => counter.end(),
    (error: unknown) => counter.end(error),
  )
  try {
    for (let rows = await counter.take(); rows; rows = await counter.take()) yield rows
  } finally {
    counter.leave()
    await ended
  }
}

/** A counter over which portions go one by one: who gives waits until the one before was taken. */
function handOver<Item>() {
  const free: (() => void)[] = []
  const come: (() => void)[] = []
  let waiting: Item | undefined
  let state: { left: boolean; ended: boolean; error?: unknown } = { left: false, ended: false }
  const wake = (whom: (() => void)[]) => {
    for (const go of whom.splice(0)) go()
  }
  const until = (whom: (() => void)[]) => new Promise<void>((resolve) => whom.push(resolve))
  return {
    /** False when nobody takes any more. */
    async give(item: Item): Promise<boolean> {
      while (waiting !== undefined && !state.left) await until(free)
      if (state.left) return false
      waiting = item
      wake(come)
      return true
    },
    /** Undefined at the end; throws what ended it. */
    async take(): Promise<Item | undefined> {
      while (waiting === undefined && !state.ended) await until(come)
      if (waiting === undefined && state.error !== undefined) throw state.error
      const item = waiting
      waiting = undefined
      wake(free)
      return item
    },
    end(error?: unknown) {
      state = { ...state, ended: true, error }
      wake(come)
    },
    leave() {
      state = { ...state, left: true }
      wake(free)
    },
  }
}
