import { useState } from 'react'
import { Role } from '../../../core/permissions.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { roleWords } from '../messages.ts'
import type { Account } from '../model.ts'
import { accountPageWords as words } from '../page-messages.ts'
import { useAccountsChanged } from './account-state.tsx'
import { accountsApi } from './api.ts'

type Filled = { role: Role; areaCode: string; organisationId?: string }

/** Gives an account a role over an area and, where wanted, only for what one organisation answers for. */
export function GrantForm({ account }: { account: Account }) {
  const t = useWords()
  const area = useOwnArea()
  const changed = useAccountsChanged()
  const [granted, setGranted] = useState(0)
  return (
    <>
      {granted > 0 && (
        <p className="said" role="status">
          {t(words.granted)}
        </p>
      )}
      <FormPage<Filled, unknown>
        key={granted}
        form={`grant.${account.id}`}
        initial={{ areaCode: area }}
        submitText={t(words.grant)}
        submit={({ role, areaCode, organisationId }, { context }) =>
          accountsApi.accounts.grant.call(
            { id: account.id, role, areaCode, organisationId: organisationId ?? null },
            { context },
          )
        }
        done={async () => {
          await changed()
          setGranted(granted + 1)
        }}
      >
        <Field
          name="role"
          label={t(words.role)}
          required
          kind="choice"
          choices={Role.options.map((value) => ({ value, text: roleWords[value] }))}
        />
        <Field name="areaCode" label={t(words.area)} help={t(words.areaHelp)} required kind="own">
          <AreaPicker />
        </Field>
        <Field name="organisationId" label={t(words.organisation)} help={t(words.organisationHelp)} kind="own">
          <OrganisationPicker />
        </Field>
      </FormPage>
    </>
  )
}
