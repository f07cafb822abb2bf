import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { createAnswers } from '../answers.ts'
import { dropOldDrafts } from '../draft-place.ts'
import { problemOf, whenSignedOut } from '../http.ts'
import { kept } from '../kept.ts'
import { useWords } from '../language.tsx'
import { platformWords } from '../messages.ts'
import { type Pages, routerOf } from '../pages.tsx'
import { SessionProvider, sessionKey, useSession } from '../session.tsx'
import { PhoneFrame } from './frame.tsx'
import { askSession } from './kept-answers.ts'
import { showSize } from './me.tsx'
import { phoneWords } from './messages.ts'
import { openOutbox } from './outbox.ts'
import { Coming, Nothing, PrimaryLink, Screen, Trouble } from './parts.tsx'

function Sending({ children }: { children: ReactNode }) {
  const { account } = useSession()
  useEffect(() => openOutbox(account.id), [account.id])
  return <PhoneFrame>{children}</PhoneFrame>
}

function Forbidden() {
  const t = useWords()
  return (
    <Screen title={t(platformWords.forbiddenTitle)}>
      <Nothing text={t(platformWords.forbidden)}>
        <a className="plain" href="/">
          {t(phoneWords.officer)}
        </a>
      </Nothing>
    </Screen>
  )
}

function NoPage({ alone = false }: { alone?: boolean }) {
  const t = useWords()
  return (
    <Around alone={alone} title={t(platformWords.noPage)}>
      <Nothing text={t(phoneWords.noPageRemedy)}>
        <PrimaryLink to="/">{t(phoneWords.families)}</PrimaryLink>
      </Nothing>
    </Around>
  )
}

function Broken({ error, reset, alone = false }: { error: unknown; reset: () => void; alone?: boolean }) {
  const t = useWords()
  return (
    <Around
      alone={alone}
      title={t(problemOf(error).code === 'outdated' ? platformWords.outdatedTitle : platformWords.notOpened)}
    >
      <Trouble error={error} retry={reset} />
    </Around>
  )
}

/** A screen in place of another; `alone` where there is no frame around it. */
function Around({ alone, title, children }: { alone: boolean; title: string; children: ReactNode }) {
  const screen = <Screen title={title}>{children}</Screen>
  return alone ? <main className="screen outside">{screen}</main> : screen
}

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
