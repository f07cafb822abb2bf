import { useQuery } from '@tanstack/react-query'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { ownershipWords, enterpriseWords as words } from '../messages.ts'
import { type Enterprise, type EnterpriseProfile, Ownership } from '../model.ts'
import { enterprisesApi, useEnterpriseChanged } from './api.ts'

type Filled = { [Key in keyof EnterpriseProfile]?: EnterpriseProfile[Key] | undefined }

/** Changes what an enterprise is. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useQuery(enterprisesApi.get.queryOptions({ input: { id } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <ProfileForm enterprise={data} /> : <Loading />
}

function ProfileForm({ enterprise }: { enterprise: Enterprise }) {
  const t = useWords()
  const go = useGo()
  const changed = useEnterpriseChanged()
  const back = `/enterprises/${enterprise.id}`
  const { industry, ownership, foundedOn, note } = enterprise.profile
  return (
    <>
      <PageHead trail={[{ text: enterprise.name, to: back }]} />
      <FormPage<Filled, unknown>
        form={`enterprise.${enterprise.id}`}
        initial={{
          industry: industry ?? undefined,
          ownership: ownership ?? undefined,
          foundedOn: foundedOn ?? undefined,
          note: note ?? undefined,
        }}
        version={enterprise.version}
        submit={(filled, { context, version }) =>
          enterprisesApi.change.call(
            {
              id: enterprise.id,
              version: version ?? enterprise.version,
              profile: {
                industry: filled.industry?.trim() || null,
                ownership: filled.ownership ?? null,
                foundedOn: filled.foundedOn || null,
                note: filled.note?.trim() || null,
              },
            },
            { context },
          )
        }
        done={async () => {
          await changed()
          go(back)
        }}
        cancel={() => go(back)}
      >
        <div className="form-columns">
          <Field name="industry" label={t(words.industry)} maxLength={60} />
          <Field
            name="ownership"
            label={t(words.ownership)}
            kind="choice"
            choices={Ownership.options.map((value) => ({ value, text: ownershipWords[value] }))}
          />
          <Field name="foundedOn" label={t(words.foundedOn)} kind="day" />
        </div>
        <Field name="note" label={t(words.remark)} kind="long" maxLength={500} />
      </FormPage>
    </>
  )
}
