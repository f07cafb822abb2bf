import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import type { Permission } from '../../core/permissions.ts'
import { askJson } from './http.ts'

export type Membership = {
  readonly id: string
  readonly role: string
  readonly tenantName: string
  readonly areaCode: string
  readonly areaName: string
  readonly scopeName?: string
}

/** Who is signed in, where and as what; answered by GET /api/session. */
export type Session = {
  readonly account: { readonly id: string; readonly displayName: string; readonly loginName: string }
  readonly membership: Membership | null
  readonly memberships: readonly Membership[]
  readonly permissions: readonly string[]
  /** The server's day in Asia/Shanghai: pages never ask the clock of the PC. */
  readonly today: string
}

export const sessionKey = ['session'] as const

type Signed = { session: Session | null | undefined; failed: unknown }
const SessionContext = createContext<Signed>({ session: undefined, failed: undefined })

/** Asks once who is signed in and hands it down; `undefined` while the answer is on its way. */
export function SessionProvider({ children, ask }: { children: ReactNode; ask?: () => Promise<Session | null> }) {
  const answer = useQuery({
    queryKey: sessionKey,
    queryFn: ask ?? (() => askJson<Session | null>('/session')),
    staleTime: 60_000,
  })
  const signed = useMemo(() => ({ session: answer.data, failed: answer.error }), [answer.data, answer.error])
  return <SessionContext value={signed}>{children}</SessionContext>
}

/** The answer with its states: undefined while asked, null when nobody is signed in. For the shell. */
export const useSigned = (): Signed => useContext(SessionContext)

/** The session on a page that only somebody signed in can see. */
export function useSession(): Session {
  const { session } = useContext(SessionContext)
  if (!session) throw new Error('this page is shown only to somebody who is signed in')
  return session
}

/** `const may = useMay(); may('registry.write') && <Button …>`: hides what the server would refuse anyway. */
export function useMay(): (permission: Permission) => boolean {
  const { session } = useContext(SessionContext)
  return useCallback((permission) => session?.permissions.includes(permission) ?? false, [session])
}

/** The server's day, `YYYY-MM-DD`. */
export const useToday = (): string => useSession().today

/** Asks again who is signed in and forgets every answer of the person before: after sign-in, switch and sign-out. */
export function useSessionChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return useCallback(async () => {
    answers.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
    await answers.refetchQueries({ queryKey: sessionKey })
  }, [answers])
}
