import { useQuery } from '@tanstack/react-query'
import { usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { countText } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { NeedInput } from '../contract.ts'
import { surveyWords as words } from '../messages.ts'
import type { NeedSum } from '../model.ts'
import { surveysApi } from './api.ts'

const columns: readonly Column<NeedSum>[] = [
  { key: 'item', text: words.item, show: (row) => row.item, sort: false, width: 240 },
  { key: 'quantity', text: words.quantity, show: (row) => row.quantity, sort: false, number: true },
  { key: 'unit', text: words.unit, show: (row) => row.unit, sort: false },
  { key: 'households', text: words.households, show: (row) => countText(row.households), sort: false, number: true },
]

/** What families need, added up to a purchasing list. */
export function Page() {
  const t = useWords()
  const id = usePathPart('id')
  const survey = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  return (
    <ListPage<NeedSum>
      list="survey-needs"
      title={t(words.purchasing)}
      note={t(words.purchasingNote)}
      trail={[{ text: survey.data?.name ?? '…', to: `/surveys/${id}` }]}
      columns={columns}
      filters={[areaFilter]}
      rows={(ask) => surveysApi.needs.queryOptions({ input: inputOf(NeedInput, ask, { id }) })}
      rowKey={(row) => `${row.item} ${row.unit}`}
      exportPath={`/surveys/${id}/needs/export`}
      empty={{ text: t(words.noNeeds) }}
    />
  )
}
