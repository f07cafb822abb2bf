import { useParams } from '@tanstack/react-router'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { type Household, headRelation, type Person } from '../model.ts'
import { householdFormWords as words } from '../page-messages.ts'
import { versionWords } from '../version-messages.ts'
import { registryApi, useHousehold, useHouseholdChanged } from './api.ts'
import { PersonFields, type PersonFilled, personDraft, personFilled } from './person-fields.tsx'

/** Adds a member at `/households/$id/people/new`, changes one at `/households/$id/people/$personId`. */
export function Page() {
  const t = useWords()
  const { id = '', personId } = useParams({ strict: false }) as { id?: string; personId?: string }
  const { data, error } = useHousehold(id)
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  const before = data.people.find((person) => person.id === personId)
  if (before || personId === undefined) return <MemberForm household={data} before={before} />
  return (
    <>
      <PageHead trail={[{ text: data.headName, to: `/households/${id}` }]} />
      <Empty text={t(words.noSuchMember)} />
    </>
  )
}

function MemberForm({ household, before }: { household: Household; before: Person | undefined }) {
  const t = useWords()
  const go = useGo()
  const changed = useHouseholdChanged()
  const head = before?.relation === headRelation
  const back = `/households/${household.id}`
  return (
    <div className="household-form">
      <PageHead
        title={before ? named(t, t(words.changeMember), before.name) : undefined}
        trail={[{ text: household.headName, to: back }]}
      />
      <FormPage<PersonFilled & { from?: string; why?: string }, unknown>
        form={before ? `person.${before.id}` : `person.new.${household.id}`}
        initial={before ? personFilled(before) : undefined}
        version={before?.version}
        submitText={before ? undefined : t(words.addMember)}
        submit={async (filled, { context, version }) => {
          const { why = '', from, ...person } = filled
          const draft = personDraft(person, head ? headRelation : (filled.relation ?? ''))
          const asked = { id: household.id, person: draft, from: from || undefined, why }
          if (!before) return registryApi.registry.addPerson.call(asked, { context })
          return registryApi.registry.changePerson.call(
            { ...asked, personId: before.id, version: version ?? before.version },
            { context },
          )
        }}
        done={async () => {
          await changed()
          go(back)
        }}
        cancel={() => go(back)}
      >
        <PersonFields head={head} before={before} />
        <Field name="from" label={t(versionWords.from)} help={t(versionWords.fromHelp)} kind="day" />
        <Field name="why" label={t(words.why)} help={t(words.whyHelp)} maxLength={200} />
      </FormPage>
    </div>
  )
}
