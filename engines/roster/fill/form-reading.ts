import { type Period, periodText } from './count-period.ts'
import type { CountTable } from './count-tables.ts'
import type { FormField, RecordOf } from './form-fields.ts'
import type { Spread } from './spread-places.ts'

/** What an organisation chose: for a heading by its key, null leaves it blank; for a list by its own key, whose it is. */
export type ChosenFields = Readonly<Record<string, FormField | RowOf | null>>

/** A place of the form that asks for a fact: a column of a table, or the cell beside a label. */
export type FormSlot = {
  /** Under which a choice is remembered: the headings above it, as they are compared. */
  readonly key: string
  readonly header: string
  readonly column: number
  /** The row of the value of a label; 0 for a column. */
  readonly row: number
  readonly field: FormField | null
  /** 0 to 1; 1 is a heading every office uses, or a choice made by hand. */
  readonly confidence: number
  /** What one stands for in fen, where the slot asks for money. */
  readonly unitFen: number
  /** Left to whoever signs or remarks on paper. */
  readonly byHand: boolean
  /** The label with its colon, where label and place share one cell: 填报单位：____. */
  readonly inline?: string
  /** How often the same label stands before it in that cell or line. */
  readonly nth?: number
  /** A label of a card about another member than the head. */
  readonly whom?: Whom
  /** Where no field is meant: the keys under which more may be known of the person, the surest first. */
  readonly said?: readonly string[]
  /** All the places of a fact that is written into several of them; the first is `column`. */
  readonly spread?: Spread
}

/** The members of a family of whom a card may ask for one: 学生姓名, 残疾人姓名, 配偶姓名, 子女姓名. */
export type Whom = 'student' | 'disabled' | 'spouse' | 'child'

/**
 * Whose a list can be: families, only those that receive dibao or have received aid, every member, or only those who go to
 * school, have a disability, are 60 and over or under 18.
 */
export const listKinds = ['family', 'dibao', 'aided', 'member', 'student', 'disabled', 'elderly', 'minor'] as const
export type ListKind = (typeof listKinds)[number]
export const isListKind = (text: string): text is ListKind => (listKinds as readonly string[]).includes(text)

/** What a row is: one of those, a visit or an aid to any of the families, or on a card a line of its aid or one of its visits. */
export type RowOf = ListKind | RecordOf | 'register' | 'ledger'

/** Under which it is remembered whose a list is. */
export const listKeyStart = 'rows:'

/** Rows that are families, each by its head. */
export const isOfFamilies = (of: RowOf): boolean => of === 'family' || of === 'dibao' || of === 'aided'

export const isRecord = (of: RowOf): of is RecordOf => of === 'aid' || of === 'visit'

/** A table of the form. Rows count from 1; `lastRow` is before `firstRow` where the form has no blank row. */
export type FormTable = {
  readonly firstRow: number
  readonly lastRow: number
  readonly rowOf: RowOf
  /** Under which is remembered whose list it is; left out where that is no question. */
  readonly listKey?: string
  /** Somebody said whose list it is. */
  readonly isChosen?: boolean
  /** What stands right above its headings, where that is a title of its own: 二、家庭成员. */
  readonly title: string
  /** From which age on its old people are, where it says so. */
  readonly fromAge?: number
  /** A register names the days of its visits above it. */
  readonly period?: Period
  /** Columns whose answer is printed in each of its blank rows. */
  readonly presets?: readonly number[]
  /** Its rows go on from the table before it, whose headings it repeats. */
  readonly continues: boolean
  readonly slots: readonly FormSlot[]
}

/** What a sheet or a table of a document asks for. */
export type FormPart = {
  readonly name: string
  /** A card is about one family; a list has rows for many. */
  readonly shape: 'list' | 'card' | 'none'
  readonly tables: readonly FormTable[]
  /** Labels with a place beside them. */
  readonly labels: readonly FormSlot[]
  /** Those it has as part of a card, though they are too few to make it one by themselves. */
  readonly ofCard?: readonly FormSlot[]
  /** Tables that count families by their rows and columns. */
  readonly counts?: readonly CountTable[]
}

/** The periods that the statistical tables of a form name above them, and whether one of them leaves its period open. */
export function periodsOf(parts: readonly FormPart[]): { named: Period[]; isOpen: boolean } {
  const within = parts.flatMap(({ counts = [] }) => counts.filter(({ cells }) => cells.some(({ span }) => span)))
  const named = new Map(within.flatMap(({ period }) => (period ? [[periodText(period), period] as const] : [])))
  return { named: [...named.values()], isOpen: within.some(({ period }) => !period) }
}

export type FormReading = {
  readonly format: 'xlsx' | 'docx'
  readonly shape: 'list' | 'card' | 'none'
  readonly parts: readonly FormPart[]
}

/** The work unit on file is the head's, who stands above: 单位或学校 of the others is not known. */
export const withoutHeadsOwn = (table: FormTable): FormTable => ({
  ...table,
  slots: table.slots.map((slot) =>
    slot.field === 'work_unit' && slot.confidence < 1 ? { ...slot, field: null, confidence: 0 } : slot,
  ),
})

/** Members, or what was done for a family, without a column that names the family. */
export const isOfOneFamily = ({ rowOf, slots, isChosen }: FormTable): boolean =>
  isRecord(rowOf) ||
  (!isChosen && rowOf === 'member' && !slots.some(({ field }) => field === 'head_name' || field === 'file_number'))

/** A list of members beside a card, in a table or sheet of its own, is part of the card: one file for each family. */
export const asOneCard = (parts: readonly FormPart[]): FormPart[] => {
  const lists = parts.filter(({ shape }) => shape === 'list')
  // A sheet with nothing but what was done for a family is about one family, too.
  const isCard =
    parts.some(({ shape, tables }) => shape === 'card' || tables.some(({ rowOf }) => isRecord(rowOf))) &&
    lists.every(({ tables, counts }) => !counts && tables.every(({ rowOf }) => rowOf === 'member' || isRecord(rowOf)))
  return isCard ? parts.map(asCard) : [...parts]
}

export function asCard(part: FormPart): FormPart {
  const { shape, tables, ofCard = [] } = part
  if (shape !== 'list' && (shape !== 'none' || ofCard.length === 0)) return part
  return { ...part, shape: 'card', tables: tables.map(withoutHeadsOwn), labels: [...part.labels, ...ofCard] }
}

/** True where nothing but members or what was done for a family is listed: it is about one family as soon as something says so. */
export const listsOneFamily = (parts: readonly FormPart[]): boolean => {
  const lists = parts.filter(({ shape }) => shape === 'list')
  return lists.length > 0 && lists.every(({ tables, counts }) => !counts && tables.every(isOfOneFamily))
}

/** A form is a list as soon as one of its parts is. */
export function shapeOf(parts: readonly FormPart[]): FormReading['shape'] {
  if (parts.some(({ shape }) => shape === 'list')) return 'list'
  return parts.some(({ shape }) => shape === 'card') ? 'card' : 'none'
}
