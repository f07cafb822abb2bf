import { type AnySchema, oc } from '@orpc/contract'
import { z } from 'zod'
import type { Permission } from './permissions.ts'

/** What every route must say of itself; the type demands it (HOUSE: walls that fail the build). */
export type RouteMeta = {
  /** A key of `permissions`, or open to whoever is signed in, or to everybody. */
  permission: Permission | 'signed_in' | 'public'
  /** Name of the audit event; reading lists is audited in batches, the rest at once. */
  audit: string
}

type Question<Input extends AnySchema, Output extends AnySchema> = RouteMeta & {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: `/${string}`
  summary: string
  input: Input
  output: Output
}

/** One thing that may be asked: path, input, output, permission, audit name. The only way to make a contract entry. */
export const ask = <Input extends AnySchema, Output extends AnySchema>(question: Question<Input, Output>) =>
  oc
    .$meta<RouteMeta>({ permission: 'signed_in', audit: '' })
    .route({
      method: question.method,
      path: question.path,
      summary: question.summary,
      // Areas of the OpenAPI document are the slices: the first part of the path.
      tags: [question.path.split('/')[1] as string],
    })
    .meta({ permission: question.permission, audit: question.audit })
    .input(question.input)
    .output(question.output)

/** What a list on the screen says besides its filter: the order, and the columns that are shown. */
const onScreen = {
  columns: z.string().max(400).optional(),
  sort: z.string().max(40).optional(),
  order: z.enum(['asc', 'desc']).optional(),
}

/**
 * A list as a spreadsheet: the same filter as the list on the screen, every row of it. The answer is streamed; `body` is
 * the file.
 */
export const askExport = <Shape extends z.ZodRawShape>(
  question: Omit<Question<AnySchema, AnySchema>, 'method' | 'output' | 'input'> & { input: z.ZodObject<Shape> },
) =>
  oc
    .$meta<RouteMeta>({ permission: 'signed_in', audit: '' })
    .route({
      method: 'GET',
      path: question.path,
      summary: question.summary,
      tags: [question.path.split('/')[1] as string],
      outputStructure: 'detailed',
    })
    .meta({ permission: question.permission, audit: question.audit })
    .input(z.strictObject(onScreen).extend(question.input.shape))
    .output(z.object({ headers: z.record(z.string(), z.string()), body: z.unknown() }))

/** What a list's own entry says, as far as its export repeats it. */
type Listed<Shape extends z.ZodRawShape> = {
  '~orpc': { route: { path?: `/${string}` }; meta: RouteMeta; inputSchema?: z.ZodObject<Shape> }
}

/**
 * The export of a list from the list's own entry: path, permission and filter are the same words, so that the file can
 * never hold another selection than the screen, or be had by somebody who may not see the list.
 */
export function askExportOf<Shape extends z.ZodRawShape>(list: Listed<Shape>) {
  const { route, meta, inputSchema } = list['~orpc']
  const { limit: _limit, offset: _offset, ...filter } = (inputSchema as z.ZodObject<Shape>).shape
  return askExport({
    path: `${route.path as `/${string}`}/export`,
    summary: 'The same list as a spreadsheet',
    permission: meta.permission,
    audit: `${meta.audit.split('.')[0]}.export`,
    input: z.strictObject(filter as unknown as Omit<Shape, 'limit' | 'offset'>),
  })
}

/** A list and its filter: `input` is the filter with order and page; `sums` are what the total adds up besides the rows. */
type List<Input extends z.ZodRawShape, Filter extends z.ZodType, Row extends z.ZodType, Sums extends z.ZodRawShape> = {
  path: `/${string}`
  summary: string
  permission: RouteMeta['permission']
  audit: string
  input: z.ZodObject<Input>
  filter: Filter
  row: Row
  sums?: Sums
}

/**
 * The three entries of a list: the page on the screen, how many rows the filter finds (asked apart, so that a page stays
 * cheap), and the spreadsheet. One filter and one permission, so that no number counts other rows than the list shows.
 */
export function askList<
  Input extends z.ZodRawShape,
  Filter extends z.ZodType,
  Row extends z.ZodType,
  Sums extends z.ZodRawShape = Record<never, never>,
>({ row, filter, sums, ...of }: List<Input, Filter, Row, Sums>) {
  const list = ask({ ...of, method: 'GET', output: z.strictObject({ rows: z.array(row), more: z.boolean() }) })
  const total = ask({
    ...of,
    method: 'GET',
    path: `${of.path}/total`,
    summary: 'How many rows of this list the filter finds',
    input: filter,
    output: z.strictObject({ total: z.int(), ...(sums as Sums) }),
  })
  return { list, total, export: askExportOf(list) }
}

/** No list is longer than this in one answer: what a screen shows four times over. */
export const pageLimit = 200

/** A number in a query string or in JSON. */
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** The part of a list that is asked for. Totals are asked separately, so that a page of 50 rows stays cheap. */
export const pageInput = {
  limit: count(1, pageLimit).default(50),
  offset: count(0, 10_000_000).default(0),
}

/** A yes or no in a query string. */
export const queryFlag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

export const Uuid = z.uuid({ error: 'not_an_id' })
export type Uuid = z.infer<typeof Uuid>

/** Which change of a record was seen last, counted from 0 (nothing on file yet); no more than a database integer holds. */
export const Version = z.int().min(0).max(2_147_483_647)
export type Version = z.infer<typeof Version>

export const Nothing = z.strictObject({})
