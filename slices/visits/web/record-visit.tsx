import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form } from 'antd'
import { useState } from 'react'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { askJson } from '../../../platform/web/http.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { HelperPicker } from '../../pairing/web/helper-picker.tsx'
import { useHousehold } from '../../registry/web/api.ts'
import { ChooseHousehold } from '../../registry/web/choose-household.tsx'
import type { RequestKind } from '../../requests/model.ts'
import { requestKindChoices } from '../../requests/web/request-text.ts'
import { markWords, partWords } from '../messages.ts'
import { visitPageWords as words } from '../page-messages.ts'
import { daysLater, visitMarks } from '../phone-rules.ts'
import { visitsApi } from './api.ts'

type PartName = keyof typeof visitMarks
const parts = Object.keys(visitMarks) as PartName[]

type Filled = {
  visitedOn: string
  helperId?: string
  visitorText?: string
  text?: string
  askKind?: RequestKind
  askText?: string
  promiseText?: string
  promiseDue?: string
  cashFen?: string
  goods?: string
  quantity?: number
  goodsUnit?: string
} & Partial<Record<PartName, string[]>>

/** Records a visit at the desk, for helpers without a phone and for leaders; the family stands in the address. */
export function Page() {
  const { household } = useAddress()
  return household ? <VisitTo key={household} household={household} /> : <ChooseHousehold />
}

function VisitTo({ household }: { household: string }) {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  const today = useToday()
  const [ids] = useState(() => ({ visit: newId(), ask: newId(), promise: newId() }))
  const { data, error } = useHousehold(household)
  const paired = useQuery({
    queryKey: ['lead helper', household],
    queryFn: () => askJson<{ rows: { helperId: string | null }[] }>(`/pairs?household=${household}`),
  })
  if (error && !data) return <ProblemPage error={error} />
  if (!data || paired.isPending) return <Loading />
  return (
    <>
      <PageHead title={t(words.recordFor, { name: data.headName })} />
      <FormPage<Filled, unknown>
        form={`visit.${household}`}
        initial={{ visitedOn: today, helperId: paired.data?.rows[0]?.helperId ?? undefined, quantity: 1 }}
        submitText={t(words.record)}
        submit={(filled, { context }) => visitsApi.visits.record.call(draftOf(filled, household, ids), { context })}
        done={async () => {
          await answers.invalidateQueries({ queryKey: visitsApi.visits.key() })
          go(`/visits?household=${household}`)
        }}
        cancel={() => go(`/households/${household}`)}
      >
        <VisitFields />
      </FormPage>
    </>
  )
}

function VisitFields() {
  const t = useWords()
  const form = Form.useFormInstance()
  const helperId = Form.useWatch('helperId', form) as string | undefined
  const goods = Form.useWatch('goods', form) as string | undefined
  return (
    <>
      <div className="form-columns">
        <Field name="visitedOn" label={t(words.day)} required kind="day" />
        <Field name="helperId" label={t(words.visitor)} help={t(words.visitorHelp)} kind="own">
          <HelperPicker everybody />
        </Field>
        {!helperId && <Field name="visitorText" label={t(words.visitorText)} maxLength={60} />}
      </div>
      <div className="form-columns">
        {parts.map((name) => (
          <Field
            key={name}
            name={name}
            label={t(partWords[name])}
            kind="several"
            choices={visitMarks[name].map((mark) => ({ value: mark, text: markWords[mark] }))}
          />
        ))}
      </div>
      <Field name="text" label={t(words.words)} kind="long" maxLength={500} />
      <div className="form-columns">
        <Field name="askText" label={t(words.ask)} kind="long" rows={2} maxLength={500} />
        <Field name="askKind" label={t(words.askKind)} kind="choice" choices={requestKindChoices} />
        <Field name="promiseText" label={t(words.promise)} kind="long" rows={2} maxLength={300} />
        <Field name="promiseDue" label={t(words.promiseDue)} kind="day" />
        <Field name="cashFen" label={t(words.cash)} kind="money" />
        <Field name="goods" label={t(words.goods)} maxLength={60} />
        {goods?.trim() && (
          <>
            <Field name="quantity" label={t(words.quantity)} kind="number" min={1} max={9999} required />
            <Field name="goodsUnit" label={t(words.goodsUnit)} maxLength={10} />
          </>
        )}
      </div>
    </>
  )
}

type Ids = { visit: string; ask: string; promise: string }

/** The form as the contract wants it; the ids stay the same when it is sent again. */
function draftOf(filled: Filled, householdId: string, ids: Ids) {
  const part = <Name extends PartName>(name: Name) => ({
    marks: (filled[name] ?? []) as (typeof visitMarks)[Name][number][],
    text: name === 'living' ? (filled.text?.trim() ?? '') : '',
  })
  const askText = filled.askText?.trim()
  const promiseText = filled.promiseText?.trim()
  const goods = filled.goods?.trim()
  return {
    id: ids.visit,
    householdId,
    visitedOn: filled.visitedOn,
    helperId: filled.helperId ?? null,
    visitorText: filled.helperId ? null : filled.visitorText?.trim() || null,
    living: part('living'),
    thinking: part('thinking'),
    difficulties: part('difficulties'),
    needs: part('needs'),
    asks: askText ? [{ id: ids.ask, kind: filled.askKind ?? ('other' as const), text: askText }] : [],
    promises: promiseText
      ? [{ id: ids.promise, text: promiseText, dueOn: filled.promiseDue || daysLater(filled.visitedOn, 14) }]
      : [],
    cashFen: filled.cashFen || null,
    goods: goods ? [{ name: goods, quantity: filled.quantity ?? 1, unit: filled.goodsUnit?.trim() ?? '' }] : [],
  }
}
