import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExport, askExportOf, askList, Nothing, pageInput, Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { AidDraft, AidKind, AidLine, AidList, AidListDraft, AidListEntry, AidSource, Festival } from './model.ts'

/** What a list of aid may be narrowed by. */
export const AidFilter = z.strictObject({
  area: AreaCode.optional(),
  household: Uuid.optional(),
  kind: AidKind.optional(),
  field: z.coerce.number().int().min(1).max(5).optional(),
  mode: z.enum(['relief', 'capacity']).optional(),
  source: AidSource.optional(),
  giver: Uuid.optional(),
  aidList: Uuid.optional(),
  from: Day.optional(),
  to: Day.optional(),
  form: z.enum(['cash', 'goods']).optional(),
})
export type AidFilter = z.infer<typeof AidFilter>

export const AidListInput = z.strictObject({
  ...AidFilter.shape,
  ...pageInput,
  order: z.enum(['asc', 'desc']).default('desc'),
})

export const EntryFilter = z.strictObject({
  id: Uuid,
  area: AreaCode.optional(),
  state: z.enum(['planned', 'received', 'excepted']).optional(),
})
export type EntryFilter = z.infer<typeof EntryFilter>

export const EntryListInput = z.strictObject({ ...EntryFilter.shape, ...pageInput })

// One screen's selection, or all families of a filter in portions.
const householdIds = z.array(Uuid).min(1).max(10_000)

const festivalLists = ask({
  method: 'GET',
  path: '/aid-lists',
  summary: 'Festival lists with how many have received',
  permission: 'aid.read',
  audit: 'aid.lists',
  input: Nothing,
  output: z.strictObject({ rows: z.array(AidList) }),
})

export const aidContract = {
  ...askList({
    path: '/aid',
    summary: 'Lines of the aid ledger, newest first',
    permission: 'aid.read',
    audit: 'aid.list',
    input: AidListInput,
    filter: AidFilter,
    row: AidLine,
    sums: { households: z.int(), cashFen: z.string(), goodsValueFen: z.string() },
  }),
  register: ask({
    method: 'POST',
    path: '/aid',
    summary: 'Register aid of any kind',
    permission: 'aid.write',
    audit: 'aid.register',
    input: AidDraft,
    output: z.strictObject({ id: Uuid }),
  }),
  reverse: ask({
    method: 'POST',
    path: '/aid/{id}/reverse',
    summary: 'Take a line back; both lines stay',
    permission: 'aid.write',
    audit: 'aid.reverse',
    input: z.strictObject({ id: Uuid, why: z.string().trim().min(2, { error: 'blank' }).max(200) }),
    output: z.strictObject({ id: Uuid }),
  }),
  lists: festivalLists,
  exportLists: askExportOf(festivalLists),
  festivalDay: ask({
    method: 'GET',
    path: '/aid-lists/day',
    summary: 'The day of a festival in a year and the last day before it; null where the officer gives the day',
    permission: 'aid.read',
    audit: 'aid.lists',
    input: z.strictObject({ festival: Festival, year: z.coerce.number().int().min(1990).max(2099) }),
    output: z.strictObject({ festivalDay: Day.nullable(), dueOn: Day.nullable() }),
  }),
  getList: ask({
    method: 'GET',
    path: '/aid-lists/{id}',
    summary: 'One festival list',
    permission: 'aid.read',
    audit: 'aid.list_read',
    input: z.strictObject({ id: Uuid }),
    output: AidList,
  }),
  createList: ask({
    method: 'POST',
    path: '/aid-lists',
    summary: 'Make a festival list; its day comes from the calendar',
    permission: 'aid.write',
    audit: 'aid.create_list',
    input: AidListDraft,
    output: z.strictObject({ id: Uuid, festivalDay: Day, dueOn: Day }),
  }),
  entries: ask({
    method: 'GET',
    path: '/aid-lists/{id}/entries',
    summary: 'Families on a list',
    permission: 'aid.read',
    audit: 'aid.entries',
    input: EntryListInput,
    output: z.strictObject({ rows: z.array(AidListEntry), more: z.boolean(), total: z.int() }),
  }),
  exportEntries: askExport({
    path: '/aid-lists/{id}/entries/export',
    summary: 'A festival list as a spreadsheet to sign on',
    permission: 'aid.read',
    audit: 'aid.export_entries',
    input: EntryFilter,
  }),
  addToList: ask({
    method: 'POST',
    path: '/aid-lists/{id}/households',
    summary: 'Put families on a list, by id or all registered ones of an area and category; those on it stay',
    permission: 'aid.write',
    audit: 'aid.add_to_list',
    input: z.strictObject({
      id: Uuid,
      householdIds: householdIds.optional(),
      area: AreaCode.optional(),
      category: z.enum(['severe', 'relative', 'accident']).optional(),
    }),
    output: z.strictObject({ added: z.int() }),
  }),
  receive: ask({
    method: 'POST',
    path: '/aid-lists/{id}/received',
    summary: 'Families have received and signed; each becomes a line of the ledger, once',
    permission: 'aid.write',
    audit: 'aid.receive',
    input: z.strictObject({
      id: Uuid,
      householdIds,
      receivedOn: Day,
      receivedBy: z.string().trim().max(30).nullable().default(null),
      relation: z.string().trim().max(20).nullable().default(null),
      receipt: z.string().trim().max(60).nullable().default(null),
    }),
    output: z.strictObject({ recorded: z.int(), already: z.int() }),
  }),
  except: ask({
    method: 'POST',
    path: '/aid-lists/{id}/excepted',
    summary: 'Named exceptions: moved away, deceased, declined — each with its reason',
    permission: 'aid.write',
    audit: 'aid.except',
    input: z.strictObject({ id: Uuid, householdIds, reason: z.string().trim().min(2, { error: 'blank' }).max(120) }),
    output: z.strictObject({ excepted: z.int() }),
  }),
}
