import type { Facts } from './form-fields.ts'
import type { FormPart, FormSlot } from './form-reading.ts'
import { membersMeant } from './table-rows.ts'

// Of a stepchild, a grandchild or a niece the file does not say who the parents are.
const ownChild = /^(?:独生|长|次|三|四|五)?(?:子|女)$|^(?:儿子|女儿)$/

/** True where the file makes it certain that the head of the family is the parent of this member. */
const isChildOfHead = ({ relation }: Facts): boolean => ownChild.test(String(relation ?? ''))

const ofParent = (slot: FormSlot): boolean => /家长/.test(slot.header) && (slot.field?.startsWith('head_') ?? false)
/** 与学生关系 asks what the parent is to the student; on file stands what the student is to the head. An officer's choice holds. */
const fromOtherSide = (slot: FormSlot): boolean =>
  slot.field === 'relation' &&
  slot.confidence < 1 &&
  /与(?:该|受助|困难)?(?:学生|孩子|子女|儿童|残疾人)/.test(slot.header)

/** True for a place in a row about this member that asks for a parent, or for whose child it is, and nobody knows it. */
export const isUnsureParent = (slot: FormSlot, member: Facts): boolean =>
  fromOtherSide(slot) || (ofParent(slot) && !isChildOfHead(member))

/** True for a card's place that asks for a parent of its student or child where that need not be the head. */
export function isUnsureParentOfCard(label: FormSlot, { labels }: FormPart, members: readonly Facts[]): boolean {
  if (fromOtherSide(label)) return true
  const whom = labels.find((one) => one.whom === 'student' || one.whom === 'child')?.whom
  if (!ofParent(label) || whom === undefined) return false
  const meant = membersMeant(whom, members)
  return meant.length === 0 || !meant.every(isChildOfHead)
}
