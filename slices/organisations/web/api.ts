import { useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { organisationsContract } from '../contract.ts'

export const organisationsApi = clientOf({ organisations: organisationsContract })

/** Asks everything about units anew after an act. */
export function useOrganisationsChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries({ queryKey: organisationsApi.organisations.key() })
}
