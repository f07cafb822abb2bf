import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import type { OneTimeLink } from '../model.ts'
import { accountPageWords as words } from '../page-messages.ts'
import './accounts.css'
import { accountsApi } from './api.ts'
import { LinkToCopy } from './one-time-link.tsx'
import { PersonFields } from './setup.tsx'

type Filled = { displayName: string; loginName: string }

/** Opens an account and shows the one-time link to hand over. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  const [invited, setInvited] = useState<{ name: string; link: OneTimeLink }>()
  return (
    <>
      <PageHead title={invited ? t(words.invited) : undefined} note={t(words.inviteNote)} />
      {invited ? (
        <section className="form-page">
          <LinkToCopy link={invited.link} name={invited.name} />
          <div className="form-actions">
            <Button onClick={() => setInvited(undefined)}>{t(words.inviteAnother)}</Button>
            <Link to="/accounts" className="quiet">
              {t(words.backToList)}
            </Link>
          </div>
        </section>
      ) : (
        <FormPage<Filled, { name: string; link: OneTimeLink }>
          form="account.new"
          submitText={t(words.invite)}
          submit={async (person, { context }) => {
            const { link } = await accountsApi.accounts.invite.call(person, { context })
            return { name: person.displayName, link }
          }}
          done={async (answer) => {
            setInvited(answer)
            await answers.invalidateQueries({ queryKey: accountsApi.accounts.key() })
          }}
          cancel={() => go('/accounts')}
        >
          <PersonFields />
        </FormPage>
      )}
    </>
  )
}
