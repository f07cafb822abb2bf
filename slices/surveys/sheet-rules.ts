import type { Sheet } from '../../core/sheet.ts'
import { factWords } from '../registry/fact-messages.ts'
import type { RegisterFact } from '../registry/fact-model.ts'
import { factText } from '../registry/fact-rules.ts'
import { surveyChangeWords } from './change-messages.ts'
import { changeStateWords, reasonWords, sheetWords, stateWords, surveyWords } from './messages.ts'
import type { AreaCoverage, FoundFamily, NeedSum, Survey, SurveyChange, SurveyHousehold, SurveyTask } from './model.ts'

/** The purchasing list. */
export const needSheet: Sheet<NeedSum> = {
  name: surveyWords.purchasing,
  columns: [
    { key: 'item', header: surveyWords.item, width: 20, value: (row) => row.item },
    { key: 'quantity', header: surveyWords.quantity, kind: 'number', value: (row) => Number(row.quantity) },
    { key: 'unit', header: surveyWords.unit, value: (row) => row.unit },
    { key: 'households', header: surveyWords.households, kind: 'number', value: (row) => row.households },
  ],
}

/** Who asks where, and what is left there. */
export const taskSheet: Sheet<SurveyTask> = {
  name: surveyWords.tasks,
  columns: [
    { key: 'area', header: sheetWords.area, width: 18, value: (row) => row.areaName },
    { key: 'unit', header: surveyWords.unitOnly, width: 26, value: (row) => row.organisationName },
    { key: 'surveyor', header: surveyWords.surveyor, width: 14, value: (row) => row.surveyor },
    { key: 'due', header: surveyWords.due, kind: 'day', width: 12, value: (row) => row.dueOn },
    { key: 'left', header: surveyWords.left, kind: 'number', value: (row) => row.left },
  ],
}

const shown = (fact: RegisterFact, value: string | null, language: 'zh' | 'en') =>
  value === null ? null : factText(fact, value, language)

/** Where answers differ from the files. */
export const changeSheet: Sheet<SurveyChange> = {
  name: surveyChangeWords.title,
  columns: [
    { key: 'fileNumber', header: surveyWords.fileNumber, value: (row) => row.fileNumber },
    { key: 'head', header: surveyWords.head, width: 12, value: (row) => row.headName },
    { key: 'area', header: sheetWords.area, width: 16, value: (row) => row.areaName },
    {
      key: 'fact',
      header: surveyChangeWords.fact,
      width: 18,
      value: (row, language) => factWords[row.fact][language],
    },
    {
      key: 'before',
      header: surveyChangeWords.before,
      width: 20,
      value: (row, language) => shown(row.fact, row.before, language),
    },
    {
      key: 'value',
      header: surveyChangeWords.value,
      width: 20,
      value: (row, language) => shown(row.fact, row.value, language),
    },
    {
      key: 'now',
      header: surveyChangeWords.now,
      width: 20,
      value: (row, language) => shown(row.fact, row.now, language),
    },
    { key: 'askedOn', header: surveyWords.askedOn, kind: 'day', width: 12, value: (row) => row.askedOn },
    { key: 'state', header: surveyWords.state, value: (row, language) => changeStateWords[row.state][language] },
    { key: 'decidedBy', header: surveyChangeWords.decided, value: (row) => row.decidedBy },
    { key: 'why', header: surveyChangeWords.why, width: 24, value: (row) => row.why },
  ],
}

/** Families that are not on file. */
export const foundSheet: Sheet<FoundFamily> = {
  name: surveyChangeWords.foundTitle,
  columns: [
    { key: 'name', header: surveyChangeWords.name, width: 12, value: (row) => row.name },
    { key: 'area', header: sheetWords.area, width: 16, value: (row) => row.areaName },
    { key: 'address', header: surveyWords.address, width: 26, value: (row) => row.address },
    { key: 'size', header: surveyChangeWords.size, kind: 'number', value: (row) => row.size },
    { key: 'identityNumber', header: surveyChangeWords.identityNumber, width: 20, value: (row) => row.identityNumber },
    { key: 'phone', header: surveyChangeWords.phone, width: 14, value: (row) => row.phone },
    { key: 'askedOn', header: surveyWords.askedOn, kind: 'day', width: 12, value: (row) => row.askedOn },
    { key: 'note', header: surveyWords.noteField, width: 24, value: (row) => row.note },
  ],
}

/** The families of a survey with how far each is: the proof of coverage, family by family. */
export const householdSheet: Sheet<SurveyHousehold> = {
  name: surveyWords.coverage,
  columns: [
    { key: 'fileNumber', header: surveyWords.fileNumber, value: (row) => row.fileNumber },
    { key: 'head', header: surveyWords.head, width: 12, value: (row) => row.headName },
    { key: 'area', header: sheetWords.area, width: 16, value: (row) => row.areaName },
    { key: 'address', header: surveyWords.address, width: 28, value: (row) => row.address },
    { key: 'state', header: surveyWords.state, value: (row, language) => stateWords[row.state][language] },
    {
      key: 'state',
      header: sheetWords.reason,
      width: 16,
      value: (row, language) => row.reason && reasonWords[row.reason][language],
    },
    { key: 'askedOn', header: surveyWords.askedOn, kind: 'day', width: 12, value: (row) => row.askedOn },
    { key: 'note', header: surveyWords.noteField, width: 24, value: (row) => row.note },
  ],
}

/** Surveys with how far each is. */
export const surveySheet: Sheet<Survey> = {
  name: surveyWords.title,
  columns: [
    { key: 'name', header: surveyWords.name, width: 30, value: (row) => row.name },
    { key: 'area', header: surveyWords.area, width: 18, value: (row) => row.areaName },
    { key: 'from', header: surveyWords.from, kind: 'day', width: 12, value: (row) => row.fromDay },
    { key: 'to', header: surveyWords.to, kind: 'day', width: 12, value: (row) => row.toDay },
    { key: 'progress', header: surveyWords.households, kind: 'number', value: (row) => row.counts.households },
    { key: 'progress', header: surveyWords.surveyed, kind: 'number', value: (row) => row.counts.surveyed },
    { key: 'progress', header: surveyWords.excepted, kind: 'number', value: (row) => row.counts.excepted },
    { key: 'progress', header: surveyWords.left, kind: 'number', value: (row) => row.counts.left },
    { key: 'state', header: surveyWords.state, value: (row, language) => surveyWords[row.state][language] },
  ],
}

/** Proof of coverage, area by area. */
export const coverageSheet: Sheet<AreaCoverage> = {
  name: surveyWords.coverage,
  columns: [
    { header: sheetWords.area, width: 20, value: (row) => row.areaName },
    { header: surveyWords.households, kind: 'number', value: (row) => row.households },
    { header: surveyWords.surveyed, kind: 'number', value: (row) => row.surveyed },
    { header: surveyWords.excepted, kind: 'number', value: (row) => row.excepted },
    { header: surveyWords.left, kind: 'number', value: (row) => row.left },
  ],
}
