import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { pageAfter, useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useSigned } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { OutsidePage, useSignedIn } from '../../../platform/web/ui/outside.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { signInWords as words } from '../page-messages.ts'
import './accounts.css'
import { accountsApi } from './api.ts'

/** Signs in and goes on to the page that was asked for. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const { next } = useAddress()
  const { session } = useSigned()
  const signedIn = useSignedIn()
  const setup = useQuery(accountsApi.setup.state.queryOptions({ input: {} }))
  // Also where a page that was asked for sent back here before it knew of the new session.
  useEffect(() => {
    if (session) go(pageAfter(next), true)
  }, [session, next, go])
  if (session) return <Loading />
  const back = next !== undefined && next !== '/'
  const note = setup.data?.open ? t(words.noTenant) : back ? t(words.thenBack) : undefined
  return (
    <OutsidePage title={t(words.signIn)} note={note}>
      <FormPage<{ loginName: string; password: string }, unknown>
        form="sign-in"
        draft={false}
        submitText={t(words.signIn)}
        submit={({ loginName, password }) => accountsApi.session.signIn.call({ loginName, password })}
        done={() => void signedIn()}
      >
        <Field name="loginName" label={t(words.loginName)} required autoComplete="username" />
        <Field name="password" label={t(words.password)} required kind="password" autoComplete="current-password" />
      </FormPage>
      <p className="second after-form">{t(words.forgotten)}</p>
    </OutsidePage>
  )
}
