import { minuteOf } from '../../core/date.ts'
import type { Language } from '../../core/messages.ts'
import { say } from '../../core/messages.ts'
import type { Sheet } from '../../core/sheet.ts'
import { formatFen } from '../../core/yuan.ts'
import type { DueItemRow } from './due-item-contract.ts'
import { parameterWords, residenceOfParameterWords, stateWords } from './messages.ts'
import type { Parameter, ResultRow, ResultState } from './model.ts'
import { standardWords, dueWords as words } from './page-messages.ts'
import { becauseWords, itemKindWords, itemStateWords, itemWords } from './rule-messages.ts'
import { isMoney, yuanOfFen } from './value-rules.ts'

const reasonsOf = (row: ResultRow, language: Language): string =>
  row.sentences.map((sentence) => say(sentence, language)).join(language === 'zh' ? '；' : '; ')

const incomeOf = ({ figures }: ResultRow): string | null => {
  const income = figures.income_per_person_fen
  return typeof income === 'string' ? income : null
}

/** What every family is due, as a spreadsheet. */
export const resultSheet: Sheet<ResultRow> = {
  name: words.title,
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { key: 'head', header: words.head, width: 14, value: (row) => row.headName },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'size', header: words.size, kind: 'number', value: (row) => row.size },
    { key: 'income', header: words.income, kind: 'yuan', value: (row) => incomeOf(row) },
    { key: 'state', header: words.state, value: (row, language) => stateWords[row.state ?? 'none'][language] },
    {
      key: 'amount',
      header: words.amount,
      kind: 'yuan',
      value: (row) => (row.state === 'eligible' ? row.amountFen : null),
    },
    { key: 'enrolled', header: words.enrolled, kind: 'day', width: 12, value: (row) => row.enrolledFrom },
    { key: 'paid', header: words.paid, kind: 'yuan', value: (row) => row.enrolledFen },
    { key: 'reason', header: words.reason, width: 70, value: reasonsOf },
    { key: 'onDay', header: words.onDay, kind: 'day', width: 12, value: (row) => row.onDay },
  ],
}

/** Standards as a spreadsheet; money in yuan, exactly. */
export const parameterSheet: Sheet<Parameter> = {
  name: standardWords.title,
  columns: [
    {
      key: 'name',
      header: standardWords.name,
      width: 36,
      value: (row, language) => parameterWords[row.name]?.[language] ?? row.name,
    },
    { key: 'region', header: standardWords.region, width: 16, value: (row) => row.regionName },
    { header: { zh: '地区代码', en: 'Region code' }, value: (row) => row.region },
    {
      key: 'residence',
      header: standardWords.residence,
      value: (row, language) => residenceOfParameterWords[row.residence === '' ? 'both' : row.residence][language],
    },
    {
      key: 'value',
      header: standardWords.value,
      value: (row) => (isMoney(row.name) ? yuanOfFen(row.value) : row.value),
    },
    {
      header: { zh: '单位', en: 'Unit' },
      value: (row, language) => (isMoney(row.name) ? standardWords.yuan[language] : ''),
    },
    { key: 'from', header: standardWords.from, kind: 'day', width: 12, value: (row) => row.validFrom },
    { header: standardWords.until, kind: 'day', width: 12, value: (row) => row.replacedFrom },
    { key: 'published', header: standardWords.published, kind: 'day', width: 12, value: (row) => row.publishedOn },
    { key: 'document', header: standardWords.document, width: 40, value: (row) => row.document },
    {
      header: standardWords.state,
      value: (row, language) => (row.supersededAt ? standardWords.superseded[language] : ''),
    },
  ],
}

/** An answer as it stands on the screen: the amount of who is entitled, otherwise the state in words. */
const answerOf = (state: ResultState | null, fen: string | null, language: Language): string | null =>
  state === null ? null : state === 'eligible' && fen !== null ? formatFen(fen) : stateWords[state][language]

/** Answers that became others, as work with who did it and why. */
export const dueItemSheet: Sheet<DueItemRow> = {
  name: itemWords.title,
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { key: 'head', header: itemWords.head, width: 14, value: (row) => row.headName },
    { key: 'area', header: itemWords.area, width: 18, value: (row) => row.areaName },
    { key: 'policy', header: itemWords.policy, width: 28, value: (row, language) => say(row.title, language) },
    { key: 'kind', header: itemWords.kind, value: (row, language) => itemKindWords[row.kind][language] },
    {
      key: 'was',
      header: itemWords.was,
      width: 14,
      value: (row, language) => answerOf(row.oldState, row.oldFen, language),
    },
    {
      key: 'is',
      header: itemWords.is,
      width: 14,
      value: (row, language) => answerOf(row.newState, row.newFen, language),
    },
    {
      key: 'because',
      header: itemWords.because,
      width: 16,
      value: (row, language) => becauseWords[row.because][language],
    },
    { key: 'due', header: itemWords.due, kind: 'day', width: 12, value: (row) => row.dueOn },
    { key: 'opened', header: itemWords.opened, width: 18, value: (row) => minuteOf(row.openedAt) },
    { header: itemWords.state, value: (row, language) => itemStateWords[row.state][language] },
    { header: { zh: '办理人', en: 'By' }, width: 14, value: (row) => row.closedBy },
    { header: { zh: '办理说明', en: 'Why' }, width: 30, value: (row) => row.why },
  ],
}
