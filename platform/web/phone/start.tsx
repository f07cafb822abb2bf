import { QueryClientProvider } from '@tanstack/react-query'
import { Link, RouterProvider } from '@tanstack/react-router'
import { type ReactNode, StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { createAnswers } from '../answers.ts'
import { dropOldDrafts } from '../draft-place.ts'
import { whenSignedOut } from '../http.ts'
import { kept } from '../kept.ts'
import { useWords } from '../language.tsx'
import { platformWords } from '../messages.ts'
import { type Pages, routerOf } from '../pages.tsx'
import { SessionProvider, sessionKey, useSession } from '../session.tsx'
import { PhoneFrame } from './frame.tsx'
import { askSession } from './kept-answers.ts'
import { showSize } from './me.tsx'
import { openOutbox } from './outbox.ts'
import { Coming, Nothing, Trouble } from './parts.tsx'

function Sending({ children }: { children: ReactNode }) {
  const { account } = useSession()
  useEffect(() => openOutbox(account.id), [account.id])
  return <PhoneFrame>{children}</PhoneFrame>
}

function Forbidden() {
  const t = useWords()
  return <Nothing text={t(platformWords.forbidden)} />
}

function NoPage() {
  const t = useWords()
  return (
    <Nothing text={t(platformWords.noPage)}>
      <Link to="/">{t(platformWords.home)}</Link>
    </Nothing>
  )
}

const Broken = ({ error, reset }: { error: unknown; reset: () => void }) => <Trouble error={error} retry={reset} />

/** Puts the phone's application on the page, under /m, and keeps it for the time without a signal. */
export function startPhone({ pages, signIn }: { pages: Pages; signIn: string }): void {
  showSize(kept(localStorage, 'bangfu.large', false))
  dropOldDrafts(localStorage)
  const answers = createAnswers()
  const shell = { Frame: Sending, Loading: Coming, Forbidden, NoPage, Broken, signIn }
  const router = routerOf(pages, shell, '/m')
  whenSignedOut(() => answers.setQueryData(sessionKey, null))
  createRoot(document.getElementById('app') as HTMLElement).render(
    <StrictMode>
      <QueryClientProvider client={answers}>
        <SessionProvider ask={askSession}>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
  if (import.meta.env.PROD) void navigator.serviceWorker?.register('/sw.js', { scope: '/m/' })
}
