import type { Text } from '../../../core/messages.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { useHousehold } from './api.ts'

/** The filter of one family in a list that is reached from its file; its key in address and contract is `household`. */
export const householdFilter = (text: Text): Filter => ({
  key: 'household',
  text,
  kind: 'reached',
  name: (id) => <HeadName id={id} />,
})

function HeadName({ id }: { id: string }) {
  return <b>{useHousehold(id).data?.headName}</b>
}
