import type { Sheet } from '../../core/sheet.ts'
import { factText } from './fact-rules.ts'
import { factValueWords } from './messages.ts'
import { turnStateWords, turnWords as words } from './turn-messages.ts'
import type { InTurn } from './turn-model.ts'

/** The order of turns as a spreadsheet. */
export const turnSheet: Sheet<InTurn> = {
  name: words.title,
  columns: [
    { key: 'place', header: words.place, kind: 'number', width: 8, value: (row) => row.place },
    { key: 'person', header: words.person, width: 14, value: (row) => row.personName },
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { key: 'head', header: words.head, width: 14, value: (row) => row.headName },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'turn', header: words.turn, kind: 'number', width: 8, value: (row) => row.turn },
    {
      key: 'because',
      header: words.because,
      width: 26,
      value: (row, language) =>
        row.because === null ? null : (factValueWords[row.because]?.[language] ?? row.because),
    },
    { key: 'first', header: words.first, width: 12, value: (row) => row.first },
    { key: 'amount', header: words.amount, kind: 'yuan', value: (row) => row.amountFen },
    { key: 'sum', header: words.sum, kind: 'yuan', value: (row) => row.sumFen },
    { key: 'state', header: words.state, width: 12, value: (row, language) => turnStateWords[row.state][language] },
    {
      key: 'covered',
      header: words.covered,
      value: (row, language) =>
        row.covered === null ? null : (row.covered ? words.reaches : words.reachesNot)[language],
    },
    {
      header: { zh: '缺什么', en: 'What is missing' },
      width: 30,
      value: (row, language) => row.missing.map((name) => factText(name)?.[language] ?? name).join(' '),
    },
  ],
}
