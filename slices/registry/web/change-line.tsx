import type { ReactNode } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { type Say, useWords } from '../../../platform/web/language.tsx'
import { AreaText } from '../../areas/web/area-text.tsx'
import { useOrganisationName } from '../../organisations/web/organisation-picker.tsx'
import {
  disabilityWords,
  employmentWords,
  ethnicities,
  heatingWords,
  leftReasonWords,
  schoolWords,
  sexWords,
  spokenRelation,
} from '../code-messages.ts'
import { factWords } from '../fact-messages.ts'
import { groupPageWords, groupWords } from '../group-messages.ts'
import { categoryWords, causeWords, residenceWords } from '../messages.ts'
import type { Change } from '../model.ts'
import { householdFormWords as form, householdListWords as list, householdWords as words } from '../page-messages.ts'

type Text = { zh: string; en: string }

const fieldTexts: Readonly<Record<string, Text>> = {
  areaCode: list.area,
  head: list.head,
  group: groupPageWords.title,
  workUnitId: list.unit,
  residence: form.residence,
  size: form.size,
  category: list.category,
  causes: form.causes,
  address: form.address,
  dwellings: form.dwellings,
  vehicles: form.vehicles,
  housingAreaSquareDecimetres: form.housingArea,
  heating: form.heating,
  amounts: words.amounts,
  supplements: words.supplements,
  mainCause: factWords.main_cause,
  annualIncomeFen: factWords.annual_income,
  rigidExpenditureFen: factWords.rigid_expenditure,
  name: form.name,
  relation: form.relation,
  sex: form.sex,
  birthDate: form.birthDate,
  ethnicity: form.ethnicity,
  disabilityGrade: form.disability,
  school: form.school,
  employment: form.employment,
  identityNumber: form.identityNumber,
  phone: form.phone,
  health: form.health,
}

const codeTexts: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  residence: residenceWords,
  group: groupWords,
  category: categoryWords,
  mainCause: causeWords,
  heating: heatingWords,
  sex: sexWords,
  disabilityGrade: disabilityWords,
  school: schoolWords,
  employment: employmentWords,
}

function UnitName({ id }: { id: string }) {
  return useOrganisationName(id)
}

/** A value of the history in words. */
function valueText(field: string, value: string, t: Say): ReactNode {
  const code = codeTexts[field]?.[value]
  if (code) return t(code)
  if (field === 'relation') return t(spokenRelation(value))
  if (field === 'areaCode') return <AreaText code={value} />
  if (field === 'workUnitId') return <UnitName id={value} />
  if (field === 'ethnicity') return t(ethnicities.find((one) => one.value === value)?.text ?? { zh: value, en: value })
  if (field === 'housingAreaSquareDecimetres') return `${Number(value) / 100} ${t(form.squareMetres)}`
  if (field.endsWith('Fen') && /^\d+$/.test(value)) return formatFen(value)
  if (field === 'causes') return causesOf(value, t)
  return value
}

function causesOf(value: string, t: Say): string {
  const codes: unknown = JSON.parse(value)
  if (!Array.isArray(codes)) return value
  return codes
    .map((code) => t(causeWords[code as keyof typeof causeWords] ?? { zh: code, en: code }))
    .join(t(words.comma))
}

/** One change of the history as a sentence. */
export function ChangeLine({ change }: { change: Omit<Change, 'at' | 'by' | 'why' | 'from'> }) {
  const t = useWords()
  const { subject, field, oldValue, newValue } = change
  if (field === 'registered') return t(words.registered, { number: newValue ?? '' })
  if (field === 'status') return t(newValue === 'registered' ? words.reinstated : words.withdrew)
  if (field === 'reviewed') return t(words.reviewed)
  if (field === 'merged' || field === 'merge_undone' || field === 'split')
    return t(words[field], { old: oldValue ?? '', now: newValue ?? '' })
  if (field === 'joined') return t(words.joined, { name: subject })
  if (field === 'left') {
    const reason = leftReasonWords[(newValue ?? 'other') as keyof typeof leftReasonWords]
    return t(words.gone, { name: subject, reason: reason ? t(reason) : (newValue ?? '') })
  }
  const text = fieldTexts[field]
  const name = (subject === 'household' ? '' : t(words.ofPerson, { name: subject })) + (text ? t(text) : field)
  // Lists of amounts and notes on health are not told in a sentence: that they changed is enough.
  if (field === 'amounts' || field === 'health') return t(words.changedOnly, { field: name })
  const empty = (value: string | null) => value === null || value === '' || value === '[]'
  const [old, now] = [empty(oldValue) ? undefined : oldValue, empty(newValue) ? undefined : newValue]
  const sentence = now === undefined ? words.cleared : old === undefined ? words.filled : words.changed
  return (
    <Sentence
      text={t(sentence)}
      parts={{
        field: name,
        old: old === null || old === undefined ? '' : valueText(field, old, t),
        new: now === null || now === undefined ? '' : valueText(field, now, t),
      }}
    />
  )
}

/** A sentence whose holes are filled with more than text. */
function Sentence({ text, parts }: { text: string; parts: Readonly<Record<string, ReactNode>> }) {
  return text.split(/\{(\w+)\}/).map((piece, place) => {
    const key = `${place} ${piece}`
    return <span key={key}>{place % 2 === 1 ? parts[piece] : piece}</span>
  })
}
