import { Button, Form } from 'antd'
import { levelOf } from '../../../core/area-code.ts'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { useOwnArea } from '../../areas/web/area-picker.tsx'
import { type AmountsByKind, changedAmounts } from '../amount-rules.ts'
import { headRelation } from '../model.ts'
import { householdFormWords as words } from '../page-messages.ts'
import { registryApi, useHouseholdChanged } from './api.ts'
import { AmountFields, FamilyFields, HomeFields, type HouseholdFilled, householdDraft } from './household-fields.tsx'
import { PersonFields, type PersonFilled, personDraft } from './person-fields.tsx'

type Filled = AmountsByKind & { household: HouseholdFilled; people: PersonFilled[] }

/** Registers a household on one dense form; the first member is its head. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const area = useOwnArea()
  const changed = useHouseholdChanged()
  const start = levelOf(area) === 'village' ? area : undefined
  return (
    <div className="household-form">
      <PageHead />
      <FormPage<Filled, { id: string }>
        form="household.new"
        initial={{
          household: { residence: 'urban', ...(start ? { areaCode: start } : {}) } as HouseholdFilled,
          people: [{ name: '' }],
        }}
        submitText={t(words.register)}
        submit={(filled, { context }) => {
          const people = filled.people.map((person, index) =>
            personDraft(person, index === 0 ? headRelation : (person.relation ?? '')),
          )
          const size = Math.max(filled.household.size ?? 0, people.length)
          const amounts = changedAmounts([], filled)
          return registryApi.registry.create.call(
            { household: { ...householdDraft(filled.household, size), ...(amounts ? { amounts } : {}) }, people },
            { context },
          )
        }}
        done={async ({ id }) => {
          await changed()
          go(`/households/${id}`)
        }}
        cancel={() => go('/households')}
      >
        <fieldset>
          <legend>{t(words.family)}</legend>
          <FamilyFields under="household" />
        </fieldset>
        <Members />
        <fieldset>
          <legend>{t(words.amounts)}</legend>
          <p>{t(words.amountsNote)}</p>
          <AmountFields />
        </fieldset>
        <fieldset>
          <legend>{t(words.home)}</legend>
          <HomeFields under="household" />
        </fieldset>
      </FormPage>
    </div>
  )
}

function Members() {
  const t = useWords()
  const form = Form.useFormInstance()
  const people = (Form.useWatch('people', { form, preserve: true }) as PersonFilled[] | undefined) ?? [{ name: '' }]
  // The place is the name of the fields: a member that is taken out moves those after it forward.
  const places = Array.from({ length: people.length }, (_, place) => place)
  const change = (next: (before: PersonFilled[]) => PersonFilled[]) =>
    form.setFieldValue('people', next((form.getFieldValue('people') as PersonFilled[] | undefined) ?? []))
  return (
    <fieldset>
      <legend>{t(words.members)}</legend>
      {places.map((place) => (
        <section key={place} className="member-card">
          <header>
            <h3>{place === 0 ? t(words.head) : t(words.member, { number: place + 1 })}</h3>
            {place > 0 && (
              <button
                type="button"
                className="quiet"
                onClick={() => change((before) => before.filter((_, other) => other !== place))}
              >
                {t(words.removeMember)}
              </button>
            )}
          </header>
          <PersonFields at={['people', place]} head={place === 0} />
        </section>
      ))}
      <Button onClick={() => change((before) => [...before, { name: '' }])}>{t(words.addMember)}</Button>
    </fieldset>
  )
}
