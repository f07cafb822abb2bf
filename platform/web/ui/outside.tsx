import { type ReactNode, useCallback, useEffect } from 'react'
import { pageAfter, useAddress, useGo } from '../address.ts'
import { chooseLanguage, useLanguage, useWords } from '../language.tsx'
import { platformWords as words } from '../messages.ts'
import { useSessionChanged } from '../session.tsx'
import './outside.css'

/** A page before anybody is signed in: one card in the middle with the name of the product. Sign-in, setup, invitation. */
export function OutsidePage({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const t = useWords()
  const language = useLanguage()
  const product = t(words.product)
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <div className="outside">
      <header>
        <img src="/mark.svg" alt="" width="40" height="40" />
        <p>
          <b>{product}</b>
          <span className="second">{t(words.motto)}</span>
        </p>
      </header>
      <main>
        <h1>{title}</h1>
        {note && <p className="second">{note}</p>}
        {children}
      </main>
      <footer>
        <button type="button" className="quiet" onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}>
          <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{t(words.language)}</span>
        </button>
      </footer>
    </div>
  )
}

/** After a successful sign-in: reads the session anew and goes to the page that was asked for. */
export function useSignedIn(): () => Promise<void> {
  const { next } = useAddress()
  const go = useGo()
  const sessionChanged = useSessionChanged()
  return useCallback(async () => {
    await sessionChanged()
    go(pageAfter(next), true)
  }, [next, go, sessionChanged])
}
