import type { ReactNode } from 'react'
import { useGo } from '../platform/web/address.ts'
import { askJson } from '../platform/web/http.ts'
import { useSessionChanged } from '../platform/web/session.tsx'
import { Frame } from '../platform/web/ui/frame.tsx'
import { start } from '../platform/web/ui/start.tsx'
import { menu } from './web-menu.tsx'
import { pages } from './web-routes.tsx'

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
      switchTo={async (membershipId) => {
        await askJson('/session/membership', { body: { membershipId } })
        await sessionChanged()
        go('/')
      }}
      signOut={async () => {
        await askJson('/session', { method: 'DELETE' })
        await sessionChanged()
      }}
    >
      {children}
    </Frame>
  )
}

start({ pages, Frame: OfficerFrame, signIn: '/sign-in' })
