import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { askJson } from '../../../platform/web/http.ts'
import { type Known, useKnown } from '../../../platform/web/phone/kept-answers.ts'
import { type Deliver, putIntoOutbox, useOutbox } from '../../../platform/web/phone/outbox.ts'
import { asSent, isHeld, type OutboxItem } from '../../../platform/web/phone/outbox-rules.ts'
import type { OwnFamily, Receipt } from '../contract.ts'
import type { VisitPayload } from '../phone-form-rules.ts'

/** A promise that the helper marks as kept. */
export type KeptPayload = { promiseId: string; keptOn: string }

/** Version of the forms that make these payloads. */
const formVersion = 1

/** Brings records to the server; each comes back with its own receipt. */
export const deliverVisits: Deliver = async (items) => {
  return (await askJson<{ receipts: Receipt[] }>('/visits/sync', { body: { items: items.map(asSent) } })).receipts
}

export const putVisit = (payload: VisitPayload) => putIntoOutbox('visit', formVersion, payload)

// A kept promise cannot be opened again at the server, and one touch marks it: long enough to see and undo a slip.
const heldMs = 10_000
export const putKept = (payload: KeptPayload) => putIntoOutbox('promise_kept', formVersion, payload, heldMs)

/** The record by which a promise was just marked as kept, while it can be taken back. */
export const takeableFor = (items: readonly OutboxItem[], promiseId: string): OutboxItem | undefined =>
  items.find(
    (item) =>
      item.kind === 'promise_kept' && (item.payload as KeptPayload).promiseId === promiseId && isHeld(item, Date.now()),
  )

export type Families = { families: OwnFamily[]; today: string }

/** The own families, also without a signal; asked anew whenever records have reached the server. */
export function useFamilies() {
  const answers = useQueryClient()
  const { items } = useOutbox()
  const known = useKnown<Families>('/my/families')
  const count = items.length
  useEffect(() => {
    // Fewer records in the phone means that the server has learned something.
    void count
    void answers.invalidateQueries({ queryKey: ['known'] })
  }, [answers, count])
  return known
}

export const familyOf = (known: Known<Families> | undefined, id: string): OwnFamily | undefined =>
  known?.answer.families.find((family) => family.householdId === id)

/** A visit that is still in the phone. */
export type KeptVisit = Pick<OutboxItem, 'id' | 'state'> & { payload: VisitPayload }

/** Visits to a family that are still in the phone. */
export const waitingFor = (items: readonly OutboxItem[], householdId: string): KeptVisit[] =>
  items
    .filter((item) => item.kind === 'visit')
    .map(({ id, state, payload }) => ({ id, state, payload: payload as VisitPayload }))
    .filter(({ payload }) => payload.householdId === householdId)

/** Promises whose keeping is noted in the phone and not sent yet. */
export const keptInPhone = (items: readonly OutboxItem[]): Set<string> =>
  new Set([
    ...items.filter((item) => item.kind === 'promise_kept').map((item) => (item.payload as KeptPayload).promiseId),
    ...items.filter((item) => item.kind === 'visit').flatMap((item) => (item.payload as VisitPayload).kept),
  ])
