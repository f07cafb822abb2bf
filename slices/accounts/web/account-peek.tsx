import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { roleWords } from '../messages.ts'
import type { Account, Membership, OneTimeLink } from '../model.ts'
import { accountPageWords as words } from '../page-messages.ts'
import { AccountStateMark, useAccountsChanged } from './account-state.tsx'
import './accounts.css'
import { accountsApi } from './api.ts'
import { GrantForm } from './grant-form.tsx'
import { LinkToCopy } from './one-time-link.tsx'

/** An account beside the list: its roles, and what this administrator may do with it. */
export function AccountPeek({ account }: { account: Account }) {
  const t = useWords()
  const may = useMay()
  const own = useSession().account.id === account.id
  return (
    <>
      <Facts
        facts={[
          { label: t(words.loginName), value: account.loginName },
          { label: t(words.state), value: <AccountStateMark state={account.state} /> },
        ]}
      />
      {may('audit.read') && (
        <p className="peek-part">
          <Link to={`/audit?by=${account.loginName}`}>{t(words.whatWasDone)}</Link>
        </p>
      )}
      <Memberships account={account} mayRevoke={may('accounts.grant') && !own} />
      {may('accounts.invite') && <Reset account={account} />}
      {may('accounts.grant') && own && <p className="second peek-part">{t(words.onlyYourself)}</p>}
      {may('accounts.grant') && !own && (
        <>
          <section className="peek-part">
            <h3>{t(words.grant)}</h3>
            <GrantForm account={account} />
          </section>
          <States account={account} />
        </>
      )}
    </>
  )
}

function Memberships({ account, mayRevoke }: { account: Account; mayRevoke: boolean }) {
  const t = useWords()
  const changed = useAccountsChanged()
  const [revoking, setRevoking] = useState<Membership>()
  return (
    <section className="peek-part">
      <h3>{t(words.roles)}</h3>
      {account.memberships.length === 0 && <p className="second">{t(words.noRole)}</p>}
      <ul className="memberships">
        {account.memberships.map((one) => (
          <li key={one.id}>
            <span>
              {t(roleWords[one.role])}
              <br />
              <span className="second">{one.organisationName ?? one.areaName}</span>
            </span>
            {mayRevoke && (
              <Button size="small" onClick={() => setRevoking(one)}>
                {t(words.revoke)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {revoking && (
        <Confirm
          title={t(words.revokeTitle, { name: account.displayName, role: t(roleWords[revoking.role]) })}
          consequence={t(words.revokeNote)}
          action={t(words.revoke)}
          act={async () => {
            await accountsApi.accounts.revoke.call({ id: account.id, membershipId: revoking.id })
            await changed()
          }}
          close={() => setRevoking(undefined)}
        />
      )}
    </section>
  )
}

function Reset({ account }: { account: Account }) {
  const t = useWords()
  const [asking, setAsking] = useState(false)
  const [link, setLink] = useState<OneTimeLink>()
  return (
    <section className="peek-part">
      <Button onClick={() => setAsking(true)}>{t(words.reset)}</Button>
      {asking && (
        <Confirm
          title={t(words.resetTitle, { name: account.displayName })}
          consequence={t(words.resetNote)}
          action={t(words.resetAct)}
          act={async () => setLink((await accountsApi.accounts.reset.call({ id: account.id })).link)}
          close={() => setAsking(false)}
        />
      )}
      {link && !asking && (
        <Dialog title={t(words.reset)} close={() => setLink(undefined)} lightly={false}>
          <LinkToCopy link={link} name={account.displayName} />
        </Dialog>
      )}
    </section>
  )
}

const stateActs = {
  lock: { state: 'locked', title: words.lockTitle, note: words.closeNote },
  disable: { state: 'disabled', title: words.disableTitle, note: words.closeNote },
  reopen: { state: 'active', title: words.reopenTitle, note: words.reopenNote },
} as const

function States({ account }: { account: Account }) {
  const t = useWords()
  const changed = useAccountsChanged()
  const [asking, setAsking] = useState<keyof typeof stateActs>()
  const closed = account.state === 'locked' || account.state === 'disabled'
  const possible: readonly (keyof typeof stateActs)[] = closed
    ? account.state === 'locked'
      ? ['reopen', 'disable']
      : ['reopen']
    : ['lock', 'disable']
  return (
    <section className="peek-part">
      <h3>{t(words.state)}</h3>
      <div className="peek-buttons">
        {possible.map((act) => (
          <Button key={act} onClick={() => setAsking(act)}>
            {t(words[act])}
          </Button>
        ))}
      </div>
      {asking && (
        <Confirm
          title={t(stateActs[asking].title, { name: account.displayName })}
          consequence={t(stateActs[asking].note)}
          action={t(words[asking])}
          reason
          act={async (reason) => {
            const { state } = stateActs[asking]
            await accountsApi.accounts.changeState.call({ id: account.id, state, reason })
            await changed()
          }}
          close={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}
