import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { areaRange } from '../../core/area-code.ts'
import { say } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import { cellText, type Sheet as Grid } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { type Act, type Asking, actingOnce } from '../../platform/server/act.ts'
import { withScope } from '../../platform/server/database.ts'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { boundsOf, openSurvey, surveyOf } from './actions.ts'
import type { SurveyHouseholdFilter } from './contract.ts'
import { faultWords, reasonWords, sheetWords, surveyWords } from './messages.ts'
import { type Answers, ExceptionReason } from './model.ts'
import { readAnswer, readNeeds } from './rules.ts'
import * as store from './store.ts'

// A returned sheet is one that was given out: one sheet, one line a family.
const limits = {
  ...defaultLimits,
  fileBytes: 5 * 1024 * 1024,
  unpackedBytes: 60 * 1024 * 1024,
  rows: 20_001,
  columns: 60,
  sheets: 5,
}
const mostRows = 20_000

/** The form as a workbook: one line a family that is still to be asked, a column a question. */
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
        ...survey.form.questions.map((question) => ({ header: question.text, width: 16 })),
        ...[sheetWords.needs, sheetWords.reason, sheetWords.note].map((words) => ({ ...text(words), width: 26 })),
      ],
      rows: rows.map((row) => [
        row.fileNumber,
        row.headName,
        row.areaName,
        row.address,
        null,
        ...survey.form.questions.map(() => null),
        null,
        null,
        null,
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

type Fault = { row: number; text: string }
type Read = { answers: store.NewAnswer[]; exceptions: store.NewException[]; faults: Fault[] }

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

/** Takes in a sheet that comes back: lines that are filled in; what cannot be read is named by its row. */
export async function takeIn(
  act: Act,
  input: { id: string; file: File },
): Promise<{ taken: number; excepted: number; faults: Fault[] }> {
  const survey = await openSurvey(act, input.id)
  if (input.file.size > limits.fileBytes) throw new Problem('too_large', surveyWords.tooLarge)
  const workbook = await readXlsx(Buffer.from(await input.file.arrayBuffer()), limits)
  const read = await readRows(act, survey, workbook.sheets[0])
  const common = { source: 'sheet', formVersion: survey.formVersion, by: act.accountId } as const
  await store.saveAnswers(act.tx, survey.id, common, read.answers)
  const excepted = await store.saveExceptions(act.tx, survey.id, act.accountId, read.exceptions)
  act.about('survey', survey.id, { rows: read.answers.length, excepted, faults: read.faults.length })
  return { taken: read.answers.length, excepted, faults: read.faults.slice(0, 200) }
}

async function readRows(act: Act, survey: store.SurveyRecord, sheet: Grid | undefined): Promise<Read> {
  const [head, ...rows] = sheet?.rows ?? []
  const places = new Map((head?.cells ?? []).map((cell, place) => [plain(cellText(cell)), place]))
  const place = (words: { zh: string; en: string }) => places.get(plain(words.zh)) ?? places.get(plain(words.en))
  const number = place(sheetWords.fileNumber)
  if (number === undefined) throw new Problem('bad_input', surveyWords.notTheForm)
  const at = (cells: Grid['rows'][number]['cells'], where: number | undefined) =>
    where === undefined ? '' : cellText(cells[where]).trim()
  const numbers = rows.map((row) => at(row.cells, number)).filter(Boolean)
  const range = areaRange(survey.areaCode)
  const known = new Map((await store.byFileNumbers(act.tx, numbers, range)).map((one) => [one.fileNumber, one.id]))
  const read: Read = { answers: [], exceptions: [], faults: [] }
  const taken = new Set<string>()
  for (const row of rows) {
    const fault = (words: { zh: string; en: string }, parameters = {}) =>
      read.faults.push({ row: row.number, text: say(words, act.language, parameters) })
    const fileNumber = at(row.cells, number)
    if (!fileNumber) continue
    const householdId = known.get(fileNumber)
    const line = lineOf(survey, row.cells, places, (words) => at(row.cells, place(words)))
    if (line.empty) continue
    if (!householdId) fault(surveyWords.unknownFile, { number: fileNumber })
    else if (taken.has(householdId)) fault(surveyWords.twice, { number: fileNumber })
    else if (line.reason) read.exceptions.push({ householdId, reason: line.reason, note: line.note })
    else if (line.badReason) fault(surveyWords.badReason, { reason: line.badReason })
    else if (line.faults.length > 0)
      for (const one of line.faults)
        fault(surveyWords.cellWrong, { question: one.question, fault: say(one.words, act.language) })
    else
      read.answers.push({
        id: randomUUIDv7(),
        householdId,
        answers: line.answers,
        note: line.note,
        askedOn: line.askedOn ?? act.today,
        needs: (line.needs ?? []).map((need) => ({ ...need, id: randomUUIDv7() })),
      })
    if (householdId) taken.add(householdId)
  }
  return read
}

const reasonOf = (text: string): ExceptionReason | undefined =>
  ExceptionReason.options.find((reason) => [reasonWords[reason].zh, reasonWords[reason].en].includes(text))

function lineOf(
  survey: store.SurveyRecord,
  cells: Grid['rows'][number]['cells'],
  places: ReadonlyMap<string, number>,
  text: (words: { zh: string; en: string }) => string,
) {
  const answers: Answers = {}
  const faults: { question: string; words: { zh: string; en: string } }[] = []
  let filled = 0
  for (const question of survey.form.questions) {
    const where = places.get(plain(question.text))
    const given = where === undefined ? '' : cellText(cells[where])
    if (given.trim()) filled++
    const read = readAnswer(question, given)
    if ('kind' in read) faults.push({ question: question.text, words: faultWords[read.kind] })
    else answers[question.key] = read.value
  }
  const needsText = text(sheetWords.needs)
  const needs = readNeeds(needsText)
  if (!needs) faults.push({ question: say(sheetWords.needs, 'zh'), words: faultWords.needs })
  const reasonText = text(sheetWords.reason)
  const reason = reasonOf(reasonText)
  const asked = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})/.exec(text(sheetWords.askedOn))
  return {
    answers,
    faults,
    needs,
    reason,
    badReason: reasonText && !reason ? reasonText : undefined,
    note: text(sheetWords.note).slice(0, 300) || null,
    askedOn: asked ? `${asked[1]}-${asked[2]?.padStart(2, '0')}-${asked[3]?.padStart(2, '0')}` : undefined,
    empty: filled === 0 && !needsText && !reasonText,
  }
}
