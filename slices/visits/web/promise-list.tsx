import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { daysBetween } from '../../../core/date.ts'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { householdFilter } from '../../registry/web/household-filter.tsx'
import { PromiseFilter, PromiseListInput } from '../contract.ts'
import type { PromiseRow } from '../model.ts'
import { visitPageWords as words } from '../page-messages.ts'
import { visitsApi } from './api.ts'
import './visits.css'

function State({ row }: { row: PromiseRow }) {
  const t = useWords()
  const today = useToday()
  if (row.keptOn) return <Mark tone="done">{t(words.kept)}</Mark>
  if (row.dueOn >= today) return <Mark tone="waiting">{t(words.open)}</Mark>
  return <Mark tone="missed">{t(words.daysLate, { days: daysBetween(row.dueOn, today) })}</Mark>
}

const columns: readonly Column<PromiseRow>[] = [
  { key: 'head', text: words.household, show: (row) => row.headName, sort: false, width: 110 },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  {
    key: 'text',
    text: words.promise,
    show: (row) => <span className="seen-text">{row.text}</span>,
    sort: false,
    width: 260,
  },
  { key: 'helper', text: words.helper, show: (row) => row.helperName ?? '—', sort: false },
  { key: 'unit', text: words.unit, show: (row) => row.unit ?? '—', sort: false, optional: true },
  { key: 'promised', text: words.promisedOn, show: (row) => <DayText day={row.promisedOn} /> },
  { key: 'due', text: words.dueOn, show: (row) => <DayText day={row.dueOn} /> },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
  { key: 'kept', text: words.keptOn, show: (row) => <DayText day={row.keptOn} />, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    text: words.showing,
    kind: 'choice',
    choices: (['open', 'overdue', 'kept'] as const).map((value) => ({ value, text: words[value] })),
  },
  areaFilter,
  // Reached from the page of a family.
  householdFilter(words.household),
]

/** What was promised to families, and what of it is late. */
export function Page() {
  const t = useWords()
  const { state } = useAddress()
  return (
    <ListPage
      list="promises"
      exportPath="/promises/export"
      note={t(words.promisesNote)}
      columns={columns}
      filters={filters}
      defaultSort={state === 'open' || state === 'overdue' ? 'due' : '-promised'}
      rows={(ask) => visitsApi.promises.list.queryOptions({ input: inputOf(PromiseListInput, ask) })}
      total={(ask) => visitsApi.promises.total.queryOptions({ input: inputOf(PromiseFilter, ask) })}
      rowKey={(row) => row.id}
      peek={(row) => ({ title: row.headName, content: <PromisePeek key={row.id} row={row} /> })}
      empty={
        state === 'overdue'
          ? { text: t(words.noneOverdue), under: ['state', 'area'] }
          : { text: t(words.promisesEmpty), next: ['/visits/new'] }
      }
    />
  )
}

function PromisePeek({ row }: { row: PromiseRow }) {
  const t = useWords()
  const may = useMay()
  return (
    <>
      <p>{row.text}</p>
      <Facts
        facts={[
          { label: t(words.helper), value: [row.helperName, row.unit].filter(Boolean).join(' · ') || '—' },
          { label: t(words.promisedOn), value: <DayText day={row.promisedOn} /> },
          { label: t(words.dueOn), value: <DayText day={row.dueOn} /> },
          { label: t(words.state), value: <State row={row} /> },
          ...(row.keptOn ? [{ label: t(words.keptOn), value: <DayText day={row.keptOn} /> }] : []),
          ...(row.note ? [{ label: t(words.keptNote), value: row.note }] : []),
        ]}
      />
      <p className="visit-doors">
        <Link to={`/households/${row.householdId}`}>{t(words.openHousehold)}</Link>
      </p>
      {may('visits.write') && row.keptOn === null && <Keep row={row} />}
    </>
  )
}

function Keep({ row }: { row: PromiseRow }) {
  const t = useWords()
  const today = useToday()
  const answers = useQueryClient()
  return (
    <FormPage<{ keptOn: string; note?: string }, unknown>
      form={`promise.${row.id}`}
      initial={{ keptOn: today }}
      submitText={t(words.markKept)}
      submit={({ keptOn, note }, { context }) =>
        visitsApi.promises.keep.call({ id: row.id, keptOn, note: note ?? '' }, { context })
      }
      done={() => void answers.invalidateQueries({ queryKey: visitsApi.promises.key() })}
    >
      <Field name="keptOn" label={t(words.keptOn)} required kind="day" />
      <Field name="note" label={t(words.keptNote)} maxLength={200} />
    </FormPage>
  )
}
