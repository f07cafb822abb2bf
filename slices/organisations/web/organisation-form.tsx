import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Form } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { kindWords, stateWords, organisationWords as words } from '../messages.ts'
import { EnterpriseState, type Organisation, OrganisationKind } from '../model.ts'
import { organisationsApi } from './api.ts'
import { OrganisationEnd, OrganisationNames } from './organisation-names.tsx'
import { OrganisationPicker } from './organisation-picker.tsx'

type Filled = {
  name: string
  kind: OrganisationKind
  enterpriseState?: EnterpriseState
  parentId?: string
  areaCode: string
  sector?: string
  localGovernment?: boolean
  creditCode?: string
  responsiblePerson?: string
  responsiblePhone?: string
}

/** Adds an organisation at `/organisations/new`, changes one at `/organisations/$id`. */
export function Page() {
  const { id } = useParams({ strict: false }) as { id?: string }
  return id ? <Change id={id} /> : <OrganisationForm />
}

function Change({ id }: { id: string }) {
  const { data, error } = useQuery(organisationsApi.organisations.get.queryOptions({ input: { id } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <OrganisationForm key={data.version} before={data} /> : <Loading />
}

const filledOf = (before: Organisation): Filled => ({
  name: before.name,
  kind: before.kind,
  enterpriseState: before.enterpriseState ?? undefined,
  parentId: before.parentId ?? undefined,
  areaCode: before.areaCode,
  sector: before.sector ?? undefined,
  localGovernment: before.localGovernment,
  creditCode: before.creditCode ?? undefined,
  responsiblePerson: before.responsiblePerson ?? undefined,
})

const textOrNull = (text: string | undefined) => text?.trim() || null

function OrganisationForm({ before }: { before?: Organisation }) {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  const area = useOwnArea()
  return (
    <>
      <PageHead title={before?.name} more={before && <OrganisationEnd row={before} />} />
      {before?.validTo && <p className="second">{t(words.endedOn, { day: before.validTo })}</p>}
      <FormPage<Filled, unknown>
        form={before ? `organisation.${before.id}` : 'organisation.new'}
        initial={before ? filledOf(before) : { areaCode: area }}
        version={before?.version}
        submitText={before ? undefined : t(words.create)}
        submit={async (filled, { context, version }) => {
          const { responsiblePhone, ...rest } = filled
          const written = {
            ...rest,
            // The state belongs to enterprises only; a kind chosen later takes it away.
            enterpriseState: filled.kind === 'enterprise' ? (filled.enterpriseState ?? null) : null,
            parentId: filled.parentId ?? null,
            sector: textOrNull(filled.sector),
            localGovernment: filled.localGovernment ?? false,
            creditCode: textOrNull(filled.creditCode),
            responsiblePerson: textOrNull(filled.responsiblePerson),
          }
          const phone = textOrNull(responsiblePhone)
          if (!before)
            return organisationsApi.organisations.create.call({ ...written, responsiblePhone: phone }, { context })
          const change = { id: before.id, version: version ?? before.version, ...written }
          return organisationsApi.organisations.change.call(phone ? { ...change, responsiblePhone: phone } : change, {
            context,
          })
        }}
        done={async () => {
          await answers.invalidateQueries({ queryKey: organisationsApi.organisations.key() })
          go('/organisations')
        }}
        cancel={() => go('/organisations')}
      >
        <OrganisationFields before={before} />
      </FormPage>
      {before && <OrganisationNames row={before} />}
    </>
  )
}

function OrganisationFields({ before }: { before: Organisation | undefined }) {
  const t = useWords()
  const form = Form.useFormInstance()
  const kind = Form.useWatch('kind', form) as OrganisationKind | undefined
  return (
    <>
      <Field name="name" label={t(words.name)} help={t(words.nameHelp)} required maxLength={120} />
      <div className="form-columns">
        <Field
          name="kind"
          label={t(words.kind)}
          required
          kind="choice"
          choices={OrganisationKind.options.map((value) => ({ value, text: kindWords[value] }))}
        />
        {kind === 'enterprise' && (
          <Field
            name="enterpriseState"
            label={t(words.state)}
            help={before ? t(words.stateHelp) : undefined}
            required
            kind="choice"
            choices={EnterpriseState.options.map((value) => ({ value, text: stateWords[value] }))}
          />
        )}
        <Field name="areaCode" label={t(words.area)} required kind="own">
          <AreaPicker />
        </Field>
        <Field
          name="parentId"
          label={t(words.parent)}
          help={t(words.parentHelp)}
          kind="own"
          show={(value) => (value === before?.parentId ? (before?.parentName ?? '') : t(words.changedParent))}
        >
          <OrganisationPicker except={before?.id} />
        </Field>
      </div>
      {(kind === 'party_government' || before?.localGovernment) && (
        <Field name="localGovernment" label={t(words.localGovernment)} help={t(words.governmentHelp)} kind="flag" />
      )}
      <div className="form-columns">
        <Field name="responsiblePerson" label={t(words.responsiblePerson)} maxLength={60} />
        <Field
          name="responsiblePhone"
          label={t(words.responsiblePhone)}
          help={before?.responsiblePhone ? t(words.phoneKept, { phone: before.responsiblePhone }) : undefined}
          inputMode="tel"
          maxLength={30}
        />
        <Field name="sector" label={t(words.sector)} help={t(words.sectorHelp)} maxLength={60} />
        <Field name="creditCode" label={t(words.creditCode)} maxLength={18} />
      </div>
    </>
  )
}
