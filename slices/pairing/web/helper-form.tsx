import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { aside } from '../../../platform/web/punctuation.ts'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { OrganisationPicker, useOrganisationName } from '../../organisations/web/organisation-picker.tsx'
import { helperKindWords, languageWords } from '../messages.ts'
import { HelperKind, type HelperRow, Language, mostFamilies } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { teamworkWords } from '../teamwork-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'

type Filled = {
  kind: HelperKind
  name: string
  alias?: string
  post?: string
  organisationId?: string
  organisationText?: string
  phone?: string
  areaCode: string
  skillText?: string
  languages?: Language[]
  identityNumber?: string
  capacity: number
  membershipId?: string
}

/** Registers a helper at `/helpers/new`, changes one at `/helpers/$id`. */
export function Page() {
  const { id } = useParams({ strict: false }) as { id?: string }
  return id ? <Change id={id} /> : <HelperForm />
}

function Change({ id }: { id: string }) {
  const { data, error } = useQuery(pairingApi.helpers.get.queryOptions({ input: { id } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <HelperForm key={data.version} before={data} /> : <Loading />
}

const filledOf = (before: HelperRow): Partial<Filled> => ({
  kind: before.kind,
  name: before.name,
  alias: before.alias ?? undefined,
  post: before.post ?? undefined,
  organisationId: before.organisationId ?? undefined,
  organisationText: before.organisationId ? undefined : (before.unit ?? undefined),
  areaCode: before.areaCode,
  skillText: before.skillText ?? undefined,
  languages: before.languages,
  capacity: before.capacity,
  membershipId: before.membershipId ?? undefined,
})

const textOrNull = (text: string | undefined) => text?.trim() || null

function HelperForm({ before }: { before?: HelperRow }) {
  const t = useWords()
  const go = useGo()
  const changed = usePairingChanged()
  const area = useOwnArea()
  return (
    <>
      <PageHead title={before?.name} />
      <FormPage<Filled, unknown>
        form={before ? `helper.${before.id}` : 'helper.new'}
        initial={before ? filledOf(before) : { areaCode: area, kind: 'cadre', capacity: 1 }}
        version={before?.version}
        submitText={before ? undefined : t(words.save)}
        submit={({ phone, identityNumber, ...filled }, { context, version }) => {
          const written = {
            ...filled,
            alias: textOrNull(filled.alias),
            post: textOrNull(filled.post),
            organisationId: filled.organisationId ?? null,
            organisationText: filled.organisationId ? null : textOrNull(filled.organisationText),
            skillText: textOrNull(filled.skillText),
            membershipId: filled.membershipId ?? null,
            languages: filled.languages ?? [],
            ...(textOrNull(identityNumber) ? { identityNumber: textOrNull(identityNumber) } : {}),
            ...(textOrNull(phone) ? { phone: textOrNull(phone) } : {}),
          }
          if (!before) return pairingApi.helpers.create.call(written, { context })
          return pairingApi.helpers.change.call(
            { ...written, id: before.id, version: version ?? before.version },
            { context },
          )
        }}
        done={async () => {
          await changed()
          go('/helpers')
        }}
        cancel={() => go('/helpers')}
      >
        <HelperFields before={before} />
      </FormPage>
    </>
  )
}

function HelperFields({ before }: { before: HelperRow | undefined }) {
  const t = useWords()
  const unitName = useOrganisationName(before?.organisationId ?? undefined)
  const accounts = useQuery(pairingApi.helpers.accounts.queryOptions({ input: {} }))
  const choices = (accounts.data?.rows ?? []).map((one) => ({
    value: one.membershipId,
    text: aside(t, one.displayName, one.loginName),
  }))
  if (before?.membershipId) choices.unshift({ value: before.membershipId, text: t(words.accountKept) })
  return (
    <div className="form-columns">
      <Field
        name="kind"
        label={t(words.kind)}
        required
        kind="choice"
        choices={HelperKind.options.map((value) => ({ value, text: helperKindWords[value] }))}
      />
      <Field name="name" label={t(words.name)} help={t(words.nameHelp)} required maxLength={60} />
      <Field
        name="organisationId"
        label={t(words.unit)}
        kind="own"
        show={(value) => (value === before?.organisationId ? unitName : String(value))}
      >
        <OrganisationPicker />
      </Field>
      <Field name="organisationText" label={t(words.unitText)} maxLength={120} />
      <Field name="post" label={t(words.post)} maxLength={60} />
      <Field
        name="phone"
        label={t(words.phone)}
        help={before?.phone ? t(words.phoneKept, { phone: before.phone }) : undefined}
        inputMode="tel"
        maxLength={30}
      />
      <Field name="areaCode" label={t(words.area)} help={t(words.areaHelp)} required kind="own">
        <AreaPicker />
      </Field>
      <Field
        name="capacity"
        label={t(words.capacity)}
        required
        kind="number"
        min={1}
        max={mostFamilies}
        unit={t({ zh: '户', en: '' })}
      />
      <Field name="skillText" label={t(words.skill)} help={t(words.skillHelp)} maxLength={120} />
      <Field
        name="languages"
        label={t(teamworkWords.languages)}
        kind="several"
        choices={Language.options.map((value) => ({ value, text: languageWords[value] }))}
      />
      <Field
        name="identityNumber"
        label={t(teamworkWords.identity)}
        help={t(before?.hasIdentity ? teamworkWords.identityKept : teamworkWords.identityHelp)}
        maxLength={18}
      />
      <Field name="alias" label={t(words.alias)} maxLength={60} />
      <Field name="membershipId" label={t(words.account)} help={t(words.accountHelp)} kind="choice" choices={choices} />
    </div>
  )
}
