import { useQuery, useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { registryContract } from '../contract.ts'
import { duplicateContract } from '../duplicate-contract.ts'

export const registryApi = clientOf({ registry: registryContract })
export const duplicatesApi = clientOf({ duplicates: duplicateContract }).duplicates

/** One household with everything about it. */
export const useHousehold = (id: string) => useQuery(registryApi.registry.get.queryOptions({ input: { id } }))

/** After an act on a household: everything about households is asked anew. `slices` above join under their own keys. */
export function useHouseholdChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return async () => {
    // The page of a household shows answers of several slices; all of them may have changed with it.
    await answers.invalidateQueries()
  }
}
