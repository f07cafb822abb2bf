import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import type { Text } from '../../../core/messages.ts'
import { type ClientProblemCode, problemOf } from '../http.ts'
import { useWords } from '../language.tsx'
import { platformWords as words } from '../messages.ts'
import type { PageEntry } from '../pages.tsx'
import { Empty } from './empty.tsx'
import './notes.css'

/** Shown while a page's code or the session is on its way. */
export function Loading() {
  const t = useWords()
  return (
    <div className="whole" role="status" aria-label={t(words.loading)}>
      <div className="loading-bar" />
    </div>
  )
}

export function Forbidden() {
  const t = useWords()
  return (
    <Titled title={t(words.forbiddenTitle)}>
      <Empty text={t(words.forbidden)} action={<Link to="/">{t(words.home)}</Link>} />
    </Titled>
  )
}

/** `alone` where there is no frame around it. */
export function NoPage({ alone = false }: { alone?: boolean }) {
  const t = useWords()
  const instead = (
    <Titled title={t(words.noPage)}>
      <Empty text={t(words.noPageRemedy)} action={<Link to="/">{t(words.home)}</Link>} />
    </Titled>
  )
  return alone ? <main className="alone">{instead}</main> : instead
}

/** What stands where a page would be, with a heading and a title of the window of its own. */
function Titled({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords()
  const product = t(words.product)
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <>
      <h1 className="instead">{title}</h1>
      {children}
    </>
  )
}

const titles: Partial<Record<ClientProblemCode, Text>> = {
  not_found: words.notFoundTitle,
  forbidden: words.forbiddenTitle,
  outdated: words.outdatedTitle,
}

/** What happened instead of a page, in words, with a way on: try again, and a page that is there. */
export function Instead({ error, retry, back }: { error: unknown; retry: () => void; back?: PageEntry | undefined }) {
  const t = useWords()
  const { code, message } = problemOf(error)
  const title = titles[code] ?? words.notOpened
  return (
    <Titled title={t(title)}>
      <div role="alert">
        <Empty
          text={message}
          action={
            <>
              {code === 'outdated' ? (
                <Button type="primary" onClick={() => window.location.reload()}>
                  {t(words.reload)}
                </Button>
              ) : (
                <Button type={code === 'not_found' ? 'default' : 'primary'} onClick={retry}>
                  {t(words.retry)}
                </Button>
              )}
              {back ? (
                <Link to={back.path}>{t(words.backTo, { name: t(back.text) })}</Link>
              ) : (
                <Link to="/">{t(words.home)}</Link>
              )}
            </>
          }
        />
      </div>
    </Titled>
  )
}

/** A page that broke, or whose code did not arrive; `alone` where there is no frame around it. */
export function Broken({ error, reset, alone = false }: { error: unknown; reset: () => void; alone?: boolean }) {
  const instead = <Instead error={error} retry={reset} />
  return alone ? <main className="alone">{instead}</main> : instead
}
