import type { Language } from '../../core/messages.ts'
import { say } from '../../core/messages.ts'
import type { Sheet } from '../../core/sheet.ts'
import { parameterWords, residenceOfParameterWords, stateWords } from './messages.ts'
import type { Parameter, ResultRow } from './model.ts'
import { standardWords, dueWords as words } from './page-messages.ts'
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
