import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { askJson, ClientProblem } from '../http.ts'
import { type Session, useSession } from '../session.tsx'
import { phoneRooms } from './storage.ts'

/** An answer, and since when the phone has it if it could not ask. */
export type Known<Answer> = { readonly answer: Answer; readonly keptAt: number | undefined }

const isOut = (error: unknown) =>
  error instanceof ClientProblem && (error.code === 'unreachable' || error.code === 'not_ready')

/** Asks the server and keeps the answer in the phone; without a signal it gives the kept one. */
export async function askKept<Answer>(accountId: string, path: string): Promise<Known<Answer>> {
  const key = `${accountId} ${path}`
  const rooms = await phoneRooms()
  try {
    const answer = await askJson<Answer>(path)
    await rooms.put('answers', { key, accountId, at: Date.now(), answer })
    return { answer, keptAt: undefined }
  } catch (error) {
    const known = isOut(error) ? await rooms.get('answers', key) : undefined
    if (!known) throw error
    return { answer: known.answer as Answer, keptAt: known.at }
  }
}

/** A page's question that also has an answer without a signal: `useKnown<MyFamilies>('/visits/families')`. */
export function useKnown<Answer>(path: string): UseQueryResult<Known<Answer>> {
  const { account } = useSession()
  return useQuery({
    queryKey: ['known', account.id, path],
    queryFn: () => askKept<Answer>(account.id, path),
    retry: false,
  })
}

/** Fetches what the next hours need while there is a signal; a failure is no news. */
export async function keepAhead(accountId: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await askKept(accountId, path).catch(() => undefined)
}

/** Who is signed in; without a signal whoever was, so that the pages open in the village. */
export async function askSession(): Promise<Session | null> {
  const rooms = await phoneRooms()
  try {
    const session = await askJson<Session | null>('/session')
    if (session) await rooms.put('facts', session, 'session')
    else await rooms.delete('facts', 'session')
    return session
  } catch (error) {
    const known = isOut(error) ? await rooms.get('facts', 'session') : undefined
    if (!known) throw error
    return known as Session
  }
}

/** Takes away what the phone knows of the families; unsent records stay until they are sent. */
export async function forgetAnswers(): Promise<void> {
  const rooms = await phoneRooms()
  await rooms.clear('answers')
  await rooms.delete('facts', 'session')
}
