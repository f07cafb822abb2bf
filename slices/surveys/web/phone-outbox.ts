import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { askJson } from '../../../platform/web/http.ts'
import { useKnown } from '../../../platform/web/phone/kept-answers.ts'
import { type Deliver, putIntoOutbox, useOutbox } from '../../../platform/web/phone/outbox.ts'
import { asSent, type OutboxItem, type Receipt } from '../../../platform/web/phone/outbox-rules.ts'
import type { OwnSurvey } from '../contract.ts'

/** What the phone writes down of an answer. */
export type SurveyPayload = {
  surveyId: string
  householdId: string
  answers: Record<string, string | null>
  needs: { item: string; quantity: string; unit: string }[]
  note: string
  askedOn: string
}

export const surveyKind = 'survey_answer'

export const putAnswer = (payload: SurveyPayload) => putIntoOutbox(surveyKind, 1, payload)

/** Brings answers to the server; each comes back with its own receipt. */
export const deliverAnswers: Deliver = async (items) => {
  const parcel = items.map(asSent)
  return (await askJson<{ receipts: Receipt[] }>('/surveys/sync', { body: { items: parcel } })).receipts
}

/** Where an answer that was not taken is corrected. */
export const surveyForm = ({ payload }: OutboxItem): string => {
  const { surveyId, householdId } = payload as SurveyPayload
  return `/surveys/${surveyId}/${householdId}`
}

/** Answers of a family that are still in the phone. */
export const waitsInPhone = (items: readonly OutboxItem[], surveyId: string, householdId: string): boolean =>
  items.some((item) => {
    const payload = item.payload as SurveyPayload
    return item.kind === surveyKind && payload.surveyId === surveyId && payload.householdId === householdId
  })

/** Open surveys of the own families, also without a signal; asked anew whenever records have reached the server. */
export function useSurveys() {
  const answers = useQueryClient()
  const { items } = useOutbox()
  const known = useKnown<{ surveys: OwnSurvey[] }>('/my/surveys')
  const count = items.length
  useEffect(() => {
    void count
    void answers.invalidateQueries({ queryKey: ['known'] })
  }, [answers, count])
  return known
}
