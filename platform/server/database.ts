import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import pg from 'pg'
import type { Role } from '../../core/permissions.ts'

/** Who asks and how far that person sees. `~` ends an open range: it sorts after every digit and letter. */
export type Scope = {
  tenantId: string
  accountId: string
  membershipId: string
  role: Role
  areaFrom: string
  areaTo: string
  lineFrom: string
  lineTo: string
  /** Null for officers; a helper sees only these families. */
  ownHouseholds: readonly string[] | null
}

/** True when an area, or what stands in it, is within the asker's own. */
export const liesInScope = (scope: Scope, areaCode: string): boolean =>
  scope.areaFrom <= areaCode && areaCode < scope.areaTo

/** The whole of one tenant, for background work that no person asked for. */
export const wholeTenant = (tenantId: string): Scope => ({
  tenantId,
  accountId: nobody,
  membershipId: nobody,
  role: 'system_administrator',
  areaFrom: '0',
  areaTo: '~',
  lineFrom: '0',
  lineTo: '~',
  ownHouseholds: null,
})

/** The tenant of what belongs to the installation: failed sign-ins, accounts. Also the account of background work. */
export const nobody = '00000000-0000-0000-0000-000000000000'

type Value = string | number | boolean | null | Buffer | readonly (string | number | boolean | null | Buffer)[] | object

/**
 * How a last statement is planned: once, as by `often`, where the planner finds that as good as looking at the values; once
 * for all values, whatever it finds; or anew each time, where the values decide.
 */
export type PlanChoice = 'kept' | 'for all' | 'anew'

/** A transaction that has its scope. Store functions take it first. */
export type Transaction = {
  /** Runs a statement; rows come back as the columns are named in SQL. */
  rows<Row extends object>(text: string, values?: readonly Value[]): Promise<Row[]>
  /** The only row or undefined. */
  row<Row extends object>(text: string, values?: readonly Value[]): Promise<Row | undefined>
  /** Runs a statement and gives the number of rows it touched. */
  run(text: string, values?: readonly Value[]): Promise<number>
  /** A statement that is asked very often: parsed and planned once per connection and width of scope. */
  often<Row extends object>(text: string, values: readonly Value[]): Promise<Row[]>
  /**
   * The last statement: in a question that `withQuestion` opened the commit travels with it, and nothing may follow.
   */
  last<Row extends object>(text: string, values: readonly Value[], plan: PlanChoice): Promise<Row[]>
  /** The connection itself, for COPY; only in transactions opened by `withBulk`. */
  readonly client: pg.ClientBase
  readonly scope: Scope
}

export type Database = {
  readonly pool: pg.Pool
  /** Few connections without pipelining: COPY takes a connection for itself. */
  readonly bulkPool: pg.Pool
  close(): Promise<void>
}

// Instants of a list share their hours; a year has less than nine thousand.
const mostHours = 10_000
const knownHours = new Map<string, string>()

/**
 * PostgreSQL's `2026-11-22 19:39:48.443123+08` as ISO text in UTC, `2026-11-22T11:39:48.443Z`. Date reads that form through
 * its slowest door, at a cost of seconds for a hundred thousand rows; so only the hour goes that way, and once.
 */
export function instantOf(value: string): string {
  const end = value.length - 3
  const sign = value[end]
  // Offsets with minutes, years of five digits, before Christ: rare enough for the slow door.
  if (end < 19 || value[10] !== ' ' || (sign !== '+' && sign !== '-')) return new Date(value).toISOString()
  const key = value.slice(0, 13) + value.slice(end)
  let hour = knownHours.get(key)
  if (hour === undefined) {
    hour = new Date(`${value.slice(0, 10)}T${value.slice(11, 13)}:00:00${value.slice(end)}:00`)
      .toISOString()
      .slice(0, 13)
    if (knownHours.size >= mostHours) knownHours.clear()
    knownHours.set(key, hour)
  }
  const thousandths = `${value.slice(20, end)}000`.slice(0, 3)
  return `${hour}${value.slice(13, 19)}.${thousandths}Z`
}

// Dates, numerics and int8 stay text (exact); instants become ISO text; arrays and json as the driver reads them.
const keptAsText = new Set([1082, 1700, 20])
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (keptAsText.has(oid)) return (value: string) => value
    if (oid === 1184) return instantOf
    if (oid === 1182) return (value: string) => value.replace(/[{}]/g, '').split(',').filter(Boolean)
    return pg.types.getTypeParser(oid, format)
  },
} as pg.CustomTypesConfig

/** Opens the pools of the app role. */
export function openDatabase(url: string): Database {
  const common = { connectionString: url, types, application_name: 'bangfu' }
  // 20 connections serve the 20 concurrent readers of the promise; more only queue up on two cores.
  const pool = new pg.Pool({ ...common, max: 20, pipeline: true } as pg.PoolConfig)
  const bulkPool = new pg.Pool({ ...common, max: 4 })
  for (const each of [pool, bulkPool]) {
    each.on('error', () => {
      // An idle connection that breaks is replaced by the pool; the next query says so if the server is gone.
    })
    each.on('connect', (client) => {
      client.on('error', () => {
        // One that is in use tells its statement; unheard, this event would end the whole server.
      })
    })
  }
  return {
    pool,
    bulkPool,
    close: async () => {
      await Promise.all([pool.end(), bulkPool.end()])
    },
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const bound = /^[0-9a-z~]*$/

/** BEGIN and the scope as plain SET LOCAL statements (set_config is not passed on to workers); values are checked, not quoted. */
function opening(scope: Scope): string {
  const ids = [scope.tenantId, ...(scope.ownHouseholds ?? [])]
  const bounds = [scope.areaFrom, scope.areaTo, scope.lineFrom, scope.lineTo]
  if (!ids.every((id) => uuid.test(id)) || !bounds.every((text) => bound.test(text))) throw new Error('malformed scope')
  const own = scope.ownHouseholds === null ? '' : `{${scope.ownHouseholds.join(',')}}`
  return (
    `begin; set local app.tenant = '${scope.tenantId}'; set local app.area_from = '${scope.areaFrom}'; ` +
    `set local app.area_to = '${scope.areaTo}'; set local app.line_from = '${scope.lineFrom}'; ` +
    `set local app.line_to = '${scope.lineTo}'; set local app.own_households = '${own}'`
  )
}

const statementHashes = new Map<string, string>()
function statementHash(text: string): string {
  const known = statementHashes.get(text)
  if (known) return known
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 20)
  statementHashes.set(text, hash)
  return hash
}

// A plan is made for the scope that first asks: one that suits a city reads it whole for a township. So every width of
// scope (digits of the area, length of the line, a helper's families) has its own.
const widthOf = (scope: Scope): string =>
  `${scope.areaFrom.replace(/0+$/, '').length}_${scope.lineFrom.length}_${scope.ownHouseholds ? 1 : 0}`

/** Statements that are sent in one turn of the event loop travel in one packet: a write costs more than most statements. */
function sendTogether(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function transactionOn(client: pg.ClientBase, scope: Scope): Transaction {
  const width = widthOf(scope)
  const course = courses.get(client) ?? { kind: 'act', written: 0 }
  const send = (config: pg.QueryConfig) => {
    if (course.committed) throw new Error('a statement after the last one of its transaction')
    if (course.kind === 'bulk') return inTurn(course, () => client.query(config))
    sendTogether(client)
    return client.query(config)
  }
  const query = (text: string, values: readonly Value[] = []) => send({ text, values: values as unknown[] })
  const often = async <Row extends object>(text: string, values: readonly Value[]) =>
    (await send({ name: `s${statementHash(text)}_${width}`, text, values: values as unknown[] })).rows as Row[]
  return {
    client,
    scope,
    rows: async <Row extends object>(text: string, values?: readonly Value[]) =>
      (await query(text, values)).rows as Row[],
    row: async <Row extends object>(text: string, values?: readonly Value[]) =>
      (await query(text, values)).rows[0] as Row | undefined,
    run: async (text, values) => {
      const touched = (await query(text, values)).rowCount ?? 0
      course.written += touched
      if (course.kind === 'bulk' && course.written >= rowsBetweenLooks) {
        course.written = 0
        await query('select app.know_rows(2)')
      }
      return touched
    },
    often,
    last: async <Row extends object>(text: string, values: readonly Value[], plan: PlanChoice) => {
      // Should this fail, the statement after it fails too and tells.
      if (plan === 'for all') query('set local plan_cache_mode = force_generic_plan').catch(() => {})
      const rows = plan === 'anew' ? query(text, values).then(({ rows }) => rows as Row[]) : often<Row>(text, values)
      if (course.kind !== 'question') return rows
      course.committed = client.query('commit')
      // Heard here too: when the statement fails, its own error is the one to tell.
      course.committed.catch(() => {})
      return rows
    },
  }
}

/**
 * How the transaction of a connection goes. A question ends with its last statement. A bulk load looks at tables that have
 * doubled every thousand rows: foreign keys are checked by plans that were made for the tables as they were, and what was
 * empty would be read through for every row.
 */
type Course = {
  kind: 'act' | 'question' | 'bulk'
  written: number
  committed?: Promise<unknown>
  /** The statement under way on a connection that takes one at a time. */
  underWay?: Promise<unknown> | undefined
}
const courses = new WeakMap<pg.ClientBase, Course>()
const rowsBetweenLooks = 1_000

/** A connection for COPY is not pipelined: who sends before the last answer came waits here. */
function inTurn<Answer>(course: Course, send: () => Promise<Answer>): Promise<Answer> {
  const sent = course.underWay ? course.underWay.then(send) : send()
  const ended = sent
    .catch(() => {}) // Whoever sent it hears of it; the next statement finds the transaction failed.
    .then(() => {
      if (course.underWay === ended) course.underWay = undefined
    })
  course.underWay = ended
  return sent
}

async function within<Result>(
  pool: pg.Pool,
  scope: Scope,
  work: (tx: Transaction) => Promise<Result>,
  kind: Course['kind'] = 'act',
): Promise<Result> {
  const client = await pool.connect()
  let broken = false
  try {
    const course: Course = { kind, written: 0 }
    courses.set(client, course)
    // Not awaited first: on a pipelined connection the first statement of the work travels with it. Should the opening
    // fail, nothing is in scope and row security lets nothing through.
    const open = () => client.query(opening(scope))
    if (kind !== 'bulk') sendTogether(client)
    const opened = kind === 'bulk' ? inTurn(course, open) : open()
    opened.catch(() => {})
    const result = await work(transactionOn(client, scope))
    await opened
    await (course.committed ?? client.query('commit'))
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** One transaction in which only what the scope allows can be seen or written. */
export const withScope = <Result>(
  database: Database,
  scope: Scope,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> => within(database.pool, scope, work)

/** The same for one question: its `last` statement takes the commit along. */
export const withQuestion = <Result>(
  database: Database,
  scope: Scope,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> => within(database.pool, scope, work, 'question')

/** The same for bulk loads: the connection may be used for COPY, and the planner knows what was written when it is committed. */
export const withBulk = <Result>(
  database: Database,
  scope: Scope,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> =>
  within(
    database.bulkPool,
    scope,
    async (tx) => {
      const result = await work(tx)
      await knowRows(tx)
      return result
    },
    'bulk',
  )

/**
 * For acts that write hundreds of rows: lists that are asked next are planned for them, not for empty tables.
 * @param share of a table that has to be new for looking at it again
 */
export const knowRows = (tx: Transaction, share = 0.1): Promise<number> =>
  tx.run('select app.know_rows($1::real)', [share])

/** A transaction for what belongs to the installation: accounts, sessions. No tenant is in scope, so tenant tables are empty. */
export const withInstallation = <Result>(
  database: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> =>
  within(database.pool, { ...wholeTenant(nobody), areaFrom: '~', areaTo: '0', lineFrom: '~', lineTo: '0' }, work)

/** SQLSTATE of a database error, for the few that mean something to a person. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

const lostCodes = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
const lostWords = /connection terminated|connection error|timeout exceeded when trying to connect/i

/** Whether the database went away under a statement: killed, restarted or out of reach. It says nothing about the work. */
export const lostDatabase = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && lostCodes.test(String(error.code))) || lostWords.test(error.message))

/** The constraint that refused a row, by its name. */
export const violatedConstraint = (error: unknown): string | undefined =>
  error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined

/**
 * Runs a part of a transaction under another scope and comes back: for the few acts that make a tenant and its first
 * records at once. The part's rows are guarded by the inner scope.
 */
export async function withinScope<Result>(
  tx: Transaction,
  scope: Scope,
  work: (inner: Transaction) => Promise<Result>,
): Promise<Result> {
  const settings = (of: Scope) => opening(of).replace(/^begin; /, '')
  await tx.client.query(settings(scope))
  const result = await work(transactionOn(tx.client, scope))
  await tx.client.query(settings(tx.scope))
  return result
}
