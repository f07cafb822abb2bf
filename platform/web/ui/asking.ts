import type { QueryFunction, QueryKey } from '@tanstack/react-query'

/** A question to the server, as the clients' `queryOptions` make it. */
export type Asking<Answer> = { queryKey: QueryKey; queryFn: QueryFunction<Answer> }
