import type { z } from 'zod'
import { areaRange } from '../../core/area-code.ts'
import { say } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { complaintText } from '../../platform/server/input-words.ts'
import { saveAnswer } from './answer-actions.ts'
import { surveyChangeWords as words } from './change-messages.ts'
import { type OwnSurvey, SurveyItem } from './contract.ts'
import * as store from './store.ts'

// A helper stands by a few dozen families; more is an officer, who works on the large page.
const mostFamilies = 200

/** Surveys that run today, with the families in sight: a helper sees the own ones. */
export async function ownSurveys(act: Act): Promise<{ surveys: OwnSurvey[] }> {
  const surveys: OwnSurvey[] = []
  for (const survey of await store.listSurveys(act.tx)) {
    if (survey.state === 'signed' || survey.fromDay > act.today) continue
    const bounds = { survey, ...areaRange(survey.areaCode), state: null, sought: null }
    const families = await store.listHouseholds(act.tx, bounds, mostFamilies, 0)
    if (families.length === 0) continue
    const { id, name, purpose, toDay, form } = survey
    surveys.push({
      ...{ id, name, purpose, toDay, form },
      families: families.map(({ householdId, headName, address, state }) => ({
        householdId,
        headName,
        address,
        state,
      })),
    })
  }
  return { surveys }
}

type Receipt = { id: string; result: 'stored' | 'already' | 'conflict' | 'rejected'; message?: string }

/** Answers from a phone, each for itself; one that was entered before is entered anew and stays one. */
export async function syncAnswers(act: Act, input: { items: unknown[] }): Promise<{ receipts: Receipt[] }> {
  const receipts: Receipt[] = []
  for (const item of input.items) receipts.push(await receiptFor(act, item))
  const stored = receipts.filter((receipt) => receipt.result === 'stored').length
  act.about('outbox', act.accountId, { items: input.items.length, stored })
  return { receipts }
}

const idOf = (item: unknown): string =>
  typeof item === 'object' && item !== null && 'id' in item ? String(item.id).slice(0, 60) : ''

async function receiptFor(act: Act, given: unknown): Promise<Receipt> {
  const id = idOf(given)
  const item = SurveyItem.safeParse(given)
  if (!item.success)
    return {
      id,
      result: 'rejected',
      message: say(words.unreadable, act.language, { faults: faultsOf(act, item.error) }),
    }
  if (item.data.accountId !== act.accountId)
    return { id, result: 'rejected', message: say(words.otherPerson, act.language) }
  const { surveyId, ...answer } = item.data.payload
  try {
    await saveAnswer(act, { id: surveyId, ...answer }, 'phone')
    return { id, result: 'stored' }
  } catch (error) {
    // Refusals are decided before anything is written; a fault of the database takes the whole parcel along.
    if (!(error instanceof Problem)) throw error
    const fields = error.fields.map((field) => say(field.text, act.language, field.parameters ?? {})).join('；')
    const message = [error.sentence(act.language), fields].filter(Boolean).join(' ')
    return { id, result: error.code === 'conflict' ? 'conflict' : 'rejected', message }
  }
}

const faultsOf = (act: Act, error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map((issue) => {
      const { text, parameters } = complaintText(issue as Parameters<typeof complaintText>[0])
      return `${issue.path.map(String).join('.')} ${say(text, act.language, parameters)}`
    })
    .join('；')
