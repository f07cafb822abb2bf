import { useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { villagesContract } from '../contract.ts'

export const villagesApi = clientOf({ villages: villagesContract }).villages

export function useVillageChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries({ queryKey: villagesApi.key() })
}
