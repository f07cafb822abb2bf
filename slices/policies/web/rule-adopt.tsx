import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { countryCode, sixDigits } from '../../../core/area-code.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { adoptWords as words } from '../enrolment-messages.ts'
import { standardWords } from '../page-messages.ts'
import { valueInWords } from '../value-rules.ts'
import type { UsedParameter } from '../version-contract.ts'
import { policiesApi } from './api.ts'

type Filled = { names: string[]; region: string; validFrom: string }

/** Puts what the policy suggests on file, for the parameters that have no value yet. */
export function AdoptSuggested({ policy, parameters }: { policy: string; parameters: readonly UsedParameter[] }) {
  const t = useWords()
  const may = useMay()
  const area = useOwnArea()
  const answers = useQueryClient()
  const [open, setOpen] = useState(false)
  const empty = parameters.filter(({ suggested, values }) => suggested !== null && values.length === 0)
  if (empty.length === 0 || !may('policies.write')) return null
  if (!open)
    return (
      <p>
        {t(words.note, { count: empty.length })} <Button onClick={() => setOpen(true)}>{t(words.adopt)}</Button>
      </p>
    )
  const said = ({ name, suggested }: UsedParameter) => {
    const { text, parameters: values } = valueInWords(name, suggested ?? '')
    return t(text, values)
  }
  return (
    <FormPage<Filled, unknown>
      form={`adopt.${policy}`}
      initial={{ names: empty.map(({ name }) => name), region: area }}
      submitText={t(words.adopt)}
      submit={({ names, region, validFrom }, { context }) =>
        policiesApi.adoptSuggested.call({ id: policy, names, region: sixDigits(region), validFrom }, { context })
      }
      done={async () => {
        setOpen(false)
        await answers.invalidateQueries({ queryKey: policiesApi.key() })
      }}
      cancel={() => setOpen(false)}
    >
      <Field
        name="names"
        label={t(words.which)}
        kind="several"
        choices={empty.map((one) => ({ value: one.name, text: `${t(one.title)} ${said(one)}` }))}
        required
      />
      <div className="form-columns">
        <Field name="region" label={t(standardWords.region)} required kind="own">
          <AreaPicker within={countryCode} levels={['country', 'province', 'prefecture', 'county']} />
        </Field>
        <Field name="validFrom" label={t(standardWords.from)} required kind="day" />
      </div>
    </FormPage>
  )
}
