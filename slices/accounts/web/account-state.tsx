import { useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../../platform/web/language.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import type { Account } from '../model.ts'
import { accountStateWords } from '../page-messages.ts'
import { accountsApi } from './api.ts'

/** The state of an account in one word. */
export function AccountStateMark({ state }: { state: Account['state'] }) {
  const t = useWords()
  return <Mark tone={state === 'active' ? 'done' : 'waiting'}>{t(accountStateWords[state])}</Mark>
}

/** Asks the list of accounts anew after an act. */
export function useAccountsChanged(): () => Promise<void> {
  const answers = useQueryClient()
  return () => answers.invalidateQueries({ queryKey: accountsApi.accounts.key() })
}
