import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { InputNumber, Select } from 'antd'
import { useMemo } from 'react'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed, named } from '../../../platform/web/punctuation.ts'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { kindWords as aidKindWords } from '../../aid/messages.ts'
import { AidKind } from '../../aid/model.ts'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { measureKindWords } from '../../pairing/plan-messages.ts'
import { MeasureKind } from '../../pairing/plan-model.ts'
import { FormFilter, FormListInput } from '../contract.ts'
import { basisWords, deedWords as words } from '../messages.ts'
import { FormBasis, type HelpForm, type UnitForms } from '../model.ts'
import { deedsApi } from './api.ts'
import { ChecklistDialog } from './checklist-dialog.tsx'
import { EditList, ListInForce } from './list-in-force.tsx'

/** What a unit did of a form, amber where it is below the minimum; opens its records. */
function Found({ row, form }: { row: UnitForms; form: string }) {
  const t = useWords()
  const { from, to } = useAddress()
  const done = row.forms.find((one) => one.key === form)
  if (!done) return '—'
  const text = t(words.foundOf, done)
  const shown = done.found < done.least ? <Mark tone="waiting">{text}</Mark> : text
  if (done.found === 0) return shown
  const query = new URLSearchParams({ unit: row.id, form, ...(from ? { from } : {}), ...(to ? { to } : {}) })
  return (
    <Link
      to={`/evidence?${query}`}
      aria-label={t(words.openForm, { name: row.name, form: done.name, count: done.found })}
    >
      {shown}
    </Link>
  )
}

function Missing({ row }: { row: UnitForms }) {
  const t = useWords()
  if (row.missing === 0) return <Mark tone="done">{t(words.nothingMissing)}</Mark>
  return listed(
    t,
    row.forms.filter((form) => form.found < form.least).map((form) => form.name),
  )
}

const columnsOf = (forms: readonly HelpForm[]): readonly Column<UnitForms>[] => [
  { key: 'name', text: words.unit, show: (row) => row.name, sort: false, width: 220 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  ...forms.map(
    (form): Column<UnitForms> => ({
      key: form.key,
      text: { zh: form.name, en: form.name },
      show: (row) => <Found row={row} form={form.key} />,
      sort: false,
      number: true,
    }),
  ),
  { key: 'missing', text: words.missing, show: (row) => <Missing row={row} />, sort: false, width: 240 },
]

const filtersOf = (forms: readonly HelpForm[]): readonly Filter[] => [
  areaFilter,
  organisationFilter('unit', words.unit),
  { key: 'from', text: words.from, kind: 'day' },
  { key: 'to', text: words.to, kind: 'day' },
  {
    key: 'without',
    text: words.without,
    kind: 'choice',
    choices: forms.map(({ key, name }) => ({ value: key, text: name })),
    width: 180,
  },
  { key: 'incomplete', text: words.incomplete, kind: 'flag' },
]

/** Every helping unit with each form of help: what it did, what is below the minimum. */
export function Page() {
  const t = useWords()
  const list = useQuery(deedsApi.helpForms.get.queryOptions({ input: {} }))
  const forms = list.data?.items
  const shown = useMemo(() => forms && { columns: columnsOf(forms), filters: filtersOf(forms) }, [forms])
  if (list.error && !list.data) return <ProblemPage error={list.error} />
  if (!list.data || !shown) return <Loading />
  const { data } = list
  return (
    <ListPage
      // Columns belong to one list; what a browser kept of another one's would hide the new ones.
      key={data.version}
      list={`help-forms-${data.version}`}
      exportPath="/help-forms/units/export"
      note={t(words.formsNote)}
      primary={
        <EditList
          dialog={(close) => (
            <ChecklistDialog<HelpForm>
              list={data}
              fields={(form, put) => <FormFields form={form} put={put} />}
              added={newForm}
              save={(input) => deedsApi.helpForms.save.call(input)}
              close={close}
            />
          )}
        />
      }
      above={<ListInForce list={data} />}
      columns={shown.columns}
      filters={shown.filters}
      rows={(ask) => deedsApi.helpForms.units.queryOptions({ input: inputOf(FormListInput, ask) })}
      total={(ask) => deedsApi.helpForms.total.queryOptions({ input: inputOf(FormFilter, ask) })}
      rowKey={(row) => row.id}
      empty={{ text: t(words.noUnits), action: <Link to="/helpers">{t(words.helper)}</Link> }}
    />
  )
}

function newForm(items: readonly HelpForm[]): HelpForm {
  let number = items.length + 1
  while (items.some((item) => item.key === `form_${number}`)) number++
  return { key: `form_${number}`, name: '', basis: 'measure', kinds: [], least: 1 }
}

type FormFieldsProps = { form: HelpForm; put: (part: Partial<HelpForm>) => void }

function FormFields({ form, put }: FormFieldsProps) {
  const t = useWords()
  const kinds =
    form.basis === 'aid'
      ? AidKind.options.map((value) => ({ value, label: t(aidKindWords[value]) }))
      : form.basis === 'measure'
        ? MeasureKind.options.map((value) => ({ value, label: t(measureKindWords[value]) }))
        : undefined
  return (
    <div className="checklist-fields">
      <Select<FormBasis>
        aria-label={named(t, t(words.basis), form.name)}
        value={form.basis}
        options={FormBasis.options.map((value) => ({ value, label: t(basisWords[value]) }))}
        onChange={(basis) => put({ basis, kinds: [] })}
      />
      <InputNumber
        aria-label={named(t, t(words.least), form.name)}
        prefix="≥"
        min={1}
        max={10_000}
        value={form.least}
        onChange={(least) => put({ least: least ?? 1 })}
      />
      {kinds && (
        <Select<HelpForm['kinds']>
          mode="multiple"
          aria-label={named(t, t(words.kinds), form.name)}
          placeholder={t(words.kinds)}
          value={form.kinds}
          options={kinds}
          onChange={(chosen) => put({ kinds: chosen })}
        />
      )}
    </div>
  )
}
