import { useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { aidContract } from '../contract.ts'

export const aidApi = clientOf({ aid: aidContract }).aid

/** After an act on aid: the ledger, the lists, guarantees and reports may all have changed with it. */
export function useAidChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return async () => {
    await answers.invalidateQueries()
  }
}
