import { Button } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { aside, listed } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { AccountListInput } from '../contract.ts'
import { roleWords } from '../messages.ts'
import { type Account, AccountState } from '../model.ts'
import { accountStateWords, accountPageWords as words } from '../page-messages.ts'
import { AccountPeek } from './account-peek.tsx'
import { AccountStateMark } from './account-state.tsx'
import { accountsApi } from './api.ts'

function Roles({ account }: { account: Account }) {
  const t = useWords()
  if (account.memberships.length === 0) return <span className="second">{t(words.noRole)}</span>
  return listed(
    t,
    account.memberships.map((one) => aside(t, t(roleWords[one.role]), one.areaName)),
  )
}

const columns: readonly Column<Account>[] = [
  { key: 'name', text: words.name, show: (row) => row.displayName, sort: false, width: 140 },
  { key: 'loginName', text: words.loginName, show: (row) => row.loginName, sort: false, width: 140 },
  { key: 'roles', text: words.roles, show: (row) => <Roles account={row} />, sort: false },
  { key: 'state', text: words.state, show: (row) => <AccountStateMark state={row.state} />, sort: false },
]

const filters: readonly Filter[] = [
  { key: 'name', text: words.search, kind: 'text', width: 240 },
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: AccountState.options.map((value) => ({ value, text: accountStateWords[value] })),
  },
  { key: 'withoutRole', text: words.noRole, kind: 'flag' },
]

/** Who may work here, with roles and state; what may be done with an account stands beside the list. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  return (
    <ListPage
      list="accounts"
      note={t(words.accountsNote)}
      primary={
        may('accounts.invite') && (
          <Button type="primary" onClick={() => go('/accounts/invite')}>
            {t(words.invite)}
          </Button>
        )
      }
      columns={columns}
      exportPath="/accounts/export"
      filters={filters}
      rows={(ask) => accountsApi.accounts.list.queryOptions({ input: inputOf(AccountListInput, ask) })}
      rowKey={(row) => row.id}
      peek={(row) => ({ title: row.displayName, content: <AccountPeek key={row.id} account={row} /> })}
      empty={{ text: t(words.empty) }}
    />
  )
}
