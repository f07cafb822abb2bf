import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listWords } from '../../../platform/web/messages.ts'
import { kindWords, stateWords } from '../../organisations/messages.ts'
import { EnterpriseState, OrganisationKind } from '../../organisations/model.ts'
import { Category, Cause } from '../../registry/model.ts'
import { CategoryText, CauseText } from '../../registry/web/household-columns.tsx'
import type { ImportRow } from '../model.ts'

/** The dry run calls some fields otherwise than the file's reader. */
const otherNames: Readonly<Record<string, string>> = {
  id_number: 'identityNumber',
  birth_date: 'birthDate',
  household_size: 'size',
  annual_income_fen: 'annualIncomeFen',
  rigid_expenditure_fen: 'rigidExpenditureFen',
  monthly_benefit_fen: 'monthlyBenefitFen',
  organisation_name: 'name',
  organisation_kind: 'kind',
  enterprise_state: 'enterpriseState',
  parent_name: 'parent',
  credit_code: 'creditCode',
  responsible_person: 'responsiblePerson',
}

/** What was read for a field of a row; undefined where nothing was. */
export function readValue(row: ImportRow | undefined, field: string): ImportRow['values'][string] | undefined {
  const value = row?.values[field] ?? row?.values[otherNames[field] ?? '']
  return value === null || value === '' ? undefined : value
}

const sexes = { 1: { zh: '男', en: 'male' }, 2: { zh: '女', en: 'female' } } as const

/** A value as officers write it: yuan, words of code lists, yes and no. */
export function ImportValue({ field, value }: { field: string; value: ImportRow['values'][string] | undefined }) {
  const t = useWords()
  if (value === undefined || value === null) return <span className="second">—</span>
  if (/fen$/i.test(field) && /^-?\d+$/.test(String(value))) return formatFen(String(value))
  if (field === 'sex' && (value === 1 || value === 2)) return t(sexes[value])
  if (field === 'dibao') return t(value === true || value === 'true' ? listWords.yes : listWords.no)
  const category = field === 'category' ? Category.safeParse(value).data : undefined
  if (category) return <CategoryText category={category} />
  const cause = field === 'cause' ? Cause.safeParse(value).data : undefined
  if (cause) return <CauseText cause={cause} />
  const kind = kindFields.has(field) ? OrganisationKind.safeParse(value).data : undefined
  if (kind) return t(kindWords[kind])
  const state = stateFields.has(field) ? EnterpriseState.safeParse(value).data : undefined
  if (state) return t(stateWords[state])
  return String(value)
}

const kindFields = new Set(['kind', 'organisation_kind'])
const stateFields = new Set(['enterpriseState', 'enterprise_state'])
