import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { facilityWords, villageWords as words } from '../messages.ts'
import { Facility, type Village } from '../model.ts'
import { useVillageChanged, villagesApi } from './api.ts'

type Filled = { code: string; reservoir?: boolean; facilities?: Facility[]; note?: string }

/** Puts a village on the list at `/villages/new`, changes one at `/villages/$code/profile`. */
export function Page() {
  const { code } = useParams({ strict: false }) as { code?: string }
  return code ? <Change code={code} /> : <VillageForm />
}

function Change({ code }: { code: string }) {
  const { data, error } = useQuery(villagesApi.get.queryOptions({ input: { code } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <VillageForm before={data} /> : <Loading />
}

function VillageForm({ before }: { before?: Village }) {
  const t = useWords()
  const go = useGo()
  const changed = useVillageChanged()
  const back = before ? `/villages/${before.areaCode}` : '/villages'
  return (
    <>
      <PageHead trail={before ? [{ text: before.name, to: back }] : []} />
      <FormPage<Filled, { code: string }>
        form={`village.${before?.areaCode ?? 'new'}`}
        initial={
          before
            ? {
                reservoir: before.reservoir,
                facilities: before.facilities,
                ...(before.note ? { note: before.note } : {}),
              }
            : {}
        }
        {...(before ? { version: before.version } : {})}
        submitText={before ? undefined : t(words.add)}
        submit={async (filled, { context, version }) => {
          const profile = {
            reservoir: filled.reservoir ?? false,
            facilities: filled.facilities ?? [],
            note: filled.note?.trim() || null,
          }
          if (!before) return villagesApi.create.call({ code: filled.code, profile }, { context })
          const code = before.areaCode
          await villagesApi.change.call({ code, version: version ?? before.version, profile }, { context })
          return { code }
        }}
        done={async ({ code }) => {
          await changed()
          go(`/villages/${code}`)
        }}
        cancel={() => go(back)}
      >
        {!before && (
          <Field name="code" label={t(words.name)} required kind="own">
            <AreaPicker levels={['village']} />
          </Field>
        )}
        <Field name="reservoir" label={t(words.reservoir)} kind="flag" />
        <Field
          name="facilities"
          label={t(words.facilities)}
          kind="several"
          choices={Facility.options.map((value) => ({ value, text: facilityWords[value] }))}
        />
        <Field name="note" label={t(words.remark)} kind="long" maxLength={500} />
      </FormPage>
    </>
  )
}
