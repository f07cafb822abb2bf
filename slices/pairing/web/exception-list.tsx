import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { pairPageWords } from '../page-messages.ts'
import { ExceptionFilter, ExceptionListInput, ExceptionReason, type ExceptionRow } from '../teamwork-contract.ts'
import { exceptionWords, teamworkWords as words } from '../teamwork-messages.ts'
import { pairingApi } from './api.ts'
import './pairing.css'

function Why({ row }: { row: ExceptionRow }) {
  return <Mark tone="missed">{useWords()(exceptionWords[row.reason])}</Mark>
}

const columns: readonly Column<ExceptionRow>[] = [
  { key: 'head', text: pairPageWords.household, show: (row) => row.headName, sort: false, width: 100 },
  { key: 'area', text: pairPageWords.area, show: (row) => row.areaName, sort: false },
  { key: 'reason', text: words.reason, show: (row) => <Why row={row} />, sort: false, width: 260 },
  { key: 'responsible', text: words.responsible, show: (row) => row.responsibleName, sort: false, width: 200 },
  { key: 'helper', text: pairPageWords.lead, show: (row) => row.helperName ?? '—', sort: false },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'reason',
    text: words.reason,
    kind: 'choice',
    width: 280,
    choices: ExceptionReason.options.map((value) => ({ value, text: exceptionWords[value] })),
  },
]

/** Families for whom it is not certain that somebody answers; they leave the list once it is settled. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="responsibility-exceptions"
      note={t(words.exceptionsNote)}
      columns={columns}
      exportPath="/responsibility/exceptions/export"
      filters={filters}
      rows={(ask) => pairingApi.responsibility.exceptions.queryOptions({ input: inputOf(ExceptionListInput, ask) })}
      total={(ask) => pairingApi.responsibility.total.queryOptions({ input: inputOf(ExceptionFilter, ask) })}
      rowKey={(row) => `${row.householdId} ${row.reason}`}
      open={(row) => `/households/${row.householdId}`}
      empty={{ text: t(words.noExceptions), next: ['/pairs'] }}
    />
  )
}
