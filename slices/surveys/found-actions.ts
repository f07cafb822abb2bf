import { randomUUIDv7 } from 'node:crypto'
import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { maskIdentityNumber, maskPhone } from '../../core/identity-number.ts'
import { say } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope } from '../../platform/server/database.ts'
import { findLocalGovernment } from '../organisations/store.ts'
import type { RegisterFacts } from '../registry/fact-model.ts'
import { fileHouseholds, findResponsible } from '../registry/filing-store.ts'
import { findHousehold } from '../registry/household-store.ts'
import { registryWords } from '../registry/messages.ts'
import { Category, Cause, HouseholdDraft, PersonDraft } from '../registry/model.ts'
import { filedElsewhere, findByIdentityHashes } from '../registry/person-store.ts'
import { addChanges } from '../registry/store.ts'
import { openSurvey, surveyOf, within } from './actions.ts'
import { proposeChanges } from './change-actions.ts'
import { surveyChangeWords as words } from './change-messages.ts'
import * as store from './found-store.ts'
import { faultWords, surveyWords } from './messages.ts'
import type { Answers, FoundFamily, Need } from './model.ts'
import { judgeAnswers } from './rules.ts'
import { findAnswer, type SurveyRecord } from './store.ts'

export type FoundEntry = {
  areaCode: string
  name: string
  address: string | null
  size: number | null
  identityNumber: string | null
  phone: string | null
  answers: Answers
  needs: readonly Need[]
  note: string
  askedOn: string
}

/** The row of a family that was found; undefined where its area lies outside the survey or the asker's own. */
export async function foundRow(
  act: Act,
  survey: SurveyRecord,
  entry: FoundEntry,
  answers: Answers,
): Promise<store.NewFound | undefined> {
  const range = areaRange(survey.areaCode)
  if (entry.areaCode < range.from || entry.areaCode >= range.to || !liesInScope(act.scope, entry.areaCode))
    return undefined
  const government = await findLocalGovernment(act.tx, [entry.areaCode, ...ancestorsOf(entry.areaCode)])
  const { personalData } = act.services
  const { needs, note, answers: _, ...given } = entry
  return {
    ...given,
    id: randomUUIDv7(),
    // A unit's officer finds families for the unit, an area's for whoever answers there.
    organisationLine: act.scope.lineTo === '~' ? (government?.line ?? '0001') : act.scope.lineFrom,
    identityNumber: entry.identityNumber ? personalData.seal(entry.identityNumber) : null,
    phone: entry.phone ? personalData.seal(entry.phone) : null,
    answers,
    note: note || null,
    needs: needs.map((need) => ({ ...need, id: randomUUIDv7() })),
  }
}

export async function enterFound(act: Act, input: FoundEntry & { id: string }): Promise<Record<string, never>> {
  const { id, ...entry } = input
  const survey = await openSurvey(act, id)
  const { answers, faults } = judgeAnswers(survey.form, entry.answers)
  const row = await foundRow(act, survey, entry, answers)
  const fields = [
    ...faults.map((fault) => ({ field: `answers.${fault.key}`, text: faultWords[fault.kind] })),
    ...(entry.askedOn > act.today ? [{ field: 'askedOn', text: surveyWords.dayAhead }] : []),
    ...(row ? [] : [{ field: 'areaCode', text: surveyWords.outside }]),
  ]
  if (!row || fields.length > 0) throw new Problem('bad_input', surveyWords.answersWrong, { fields })
  const common = { source: 'page', formVersion: survey.formVersion, by: act.accountId } as const
  await store.saveFound(act.tx, survey.id, common, [row])
  act.about('survey', survey.id, { found: 1, area: entry.areaCode })
  return {}
}

export async function listFound(
  act: Act,
  input: { id: string; area?: string | undefined; limit: number; offset: number },
): Promise<{ rows: FoundFamily[]; more: boolean }> {
  const survey = await surveyOf(act, input.id)
  const range = within(survey, input.area)
  const rows = await store.listFound(act.tx, survey.id, range, input.limit + 1, input.offset)
  const { personalData } = act.services
  return {
    rows: rows.slice(0, input.limit).map(({ answers: _, ...row }) => ({
      ...row,
      identityNumber: row.identityNumber && maskIdentityNumber(personalData.open(row.identityNumber)),
      phone: row.phone && maskPhone(personalData.open(row.phone)),
    })),
    more: rows.length > input.limit,
  }
}

/**
 * Opens a file for a family that was found, from what was entered; one that stands in a file already is led there. Its
 * answers and needs follow.
 */
export async function fileFound(
  act: Act,
  input: { id: string; answerId: string },
): Promise<{ householdId: string; fileNumber: string; linked: boolean }> {
  const survey = await surveyOf(act, input.id)
  const found = await store.lockFound(act.tx, survey.id, input.answerId)
  if (!found) throw notFound()
  const { personalData } = act.services
  const number = found.identityNumber && personalData.open(found.identityNumber)
  const { facts } = judgeAnswers(survey.form, found.answers)
  const hash = number && personalData.index('identity_number', number)
  const [known] = hash ? await findByIdentityHashes(act.tx, [hash]) : []
  if (known) {
    const household = await findHousehold(act.tx, known.householdId)
    if (!household) throw notFound()
    const { fileNumber } = household
    if (await findAnswer(act.tx, survey.id, household.id))
      throw new Problem('conflict', words.answeredThere, { parameters: { number: fileNumber } })
    await store.giveFile(act.tx, found.id, household.id)
    await proposeChanges(act, survey.id, [{ householdId: household.id, facts, askedOn: found.askedOn }])
    act.about('household', household.id, { survey: survey.id, linked: true })
    return { householdId: household.id, fileNumber, linked: true }
  }
  if (hash && (await filedElsewhere(act.tx, hash))) throw new Problem('conflict', registryWords.filedElsewhere)
  const filed = await file(act, survey, found, facts, number)
  await store.giveFile(act.tx, found.id, filed.id)
  return { householdId: filed.id, fileNumber: filed.fileNumber, linked: false }
}

async function file(
  act: Act,
  survey: SurveyRecord,
  found: store.FoundRecord,
  facts: RegisterFacts,
  number: string | null,
): Promise<{ id: string; fileNumber: string }> {
  const { personalData } = act.services
  const responsible = await findResponsible(act.tx, found.areaCode, null, null)
  const whole = (value: string | undefined) => (value === undefined ? null : Number(value))
  const amount = (side: 'income' | 'expenditure', annualFen: string | undefined) =>
    annualFen === undefined ? [] : [{ side, kind: 'reported_total', annualFen }]
  const household = HouseholdDraft.parse({
    areaCode: found.areaCode,
    size: whole(facts.size) ?? found.size ?? 1,
    category: Category.safeParse(facts.category).data ?? null,
    causes: facts.main_cause ? [Cause.parse(facts.main_cause)] : [],
    address: facts.address ?? found.address,
    dwellings: whole(facts.dwellings),
    vehicles: whole(facts.vehicles),
    housingAreaSquareDecimetres: whole(facts.housing_area),
    heating: facts.heating ?? null,
    amounts: [...amount('income', facts.annual_income), ...amount('expenditure', facts.rigid_expenditure)],
  })
  const head = PersonDraft.parse({
    name: found.name,
    relation: '02',
    identityNumber: number,
    phone: found.phone && personalData.open(found.phone),
    employment: facts.head_employment ?? null,
    disabilityGrade: whole(facts.head_disability),
  })
  const filing = { household, people: [head], responsible, workUnitText: null, importId: null }
  const [filed] = await fileHouseholds(act.tx, personalData, [filing], act.today)
  if (!filed) throw new Error('nothing was filed')
  await addChanges(act.tx, [
    {
      householdId: filed.id,
      areaCode: found.areaCode,
      organisationLine: responsible.line,
      id: randomUUIDv7(),
      at: act.now.toISOString(),
      accountId: act.accountId,
      subject: 'household',
      field: 'registered',
      oldValue: null,
      newValue: filed.fileNumber,
      why: say(words.source, 'zh', { name: survey.name }),
      from: act.today,
    },
  ])
  await act.services.background.send(act.tx, 'household.changed', { householdId: filed.id })
  act.about('household', filed.id, { survey: survey.id })
  return filed
}
