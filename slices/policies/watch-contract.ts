import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Watched, WatchKind, WatchSign, WatchState } from './watch-model.ts'

/** What the list of families under watch may be narrowed by. */
export const WatchFilter = z.strictObject({
  state: WatchState.default('watched'),
  sign: WatchSign.optional(),
  kind: WatchKind.optional(),
  area: AreaCode.optional(),
  household: Uuid.optional(),
})
export type WatchFilter = z.infer<typeof WatchFilter>

export const WatchListInput = z.strictObject({
  ...WatchFilter.shape,
  ...pageInput,
  sort: z.enum(['from', 'to', 'area', 'head']).default('to'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
export type WatchListInput = z.infer<typeof WatchListInput>

const why = z.string().trim().min(1, { error: 'blank' }).max(200)

const watchList = askList({
  path: '/policies/watched',
  summary: 'Families that left hardship and are watched for twelve months',
  permission: 'policies.read',
  audit: 'policies.watched',
  input: WatchListInput,
  filter: WatchFilter,
  row: Watched,
})

export const watchContract = {
  watched: watchList.list,
  watchedTotal: watchList.total,
  exportWatched: watchList.export,
  beginWatch: ask({
    method: 'POST',
    path: '/policies/watched',
    summary: 'A family leaves hardship by decision and is watched from then on; only where the policy says that it may',
    permission: 'enrolments.write',
    audit: 'policies.begin_watch',
    input: z.strictObject({ householdId: Uuid, kind: WatchKind, fromDay: Day, why }),
    output: z.strictObject({ id: Uuid, toDay: Day }),
  }),
  endWatch: ask({
    method: 'POST',
    path: '/policies/watched/{id}/end',
    summary: 'Ends a watch before its time: the family fell back into hardship, or there is nothing to watch',
    permission: 'enrolments.write',
    audit: 'policies.end_watch',
    input: z.strictObject({ id: Uuid, version: Version, as: z.enum(['relapsed', 'cancelled']), why }),
    output: Nothing,
  }),
}
