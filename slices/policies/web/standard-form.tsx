import { useQueryClient } from '@tanstack/react-query'
import { Form } from 'antd'
import { countryCode, sixDigits } from '../../../core/area-code.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { residenceOfParameterWords } from '../messages.ts'
import type { ParameterResidence } from '../model.ts'
import { standardWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'
import { useParameterTexts } from './standard-parts.tsx'
import { ValueField } from './standard-peek.tsx'

type Filled = {
  name: string
  region: string
  residence: 'both' | 'urban' | 'rural'
  validFrom: string
  value: string
  publishedOn?: string
  document?: string
}

const residenceOf = (filled: Filled['residence']): ParameterResidence => (filled === 'both' ? '' : filled)

/** Adds one standard; whole tables come by file. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  const area = useOwnArea()
  const { name: asked } = useAddress()
  return (
    <>
      <PageHead />
      <FormPage<Filled, unknown>
        form="standard.new"
        initial={{ name: asked ?? 'dibao_standard_monthly_fen', region: area, residence: 'urban' }}
        submitText={t(words.changeAct)}
        submit={(filled, { context }) =>
          policiesApi.addParameter.call(
            {
              ...filled,
              region: sixDigits(filled.region),
              residence: residenceOf(filled.residence),
              publishedOn: filled.publishedOn || null,
              document: filled.document?.trim() || null,
            },
            { context },
          )
        }
        done={async () => {
          await answers.invalidateQueries({ queryKey: policiesApi.key() })
          go('/policies/standards')
        }}
        cancel={() => go('/policies/standards')}
      >
        <Fields />
      </FormPage>
    </>
  )
}

function Fields() {
  const t = useWords()
  const form = Form.useFormInstance()
  const texts = useParameterTexts()
  const name = (Form.useWatch('name', form) as string | undefined) ?? ''
  return (
    <>
      <Field
        name="name"
        label={t(words.name)}
        required
        kind="choice"
        choices={Object.entries(texts).map(([value, text]) => ({ value, text }))}
      />
      <div className="form-columns">
        <Field name="region" label={t(words.region)} required kind="own">
          <AreaPicker within={countryCode} levels={['country', 'province', 'prefecture', 'county']} />
        </Field>
        <Field
          name="residence"
          label={t(words.residence)}
          help={t(words.residenceHelp)}
          required
          kind="choice"
          choices={Object.entries(residenceOfParameterWords).map(([value, text]) => ({ value, text }))}
        />
        <Field name="validFrom" label={t(words.from)} required kind="day" />
        <ValueField name={name} />
        <Field name="publishedOn" label={t(words.published)} kind="day" />
      </div>
      <Field name="document" label={t(words.document)} help={t(words.documentHelp)} maxLength={200} />
    </>
  )
}
