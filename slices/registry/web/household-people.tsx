import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ageOn } from '../../../core/date.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { aside } from '../../../platform/web/punctuation.ts'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { RevealField } from '../../../platform/web/ui/reveal-field.tsx'
import {
  disabilityWords,
  employmentWords,
  leftReasonWords,
  schoolWords,
  sexWords,
  spokenRelation,
} from '../code-messages.ts'
import { type Household, headRelation, type Person } from '../model.ts'
import { householdWords as words } from '../page-messages.ts'
import { registryApi } from './api.ts'
import { EndMember } from './end-member.tsx'
import { MakeHead } from './make-head.tsx'
import './registry.css'

type PeopleProps = { household: Household; editable?: boolean }

/** The members of a household: numbers masked, each shown for a reason. */
export function HouseholdPeople({ household, editable = false }: PeopleProps) {
  const t = useWords()
  const here = household.people.filter((person) => person.leftOn === null)
  const gone = household.people.filter((person) => person.leftOn !== null)
  return (
    <>
      <ul className="people">
        {here.map((person) => (
          <Member key={person.id} household={household} person={person} editable={editable} />
        ))}
      </ul>
      {gone.length > 0 && (
        <details>
          <summary>{t(words.formerMembers)}</summary>
          <ul>
            {gone.map((person) => (
              <li key={person.id} className="second">
                {aside(t, person.name, t(spokenRelation(person.relation)))}{' '}
                {t(words.left, { day: person.leftOn ?? '', reason: reasonOf(person, t) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const reasonOf = (person: Person, t: ReturnType<typeof useWords>) =>
  t(leftReasonWords[(person.leftReason ?? 'other') as keyof typeof leftReasonWords])

function Member({ household, person, editable }: { household: Household; person: Person; editable: boolean }) {
  const t = useWords()
  const may = useMay()
  const [asked, setAsked] = useState<'end' | 'head'>()
  const close = () => setAsked(undefined)
  const write = editable && may('registry.write')
  return (
    <li>
      <h3>
        {person.name}
        <span className="second">
          <Particulars person={person} />
        </span>
      </h3>
      <Sealed household={household} person={person} />
      {write && (
        <p className="person-acts">
          <Link to={`/households/${household.id}/people/${person.id}`} className="quiet">
            {t(words.edit)}
          </Link>
          {person.relation !== headRelation && (
            <button type="button" className="quiet" onClick={() => setAsked('head')}>
              {t(words.makeHead)}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => setAsked('end')}>
            {t(words.leave)}
          </button>
        </p>
      )}
      {asked === 'end' && <EndMember household={household} person={person} close={close} />}
      {asked === 'head' && <MakeHead household={household} person={person} close={close} />}
    </li>
  )
}

/** Relation, sex, age and what else rules ask for, in one line. */
function Particulars({ person }: { person: Person }) {
  const t = useWords()
  const today = useToday()
  const parts = [
    t(spokenRelation(person.relation)),
    person.sex === 1 || person.sex === 2 ? t(sexWords[person.sex]) : '',
    person.birthDate ? t(words.years, { age: ageOn(person.birthDate, today) }) : '',
    person.employment ? t(employmentWords[person.employment]) : '',
    person.school ? t(schoolWords[person.school]) : '',
    person.disabilityGrade
      ? t(words.disabled, { grade: t(disabilityWords[person.disabilityGrade as keyof typeof disabilityWords]) })
      : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function Sealed({ household, person }: { household: Household; person: Person }) {
  const t = useWords()
  const may = useMay()('registry.reveal')
  const reveal = (field: 'identityNumber' | 'phone' | 'health') => async (reason: string) => {
    const asked = { id: household.id, personId: person.id, field, reason }
    return (await registryApi.registry.reveal.call(asked)).value ?? ''
  }
  const named = (label: string) => t(words.revealOf, { name: person.name, label })
  return (
    <dl className="sealed">
      {person.identityNumber && (
        <div>
          <dt>{t(words.identityNumber)}</dt>
          <dd>
            <RevealField
              label={named(t(words.identityNumber))}
              masked={person.identityNumber}
              reveal={reveal('identityNumber')}
              may={may}
            />
          </dd>
        </div>
      )}
      {person.phone && (
        <div>
          <dt>{t(words.phone)}</dt>
          <dd>
            <RevealField label={named(t(words.phone))} masked={person.phone} reveal={reveal('phone')} may={may} />
          </dd>
        </div>
      )}
      {person.hasHealth && (
        <div>
          <dt>{t(words.health)}</dt>
          <dd>
            <RevealField
              label={named(t(words.health))}
              masked={t(words.healthKept)}
              reveal={reveal('health')}
              may={may}
            />
          </dd>
        </div>
      )}
    </dl>
  )
}
