import { Button } from 'antd'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { helperFilter } from '../../pairing/web/helper-filter.tsx'
import { householdFilter } from '../../registry/web/household-filter.tsx'
import { RequestFilter, RequestListInput } from '../contract.ts'
import { requestKindWords, requestStateWords } from '../messages.ts'
import { type FamilyRequest, RequestKind, RequestState } from '../model.ts'
import { requestPageWords as words } from '../page-messages.ts'
import { daysLate } from '../rules.ts'
import { requestsApi } from './api.ts'
import { RequestPeek } from './request-peek.tsx'

function Kind({ row }: { row: FamilyRequest }) {
  return useWords()(requestKindWords[row.kind])
}

function State({ row }: { row: FamilyRequest }) {
  const t = useWords()
  const tone = row.state === 'closed' ? 'done' : 'waiting'
  return <Mark tone={tone}>{t(requestStateWords[row.state])}</Mark>
}

function Due({ row }: { row: FamilyRequest }) {
  const t = useWords()
  const days = daysLate(row, useToday())
  return (
    <>
      <DayText day={row.dueOn} /> {days > 0 && <Mark tone="missed">{t(words.late, { days })}</Mark>}
    </>
  )
}

const columns: readonly Column<FamilyRequest>[] = [
  { key: 'head', text: words.household, show: (row) => row.headName, width: 110 },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false },
  { key: 'text', text: words.text, show: (row) => row.text, sort: false, width: 260 },
  { key: 'raised', text: words.raised, show: (row) => <DayText day={row.raisedOn} /> },
  { key: 'due', text: words.due, show: (row) => <Due row={row} /> },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
  { key: 'responsible', text: words.responsible, show: (row) => row.responsibleName, sort: false },
  { key: 'helper', text: words.helper, show: (row) => row.helperName ?? '—', sort: false, optional: true },
]

const filters: readonly Filter[] = [
  { key: 'overdue', text: words.overdue, kind: 'flag' },
  { key: 'unsettled', text: words.unsettled, kind: 'flag' },
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: RequestState.options.map((value) => ({ value, text: requestStateWords[value] })),
  },
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: RequestKind.options.map((value) => ({ value, text: requestKindWords[value] })),
  },
  organisationFilter('responsible', words.responsible),
  // Reached from a family's own page.
  householdFilter(words.household),
  helperFilter(words.helper),
]

/** What families ask for: the newest first, and of what is still to be done the most urgent. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const { household, overdue, unsettled, state } = useAddress()
  return (
    <ListPage
      list="requests"
      exportPath="/requests/export"
      note={t(words.note)}
      primary={
        may('requests.write') && (
          <Button
            type="primary"
            onClick={() => go(household ? `/requests/new?household=${household}` : '/requests/new')}
          >
            {t(words.raise)}
          </Button>
        )
      }
      columns={columns}
      filters={filters}
      defaultSort={overdue || unsettled || state ? 'due' : '-raised'}
      rows={(ask) => requestsApi.requests.list.queryOptions({ input: inputOf(RequestListInput, ask) })}
      total={(ask) => requestsApi.requests.total.queryOptions({ input: inputOf(RequestFilter, ask) })}
      rowKey={(row) => row.id}
      peek={(row) => ({ title: row.headName, content: <RequestPeek key={`${row.id}${row.version}`} row={row} /> })}
      empty={{ text: t(words.empty), next: ['/requests/new'] }}
    />
  )
}
