import { Form } from 'antd'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { useHousehold } from '../../registry/web/api.ts'
import { HouseholdPicker } from '../../registry/web/household-picker.tsx'
import { fieldWords, kindWords, modeWords, sourceWords } from '../messages.ts'
import { type AidDraft, type AidKind, aidKinds, handsOver } from '../model.ts'
import { registerAidWords as words } from '../page-messages.ts'
import './aid.css'
import { aidApi, useAidChanged } from './api.ts'

type Filled = Partial<Record<Exclude<keyof AidDraft, 'kind' | 'source' | 'householdId' | 'givenOn'>, string>> &
  Pick<AidDraft, 'kind' | 'source' | 'householdId' | 'givenOn'>

const choices = (texts: Readonly<Record<string, { zh: string; en: string }>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

/** What is left over of fields that the kind does not show is not sent. */
function draftOf(filled: Filled): AidDraft {
  const over = handsOver(filled.kind)
  const given = (text: string | undefined) => text?.trim() || null
  const goods = (text: string | undefined) => (over === 'cash' ? null : given(text))
  return {
    householdId: filled.householdId,
    personId: given(filled.personId),
    givenOn: filled.givenOn,
    kind: filled.kind,
    source: filled.source,
    giverOrganisationId: given(filled.giverOrganisationId),
    giverText: filled.giverOrganisationId ? null : given(filled.giverText),
    amountFen: over === 'goods' ? null : given(filled.amountFen),
    item: goods(filled.item),
    quantity: goods(filled.quantity),
    unit: goods(filled.unit),
    valueFen: goods(filled.valueFen),
    proof: given(filled.proof),
    note: given(filled.note),
  }
}

/** Registers aid of any kind; the kind decides what is asked. */
export function Page() {
  const go = useGo()
  const today = useToday()
  const changed = useAidChanged()
  const { household } = useAddress()
  const back = household ? `/households/${household}` : '/aid'
  return (
    <div className="aid-form">
      <PageHead />
      <FormPage<Filled, unknown>
        form={`aid.new.${household ?? ''}`}
        initial={{
          givenOn: today,
          kind: 'comfort_grant',
          source: 'union',
          ...(household && { householdId: household }),
        }}
        submitText={useWords()(words.title)}
        submit={(filled, { context }) => aidApi.register.call(draftOf(filled), { context })}
        done={async () => {
          await changed()
          go(back)
        }}
        cancel={() => go(back)}
      >
        <Fields />
      </FormPage>
    </div>
  )
}

function Fields() {
  const t = useWords()
  const form = Form.useFormInstance()
  const kind = (Form.useWatch('kind', form) as AidKind | undefined) ?? 'comfort_grant'
  const organisation = Form.useWatch('giverOrganisationId', form) as string | undefined
  const { field, mode } = aidKinds[kind]
  return (
    <>
      <div className="form-columns">
        <Field name="householdId" label={t(words.household)} required kind="own">
          <HouseholdPicker />
        </Field>
        <PersonField />
        <Field name="kind" label={t(words.kind)} required kind="choice" choices={choices(kindWords)} />
        <Field name="givenOn" label={t(words.day)} required kind="day" />
      </div>
      <p className="aid-class">{t(words.classed, { field: t(fieldWords[field]), mode: t(modeWords[mode]) })}</p>
      <HandedOver kind={kind} />
      <div className="form-columns">
        <Field name="source" label={t(words.source)} required kind="choice" choices={choices(sourceWords)} />
        <Field name="giverOrganisationId" label={t(words.organisation)} kind="own">
          <OrganisationPicker />
        </Field>
        {!organisation && (
          <Field name="giverText" label={t(words.giverText)} help={t(words.giverHelp)} maxLength={60} />
        )}
        <Field name="proof" label={t(words.proof)} help={t(words.proofHelp)} maxLength={120} />
      </div>
      <Field name="note" label={t(words.remark)} kind="long" rows={2} maxLength={300} />
    </>
  )
}

/** Whom of the family it is for; only once the family is chosen. */
function PersonField() {
  const t = useWords()
  const form = Form.useFormInstance()
  const id = Form.useWatch('householdId', form) as string | undefined
  return id ? <Persons key={id} id={id} label={t(words.person)} help={t(words.personHelp)} /> : null
}

function Persons({ id, label, help }: { id: string; label: string; help: string }) {
  const { data } = useHousehold(id)
  const people = (data?.people ?? []).map((person) => ({ value: person.id, text: person.name }))
  return <Field name="personId" label={label} help={help} kind="choice" choices={people} />
}

const isQuantity = (value: unknown): boolean => /^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,3})?$/.test(String(value).trim())

function HandedOver({ kind }: { kind: AidKind }) {
  const t = useWords()
  const over = handsOver(kind)
  return (
    <div className="form-columns">
      {over !== 'goods' && <Field name="amountFen" label={t(words.amount)} required={over === 'cash'} kind="money" />}
      {over !== 'cash' && (
        <>
          <Field name="item" label={t(words.item)} required={over === 'goods'} maxLength={60} />
          <Field
            name="quantity"
            label={t(words.quantity)}
            required={over === 'goods'}
            inputMode="text"
            maxLength={13}
            check={(value) => (isQuantity(value) ? undefined : t(words.quantityFault))}
          />
          <Field name="unit" label={t(words.unit)} help={t(words.unitHelp)} maxLength={10} />
          <Field name="valueFen" label={t(words.value)} help={t(words.valueHelp)} kind="money" />
        </>
      )}
    </div>
  )
}
