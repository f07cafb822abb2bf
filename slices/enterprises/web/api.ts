import { useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { enterprisesContract } from '../contract.ts'

export const enterprisesApi = clientOf({ enterprises: enterprisesContract }).enterprises

export function useEnterpriseChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries({ queryKey: enterprisesApi.key() })
}
