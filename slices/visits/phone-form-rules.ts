import type { RequestKind } from '../requests/model.ts'
import { daysLater, fenTyped, type visitMarks, yuanOf } from './phone-rules.ts'

// What the phone's form of a visit holds and what becomes of it; like `phone-rules` without the validator.

/** What the phone writes down about a visit; the server knows it as VisitDraft without its id. */
export type VisitPayload = {
  householdId: string
  visitedOn: string
  living?: { marks: string[]; text: string }
  thinking?: { marks: string[]; text: string }
  difficulties?: { marks: string[]; text: string }
  needs?: { marks: string[]; text: string }
  asks: { id: string; kind: RequestKind; text: string }[]
  promises: { id: string; text: string; dueOn: string }[]
  kept: string[]
  cashFen: string | null
  goods: { name: string; quantity: number; unit: string }[]
}

export type PartName = keyof typeof visitMarks
export const partNames: readonly PartName[] = ['living', 'thinking', 'difficulties', 'needs']

/** Days within which a promise is to be kept. */
export const spans = { week: 7, fortnight: 14, month: 30 } as const
export type Span = keyof typeof spans

/** The form as it is being filled in. */
export type FilledVisit = {
  visitedOn: string
  marks: Record<PartName, string[]>
  text: string
  askKind: RequestKind | undefined
  askText: string
  promiseText: string
  within: Span
  kept: string[]
  cash: string
  goods: string
  quantity: string
  unit: string
}

export const emptyVisit = (today: string): FilledVisit => ({
  visitedOn: today,
  marks: { living: [], thinking: [], difficulties: [], needs: [] },
  text: '',
  askKind: undefined,
  askText: '',
  promiseText: '',
  within: 'fortnight',
  kept: [],
  cash: '',
  goods: '',
  quantity: '1',
  unit: '',
})

export type VisitFaults = { seen?: 'sayOne'; visitedOn?: 'dayFuture'; cash?: 'cashWrong'; quantity?: 'quantityWrong' }

const isQuantity = (text: string) => /^[1-9]\d{0,3}$/.test(text.normalize('NFKC').trim())

/** What is missing or wrong before it is saved; nothing more than what the server would refuse. */
export function faultsOf(filled: FilledVisit, today: string): VisitFaults {
  const said = Object.values(filled.marks).some((marks) => marks.length > 0) || filled.text.trim() !== ''
  const given = filled.goods.trim() !== ''
  return {
    ...(said ? {} : { seen: 'sayOne' as const }),
    ...(filled.visitedOn === '' || filled.visitedOn > today ? { visitedOn: 'dayFuture' as const } : {}),
    ...(filled.cash.trim() === '' || fenTyped(filled.cash) ? {} : { cash: 'cashWrong' as const }),
    ...(!given || isQuantity(filled.quantity) ? {} : { quantity: 'quantityWrong' as const }),
  }
}

/** The record of a form without faults; a request and a promise get ids of their own. */
export function payloadOf(householdId: string, filled: FilledVisit, newId: () => string): VisitPayload {
  const part = (name: PartName) => ({ marks: filled.marks[name], text: name === 'living' ? filled.text.trim() : '' })
  const askText = filled.askText.trim()
  const promiseText = filled.promiseText.trim()
  const goods = filled.goods.trim()
  return {
    householdId,
    visitedOn: filled.visitedOn,
    living: part('living'),
    thinking: part('thinking'),
    difficulties: part('difficulties'),
    needs: part('needs'),
    asks: askText ? [{ id: newId(), kind: filled.askKind ?? 'other', text: askText }] : [],
    promises: promiseText
      ? [{ id: newId(), text: promiseText, dueOn: daysLater(filled.visitedOn, spans[filled.within]) }]
      : [],
    kept: filled.kept,
    cashFen: fenTyped(filled.cash) ?? null,
    goods: goods
      ? [{ name: goods, quantity: Number(filled.quantity.normalize('NFKC')), unit: filled.unit.trim() }]
      : [],
  }
}

/** The form of a record that is still in the phone, to be corrected: the way back of `payloadOf`. */
export function filledOf(payload: VisitPayload): FilledVisit {
  const [ask] = payload.asks
  const [promise] = payload.promises
  const [goods] = payload.goods
  const span = (Object.keys(spans) as Span[]).find(
    (name) => promise?.dueOn === daysLater(payload.visitedOn, spans[name]),
  )
  const marks = (name: PartName) => payload[name]?.marks ?? []
  return {
    visitedOn: payload.visitedOn,
    marks: {
      living: marks('living'),
      thinking: marks('thinking'),
      difficulties: marks('difficulties'),
      needs: marks('needs'),
    },
    text: payload.living?.text ?? '',
    askKind: ask?.kind,
    askText: ask?.text ?? '',
    promiseText: promise?.text ?? '',
    within: span ?? 'fortnight',
    kept: payload.kept,
    cash: payload.cashFen ? yuanOf(payload.cashFen) : '',
    goods: goods?.name ?? '',
    quantity: String(goods?.quantity ?? 1),
    unit: goods?.unit ?? '',
  }
}
