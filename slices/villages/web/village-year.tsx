import { useQuery } from '@tanstack/react-query'
import { useAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { villageWords as words } from '../messages.ts'
import type { VillageYear } from '../model.ts'
import { useVillageChanged, villagesApi } from './api.ts'

type Filled = { [Key in keyof VillageYear]?: VillageYear[Key] | undefined } & { year: number }

const orNull = <Value,>(value: Value | undefined | null | ''): Value | null =>
  value === undefined || value === null || value === '' ? null : value

/** Records the figures of a village for a year. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const code = usePathPart('code')
  const today = useToday()
  const changed = useVillageChanged()
  const { data } = useQuery(villagesApi.get.queryOptions({ input: { code } }))
  const back = `/villages/${code}`
  // A correction begins with what stands there: what is left empty would be unknown from then on.
  const of = useAddress().of
  const before = data?.years.find((row) => String(row.year) === of)
  if (of && !data) return <Loading />
  const { version: _, ...filled } = before ?? { version: 0, year: Number(today.slice(0, 4)) - 1 }
  return (
    <>
      <PageHead note={t(words.recordHelp)} trail={[{ text: data?.name ?? '…', to: back }]} />
      <FormPage<Filled, unknown>
        form={`village.${code}.year.${of ?? ''}`}
        initial={Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== null)) as Filled}
        submitText={t(words.record)}
        submit={(filled, { context }) =>
          villagesApi.record.call(
            {
              code,
              figures: {
                year: Number(filled.year),
                households: orNull(filled.households),
                population: orNull(filled.population),
                perCapitaIncomeFen: orNull(filled.perCapitaIncomeFen),
                collectiveIncomeFen: orNull(filled.collectiveIncomeFen),
                farmlandMu: orNull(filled.farmlandMu),
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
          <Field name="year" label={t(words.year)} required kind="number" min={1949} max={2100} />
          <Field name="households" label={t(words.households)} kind="number" min={0} />
          <Field name="population" label={t(words.population)} kind="number" min={0} />
          <Field name="perCapitaIncomeFen" label={t(words.income)} kind="money" />
          <Field name="collectiveIncomeFen" label={t(words.collective)} kind="money" />
          <Field
            name="farmlandMu"
            label={t(words.farmland)}
            check={(value) => (/^\d{1,8}(\.\d)?$/.test(String(value)) ? undefined : t(words.farmlandWrong))}
          />
          <Field name="source" label={t(words.source)} maxLength={100} />
        </div>
      </FormPage>
    </>
  )
}
