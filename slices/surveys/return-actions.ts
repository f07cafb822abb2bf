import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { say, type Text } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { type Act, type Asking, acting } from '../../platform/server/act.ts'
import { cellsInChild } from '../../platform/server/spreadsheets/cells-in-child.ts'
import { openSurvey } from './actions.ts'
import { keysOf } from './answer-actions.ts'
import { proposeChanges } from './change-actions.ts'
import { surveyChangeWords } from './change-messages.ts'
import { foundRow } from './found-actions.ts'
import { areasByName, type NewFound, saveFound } from './found-store.ts'
import { surveyWords } from './messages.ts'
import { type ReturnedLine, returnedForm } from './return-rules.ts'
import * as store from './store.ts'

// A returned form is one that was given out: one sheet, one line a family.
const limits = {
  ...defaultLimits,
  fileBytes: 5 * 1024 * 1024,
  unpackedBytes: 60 * 1024 * 1024,
  rows: 20_001,
  columns: 60,
  sheets: 5,
}

type Fault = { row: number; text: string }
type Returned = { taken: number; excepted: number; found: number; faults: Fault[] }
type Line = ReturnedLine & { row: number }
type Rows = Awaited<ReturnType<typeof cellsInChild>>

/** Takes in a form that comes back. It is read in a process of its own, before any transaction is open. */
export async function takeIn({
  input,
  context,
}: {
  input: { id: string; file: File }
  context: Asking
}): Promise<Returned> {
  if (input.file.size > limits.fileBytes) throw new Problem('too_large', surveyWords.tooLarge)
  const rows = await cellsInChild(Buffer.from(await input.file.arrayBuffer()), { limits })
  return acting((act, given: { id: string; file: File }) => keep(act, given.id, rows))({ input, context })
}

/** Keeps lines that are filled in; what cannot be read is named by its row and left out. */
async function keep(act: Act, id: string, [head, ...rows]: Rows): Promise<Returned> {
  const survey = await openSurvey(act, id)
  const read = returnedForm(survey.form, head?.cells ?? [])
  if (!read) throw new Problem('bad_input', surveyWords.notTheForm)
  const lines = rows.map((row) => ({ ...read(row.cells), row: row.number })).filter((line) => !line.empty)
  const faults: Fault[] = []
  const sort = sorter(act, survey, lines, faults)
  const { answers, exceptions } = await sort.known()
  const found = await sort.found()
  const common = {
    source: 'sheet',
    formVersion: survey.formVersion,
    by: act.accountId,
    asked: keysOf(survey.form),
  } as const
  await store.saveAnswers(act.tx, survey.id, common, answers)
  await saveFound(act.tx, survey.id, common, found)
  await proposeChanges(act, survey.id, answers)
  const excepted = await store.saveExceptions(act.tx, survey.id, act.accountId, exceptions)
  act.about('survey', survey.id, {
    rows: answers.length,
    excepted,
    found: found.length,
    faults: faults.length,
  })
  faults.sort((one, other) => one.row - other.row)
  return { taken: answers.length, excepted, found: found.length, faults: faults.slice(0, 200) }
}

type Answered = store.NewAnswer & Pick<ReturnedLine, 'facts'>

/** Tells the lines of families on file from those of families that were found; whatever is wrong goes to `faults`. */
function sorter(act: Act, survey: store.SurveyRecord, lines: readonly Line[], faults: Fault[]) {
  const range = areaRange(survey.areaCode)
  const fault = (row: number, words: Text, parameters = {}) =>
    faults.push({ row, text: say(words, act.language, parameters) })
  const sound = (line: Line): boolean => {
    if (line.badReason) fault(line.row, surveyWords.badReason, { reason: line.badReason })
    for (const { question, words } of line.badReason ? [] : line.faults)
      fault(line.row, surveyWords.cellWrong, { question, fault: say(words, act.language) })
    const wrongDay = line.badDay !== undefined || (line.askedOn ?? '') > act.today
    if (wrongDay && !line.badReason)
      fault(line.row, line.badDay === undefined ? surveyWords.dayAhead : surveyWords.badDay, { day: line.badDay ?? '' })
    return !line.badReason && line.faults.length === 0 && !wrongDay
  }
  const common = ({ note, askedOn, needs, answers }: Line) => ({
    id: randomUUIDv7(),
    answers,
    note,
    askedOn: askedOn ?? act.today,
    needs: needs.map((need) => ({ ...need, id: randomUUIDv7() })),
  })
  return {
    async known(): Promise<{ answers: Answered[]; exceptions: store.NewException[] }> {
      const filed = lines.filter((line) => line.fileNumber !== '')
      const numbers = filed.map((line) => line.fileNumber)
      const ids = new Map((await store.byFileNumbers(act.tx, numbers, range)).map((one) => [one.fileNumber, one.id]))
      const answers: Answered[] = []
      const exceptions: store.NewException[] = []
      const taken = new Set<string>()
      for (const line of filed) {
        const householdId = ids.get(line.fileNumber)
        if (!householdId) fault(line.row, surveyWords.unknownFile, { number: line.fileNumber })
        else if (taken.has(householdId)) fault(line.row, surveyWords.twice, { number: line.fileNumber })
        else if (line.reason) exceptions.push({ householdId, reason: line.reason, note: line.note })
        else if (sound(line)) answers.push({ ...common(line), householdId, facts: line.facts })
        if (householdId) taken.add(householdId)
      }
      return { answers, exceptions }
    },
    async found(): Promise<NewFound[]> {
      const unfiled = lines.filter((line) => line.fileNumber === '' && !line.reason)
      const named = await areasByName(act.tx, unfiled.map((line) => line.area).filter(Boolean), range)
      const found = new Map<string, NewFound>()
      for (const line of unfiled) {
        const codes = named.filter((area) => area.name === line.area).map((area) => area.code)
        if (!line.head) fault(line.row, surveyChangeWords.nameMissing)
        else if (line.area !== '' && codes.length !== 1)
          fault(line.row, surveyChangeWords.areaUnknown, { area: line.area })
        else if (sound(line)) {
          const { id: _, ...rest } = common(line)
          const size = line.facts.size === undefined ? null : Number(line.facts.size)
          const entry = {
            ...rest,
            areaCode: codes[0] ?? survey.areaCode,
            name: line.head,
            address: line.address || null,
            size,
            identityNumber: line.identityNumber,
            phone: line.phone,
            note: rest.note ?? '',
          }
          const row = await foundRow(act, survey, entry, rest.answers)
          if (row) found.set(`${row.areaCode} ${row.name} ${row.address ?? ''}`, row)
          else fault(line.row, surveyWords.outside)
        }
      }
      return [...found.values()]
    },
  }
}
