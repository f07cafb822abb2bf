import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { OutsidePage, useSignedIn } from '../../../platform/web/ui/outside.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { signInWords as words } from '../page-messages.ts'
import './accounts.css'
import { accountsApi } from './api.ts'
import { PasswordFields } from './password-fields.tsx'
import { Instead } from './setup.tsx'

/** Sets a password by a one-time link and signs in: for invitations and resets. */
export function Page() {
  const t = useWords()
  const signedIn = useSignedIn()
  const [token] = useState(() => location.hash.slice(1))
  const person = useQuery({
    queryKey: ['one-time link', token],
    queryFn: () => accountsApi.links.open.call({ token }),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (token === '') return <Instead title={words.welcome} note={words.welcomeNoToken} />
  if (person.error) return <Instead title={words.welcome} note={problemOf(person.error).message} />
  if (!person.data) return <Loading />
  const { displayName, loginName } = person.data
  return (
    <OutsidePage title={t(words.welcome)} note={t(words.welcomeFor, { name: displayName, loginName })}>
      <div className="after-form">
        <FormPage<{ password: string }, unknown>
          form="welcome"
          draft={false}
          submitText={t(words.setAndEnter)}
          submit={({ password }) => accountsApi.links.use.call({ token, password })}
          done={() => void signedIn()}
        >
          {/* Password managers keep the password under this name. */}
          <input type="text" autoComplete="username" value={loginName} readOnly hidden />
          <PasswordFields />
        </FormPage>
      </div>
    </OutsidePage>
  )
}
