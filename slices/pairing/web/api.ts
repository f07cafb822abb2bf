import { useQueryClient } from '@tanstack/react-query'
import { clientOf } from '../../../platform/web/client.ts'
import { pairingContract } from '../contract.ts'

export const pairingApi = clientOf(pairingContract)

/** Asks everything about helpers and pairs anew after an act. */
export function usePairingChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return async () => {
    await Promise.all(
      [
        pairingApi.helpers,
        pairingApi.pairs,
        pairingApi.proposals,
        pairingApi.suitability,
        pairingApi.plans,
        pairingApi.handOvers,
        pairingApi.unitPairs,
        pairingApi.bars,
        pairingApi.diary,
        pairingApi.rhythm,
        pairingApi.responsibility,
      ].map((part) => answers.invalidateQueries({ queryKey: part.key() })),
    )
  }
}
