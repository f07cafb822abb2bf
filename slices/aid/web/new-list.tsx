import { useQuery } from '@tanstack/react-query'
import { Form } from 'antd'
import { useGo } from '../../../platform/web/address.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { dayInWords } from '../../../platform/web/ui/figures.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { festivalWords, kindWords, sourceWords } from '../messages.ts'
import type { AidListDraft, AidSource, Festival } from '../model.ts'
import { newListWords as words } from '../page-messages.ts'
import './aid.css'
import { aidApi, useAidChanged } from './api.ts'

type Filled = Partial<Record<'day' | 'amountFen' | 'item' | 'quantity' | 'unit' | 'giverOrganisationId', string>> & {
  name: string
  festival: Festival
  year: number
  kind: AidListDraft['kind']
  source: AidSource
}

const choices = (texts: Readonly<Record<string, { zh: string; en: string }>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

function draftOf({ name, festival, year, kind, source, ...rest }: Filled): AidListDraft {
  const given = (text: string | undefined) => text?.trim() || null
  const goods = (text: string | undefined) => (kind === 'comfort_goods' ? given(text) : null)
  return {
    name,
    festival,
    year: Number(year),
    day: given(rest.day),
    kind,
    amountFen: kind === 'comfort_grant' ? given(rest.amountFen) : null,
    item: goods(rest.item),
    quantity: goods(rest.quantity),
    unit: goods(rest.unit),
    source,
    giverOrganisationId: given(rest.giverOrganisationId),
  }
}

/** Makes a festival list; its day is computed and shown before it is saved. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const today = useToday()
  const changed = useAidChanged()
  // Towards the end of a year the next Spring Festival is the one that is prepared.
  const year = Number(today.slice(0, 4)) + (today.slice(5, 7) >= '03' ? 1 : 0)
  return (
    <>
      <PageHead />
      <FormPage<Filled, { id: string }>
        form="aid-list.new"
        initial={{ festival: 'spring_festival', year, kind: 'comfort_grant', source: 'union' }}
        submitText={t(words.title)}
        submit={(filled, { context }) => aidApi.createList.call(draftOf(filled), { context })}
        done={async ({ id }) => {
          await changed()
          go(`/aid-lists/${id}`)
        }}
        cancel={() => go('/aid-lists')}
      >
        <Fields />
      </FormPage>
    </>
  )
}

const isYear = (year: unknown): year is number => Number.isInteger(year) && Number(year) >= 1990 && Number(year) <= 2099

function Fields() {
  const t = useWords()
  const form = Form.useFormInstance()
  const kind = Form.useWatch('kind', form) as Filled['kind'] | undefined
  return (
    <>
      <Field name="name" label={t(words.name)} help={t(words.nameHelp)} required maxLength={60} />
      <div className="form-columns">
        <Field name="festival" label={t(words.festival)} required kind="choice" choices={choices(festivalWords)} />
        <Field
          name="year"
          label={t(words.year)}
          required
          kind="number"
          check={(value) => (isYear(value) ? undefined : t(words.yearFault))}
        />
      </div>
      <FestivalDay />
      <Field
        name="kind"
        label={t(words.what)}
        required
        kind="radio"
        choices={choices({ comfort_grant: kindWords.comfort_grant, comfort_goods: kindWords.comfort_goods })}
      />
      <div className="form-columns">
        {kind === 'comfort_goods' ? (
          <>
            <Field name="item" label={t(words.item)} required maxLength={60} />
            <Field name="quantity" label={t(words.quantity)} required maxLength={13} />
            <Field name="unit" label={t(words.unit)} maxLength={10} />
          </>
        ) : (
          <Field name="amountFen" label={t(words.amount)} required kind="money" />
        )}
        <Field name="source" label={t(words.source)} required kind="choice" choices={choices(sourceWords)} />
        <Field name="giverOrganisationId" label={t(words.organisation)} kind="own">
          <OrganisationPicker />
        </Field>
      </div>
    </>
  )
}

/** The day as the calendar says it, or the field for it where no calendar does. */
function FestivalDay() {
  const t = useWords()
  const language = useLanguage()
  const form = Form.useFormInstance()
  const festival = Form.useWatch('festival', form) as Festival | undefined
  const year = Form.useWatch('year', form) as number | undefined
  const { data } = useQuery({
    ...aidApi.festivalDay.queryOptions({ input: { festival: festival ?? 'spring_festival', year: year ?? 2000 } }),
    enabled: festival !== undefined && isYear(year),
    staleTime: 3_600_000,
  })
  if (!festival || !data) return null
  if (data.festivalDay === null || data.dueOn === null)
    return (
      <>
        <p className="festival-day">{t(words.dayByHand)}</p>
        <Field name="day" label={t(words.day)} required kind="day" />
      </>
    )
  return (
    <p className="festival-day" role="status">
      {t(words.computed, {
        festival: t(festivalWords[festival]),
        day: dayInWords(data.festivalDay, language),
        due: dayInWords(data.dueOn, language),
      })}
    </p>
  )
}
