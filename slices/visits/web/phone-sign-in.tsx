import { useEffect, useState } from 'react'
import { pageAfter, useAddress, useGo } from '../../../platform/web/address.ts'
import { askJson } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import {
  Coming,
  OtherLanguage,
  PhoneForm,
  Primary,
  Screen,
  TextBox,
  Trouble,
} from '../../../platform/web/phone/parts.tsx'
import { useSessionChanged, useSigned } from '../../../platform/web/session.tsx'
import { phoneVisitWords as words } from '../phone-messages.ts'

/** Signs a helper in; pasting and password managers are welcome. */
export function Page() {
  const t = useWords()
  const { next } = useAddress()
  const { session } = useSigned()
  const sessionChanged = useSessionChanged()
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const go = useGo()
  useEffect(() => {
    if (session) go(pageAfter(next), true)
  }, [session, next, go])
  if (session) return <Coming />
  // From the screen where one signs out, nobody was sent here in the middle of something.
  const back = next !== undefined && next !== '/' && next !== '/me'
  const signIn = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      await askJson('/session', { body: { loginName, password } })
      await sessionChanged()
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="screen outside">
      <Screen title={t(words.signIn)} note={t(back ? words.thenBack : words.signInNote)}>
        <PhoneForm act={() => void signIn()}>
          <TextBox label={t(words.loginName)} value={loginName} change={setLoginName} autoComplete="username" />
          <TextBox
            label={t(words.password)}
            type="password"
            value={password}
            change={setPassword}
            autoComplete="current-password"
          />
          {failed !== undefined && <Trouble error={failed} />}
          <Primary busy={busy}>{t(words.signIn)}</Primary>
        </PhoneForm>
        <p className="second after-form">{t(words.forgotten)}</p>
        <OtherLanguage />
      </Screen>
    </main>
  )
}
