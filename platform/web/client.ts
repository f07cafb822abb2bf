import { createORPCClient } from '@orpc/client'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { send } from './http.ts'

/** What one call may carry besides its input. */
export type CallContext = {
  /** Makes a repeated call have one effect; `FormPage` makes one for each form. */
  idempotencyKey?: string
}

/**
 * The typed client of a contract, in one line per slice:
 * `const api = clientOf({ registry: registryContract })`, then `useQuery(api.registry.list.queryOptions({ input }))`
 * and `api.registry.save.call(input, { context: { idempotencyKey } })`. Every failure is a ClientProblem.
 */
export function clientOf<const Router extends AnyContractRouter>(contract: Router) {
  const link = new OpenAPILink<CallContext>(contract, {
    url: `${location.origin}/api`,
    headers: ({ context }) => (context?.idempotencyKey ? { 'idempotency-key': context.idempotencyKey } : {}),
    fetch: (request) => send(request),
  })
  const client: JsonifiedClient<ContractRouterClient<Router, CallContext>> = createORPCClient(link)
  return createTanstackQueryUtils(client)
}
