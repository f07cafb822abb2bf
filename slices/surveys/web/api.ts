import { useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { surveysContract } from '../contract.ts'

export const surveysApi = clientOf({ surveys: surveysContract }).surveys

/** After an act on a survey everything about surveys is asked anew. */
export function useSurveyChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries({ queryKey: surveysApi.key() })
}
