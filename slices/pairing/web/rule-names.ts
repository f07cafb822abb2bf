import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Text } from '../../../core/messages.ts'
import { pairingApi } from './api.ts'

/** Names of the rules a proposal was weighed by, for those that a tenant has added. */
export function useRuleNames(proposalId: string): ReadonlyMap<string, Text> {
  const { data } = useQuery({
    ...pairingApi.proposals.score.queryOptions({ input: { id: proposalId } }),
    staleTime: 60_000,
  })
  return useMemo(() => new Map((data?.rules ?? []).map((rule) => [rule.rule, rule.name])), [data])
}
