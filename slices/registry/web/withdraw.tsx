import { useWords } from '../../../platform/web/language.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Household } from '../model.ts'
import { householdWords as words } from '../page-messages.ts'
import { registryApi, useHouseholdChanged } from './api.ts'

/** Asks why a withdrawn file is taken up again and does it. */
export function Reinstate({ household, close }: { household: Household; close: () => void }) {
  const t = useWords()
  const changed = useHouseholdChanged()
  return (
    <Confirm
      title={t(words.reinstateTitle, { name: household.headName })}
      consequence={t(words.reinstateNote)}
      action={t(words.reinstate)}
      reason
      act={async (why) => {
        await registryApi.registry.reinstate.call({ id: household.id, version: household.version, why })
        await changed()
      }}
      close={close}
    />
  )
}

/** Asks why a file is withdrawn and does it. */
export function Withdraw({ household, close }: { household: Household; close: () => void }) {
  const t = useWords()
  const changed = useHouseholdChanged()
  return (
    <Confirm
      title={t(words.withdrawTitle, { name: household.headName })}
      consequence={t(words.withdrawNote)}
      action={t(words.withdraw)}
      reason
      act={async (why) => {
        await registryApi.registry.withdraw.call({ id: household.id, version: household.version, why })
        await changed()
      }}
      close={close}
    />
  )
}
