import type { Text } from '../../core/messages.ts'
import type { Facts } from '../../engines/roster/fill/form-fields.ts'
import { kindWords, sourceWords } from '../aid/messages.ts'
import { markWords } from '../visits/messages.ts'
import type { Goods } from '../visits/model.ts'

/** A line of aid as it is kept. */
export type AidEntryRecord = {
  householdId: string
  givenOn: string
  kind: string
  amountFen: string | null
  item: string | null
  quantity: string | null
  unit: string | null
  source: string
  giverUnit: string | null
  giverPerson: string | null
  giverText: string | null
}

/** A visit as it is kept: who came and what was seen. */
export type VisitSeen = {
  householdId: string
  visitedOn: string
  visitor: string | null
  living: string[]
  livingText: string | null
  difficulties: string[]
  difficultiesText: string | null
  needs: string[]
  needsText: string | null
}

/** The same with what was handed over and promised. */
export type VisitEntryRecord = VisitSeen & {
  cashFen: string | null
  goods: readonly Goods[]
  promises: string[] | null
}

// Forms of Chinese offices are filled in Chinese, whatever language the officer reads.
const word = (words: Readonly<Record<string, Text>>, code: string): string => words[code]?.zh ?? code
const joined = (texts: readonly (string | null)[], separator: string): string | null =>
  texts.filter((text): text is string => text !== null && text !== '').join(separator) || null

/** 大米 2 袋; a thing without a quantity by its name alone. */
const goodsText = (name: string, quantity: string | number | null, unit: string | null): string =>
  quantity === null ? name : `${name} ${quantity}${unit ? ` ${unit}` : ''}`

/** A line of aid as a row of a record. What is not known stays null and is told. */
export const aidFacts = (line: AidEntryRecord): Facts => {
  const unit = line.giverUnit ?? (line.giverPerson === null ? line.giverText : null)
  return {
    given_on: line.givenOn,
    given_kind: word(kindWords, line.kind),
    // A line of goods has no money, and one of money no goods: those places are meant to be blank.
    given_amount: line.amountFen ?? '',
    given_goods: line.item === null ? '' : goodsText(line.item, line.quantity, line.unit),
    given_item: line.item ?? '',
    given_quantity: line.item === null ? '' : line.quantity,
    given_by: unit ?? line.giverPerson,
    given_by_unit: unit,
    given_by_person: line.giverPerson,
    given_source: word(sourceWords, line.source),
  }
}

const seen = (marks: readonly string[], text: string | null): string | null =>
  joined(
    [
      joined(
        marks.map((mark) => word(markWords, mark)),
        '、',
      ),
      text,
    ],
    '；',
  )

/** A visit as a row of a record. */
export const visitFacts = (visit: Omit<VisitEntryRecord, 'householdId'>): Facts => {
  const living = seen(visit.living, visit.livingText)
  const difficulties = seen(visit.difficulties, visit.difficultiesText)
  const needs = seen(visit.needs, visit.needsText)
  return {
    went_on: visit.visitedOn,
    went_by: visit.visitor,
    went_saw: joined([living, difficulties, needs], '；'),
    went_living: living,
    went_difficulties: difficulties,
    went_needs: needs,
    went_promised: joined(visit.promises ?? [], '；') ?? '',
    went_cash: visit.cashFen ?? '',
    went_goods:
      joined(
        visit.goods.map(({ name, quantity, unit }) => goodsText(name, quantity, unit)),
        '、',
      ) ?? '',
  }
}
