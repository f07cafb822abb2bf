import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useGo } from '../platform/web/address.ts'
import { clientOf } from '../platform/web/client.ts'
import { forgetDrafts } from '../platform/web/draft-place.ts'
import { problemOf } from '../platform/web/http.ts'
import { useSession, useSessionChanged } from '../platform/web/session.tsx'
import { Frame } from '../platform/web/ui/frame.tsx'
import { start } from '../platform/web/ui/start.tsx'
import { accountsContract } from '../slices/accounts/contract.ts'
import { todosApi } from '../slices/todos/web/api.ts'
import { menu } from './web-menu.tsx'
import { pages } from './web-routes.tsx'

const api = clientOf({ session: accountsContract.session })

/** How many things wait for this person; counted anew every few minutes, because the counts look at everybody. */
function useTodoCount(): number | undefined {
  const { membership } = useSession()
  const { data } = useQuery({
    ...todosApi.todos.today.queryOptions({ input: {} }),
    enabled: membership !== null && membership.role !== 'helper',
    staleTime: 300_000,
  })
  return data?.todos.length
}

/** The frame with our menu and with what signing out and changing the jurisdiction mean. */
function OfficerFrame({ children }: { children: ReactNode }) {
  const go = useGo()
  const sessionChanged = useSessionChanged()
  const { account } = useSession()
  const todoCount = useTodoCount()
  return (
    <Frame
      pages={pages}
      menu={menu}
      searchPath="/search"
      todoPath="/"
      todoCount={todoCount}
      accountPath="/me"
      switchTo={async (membershipId) => {
        await api.session.choose.call({ membershipId })
        await sessionChanged()
        go('/')
      }}
      signOut={async () => {
        await api.session.signOut.call({}).catch((error: unknown) => {
          // The session has ended by itself: there is nobody left to sign out, but something to forget.
          if (problemOf(error).status !== 401) throw error
        })
        forgetDrafts(account.id)
        try {
          // A helper may have looked at families on the phone's pages of this browser, too.
          const { forgetAnswers } = await import('../platform/web/phone/kept-answers.ts')
          await forgetAnswers()
        } finally {
          await sessionChanged()
        }
      }}
    >
      {children}
    </Frame>
  )
}

start({ pages, Frame: OfficerFrame, signIn: '/sign-in' })
