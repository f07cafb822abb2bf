import { type Language, say } from '../../core/messages.ts'
import type { Sheet } from '../../core/sheet.ts'
import { kindWords } from '../aid/messages.ts'
import { measureKindWords } from '../pairing/plan-messages.ts'
import { memberRoleWords } from '../pairing/teamwork-messages.ts'
import { evidenceKindWords, leadWords, deedWords as words } from './messages.ts'
import type { EvidenceRow, LeadRow, UnitForms, VillagePlace } from './model.ts'

const details: Readonly<Record<string, { zh: string; en: string }>> = {
  ...kindWords,
  ...measureKindWords,
  ...memberRoleWords,
}

/** What a record is, in words: kind of aid or measure, role in a pair, and the text. */
export const evidenceText = (row: Pick<EvidenceRow, 'detail' | 'text'>, language: Language): string =>
  [row.detail && (details[row.detail]?.[language] ?? row.detail), row.text]
    .filter(Boolean)
    .join(language === 'zh' ? '：' : ': ')

const listMark = (language: Language) => (language === 'zh' ? '、' : ', ')

/** What is missing of a village: items by name, with households where they are counted. */
export const missingPlaces = (village: Pick<VillagePlace, 'items'>, language: Language): string =>
  village.items
    .filter((item) => item.found < item.needed)
    .map((item) => (item.needed > 1 ? say(words.itemPart, language, item) : item.name))
    .join(listMark(language))

/** Four leads as a spreadsheet, in the order of the page. */
export const leadSheet: Sheet<LeadRow> = {
  name: words.leads,
  columns: [
    { key: 'name', header: words.cadre, width: 14, value: (row) => row.name },
    { key: 'unit', header: words.unit, width: 26, value: (row) => row.unit },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'donation', header: leadWords.donation, kind: 'number', value: (row) => row.donation },
    { key: 'donated', header: words.donated, kind: 'yuan', value: (row) => row.donatedFen },
    { key: 'pair', header: leadWords.pair, kind: 'number', value: (row) => row.pair },
    { key: 'visit', header: leadWords.visit, kind: 'number', value: (row) => row.visit },
    { key: 'deed', header: leadWords.deed, kind: 'number', value: (row) => row.deed },
    {
      key: 'missing',
      header: words.missing,
      width: 30,
      value: (row, language) => row.missing.map((lead) => leadWords[lead][language]).join(listMark(language)),
    },
  ],
}

/** The records behind a count as a spreadsheet. */
export const evidenceSheet: Sheet<EvidenceRow> = {
  name: words.evidence,
  columns: [
    { key: 'day', header: words.day, kind: 'day', width: 12, value: (row) => row.day },
    { key: 'kind', header: words.kind, width: 12, value: (row, language) => evidenceKindWords[row.kind][language] },
    { key: 'household', header: words.household, width: 14, value: (row) => row.headName },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'helper', header: words.helper, width: 14, value: (row) => row.helperName },
    { key: 'unit', header: words.unit, width: 26, value: (row) => row.unitName },
    { key: 'content', header: words.content, width: 40, value: (row, language) => evidenceText(row, language) },
    { key: 'amount', header: words.amount, kind: 'yuan', value: (row) => row.amountFen },
  ],
}

/** Units and their forms of help: done, and missing. */
export const formSheet: Sheet<UnitForms> = {
  name: words.forms,
  columns: [
    { key: 'name', header: words.unit, width: 28, value: (row) => row.name },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    {
      header: words.form,
      width: 50,
      value: (row, language) =>
        row.forms.map((form) => `${form.name} ${say(words.foundOf, language, form)}`).join(listMark(language)),
    },
    {
      key: 'missing',
      header: words.missing,
      width: 40,
      value: (row, language) =>
        row.forms
          .filter((form) => form.found < form.least)
          .map((form) => form.name)
          .join(listMark(language)),
    },
  ],
}

/** Sponsored villages and what is missing of each. */
export const placeSheet: Sheet<VillagePlace> = {
  name: words.inPlace,
  columns: [
    { key: 'village', header: words.village, width: 20, value: (row) => row.areaName },
    { key: 'giver', header: words.giver, width: 28, value: (row) => row.giverName },
    {
      key: 'items',
      header: words.items,
      value: (row, language) =>
        say(words.itemsOf, language, { there: row.items.length - row.missing, all: row.items.length }),
    },
    { key: 'missing', header: words.missing, width: 50, value: (row, language) => missingPlaces(row, language) },
    { key: 'due', header: words.dueOn, kind: 'day', width: 12, value: (row) => row.dueOn },
  ],
}
