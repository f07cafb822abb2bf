import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { type AmountsByKind, amountsByKind, changedAmounts, medicalByMember } from '../amount-rules.ts'
import type { Household } from '../model.ts'
import { householdFormWords as words } from '../page-messages.ts'
import { versionWords } from '../version-messages.ts'
import { registryApi, useHousehold, useHouseholdChanged } from './api.ts'
import {
  AmountFields,
  FamilyFields,
  HomeFields,
  type HouseholdFilled,
  householdDraft,
  MedicalFields,
} from './household-fields.tsx'

type Filled = HouseholdFilled & AmountsByKind & { from?: string; why?: string }

const orUndefined = <Value,>(value: Value | null): Value | undefined => value ?? undefined

const filledOf = (household: Household): Filled => ({
  areaCode: household.areaCode,
  workUnitId: orUndefined(household.workUnitId),
  residence: household.residence,
  size: household.size,
  category: orUndefined(household.category),
  causes: household.causes,
  address: orUndefined(household.address),
  dwellings: orUndefined(household.dwellings),
  vehicles: orUndefined(household.vehicles),
  housingAreaSquareDecimetres: orUndefined(household.housingAreaSquareDecimetres),
  heating: orUndefined(household.heating),
  ...amountsByKind(household.amounts),
  ownMedical: medicalByMember(household.amounts),
})

/** Changes a household; somebody's newer change is shown beside one's own before anything is overwritten. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useHousehold(id)
  if (error && !data) return <ProblemPage error={error} />
  // Another version must not change the form under the hands of who is typing: the server shows both.
  return data ? <ChangeForm household={data} /> : <Loading />
}

function ChangeForm({ household }: { household: Household }) {
  const t = useWords()
  const go = useGo()
  const changed = useHouseholdChanged()
  const back = `/households/${household.id}`
  return (
    <div className="household-form">
      <PageHead trail={[{ text: household.headName, to: back }]} />
      <FormPage<Filled, unknown>
        form={`household.${household.id}`}
        initial={filledOf(household)}
        version={household.version}
        submit={(filled, { context, version }) => {
          const amounts = changedAmounts(household.amounts, filled)
          const draft = householdDraft(filled, filled.size ?? household.size)
          return registryApi.registry.change.call(
            {
              id: household.id,
              version: version ?? household.version,
              household: { ...draft, ...(amounts ? { amounts } : {}) },
              from: filled.from || undefined,
              why: filled.why ?? '',
            },
            { context },
          )
        }}
        done={async () => {
          await changed()
          go(back)
        }}
        cancel={() => go(back)}
      >
        <fieldset>
          <legend>{t(words.family)}</legend>
          <FamilyFields unitName={household.workUnit} sizeNeeded />
        </fieldset>
        <fieldset>
          <legend>{t(words.amounts)}</legend>
          <p>{t(words.amountsNote)}</p>
          <AmountFields />
          <MedicalFields members={household.people.filter(({ leftOn }) => leftOn === null)} />
        </fieldset>
        <fieldset>
          <legend>{t(words.home)}</legend>
          <HomeFields />
        </fieldset>
        <fieldset>
          <legend>{t(words.why)}</legend>
          <Field name="from" label={t(versionWords.from)} help={t(versionWords.fromHelp)} kind="day" />
          <Field name="why" label={t(words.why)} help={t(words.whyHelp)} maxLength={200} />
        </fieldset>
      </FormPage>
    </div>
  )
}
