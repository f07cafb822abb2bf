import { InputNumber } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { expenditureWords, heatingWords, incomeWords } from '../code-messages.ts'
import { categoryWords, causeWords, residenceWords } from '../messages.ts'
import { Category, Cause, ExpenditureKind, IncomeKind, Residence } from '../model.ts'
import { householdFormWords as words } from '../page-messages.ts'
import './registry.css'

/** The fields of a household as a form holds them; kept under `under` where a form holds more than the household. */
export type HouseholdFilled = {
  areaCode: string
  workUnitId?: string
  residence: Residence
  size?: number
  category?: Category
  causes?: Cause[]
  address?: string
  dwellings?: number
  vehicles?: number
  housingAreaSquareDecimetres?: number
  heating?: 'own' | 'central' | 'none'
}

type FieldsProps = { under?: string; unitName?: string | null; sizeNeeded?: boolean }

/** Where the family lives, who employs it, why it is in hardship. */
export function FamilyFields({ under, unitName, sizeNeeded = false }: FieldsProps) {
  const t = useWords()
  const name = (key: string) => (under ? [under, key] : key)
  return (
    <div className="form-columns">
      <Field name={name('areaCode')} label={t(words.area)} help={t(words.areaHelp)} required kind="own">
        <AreaPicker />
      </Field>
      <Field name={name('address')} label={t(words.address)} maxLength={200} />
      <Field
        name={name('workUnitId')}
        label={t(words.unit)}
        help={t(words.unitHelp)}
        kind="own"
        show={(value) => (value ? (unitName ?? String(value)) : '')}
      >
        <OrganisationPicker />
      </Field>
      <Field
        name={name('category')}
        label={t(words.category)}
        kind="choice"
        choices={Category.options.map((value) => ({ value, text: categoryWords[value] }))}
      />
      <Field
        name={name('causes')}
        label={t(words.causes)}
        help={t(words.causesHelp)}
        kind="several"
        choices={Cause.options.map((value) => ({ value, text: causeWords[value] }))}
      />
      <Field
        name={name('residence')}
        label={t(words.residence)}
        required
        kind="radio"
        choices={Residence.options.map((value) => ({ value, text: residenceWords[value] }))}
      />
      <Field
        name={name('size')}
        label={t(words.size)}
        help={sizeNeeded ? undefined : t(words.sizeHelp)}
        required={sizeNeeded}
        kind="number"
        min={1}
        max={30}
        unit={t(words.personsUnit)}
      />
    </div>
  )
}

/** What the family owns, as far as rules ask for it. */
export function HomeFields({ under }: FieldsProps) {
  const t = useWords()
  const name = (key: string) => (under ? [under, key] : key)
  return (
    <div className="form-columns">
      <Field
        name={name('dwellings')}
        label={t(words.dwellings)}
        kind="number"
        min={0}
        max={99}
        unit={t(words.dwellingsUnit)}
      />
      <Field
        name={name('housingAreaSquareDecimetres')}
        label={t(words.housingArea)}
        kind="own"
        show={(value) => `${Number(value) / 100} ${t(words.squareMetres)}`}
      >
        <SquareMetres />
      </Field>
      <Field
        name={name('vehicles')}
        label={t(words.vehicles)}
        kind="number"
        min={0}
        max={99}
        unit={t(words.vehiclesUnit)}
      />
      <Field
        name={name('heating')}
        label={t(words.heating)}
        kind="choice"
        choices={(['central', 'own', 'none'] as const).map((value) => ({ value, text: heatingWords[value] }))}
      />
    </div>
  )
}

type SquareProps = { id?: string; value?: number; onChange?: (squareDecimetres: number | undefined) => void }

/** Square metres with two decimals, held as whole square decimetres so that nothing is rounded. */
function SquareMetres({ id, value, onChange }: SquareProps) {
  const t = useWords()
  return (
    <InputNumber
      id={id}
      min={0}
      max={10_000}
      precision={2}
      controls={false}
      style={{ width: '16rem' }}
      suffix={t(words.squareMetres)}
      value={value === undefined ? undefined : value / 100}
      onChange={(metres) => onChange?.(metres === null ? undefined : Math.round(Number(metres) * 100))}
    />
  )
}

/** Annual incomes and rigid expenditures by kind. */
export function AmountFields() {
  const t = useWords()
  const check = (value: unknown) => (/^\d+$/.test(String(value)) ? undefined : t(words.amountWrong))
  const helpOf = (kind: IncomeKind | ExpenditureKind) => {
    if (kind === 'reported_total') return t(words.totalOnly)
    if (kind === 'basic_pension' || kind === 'relief' || kind === 'scholarship') return t(words.notCounted)
    return kind === 'employment' ? t(words.deducted) : undefined
  }
  return (
    <>
      <h3>{t(words.income)}</h3>
      <div className="form-columns">
        {IncomeKind.options.map((kind) => (
          <Field
            key={kind}
            name={['income', kind]}
            label={t(incomeWords[kind])}
            help={helpOf(kind)}
            kind="money"
            check={check}
          />
        ))}
      </div>
      <h3>{t(words.expenditure)}</h3>
      <div className="form-columns">
        {ExpenditureKind.options.map((kind) => (
          <Field
            key={kind}
            name={['expenditure', kind]}
            label={t(expenditureWords[kind])}
            help={helpOf(kind)}
            kind="money"
            check={check}
          />
        ))}
      </div>
    </>
  )
}

/** What each member spends on medicine: aid by person goes by it. */
export function MedicalFields({ members }: { members: readonly { id: string; name: string }[] }) {
  const t = useWords()
  const check = (value: unknown) => (/^\d+$/.test(String(value)) ? undefined : t(words.amountWrong))
  return (
    <>
      <h3>{t(words.ownMedical)}</h3>
      <p className="second">{t(words.ownMedicalNote)}</p>
      <div className="form-columns">
        {members.map(({ id, name }) => (
          <Field key={id} name={['ownMedical', id]} label={name} kind="money" check={check} />
        ))}
      </div>
    </>
  )
}

/** What a form holds as the contract wants it: nothing left out, unknown is null. */
export const householdDraft = (filled: HouseholdFilled, size: number) => ({
  areaCode: filled.areaCode,
  workUnitId: filled.workUnitId ?? null,
  residence: filled.residence,
  size,
  category: filled.category ?? null,
  causes: filled.causes ?? [],
  address: filled.address?.trim() || null,
  dwellings: filled.dwellings ?? null,
  vehicles: filled.vehicles ?? null,
  housingAreaSquareDecimetres: filled.housingAreaSquareDecimetres ?? null,
  heating: filled.heating ?? null,
})
