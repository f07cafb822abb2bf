import { Select } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import { employmentWords, schoolWords, spokenRelation } from '../../registry/code-messages.ts'
import { useHousehold } from '../../registry/web/api.ts'
import { teamworkWords as words } from '../teamwork-messages.ts'

type PersonChoiceProps = {
  id: string
  householdId: string
  value: string | null
  onChange: (personId: string | null) => void
}

/** Whom of the family a helper stands by in particular; students are said to be such (D-13). */
export function PersonChoice({ id, householdId, value, onChange }: PersonChoiceProps) {
  const t = useWords()
  const { data } = useHousehold(householdId)
  const people = (data?.people ?? []).filter((person) => person.leftOn === null)
  const options = people.map(({ id, name, relation, school, employment }) => {
    const stands = school ? t(schoolWords[school]) : employment === 'student' ? t(employmentWords.student) : undefined
    return { value: id, label: [name, t(spokenRelation(relation)), stands].filter(Boolean).join(' · ') }
  })
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      placeholder={t(words.wholeFamily)}
      value={value ?? undefined}
      options={options}
      onChange={(person: string | undefined) => onChange(person ?? null)}
    />
  )
}
