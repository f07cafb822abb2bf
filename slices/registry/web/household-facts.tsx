import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { aside } from '../../../platform/web/punctuation.ts'
import { DayText, Money } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { useOwnArea } from '../../areas/web/area-picker.tsx'
import { AreaText } from '../../areas/web/area-text.tsx'
import { amountsByKind } from '../amount-rules.ts'
import { expenditureWords, heatingWords, incomeWords } from '../code-messages.ts'
import { causeWords, residenceWords } from '../messages.ts'
import type { Household } from '../model.ts'
import { householdFormWords, householdListWords, householdWords as words } from '../page-messages.ts'
import { CategoryText, ResponsibleText } from './household-columns.tsx'
import './registry.css'

/** What is known about a household besides its members. */
export function HouseholdFacts({ household }: { household: Household }) {
  const t = useWords()
  const root = useOwnArea()
  const count = (value: number | null, unit: { zh: string; en: string }) =>
    value === null ? <Unknown /> : `${value} ${t(unit)}`
  return (
    <Facts
      facts={[
        { label: t(householdListWords.category), value: <CategoryText category={household.category} /> },
        {
          label: t(householdFormWords.causes),
          value: household.causes.length ? (
            household.causes.map((one) => t(causeWords[one])).join(t(words.comma))
          ) : (
            <Unknown />
          ),
        },
        { label: t(householdListWords.responsible), value: <ResponsibleText row={household} /> },
        { label: t(householdListWords.unit), value: household.workUnit ?? '—' },
        {
          label: t(householdListWords.area),
          value: (
            <>
              <AreaText code={household.areaCode} root={root} />
              {aside(t, '', t(residenceWords[household.residence]))}
            </>
          ),
        },
        { label: t(householdFormWords.address), value: household.address ?? <Unknown /> },
        { label: t(householdListWords.size), value: `${household.size} ${t(householdFormWords.personsUnit)}` },
        { label: t(householdFormWords.dwellings), value: count(household.dwellings, householdFormWords.dwellingsUnit) },
        {
          label: t(householdFormWords.housingArea),
          value:
            household.housingAreaSquareDecimetres === null ? (
              <Unknown />
            ) : (
              `${household.housingAreaSquareDecimetres / 100} ${t(householdFormWords.squareMetres)}`
            ),
        },
        { label: t(householdFormWords.vehicles), value: count(household.vehicles, householdFormWords.vehiclesUnit) },
        {
          label: t(householdFormWords.heating),
          value: household.heating ? t(heatingWords[household.heating]) : <Unknown />,
        },
        { label: t(words.registeredOn), value: <DayText day={household.registeredOn} /> },
      ]}
    />
  )
}

function Unknown() {
  const t = useWords()
  return <span className="second">{t(householdListWords.unknown)}</span>
}

/** Annual incomes and expenditures by kind, and what comes to a person a month. */
export function HouseholdAmounts({ household }: { household: Household }) {
  const t = useWords()
  const { income, expenditure } = amountsByKind(household.amounts)
  return (
    <>
      <p>
        {household.monthlyPerCapitaFen === null ? (
          <span className="second">{t(words.incomeUnknown)}</span>
        ) : (
          <b>{t(words.perMonth, { amount: formatFen(household.monthlyPerCapitaFen) })}</b>
        )}
      </p>
      <Lines title={t(householdFormWords.income)} sums={income} texts={incomeWords} total={household.annualIncomeFen} />
      <Lines
        title={t(householdFormWords.expenditure)}
        sums={expenditure}
        texts={expenditureWords}
        total={household.rigidExpenditureFen}
      />
    </>
  )
}

type LinesProps = {
  title: string
  sums: Record<string, string>
  texts: Record<string, { zh: string; en: string }>
  total: string | null
}

function Lines({ title, sums, texts, total }: LinesProps) {
  const t = useWords()
  if (total === null) return null
  return (
    <ul className="amount-lines">
      <li>
        <b>{title}</b>
        <Money fen={total} />
      </li>
      {Object.entries(sums).map(([kind, fen]) => {
        const text = texts[kind]
        return (
          <li key={kind} className="second">
            <span>{text ? t(text) : kind}</span>
            <Money fen={fen} />
          </li>
        )
      })}
    </ul>
  )
}
