import { Readable } from 'node:stream'
import { say } from '../../core/messages.ts'
import { type Asking, actingOnce } from '../../platform/server/act.ts'
import { withScope } from '../../platform/server/database.ts'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { factWords } from '../registry/fact-messages.ts'
import { boundsOf, surveyOf } from './actions.ts'
import type { SurveyHouseholdFilter } from './contract.ts'
import { sheetWords } from './messages.ts'
import * as store from './store.ts'

// One sheet is filled in by hand: more families are given out by area.
const mostRows = 20_000

/** The form as a workbook: one line a family that is still to be asked, a column a fact and a question. */
export async function giveOut({
  input,
  context: asking,
}: {
  input: SurveyHouseholdFilter & { columns?: string | undefined; sort?: string | undefined; order?: string | undefined }
  context: Asking
}) {
  const { columns: _, sort: __, order: ___, ...filter } = input
  const act = await actingOnce(asking)
  const language = asking.language
  const { survey, rows } = await withScope(asking.services.database, act.scope, async (tx) => {
    const inner = { ...act, tx }
    const found = await surveyOf(inner, filter.id)
    const bounds = await boundsOf(inner, { state: 'left', ...filter })
    return { survey: found, rows: await store.listHouseholds(tx, bounds, mostRows, 0) }
  })
  const text = (words: { zh: string; en: string }) => ({ header: say(words, language), width: 14 })
  const bytes = writeXlsx([
    {
      name: survey.name.slice(0, 30),
      columns: [
        ...[sheetWords.fileNumber, sheetWords.head, sheetWords.area, sheetWords.address, sheetWords.askedOn].map(text),
        ...survey.form.facts.map((fact) => text(factWords[fact])),
        ...survey.form.questions.map((question) => ({ header: question.text, width: 16 })),
        ...[sheetWords.needs, sheetWords.reason, sheetWords.note].map((words) => ({ ...text(words), width: 26 })),
        ...[sheetWords.foundNumber, sheetWords.foundPhone].map((words) => ({ ...text(words), width: 22 })),
      ],
      rows: rows.map((row) => [
        row.fileNumber,
        row.headName,
        row.areaName,
        row.address,
        null,
        ...survey.form.facts.map(() => null),
        ...survey.form.questions.map(() => null),
        ...Array.from({ length: 5 }, () => null),
      ]),
    },
  ])
  const name = encodeURIComponent(`${survey.name} ${act.today}.xlsx`)
  return {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    },
    body: Readable.toWeb(Readable.from(bytes)) as unknown,
  }
}
