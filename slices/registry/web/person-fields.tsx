import { identityFault } from '../../../core/identity-number.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import {
  disabilityWords,
  employmentWords,
  ethnicities,
  relationWords,
  schoolWords,
  sexWords,
} from '../code-messages.ts'
import { headRelation, type Person, type PersonDraft } from '../model.ts'
import { householdFormWords as words } from '../page-messages.ts'
import './registry.css'

/** A member as a form holds it: codes as text, what is not known left out. */
export type PersonFilled = {
  name: string
  relation?: string
  identityNumber?: string
  phone?: string
  sex?: string
  birthDate?: string
  ethnicity?: string
  employment?: NonNullable<PersonDraft['employment']>
  school?: NonNullable<PersonDraft['school']>
  disabilityGrade?: string
  health?: string
}

type PersonFieldsProps = {
  /** The place of the member in a longer form. */
  at?: readonly (string | number)[]
  head: boolean
  before?: Person
}

const plain = (number: string) => number.normalize('NFKC').replace(/\s/g, '').toUpperCase()
const wrongNumber = (number: string) => !/^\d{15}$/.test(number) && identityFault(number) !== undefined
const choicesOf = (texts: Readonly<Record<string, { zh: string; en: string }>>, keys: readonly (string | number)[]) =>
  keys.map((key) => ({ value: String(key), text: texts[String(key)] as { zh: string; en: string } }))

const relations = Object.keys(relationWords)
  .filter((code) => code !== headRelation)
  .sort()

/** Everything that is asked about a member. Sealed values that are kept already are changed only when something is typed. */
export function PersonFields({ at = [], head, before }: PersonFieldsProps) {
  const t = useWords()
  const name = (key: string) => (at.length > 0 ? [...at, key] : key)
  const kept = (value: string | null | undefined) => (value ? t(words.kept, { value }) : undefined)
  return (
    <div className="form-columns">
      <Field name={name('name')} label={t(words.name)} required maxLength={60} />
      {!head && (
        <Field
          name={name('relation')}
          label={t(words.relation)}
          required
          kind="choice"
          choices={choicesOf(relationWords, relations)}
        />
      )}
      <Field
        name={name('identityNumber')}
        label={t(words.identityNumber)}
        help={kept(before?.identityNumber) ?? t(words.identityHelp)}
        maxLength={40}
        check={(value) => (wrongNumber(plain(String(value))) ? t(words.identityWrong) : undefined)}
      />
      <Field name={name('phone')} label={t(words.phone)} help={kept(before?.phone)} inputMode="tel" maxLength={40} />
      <Field name={name('sex')} label={t(words.sex)} kind="choice" choices={choicesOf(sexWords, [1, 2])} />
      <Field name={name('birthDate')} label={t(words.birthDate)} kind="day" />
      <Field
        name={name('employment')}
        label={t(words.employment)}
        kind="choice"
        choices={choicesOf(employmentWords, Object.keys(employmentWords))}
      />
      <Field
        name={name('school')}
        label={t(words.school)}
        kind="choice"
        choices={choicesOf(schoolWords, Object.keys(schoolWords))}
      />
      <Field
        name={name('disabilityGrade')}
        label={t(words.disability)}
        kind="choice"
        choices={choicesOf(disabilityWords, [1, 2, 3, 4])}
      />
      <Field name={name('ethnicity')} label={t(words.ethnicity)} kind="choice" choices={ethnicities} />
      <Field
        name={name('health')}
        label={t(words.health)}
        help={before?.hasHealth ? t(words.keptHealth) : t(words.healthHelp)}
        maxLength={200}
      />
    </div>
  )
}

const sexOfText = { '0': 0, '1': 1, '2': 2, '9': 9 } as const
const typed = (text: string | undefined) => text?.trim() || undefined

/** A member as the contract wants it; sealed fields that were left empty stay out and so unchanged. */
export function personDraft(filled: PersonFilled, relation: string) {
  const { identityNumber, phone, health } = filled
  const sealed = { identityNumber: typed(identityNumber), phone: typed(phone), health: typed(health) }
  return {
    name: filled.name.trim(),
    relation,
    sex: filled.sex ? (sexOfText[filled.sex as keyof typeof sexOfText] ?? null) : null,
    birthDate: filled.birthDate || null,
    ethnicity: filled.ethnicity ?? null,
    disabilityGrade: filled.disabilityGrade ? Number(filled.disabilityGrade) : null,
    school: filled.school ?? null,
    employment: filled.employment ?? null,
    ...Object.fromEntries(Object.entries(sealed).filter(([, value]) => value !== undefined)),
  }
}

const orUndefined = <Value,>(value: Value | null): Value | undefined => value ?? undefined

/** A member that is on file as the form shows it. */
export const personFilled = (person: Person): PersonFilled => ({
  name: person.name,
  relation: person.relation,
  sex: person.sex === null ? undefined : String(person.sex),
  birthDate: orUndefined(person.birthDate),
  ethnicity: orUndefined(person.ethnicity),
  employment: orUndefined(person.employment),
  school: orUndefined(person.school),
  disabilityGrade: person.disabilityGrade === null ? undefined : String(person.disabilityGrade),
})
