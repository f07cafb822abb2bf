import { useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { guaranteesContract } from '../contract.ts'

export const guaranteesApi = clientOf({ guarantees: guaranteesContract }).guarantees

/** After an act on a guarantee: boards, to-dos and the pages of families may all have changed with it. */
export function useGuaranteeChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return async () => {
    await answers.invalidateQueries()
  }
}
