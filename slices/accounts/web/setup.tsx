import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { countryCode } from '../../../core/area-code.ts'
import type { Text } from '../../../core/messages.ts'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useSessionChanged } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { OutsidePage } from '../../../platform/web/ui/outside.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import type { OneTimeLink } from '../model.ts'
import { signInWords as words } from '../page-messages.ts'
import { accountsApi } from './api.ts'
import { LinkToCopy } from './one-time-link.tsx'
import { PasswordFields } from './password-fields.tsx'

type Person = { displayName: string; loginName: string }
type Filled = Person & {
  tenantName: string
  areaCode: string
  password: string
  securityAdministrator: Person
  auditAdministrator: Person
}
type Done = { links: readonly OneTimeLink[]; names: readonly string[] }

/** The first tenant with its three administrators; opened by the link that the server printed at its first start. */
export function Page() {
  const t = useWords()
  const [token] = useState(() => location.hash.slice(1))
  const [done, setDone] = useState<Done>()
  const state = useQuery(accountsApi.setup.state.queryOptions({ input: {} }))
  if (done) return <Links {...done} />
  if (!state.data) return <Loading />
  if (!state.data.open) return <Instead title={words.setupDone} note={words.setupDoneNote} />
  if (token === '') return <Instead title={words.setup} note={words.setupNoToken} />
  return (
    <OutsidePage title={t(words.setup)} note={t(words.setupNote)}>
      <div className="setup-form">
        <FormPage<Filled, Done>
          form="setup"
          draft={false}
          submitText={t(words.begin)}
          submit={async (filled) => {
            const { tenantName, areaCode, displayName, loginName, password } = filled
            const { securityAdministrator, auditAdministrator } = filled
            const written = { tenantName, areaCode, displayName, loginName, password }
            const { links } = await accountsApi.setup.begin.call({
              token,
              ...written,
              securityAdministrator,
              auditAdministrator,
            })
            return { links, names: [securityAdministrator.displayName, auditAdministrator.displayName] }
          }}
          done={(answer) => {
            // The token is used up; it need not stand in the history of the browser.
            history.replaceState(history.state, '', location.pathname)
            setDone(answer)
          }}
        >
          <fieldset>
            <legend>{t(words.tenant)}</legend>
            <div className="form-columns">
              <Field
                name="tenantName"
                label={t(words.tenantName)}
                help={t(words.tenantNameHelp)}
                required
                maxLength={60}
              />
              <Field name="areaCode" label={t(words.tenantArea)} help={t(words.tenantAreaHelp)} required kind="own">
                <AreaPicker within={countryCode} levels={['province', 'prefecture', 'county']} />
              </Field>
            </div>
          </fieldset>
          <fieldset>
            <legend>{t(words.you)}</legend>
            <p>{t(words.youNote)}</p>
            <PersonFields />
            <div className="form-columns">
              <PasswordFields />
            </div>
          </fieldset>
          <fieldset>
            <legend>{t(words.security)}</legend>
            <p>{t(words.securityNote)}</p>
            <PersonFields under="securityAdministrator" who={t(words.security)} />
          </fieldset>
          <fieldset>
            <legend>{t(words.audit)}</legend>
            <p>{t(words.auditNote)}</p>
            <PersonFields under="auditAdministrator" who={t(words.audit)} />
          </fieldset>
        </FormPage>
      </div>
    </OutsidePage>
  )
}

/** Name and login name of somebody. */
export function PersonFields({ under, who }: { under?: string; who?: string }) {
  const t = useWords()
  const name = (key: string) => (under ? [under, key] : key)
  // A fault is told in a summary on top, where the heading of the part is not in sight.
  const whose = (label: string) => (who ? t(words.ofWhom, { who, label }) : label)
  return (
    <div className="form-columns">
      <Field name={name('displayName')} label={whose(t(words.displayName))} required maxLength={60} />
      <Field
        name={name('loginName')}
        label={whose(t(words.loginName))}
        help={t(words.loginNameHelp)}
        required
        maxLength={40}
        check={(value) =>
          /^[a-z0-9][a-z0-9._-]{2,39}$/i.test(String(value).trim()) ? undefined : t(words.loginNameHelp)
        }
      />
    </div>
  )
}

function Links({ links, names }: Done) {
  const t = useWords()
  const go = useGo()
  const sessionChanged = useSessionChanged()
  return (
    <OutsidePage title={t(words.linksTitle)} note={t(words.linksNote)}>
      <div className="after-form">
        {links.map((link, index) => (
          <LinkToCopy key={link.path} link={link} name={names[index] ?? link.loginName} />
        ))}
      </div>
      <Button onClick={() => void sessionChanged().then(() => go('/'))}>{t(words.enter)}</Button>
    </OutsidePage>
  )
}

/** What stands where a link cannot be used. */
export function Instead({ title, note }: { title: Text; note: Text | string }) {
  const t = useWords()
  return (
    <OutsidePage title={t(title)} note={typeof note === 'string' ? note : t(note)}>
      <p className="after-form">
        <Link to="/sign-in">{t(words.toSignIn)}</Link>
      </p>
    </OutsidePage>
  )
}
