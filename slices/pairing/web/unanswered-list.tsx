import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { stateWords } from '../../organisations/messages.ts'
import type { EnterpriseState } from '../../organisations/model.ts'
import { UnansweredInput, UnansweredListInput } from '../unit-pair-contract.ts'
import { unitPairWords as words } from '../unit-pair-messages.ts'
import { pairingApi } from './api.ts'

type Row = { id: string; name: string; areaName: string; enterpriseState: EnterpriseState }

function State({ row }: { row: Row }) {
  return useWords()(stateWords[row.enterpriseState])
}

const columns: readonly Column<Row>[] = [
  { key: 'name', text: words.enterprise, show: (row) => row.name, sort: false, width: 260 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  { key: 'state', text: words.enterpriseState, show: (row) => <State row={row} />, sort: false },
]

/** Enterprises in hardship or bankrupt for which nobody is responsible; they leave the list once somebody is. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="unanswered-enterprises"
      note={t(words.unansweredNote)}
      columns={columns}
      exportPath="/unit-pairs/unanswered/export"
      filters={[areaFilter]}
      rows={(ask) => pairingApi.unitPairs.unanswered.queryOptions({ input: inputOf(UnansweredListInput, ask) })}
      total={(ask) => pairingApi.unitPairs.unansweredTotal.queryOptions({ input: inputOf(UnansweredInput, ask) })}
      rowKey={(row) => row.id}
      open={(row) => `/enterprises/${row.id}`}
      empty={{ text: t(words.noneUnanswered) }}
    />
  )
}
