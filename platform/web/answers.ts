import { QueryClient } from '@tanstack/react-query'
import { ClientProblem } from './http.ts'

/** Asks again only where the answer may change by itself: no signal, or the server is starting. */
const worthAnotherTry = (count: number, error: unknown) =>
  count < 2 && error instanceof ClientProblem && (error.code === 'unreachable' || error.code === 'not_ready')

/** The cache of answers of one application. */
export const createAnswers = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: worthAnotherTry, refetchOnWindowFocus: true, networkMode: 'always' },
      // The browser's own opinion of being online is often wrong; our problems say it in words.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
