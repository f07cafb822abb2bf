import { Checkbox } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, InstantText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { categoryWords, causeWords, reasonWords } from '../messages.ts'
import { Category, Cause, type HouseholdRow, ResponsibleReason } from '../model.ts'
import { householdListWords as words } from '../page-messages.ts'
import { HeadName } from './household-hits.tsx'
import './registry.css'

/** A word of a code list, or that nobody has filled it in. */
export function CategoryText({ category }: { category: HouseholdRow['category'] }) {
  const t = useWords()
  return category ? t(categoryWords[category]) : <span className="second">{t(words.unknown)}</span>
}

export function CauseText({ cause }: { cause: HouseholdRow['mainCause'] }) {
  const t = useWords()
  return cause ? t(causeWords[cause]) : <span className="second">{t(words.unknown)}</span>
}

/** Who answers for the family, and why where it is not simply its unit. */
export function ResponsibleText({ row }: { row: Pick<HouseholdRow, 'responsibleName' | 'responsibleReason'> }) {
  const t = useWords()
  return (
    <>
      {row.responsibleName}
      {row.responsibleReason !== 'unit' && (
        <small className="second under">{t(reasonWords[row.responsibleReason])}</small>
      )}
    </>
  )
}

/** Whether a file is still on the register. */
export function StatusText({ status }: { status: HouseholdRow['status'] }) {
  const t = useWords()
  return <Mark tone="plain">{t(status === 'registered' ? words.statusRegistered : words.statusWithdrawn)}</Mark>
}

export const householdColumns: readonly Column<HouseholdRow>[] = [
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, width: 90 },
  { key: 'head', text: words.head, show: (row) => <HeadName row={row} />, width: 70, most: 150 },
  { key: 'area', text: words.area, show: (row) => row.areaName, width: 100 },
  {
    key: 'responsible',
    text: words.responsible,
    show: (row) => <ResponsibleText row={row} />,
    sort: false,
    width: 180,
    most: 260,
  },
  { key: 'unit', text: words.unit, show: (row) => row.workUnit ?? '—', sort: false, optional: true },
  { key: 'size', text: words.size, show: (row) => row.size, sort: false, number: true },
  { key: 'category', text: words.category, show: (row) => <CategoryText category={row.category} /> },
  { key: 'cause', text: words.cause, show: (row) => <CauseText cause={row.mainCause} />, width: 100 },
  {
    key: 'income',
    text: words.income,
    show: (row) => <Money fen={row.monthlyPerCapitaFen} bare />,
    number: true,
    width: 110,
  },
  {
    key: 'annual',
    text: words.annual,
    show: (row) => <Money fen={row.annualIncomeFen} bare />,
    number: true,
    sort: false,
    optional: true,
  },
  { key: 'registered', text: words.registered, show: (row) => <DayText day={row.registeredOn} />, width: 96 },
  { key: 'updated', text: words.updated, show: (row) => <InstantText at={row.updatedAt} />, optional: true },
  {
    key: 'status',
    text: words.status,
    show: (row) => <StatusText status={row.status} />,
    sort: false,
    optional: true,
  },
]

type ControlProps = { value: string | undefined; change: (value: string | undefined) => void }

/** Says that only the households of one import are shown, when somebody came from its page. */
function OneImport({ drop }: { drop: () => void }) {
  const t = useWords()
  return (
    <Checkbox checked onChange={drop}>
      {t(words.oneImport)}
    </Checkbox>
  )
}

function WithdrawnFilter({ value, change }: ControlProps) {
  const t = useWords()
  return (
    <Checkbox
      checked={value === 'withdrawn'}
      onChange={(event) => change(event.target.checked ? 'withdrawn' : undefined)}
    >
      {t(words.withdrawnOnly)}
    </Checkbox>
  )
}

const choices = <Key extends string>(keys: readonly Key[], texts: Record<Key, { zh: string; en: string }>) =>
  keys.map((value) => ({ value, text: texts[value] }))

export const householdFilters: readonly Filter[] = [
  { key: 'search', text: words.search, kind: 'text', width: 260 },
  areaFilter,
  {
    key: 'category',
    text: words.category,
    kind: 'choice',
    choices: choices(Category.options, categoryWords),
    width: 150,
  },
  { key: 'cause', text: words.cause, kind: 'choice', choices: choices(Cause.options, causeWords), width: 170 },
  organisationFilter('responsible', words.responsible),
  {
    key: 'reason',
    text: words.responsibleReason,
    kind: 'choice',
    choices: choices(ResponsibleReason.options, reasonWords),
    width: 160,
  },
  { key: 'incomeBelowFen', text: words.incomeBelow, kind: 'money' },
  { key: 'incomeUnknown', text: words.incomeUnknown, kind: 'flag' },
  {
    key: 'status',
    text: words.status,
    kind: 'own',
    show: (value, change) => <WithdrawnFilter value={value} change={change} />,
  },
  { key: 'knownOn', text: words.knownOn, kind: 'day' },
  {
    key: 'importId',
    text: words.oneImport,
    kind: 'own',
    show: (value, change) => value && <OneImport drop={() => change(undefined)} />,
  },
]
