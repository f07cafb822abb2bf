import { Form } from 'antd'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { AidListPicker } from '../../aid/web/aid-list-picker.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { GuaranteeRule } from '../model.ts'
import { ruleChoiceWords, newGuaranteeWords as words } from '../page-messages.ts'
import { guaranteesApi, useGuaranteeChanged } from './api.ts'

type Filled = { rule: GuaranteeRule; aidListId?: string; areaCode: string; dueOn?: string }

const rules = Object.entries(ruleChoiceWords).map(([value, text]) => ({ value, text }))

/** Makes a guarantee; who belongs to it is computed, nobody is put on by hand. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const area = useOwnArea()
  const changed = useGuaranteeChanged()
  const address = useAddress()
  const rule = GuaranteeRule.safeParse(address.rule).data ?? 'lead_helper'
  return (
    <>
      <PageHead />
      <FormPage<Filled, { id: string }>
        form={`guarantee.new.${address.list ?? ''}`}
        initial={{ rule, areaCode: area, ...(address.list ? { aidListId: address.list } : {}) }}
        submitText={t(words.title)}
        submit={(filled, { context }) =>
          guaranteesApi.create.call(
            {
              rule: filled.rule,
              areaCode: filled.areaCode,
              aidListId: filled.rule === 'festival_received' ? (filled.aidListId ?? null) : null,
              dueOn: filled.dueOn || null,
            },
            { context },
          )
        }
        done={async ({ id }) => {
          await changed()
          go(`/guarantees/${id}`)
        }}
        cancel={() => go('/guarantees')}
      >
        <Fields />
      </FormPage>
    </>
  )
}

function Fields() {
  const t = useWords()
  const form = Form.useFormInstance()
  const rule = Form.useWatch('rule', form) as GuaranteeRule | undefined
  const festival = rule === 'festival_received'
  return (
    <>
      <Field name="rule" label={t(words.rule)} required kind="choice" choices={rules} />
      {festival && (
        <Field name="aidListId" label={t(words.list)} required kind="own">
          <AidListPicker />
        </Field>
      )}
      <div className="form-columns">
        <Field name="areaCode" label={t(words.area)} required kind="own">
          <AreaPicker />
        </Field>
        <Field
          name="dueOn"
          label={t(words.due)}
          help={festival ? t(words.dueHelp) : undefined}
          required={!festival}
          kind="day"
        />
      </div>
    </>
  )
}
