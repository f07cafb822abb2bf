import { minuteOf } from '../../core/date.ts'
import type { Language } from '../../core/messages.ts'
import { say } from '../../core/messages.ts'
import type { Sheet, SheetColumn } from '../../core/sheet.ts'
import { reasonWords, duplicateWords as words } from './duplicate-messages.ts'
import type { DuplicatePair, PairSide } from './duplicate-model.ts'
import type { ReasonCode } from './duplicate-rules.ts'

/** A side that the asker may not see says no more than on the screen. */
const sideText = (side: PairSide | null, language: Language): string =>
  side
    ? `${side.name} ${side.birthDate ?? ''}（${say(words.inFamily, language, { head: side.headName, number: side.fileNumber, area: side.areaName })}）`
    : words.elsewhere[language]

const sideColumn = (key: 'one' | 'other'): SheetColumn<DuplicatePair> => ({
  key,
  header: words[key],
  width: 48,
  value: (row, language) => sideText(row[key], language),
})

/** The queue of people who may be filed twice, with what speaks for and against and what was decided. */
export const duplicateSheet: Sheet<DuplicatePair> = {
  name: words.title,
  columns: [
    sideColumn('one'),
    sideColumn('other'),
    { key: 'score', header: words.score, kind: 'number', value: (row) => row.score },
    {
      key: 'reasons',
      header: words.reasons,
      width: 50,
      value: (row, language) =>
        row.reasons
          .map(({ code, points }) => `${reasonWords[code as ReasonCode][language]} ${points > 0 ? '+' : ''}${points}`)
          .join(language === 'zh' ? '，' : ', '),
    },
    { key: 'found', header: words.found, width: 18, value: (row) => minuteOf(row.foundAt) },
    { header: words.state, width: 14, value: (row, language) => words[row.state][language] },
    { header: { zh: '判断理由', en: 'Why' }, width: 30, value: (row) => row.why },
  ],
}
