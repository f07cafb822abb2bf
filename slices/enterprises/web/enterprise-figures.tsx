import { useQuery } from '@tanstack/react-query'
import { useAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { enterpriseWords as words } from '../messages.ts'
import type { EnterpriseFigures } from '../model.ts'
import { enterprisesApi, useEnterpriseChanged } from './api.ts'

type Filled = { [Key in keyof EnterpriseFigures]?: EnterpriseFigures[Key] | undefined } & { asOf: string }

const orNull = <Value,>(value: Value | undefined | null | ''): Value | null =>
  value === undefined || value === null || value === '' ? null : value

/** Records figures of an enterprise as they stood on a day. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const id = usePathPart('id')
  const today = useToday()
  const changed = useEnterpriseChanged()
  const { data } = useQuery(enterprisesApi.get.queryOptions({ input: { id } }))
  const back = `/enterprises/${id}`
  // A correction begins with what stands there: what is left empty would be unknown from then on.
  const of = useAddress().of
  const before = data?.figures.find((row) => row.asOf === of)
  if (of && !data) return <Loading />
  const { version: _, ...filled } = before ?? { version: 0, asOf: today }
  const count = { kind: 'number', min: 0, max: 10_000_000 } as const
  return (
    <>
      <PageHead note={t(words.recordHelp)} trail={[{ text: data?.name ?? '…', to: back }]} />
      <FormPage<Filled, unknown>
        form={`enterprise.${id}.figures.${of ?? ''}`}
        initial={Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== null)) as Filled}
        submitText={t(words.record)}
        submit={(filled, { context }) =>
          enterprisesApi.record.call(
            {
              id,
              figures: {
                asOf: filled.asOf,
                employees: orNull(filled.employees),
                laidOff: orNull(filled.laidOff),
                hardshipWorkers: orNull(filled.hardshipWorkers),
                insured: orNull(filled.insured),
                arrearsPersons: orNull(filled.arrearsPersons),
                wageArrearsFen: orNull(filled.wageArrearsFen),
                averageWageFen: orNull(filled.averageWageFen),
                source: orNull(filled.source),
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
          <Field name="asOf" label={t(words.asOf)} required kind="day" />
          <Field name="employees" label={t(words.employees)} {...count} />
          <Field name="laidOff" label={t(words.laidOff)} {...count} />
          <Field name="hardshipWorkers" label={t(words.hardshipWorkers)} {...count} />
          <Field name="insured" label={t(words.insured)} {...count} />
          <Field name="arrearsPersons" label={t(words.arrearsPersons)} {...count} />
          <Field name="wageArrearsFen" label={t(words.wageArrears)} kind="money" />
          <Field name="averageWageFen" label={t(words.averageWage)} kind="money" />
          <Field name="source" label={t(words.source)} maxLength={100} />
        </div>
      </FormPage>
    </>
  )
}
