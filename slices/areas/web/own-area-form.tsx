import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { areaMessages as words } from '../messages.ts'
import type { OwnArea } from '../model.ts'
import { areasApi } from './api.ts'
import { AreaPicker } from './area-picker.tsx'

type Filled = { parent?: string; name: string; validFrom?: string; validTo?: string }

/** Adds an own area at `/areas/new`, changes one at `/areas/$code`. */
export function Page() {
  const { code } = useParams({ strict: false }) as { code?: string }
  return code ? <Change code={code} /> : <AreaForm />
}

function Change({ code }: { code: string }) {
  const { data, error } = useQuery(areasApi.areas.oneOwn.queryOptions({ input: { code } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <AreaForm area={data} /> : <Loading />
}

function AreaForm({ area }: { area?: OwnArea }) {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  return (
    <>
      <PageHead title={area && t(words.changeNamed, { name: area.name })} />
      <FormPage<Filled, unknown>
        form={area ? `area.${area.code}` : 'area.new'}
        version={area?.version}
        initial={
          area
            ? { name: area.name, validFrom: area.validFrom ?? undefined, validTo: area.validTo ?? undefined }
            : undefined
        }
        submitText={area ? undefined : t(words.add)}
        submit={async ({ parent, name, validFrom, validTo }, { context, version }) => {
          const written = { name, validFrom: validFrom || null, validTo: validTo || null }
          return area
            ? areasApi.areas.changeOwn.call({ code: area.code, version: version ?? 0, ...written }, { context })
            : areasApi.areas.addOwn.call({ parent: parent ?? '', ...written }, { context })
        }}
        done={async () => {
          await answers.invalidateQueries({ queryKey: areasApi.areas.key() })
          go('/areas')
        }}
        cancel={() => go('/areas')}
      >
        {!area && (
          <Field name="parent" label={t(words.parent)} help={t(words.parentHelp)} required kind="own">
            <AreaPicker levels={['county', 'township']} />
          </Field>
        )}
        <Field name="name" label={t(words.name)} required maxLength={50} />
        <div className="form-columns">
          <Field name="validFrom" label={t(words.validFrom)} kind="day" />
          <Field name="validTo" label={t(words.validTo)} help={t(words.validHelp)} kind="day" />
        </div>
      </FormPage>
    </>
  )
}
