import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createAnswers } from '../answers.ts'
import { dropOldDrafts } from '../draft-place.ts'
import { whenSignedOut } from '../http.ts'
import { type Pages, routerOf, type Shell } from '../pages.tsx'
import { SessionProvider, sessionKey } from '../session.tsx'
// Tables written out by hand look like lists on every page, also on the first that is opened.
import './data-table.css'
import { Broken, Forbidden, Loading, NoPage } from './shell.tsx'
import { Look } from './theme.tsx'
import './tokens.css'
import './touch.css'

type Application = {
  pages: Pages
  /** The frame, already furnished with menu and actions. */
  Frame: Shell['Frame']
  signIn: string
}

/** Puts an officers' application on the page: look, answers, session and router around its table of pages. */
export function start({ pages, Frame, signIn }: Application): void {
  // A helper may have filled in the phone's pages in this browser.
  dropOldDrafts(localStorage)
  const answers = createAnswers()
  const router = routerOf(pages, { Frame, Loading, Forbidden, NoPage, Broken, signIn })
  // Nobody is signed in any more: the frame then leads to the sign-in page and keeps the page asked for.
  whenSignedOut(() => answers.setQueryData(sessionKey, null))
  const around = (children: ReactNode) => (
    <StrictMode>
      <QueryClientProvider client={answers}>
        <Look>
          <SessionProvider>{children}</SessionProvider>
        </Look>
      </QueryClientProvider>
    </StrictMode>
  )
  createRoot(document.getElementById('app') as HTMLElement).render(around(<RouterProvider router={router} />))
}
