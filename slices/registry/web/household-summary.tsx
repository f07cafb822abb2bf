import { useWords } from '../../../platform/web/language.tsx'
import { DayText, InstantText, Money } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { residenceWords } from '../messages.ts'
import type { HouseholdRow } from '../model.ts'
import { householdListWords as words } from '../page-messages.ts'
import { CategoryText, CauseText, ResponsibleText, StatusText } from './household-columns.tsx'

/** A household beside the list. */
export function HouseholdSummary({ row }: { row: HouseholdRow }) {
  const t = useWords()
  return (
    <Facts
      facts={[
        { label: t(words.fileNumber), value: row.fileNumber },
        { label: t(words.area), value: `${row.areaName} · ${t(residenceWords[row.residence])}` },
        { label: t(words.responsible), value: <ResponsibleText row={row} /> },
        { label: t(words.unit), value: row.workUnit ?? '—' },
        { label: t(words.size), value: row.size },
        { label: t(words.category), value: <CategoryText category={row.category} /> },
        { label: t(words.cause), value: <CauseText cause={row.mainCause} /> },
        { label: t(words.income), value: <Money fen={row.monthlyPerCapitaFen} /> },
        { label: t(words.annual), value: <Money fen={row.annualIncomeFen} /> },
        { label: t(words.registered), value: <DayText day={row.registeredOn} /> },
        { label: t(words.updated), value: <InstantText at={row.updatedAt} /> },
        { label: t(words.status), value: <StatusText status={row.status} /> },
      ]}
    />
  )
}
