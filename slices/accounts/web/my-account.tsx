import { Button } from 'antd'
import { useState } from 'react'
import { chooseLanguage, useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useSession, useSessionChanged } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { Card, Facts } from '../../../platform/web/ui/file-page.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { useSize } from '../../../platform/web/ui/theme.tsx'
import { roleWords } from '../messages.ts'
import type { Membership } from '../model.ts'
import { signInWords as words } from '../page-messages.ts'
import './accounts.css'
import { accountsApi } from './api.ts'
import { PasswordFields } from './password-fields.tsx'

/** One's own account: who and as what, language and text size, password. */
export function Page() {
  const t = useWords()
  const { account } = useSession()
  return (
    <>
      <PageHead title={t(words.me)} />
      <div className="own-account">
        <div>
          <Card title={account.displayName}>
            <Facts facts={[{ label: t(words.loginName), value: account.loginName }]} />
          </Card>
          <Card title={t(words.display)}>
            <Display />
          </Card>
          <Card title={t(words.myRoles)}>
            <Roles />
          </Card>
        </div>
        <Card title={t(words.changePassword)}>
          <ChangePassword />
        </Card>
      </div>
    </>
  )
}

function Display() {
  const t = useWords()
  const language = useLanguage()
  const { large, setLarge } = useSize()
  const choice = (name: string, text: string, chosen: boolean, choose: () => void, lang?: string) => (
    <label lang={lang}>
      <input type="radio" name={name} checked={chosen} onChange={choose} /> {text}
    </label>
  )
  return (
    <>
      <fieldset className="choice-row">
        <legend>{t(words.language)}</legend>
        {choice('language', '中文', language === 'zh', () => chooseLanguage('zh'), 'zh-CN')}
        {choice('language', 'English', language === 'en', () => chooseLanguage('en'), 'en')}
      </fieldset>
      <fieldset className="choice-row">
        <legend>{t(words.size)}</legend>
        {choice('size', t(words.normal), !large, () => setLarge(false))}
        {choice('size', t(words.large), large, () => setLarge(true))}
      </fieldset>
    </>
  )
}

function Roles() {
  const t = useWords()
  const { membership, memberships } = useSession()
  const sessionChanged = useSessionChanged()
  if (memberships.length === 0) return <p className="second">{t(words.noRoles)}</p>
  return (
    <ul className="memberships">
      {memberships.map((one) => (
        <li key={one.id}>
          <span>
            {t(roleWords[one.role as Membership['role']])}
            <br />
            <span className="second">
              {one.tenantName} · {one.areaName}
            </span>
          </span>
          {one.id === membership?.id ? (
            <span className="second">{t(words.current)}</span>
          ) : (
            <Button
              size="small"
              onClick={() =>
                void accountsApi.session.choose.call({ membershipId: one.id }).then(() => sessionChanged())
              }
            >
              {t(words.switchHere)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function ChangePassword() {
  const t = useWords()
  const [times, setTimes] = useState(0)
  return (
    <>
      {times > 0 && (
        <p className="said" role="status">
          {t(words.passwordChanged)}
        </p>
      )}
      <FormPage<{ current: string; password: string }, unknown>
        key={times}
        form="password"
        draft={false}
        submitText={t(words.changePassword)}
        submit={({ current, password }) => accountsApi.session.changePassword.call({ current, password })}
        done={() => setTimes(times + 1)}
      >
        <Field
          name="current"
          label={t(words.currentPassword)}
          required
          kind="password"
          autoComplete="current-password"
        />
        <PasswordFields label={t(words.newPassword)} />
      </FormPage>
    </>
  )
}
