import type { ReactNode } from 'react'
import { useGo } from '../platform/web/address.ts'
import { clientOf } from '../platform/web/client.ts'
import { useSessionChanged } from '../platform/web/session.tsx'
import { forgetDrafts } from '../platform/web/ui/form-draft.ts'
import { Frame } from '../platform/web/ui/frame.tsx'
import { start } from '../platform/web/ui/start.tsx'
import { accountsContract } from '../slices/accounts/contract.ts'
import { menu } from './web-menu.tsx'
import { pages } from './web-routes.tsx'

const api = clientOf({ session: accountsContract.session })

/** The frame with our menu and with what signing out and changing the jurisdiction mean. */
function OfficerFrame({ children }: { children: ReactNode }) {
  const go = useGo()
  const sessionChanged = useSessionChanged()
  return (
    <Frame
      pages={pages}
      menu={menu}
      searchPath="/search"
      todoPath="/"
      accountPath="/me"
      switchTo={async (membershipId) => {
        await api.session.choose.call({ membershipId })
        await sessionChanged()
        go('/')
      }}
      signOut={async () => {
        await api.session.signOut.call({})
        forgetDrafts()
        await sessionChanged()
      }}
    >
      {children}
    </Frame>
  )
}

start({ pages, Frame: OfficerFrame, signIn: '/sign-in' })
