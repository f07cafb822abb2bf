import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { countryCode, sixDigits } from '../../../core/area-code.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { libraryWords as words } from '../messages.ts'
import type { Document } from '../model.ts'
import { levelOf } from '../rules.ts'
import { libraryApi } from './api.ts'
import './library.css'

type Filled = {
  title: string
  region: string
  issuedOn: string
  needs: 'none' | 'prefecture' | 'county'
  number?: string
  issuer?: string
  implementsId?: string
  summary?: string
}

/** Files a document, changes one (`?id=`), or files the measure that carries one out (`?under=…&region=…`). */
export function Page() {
  const { id = '', under = '', region = '' } = useAddress()
  const { data, error } = useQuery(libraryApi.list.queryOptions({ input: {} }))
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  const one = data.rows.find((row) => row.id === id)
  return <DocumentForm key={id} one={one} others={data.rows.filter((row) => row.id !== id)} {...{ under, region }} />
}

type FormProps = { one: Document | undefined; others: readonly Document[]; under: string; region: string }

function startOf({ one, under, region }: FormProps): Partial<Filled> {
  if (!one) {
    const place = region ? `${region}000000` : countryCode
    return { region: place, needs: 'none', ...(under ? { implementsId: under } : {}) }
  }
  const { title, number, issuer, issuedOn, implementsId, needs, summary } = one
  const filled = { number, issuer, implementsId, summary }
  const known = Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== null))
  return { title, issuedOn, region: `${one.region}000000`, needs: needs ?? 'none', ...known }
}

function DocumentForm(props: FormProps) {
  const { one, others } = props
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const done = async () => {
    await answers.invalidateQueries({ queryKey: libraryApi.key() })
    go('/library')
  }
  const back = one ? `/library/${one.id}` : '/library'
  return (
    <>
      <PageHead
        title={t(one ? words.change : words.add)}
        more={one && <Button onClick={() => setRemoving(true)}>{t(words.remove)}</Button>}
      />
      <FormPage<Filled, unknown>
        form={one ? `library.${one.id}` : 'library.new'}
        initial={startOf(props)}
        {...(one ? { version: one.version } : {})}
        submitText={t(words.save)}
        submit={(filled, { context, version }) => {
          const region = sixDigits(filled.region)
          const input = {
            ...{ title: filled.title, issuedOn: filled.issuedOn, region, level: levelOf(region) },
            number: filled.number || null,
            issuer: filled.issuer || null,
            implementsId: filled.implementsId || null,
            needs: filled.needs === 'none' ? null : filled.needs,
            summary: filled.summary || null,
          }
          return one
            ? libraryApi.change.call({ ...input, id: one.id, version: version ?? one.version }, { context })
            : libraryApi.add.call(input, { context })
        }}
        done={async () => {
          await answers.invalidateQueries({ queryKey: libraryApi.key() })
          go(back)
        }}
        cancel={() => go(back)}
      >
        <Fields others={others} />
      </FormPage>
      {removing && one && (
        <Confirm
          title={t(words.removeTitle, { name: one.title })}
          consequence={t(words.removeNote)}
          action={t(words.remove)}
          act={async () => {
            await libraryApi.remove.call({ id: one.id })
            await done()
          }}
          close={() => setRemoving(false)}
        />
      )}
    </>
  )
}

function Fields({ others }: { others: readonly Document[] }) {
  const t = useWords()
  return (
    <>
      <Field name="title" label={t(words.name)} required maxLength={200} />
      <div className="form-columns">
        <Field name="number" label={t(words.number)} maxLength={100} />
        <Field name="issuer" label={t(words.issuer)} maxLength={100} />
        <Field name="issuedOn" label={t(words.issuedOn)} required kind="day" />
        <Field name="region" label={t(words.region)} required kind="own">
          <AreaPicker within={countryCode} levels={['country', 'province', 'prefecture', 'county']} />
        </Field>
      </div>
      <Field
        name="implementsId"
        label={t(words.implements)}
        kind="choice"
        choices={others.map(({ id, title }) => ({ value: id, text: title }))}
      />
      <Field
        name="needs"
        label={t(words.needs)}
        kind="radio"
        choices={[
          { value: 'none', text: words.needsNone },
          { value: 'prefecture', text: words.needsPrefecture },
          { value: 'county', text: words.needsCounty },
        ]}
      />
      <Field name="summary" label={t(words.summary)} kind="long" maxLength={2000} />
    </>
  )
}
